"""`python -m benchmarks`: what an audit costs, beside yardsticks of the same run."""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

import orjson
from pydantic import TypeAdapter

from benchmarks.caseload import repeat_caseload, write_caseload
from benchmarks.costs import costs_of
from benchmarks.processes import peak_megabytes, seconds_in_turn
from benchmarks.timing import in_turn
from caselint.audit.case import audit_case
from caselint.audit.plan import Plan, make_plan
from caselint.audit.results import case_line
from caselint.audit.run import light_collection
from caselint.packs.find import shipped_folder
from caselint.packs.load import load_pack
from caselint.record.reading import read_record
from caselint.record.record import Record
from caselint.record.splitting import Raw


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    arguments.add_argument("--cases", type=int, default=300, help="cases of the caseload that is timed in one process")
    arguments.add_argument("--many", type=int, default=20_000, help="cases of the large caseload")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small, large, thousand, one = (Path(folder) / name for name in ("small.jsonl", "large.jsonl", "thousand.jsonl", "one.jsonl"))
        lines = write_caseload(small, chosen.cases)
        repeat_caseload(large, lines, chosen.many)
        repeat_caseload(thousand, lines, 1000)
        one.write_bytes(lines[0] + b"\n")
        start = perf_counter()
        pack = load_pack(shipped_folder())
        print(f"loading the pack ({len(pack.rules)} rules)          {(perf_counter() - start) * 1000:8.0f} ms")
        audit(make_plan(pack), lines)
        workers(thousand)
        memory(thousand, large)
        start_up(one)


def audit(plan: Plan, lines: list[bytes]) -> None:
    """One process: parsing, reading, auditing and writing, against pydantic's own validation of the same bytes."""
    adapter = TypeAdapter(Record)
    raws = [Raw("caseload", number, 1, line) for number, line in enumerate(lines, 1)]
    records = [adapter.validate_json(line) for line in lines]
    days = [record.case.exported_on or date.max for record in records]
    results = [audit_case(plan, record, day) for record, day in zip(records, days, strict=True)]
    light_collection()
    found = in_turn(
        {
            "orjson.loads": each(orjson.loads, lines),
            "json.loads": each(json.loads, lines),
            "pydantic": each(adapter.validate_json, lines),
            "read": each(read_record, raws),
            "audit": each(partial(audit_case, plan), records, days),
            "write": each(case_line, results),
        }
    )
    cases, rules = len(lines), len(plan.selected)
    size = sum(map(len, lines)) / cases / 1000
    unit = found["pydantic"]
    print(f"\n{cases} cases of {size:.1f} kB on average; pydantic validates one in {unit / cases * 1e6:.0f} microseconds")
    for name in ("orjson.loads", "json.loads", "pydantic", "read", "audit", "write"):
        print(f"  {name:<36}{found[name] / unit:8.2f} x pydantic")
    print(f"  {'read and audit':<36}{(found['read'] + found['audit']) / unit:8.2f} x pydantic   (aim: at most 2.5)")
    print(f"  {'read, audit and write':<36}{(found['read'] + found['audit'] + found['write']) / unit:8.2f} x pydantic")
    print(f"  {'audit, a rule and case':<36}{found['audit'] / cases / rules * 1e6:8.2f} microseconds ({rules} rules; aim: at most 1.5)")
    dearest(plan, records, days)


def each(work: Callable[..., object], *inputs: Iterable[Any]) -> Callable[[], None]:
    """One after the other, and nothing kept: as a run does it."""

    def go() -> None:
        for values in zip(*inputs, strict=True):
            work(*values)

    return go


def dearest(plan: Plan, records: list[Record], days: list[date]) -> None:
    """The ten rules and the ten definitions that cost most by themselves."""
    found = costs_of(plan, list(zip(records, days, strict=True)))
    whole = sum(found.values())
    for kind in ("rule", "definition"):
        ranked = sorted(((seconds, name) for (which, name), seconds in found.items() if which == kind), reverse=True)
        share = sum(seconds for seconds, _ in ranked) / whole
        print(f"  the ten {kind}s that cost most by themselves, in microseconds a case, and their share (all {kind}s: {share:.0%}):")
        for seconds, name in ranked[:10]:
            title = f"{name}  {plan.pack.rules[name].info.name}" if kind == "rule" else name
            print(f"    {title:<56}{seconds / len(records) * 1e6:6.2f}{seconds / whole:7.1%}")


def workers(path: Path) -> None:
    command = ["-m", "caselint", "check", str(path), "--output", "jsonl", "--jobs"]
    larger = path.parent / "large.jsonl"
    found = seconds_in_turn({number: [*command[:3], str(larger), *command[4:], number] for number in ("1", "2")}, rounds=3)
    print(f"\ntwo workers against one, whole process  {found['1'] / found['2']:6.2f} x as fast   (aim: at least 1.8)")


def memory(thousand: Path, large: Path) -> None:
    few, many = (peak_megabytes(["check", str(path), "--output", f"text:{path}.txt"]) for path in (thousand, large))
    print(f"\npeak memory, 1,000 cases                {few:6.0f} MiB")
    print(f"peak memory, {sum(1 for _ in large.open('rb')):,} cases               {many:6.0f} MiB   ({many / few:.2f} x; aim: flat)")


def start_up(one: Path) -> None:
    found = seconds_in_turn(
        {"check": ["-m", "caselint", "check", str(one)], "imports": ["-c", "import pydantic, click, rich.console"]}, rounds=7
    )
    ratio = found["check"] / found["imports"]
    print(f"\n`check` on one case                     {found['check'] * 1000:6.0f} ms, {ratio:.1f} x importing pydantic, click and rich")


if __name__ == "__main__":
    sys.exit(main())
