"""Makes cases.jsonl: 171 invented cases whose questions come out as the report on Thames Valley printed them in 2010.

    python samples/thames-valley-2010/make.py [FILE]

The same rules give the same bytes. It takes some minutes.
"""

import sys
from pathlib import Path

from cohort.assessors import answer
from cohort.auditing import Asker, asker
from cohort.base import SEED, cohort
from cohort.figures import load
from cohort.records import written
from cohort.search import CHAIN, Search

from caselint.demo.dice import Dice
from caselint.packs.find import shipped_folder
from caselint.packs.load import load_pack

FILE = Path(__file__).with_name("cases.jsonl")
LEARNING_CASES = 20
ALONE, IN_CHAINS = 40_000, 30_000
"""How long to search, in audits and not in minutes: so that a slow machine makes the same cohort."""
ROUNDS, LAST = 40, 2_000
"""Then, where a figure is still off: so many rounds at most, of so many audits."""


def search(questions: Asker, size: int) -> Search:
    """The cohort, its facts as near to the figures as the search came."""
    cases, stock = cohort(questions, size, Dice(f"{SEED}:cohort"))
    found = Search(questions, cases, Dice(f"{SEED}:search:2"), stock)
    found.learn(LEARNING_CASES)
    found.run(ALONE)
    found.tidy()
    found.run(IN_CHAINS, CHAIN)
    found.tidy()
    found.polish(ROUNDS, LAST)
    found.tidy()
    return found


def main(arguments: list[str]) -> int:
    figures = load()
    questions = asker(figures, load_pack(shipped_folder()))
    found = search(questions, figures.cases)
    records = [case.record() for case in found.cases]
    answer(questions, records, Dice(f"{SEED}:answers"))
    file = Path(arguments[0]) if arguments else FILE
    file.write_bytes(b"".join(written(record) + b"\n" for record in records))
    for code in sorted(questions.figures):
        if found.off(code):
            print(f"{code} is off by {found.off(code)}")
    print(f"{len(questions.figures)} figures, {found.audits} audits, {file.stat().st_size} bytes")
    return 1 if found.distance() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
