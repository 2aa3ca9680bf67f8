"""What the page says around its tables."""

BEFORE = """# A published report, reproduced

`cases.jsonl` holds 171 full case records. Audited under `omi2-2009`, the programme of 2009, they print the figures of the report on the
inspection of Thames Valley Probation Area of 2010, question by question: as many cases asked, and as many of them above the line.

```sh
caselint check samples/thames-valley-2010/cases.jsonl --framework omi2-2009
```

**All of it is invented.** There is no person, no officer and no case behind any of these records. A script with a fixed seed (`make.py`)
made them from the printed figures: well-run cases of the kind that `caselint demo` writes, chosen so that each question is asked of as many
as the report says, and then changed one recorded fact at a time until the counts were those of the report. Where a rule decides from
facts, it decides from the facts of these records. Where only an assessor can judge, the records carry invented answers, and nowhere else.

**What is printed and what is ours.** `figures.yaml` says of every share where it comes from, and of every base (the number of cases asked).
Where the base is *chosen* or *worked out*, the report prints a share and not of how many; ours is of a plausible size and prints the same.
Questions for which the report has words only stand in a table of their own: their shares are ours altogether. A question with a note
"other cases, the same per cent" has another base here than in the report, for the reason given; it prints the same figure.

**What equality tests, and what it does not.** It tests the arithmetic: who counts in a question, how its share becomes a criterion's, a
section's and a headline score. It does not show that caselint, given the real files, would have found what the inspectors found: nobody
outside has those files, and these records were made to fit. Nor do the cases resemble the area's in what no question with a rule counts.
"""

AFTER = """The tables are written by the test that holds them to the results:
`CASELINT_REGENERATE=1 python -m pytest tests/test_thames_valley.py`. After a change of rules, `python samples/thames-valley-2010/make.py`
makes the cohort anew; it takes a few minutes.
"""
