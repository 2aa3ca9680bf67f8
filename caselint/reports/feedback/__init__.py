"""Letters of feedback, one for each officer or team: `letters` gathers them, `render` writes them out, `names` names their files."""
