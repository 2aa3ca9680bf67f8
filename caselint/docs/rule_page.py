"""The page of one rule. Its headings are the same on every page and stand in the same order."""

from __future__ import annotations

from caselint.docs.definition_pages import target_of
from caselint.docs.markdown import as_blocks, as_yaml, bullets, code, fenced, link, page, prose, table
from caselint.docs.markdown import facts as listed
from caselint.docs.origin import Origins
from caselint.docs.usage import Usage
from caselint.language.templates import say
from caselint.packs.pack import Pack, Rule
from caselint.reports import rule_facts as facts

HEADINGS = ("Question", "Why it matters", "Who is asked", "Above the line", "Below the line", "Period and source", "Criteria", "Examples")
"""Every page has these, in this order."""
FURTHER = ("What to do", "Evidence against", "Note", "Reads", "Drawn from", "In the rule language")
"""And after them those of these that there is something to say under."""


def rule_page(pack: Pack, rule: Rule, usage: Usage, origins: Origins) -> str:
    written_under: dict[str, str | None] = {
        "Question": prose(rule.info.question),
        "Why it matters": prose(rule.info.why),
        "Who is asked": who_is_asked(pack, rule),
        "Above the line": prose(rule.info.expectation),
        "Below the line": below_the_line(rule),
        "Period and source": periods(pack, rule),
        "Criteria": criteria(pack, rule),
        "Examples": examples(rule),
        "What to do": prose(rule.info.remedy),
        "Evidence against": evidence(rule),
        "Note": prose(rule.info.note) if rule.info.note else None,
        "Reads": reads(rule),
        "Drawn from": prose(", ".join(rule.info.sources)),
        "In the rule language": logic(rule, usage, pack),
    }
    parts: list[str | None] = [f"# {rule.code} {rule.info.name}", summary(rule, origins)]
    for heading in (*HEADINGS, *FURTHER):
        if written_under[heading]:
            parts += [f"## {heading}", written_under[heading]]
    return page(*parts)


def summary(rule: Rule, origins: Origins) -> str:
    origin = origins.of(rule.place)
    replaced = origins.replaced.get(rule.code)
    where = f"pack {code(origin.pack)}, {code(origin.file)}, line {origin.line}"
    if replaced:
        where += f"; it takes the place of the rule of that code in {code(replaced)}"
    rows = [
        ("Topic", prose(rule.info.topic)),
        ("Severity", prose(facts.severity(rule))),
        ("Who decides", prose(facts.who_answers(rule))),
        ("From", where),
    ]
    return listed(rows)


def who_is_asked(pack: Pack, rule: Rule) -> str:
    required = [f"Only where {rule_link(each.code)} ({code(each.name)}) {prose(each.says)}." for each in facts.requirements(pack, rule)]
    same = ", ".join(rule_link(other) if other in pack.rules else code(other) for other in rule.info.alternatives)
    return page(prose(rule.info.who), *required, f"Other programmes ask the same in other words: {same}." if same else None).strip()


def below_the_line(rule: Rule) -> str:
    if rule.info.norm == "enhanced":
        return "Nothing. This is praised practice: met, it is a commendation; not met, it is no finding."
    if rule.logic.expect is None:
        return "What an assessor says: " + ", ".join(say(outcome) for outcome in facts.below(rule)) + "."
    messages = facts.messages(rule)
    return bullets(
        f"**{prose(say(outcome))}**" + (f": {prose(messages[outcome])}" if outcome in messages else "") for outcome in facts.below(rule)
    )


def periods(pack: Pack, rule: Rule) -> str:
    own = facts.own_settings(rule)
    others = sorted(rule.logic.settings - own)
    if not own and not others:
        return "No period and no number."
    return page(
        bullets(period(each) for each in facts.periods(pack, own)) if own else "No period of its own.",
        "Other periods that it rests on, through the definitions that it uses:" if others else None,
        bullets(period(each, brief=True) for each in facts.periods(pack, others)) if others else None,
    ).strip()


def period(fact: facts.PeriodFact, *, brief: bool = False) -> str:
    setting = link(code(fact.name), f"../settings.md#{fact.name}")
    otherwise = "".join(f"; {code(framework)} sets {prose(value)}" for framework, value in fact.otherwise.items())
    return f"{prose(fact.says)} ({'' if brief else f'{prose(fact.source)}; '}setting: {setting}{otherwise})"


def criteria(pack: Pack, rule: Rule) -> str:
    rows, narrowed = [], []
    for programme in facts.criteria(pack, rule):
        page_of = f"../frameworks/{programme.framework}.md"
        for each in programme.criteria:
            counts = "yes" if each.not_scored is None else f"no: {prose(each.not_scored)}"
            rows.append((link(code(each.framework), page_of), prose(f"{each.id} {each.name}"), counts))
        if programme.narrow:
            narrowed.append(f"{code(programme.framework)} asks only where {code(programme.narrow)}.")
    measures = ", ".join(code(measure) for measure in rule.info.measures)
    return page(
        table(("framework", "criterion", "scored"), rows)
        if rows
        else "No criterion of any programme: its findings are reported, and no score counts it.",
        *narrowed,
        f"Headline measures: {measures}." if measures else None,
    ).strip()


def examples(rule: Rule) -> str:
    parts: list[str | None] = [
        f"Each is a case laid over {link('the base case', '../base-case.md')}: what stands here is all that it changes."
    ]
    for title, found in facts.examples(rule):
        if found:
            parts.append(f"### {title}")
        for fact in found:
            parts += [
                f"**{prose(fact.name)}**: {prose(fact.says)}" + conditions(fact),
                fenced(as_yaml({"case": fact.example.case}), "yaml"),
            ]
    return page(*parts).strip()


def conditions(fact: facts.ExampleFact) -> str:
    """What else an example sets than the case."""
    found = []
    if fact.example.as_of:
        found.append(f"as of {prose(fact.example.as_of)}")
    if fact.example.framework:
        found.append(f"under {code(fact.example.framework)}")
    if fact.example.evidence_against is not None:
        found.append(
            "evidence against the case is put before the assessor"
            if fact.example.evidence_against
            else "no evidence is put before the assessor"
        )
    return f" ({'; '.join(found)})" if found else ""


def evidence(rule: Rule) -> str | None:
    pieces = list(facts.evidence(rule))
    if not pieces:
        return None
    return page("What the record can put before the assessor. It is never scored.", bullets(map(prose, pieces))).strip()


def reads(rule: Rule) -> str | None:
    """The sections and their fields: a case whose export lacks one of them is not asked."""
    fields: dict[str, list[str]] = {}
    for path in sorted(rule.logic.reads):
        section, _, field = path.partition(".")
        fields.setdefault(section, [])
        if field:
            fields[section].append(field)
    lines = [
        link(code(section), f"../record/{section}.md") + (": " + ", ".join(map(code, found)) if found else "")
        for section, found in fields.items()
    ]
    return bullets(lines) if lines else None


def logic(rule: Rule, usage: Usage, pack: Pack) -> str:
    used = sorted(usage.definitions_of_rules[rule.code])
    links = ", ".join(link(code(name), f"../{target_of(pack, name)}") for name in used)
    return page(
        fenced(as_blocks(facts.written(rule)), "yaml"),
        f"Definitions that it names: {links}." if links else None,
        f"See {link('the rule language', '../language.md')} and {link('the keys of a rule', '../pack-files.md#keys-of-a-rule')}.",
    ).strip()


def rule_link(rule_code: str) -> str:
    return link(rule_code, f"{rule_code}.md")
