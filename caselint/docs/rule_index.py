"""The list of all rules, by topic, and of those that are no longer asked."""

from __future__ import annotations

from caselint.docs.introductions import introduction
from caselint.docs.markdown import bullets, code, link, page, prose, table
from caselint.docs.origin import Origins
from caselint.packs.pack import Pack, Rule


def rule_index(pack: Pack, origins: Origins) -> str:
    topics: dict[str, list[Rule]] = {}
    for _, rule in sorted(pack.rules.items()):
        topics.setdefault(rule.info.topic, []).append(rule)
    several = len(origins.folders) > 1
    head = ("code", "name", "question", "severity", "who decides", *(("pack",) if several else ()))
    parts = []
    for topic, rules in topics.items():
        parts += [f"## {prose(topic)}", table(head, [row(rule, origins, several) for rule in rules])]
    assessor = sum(rule.logic.expect is None for rule in pack.rules.values())
    counted = (
        f"The pack {code(pack.id)} {prose(pack.version)} ({prose(pack.title)}) asks {len(pack.rules)} questions: "
        f"the record decides {len(pack.rules) - assessor} of them, an assessor {assessor}."
    )
    return page(introduction("rules"), counted, *parts, "## Retired rules", retired(pack))


def row(rule: Rule, origins: Origins, several: bool) -> tuple[str, ...]:
    info = rule.info
    decides = "assessor" if rule.logic.expect is None else "record"
    severity = info.severity if info.norm == "expected" else "praised practice"
    origin = (code(origins.of(rule.place).pack),) if several else ()
    return (link(info.code, f"{info.code}.md"), code(info.name), prose(info.question), severity, decides, *origin)


def retired(pack: Pack) -> str:
    if not pack.retired:
        return "None: every code that this pack has given out is still asked."
    return page(
        "Codes that are no longer asked, and why.", bullets(f"{code(each)}: {prose(why)}" for each, why in sorted(pack.retired.items()))
    ).strip()
