"""What is written by hand in the references: a Markdown file for each page that has something to say before its tables."""

from importlib.resources import files


def introduction(name: str) -> str:
    return files(__name__).joinpath(f"{name}.md").read_text(encoding="utf-8").strip()
