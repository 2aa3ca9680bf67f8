"""Assessors' answers to what no record can settle: dealt out over the cases that are asked, as many above the line as the report prints."""

from caselint.audit.outcomes import Outcome
from caselint.demo.dice import Dice
from caselint.demo.shape import Draft
from cohort.auditing import Asker

ASSESSORS = 6
DAYS = ("2010-06-28", "2010-06-29", "2010-06-30")


def answer(asker: Asker, records: list[Draft], dice: Dice) -> None:
    """Write the answers into the records. No rule that the facts decide is answered, and nobody answers a question that is not asked."""
    outcomes = [asker.must(record)[1] for record in records]
    for code in sorted(asker.judged):
        figure = asker.figures[code]
        places = [place for place, found in enumerate(outcomes) if found[code] is Outcome.NOT_ANSWERED]
        asked = dice.some(places, figure.aim[1])
        above = set(dice.some(asked, figure.aim[0]))
        below = [place for place in asked if place not in above]
        states = [state for state, number in figure.states.items() for _ in range(number)]
        directions = [direction for direction, number in figure.directions.items() for _ in range(number)]
        for place in asked:
            given: Draft = {"question": code, "outcome": "sufficient"}
            if place not in above:
                rank = below.index(place)
                given["outcome"] = states[rank] if rank < len(states) else "insufficient"
                if rank < len(directions):
                    given["direction"] = directions[rank]
            given |= {"by": f"QA-{place % ASSESSORS + 1}", "date": DAYS[place % len(DAYS)]}
            records[place].setdefault("answers", []).append(given)
