"""The reference of frameworks: each inspection programme with its criteria, its way of averaging and its bands."""

from __future__ import annotations

from collections.abc import Iterator

from caselint.docs.introductions import introduction
from caselint.docs.markdown import bullets, code, facts, link, page, prose, table
from caselint.docs.setting_page import shown
from caselint.packs.coverage import places_of
from caselint.packs.framework import Band, Criterion, Framework, Headline, Statement
from caselint.packs.pack import Pack


def framework_pages(pack: Pack) -> Iterator[tuple[str, str]]:
    rows = [
        (
            link(code(each.id), f"{each.id}.md"),
            prose(each.title) + (" (the pack's own choice)" if each.id == pack.default_framework else ""),
            f"{each.years.first} to {each.years.last}",
            str(sum(each.scores(rule.info) for rule in pack.rules.values())),
        )
        for each in pack.frameworks.values()
    ]
    head = ("framework", "programme", "years", "rules that count in its scores")
    yield "frameworks/index.md", page(introduction("frameworks"), table(head, rows))
    for framework in pack.frameworks.values():
        yield f"frameworks/{framework.id}.md", framework_page(pack, framework)


def framework_page(pack: Pack, framework: Framework) -> str:
    years = framework.years
    rows = [
        ("Id", code(framework.id)),
        ("Inspectorate", prose(framework.inspectorate)),
        ("Years", f"{years.first} to {years.last}" + (f". {prose(years.note)}" if years.note else "")),
        ("Reports", ", ".join(f"{code(report.key)} {prose(report.id)}" for report in framework.reports)),
        ("Sample", prose(framework.sample.rule)),
        ("Kinds of case in it", prose("; ".join(framework.sample.kinds))),
        ("Orders in it", prose("; ".join(framework.sample.order_types))),
    ]
    return page(
        f"# {prose(framework.title)}",
        facts(rows),
        "## Criteria",
        "A rule in bold counts in the criterion's score. The others give findings and no score.",
        *criteria(pack, framework),
        *averages(pack, framework),
        *headlines(framework),
        *bands(framework),
        *differences(framework, pack),
        *remarks(framework),
    )


def criteria(pack: Pack, framework: Framework) -> Iterator[str]:
    for section in framework.sections:
        yield f"### {prose(f'{section.id} {section.name}')}"
        yield table(("criterion", "what it is about", "rules"), [criterion(pack, framework, each) for each in section.criteria])


def criterion(pack: Pack, framework: Framework, found: Criterion) -> tuple[str, str, str]:
    about = " ".join(filter(None, (found.aim, found.purpose, found.note))) + (f" ({found.source})" if found.source else "")
    if found.organisational:
        rules = "none: judged in interviews with the organisation, not from cases"
    else:
        here = [rule for rule in pack.rules.values() if found.id in places_of(framework, rule)]
        links = [(link(rule.code, f"../rules/{rule.code}.md"), framework.scores(rule.info)) for rule in here]
        rules = ", ".join(f"**{each}**" if scored else each for each, scored in links) or "none"
    return f"**{prose(found.id)}** {prose(found.name)}", prose(about), rules


def averages(pack: Pack, framework: Framework) -> Iterator[str]:
    found = framework.averages
    yield "## How scores are averaged"
    yield bullets(f"{prose(part.capitalize())}: {statement(each)}" for part, each in found.in_words.items())
    rows = [
        (
            code(each.id) + (" (used unless you choose another)" if each.id == found.default else ""),
            prose(each.says),
            prose(each.note or ""),
            prose(each.source or ""),
        )
        for each in found.variants
    ]
    yield table(("variant", "what it does", "note", "source"), rows)
    yield f"Another variant is chosen in the configuration: `variants.{framework.id}`."
    if found.summary:
        questions = ", ".join(f"{prose(criterion)}: {rule_link(pack, rule)}" for criterion, rule in found.summary.questions.items())
        weights = found.summary.weights
        share = f"{prose(str(weights.summary))} against {prose(str(weights.others))}"
        yield f"Summary questions, which weigh {share} for all the others together: {questions}."
        if found.summary.note:
            yield prose(found.summary.note)


def statement(found: Statement) -> str:
    extra = [*([] if found.printed else ["printed in no report"]), *([found.source] if found.source else [])]
    return prose(found.says) + (f" ({prose('; '.join(extra))})" if extra else "") + (f" {prose(found.note)}" if found.note else "")


def rule_link(pack: Pack, rule: str) -> str:
    """A framework can name a question that no rule asks yet."""
    return link(rule, f"../rules/{rule}.md") if rule in pack.rules else f"{code(rule)} (no rule yet)"


def headlines(framework: Framework) -> Iterator[str]:
    if framework.headlines:
        yield "## Headline scores"
        yield "The mean of all questions of one measure, over sections or criteria."
        yield table(("headline", "measure", "over", "what it is for"), [headline(each) for each in framework.headlines])


def headline(found: Headline) -> tuple[str, str, str, str]:
    about = [found.purpose, found.use, found.note]
    if found.programme_so_far:
        so_far = found.programme_so_far
        about.append(f"Areas inspected before: {so_far.mean}% ({so_far.low} to {so_far.high}%), as context and never as a target.")
    words = " ".join(filter(None, about)) + (f" ({found.source})" if found.source else "")
    return f"**{prose(found.name)}** ({code(found.id)})", code(found.measure), prose(", ".join(found.over)), prose(words)


def bands(framework: Framework) -> Iterator[str]:
    yield "## Bands"
    if not framework.bands.levels:
        yield prose(framework.bands.note or "") or "This programme gives no verdict in words."
        return
    yield f"Given to: {prose(', '.join(framework.bands.given_to))}. The first whose start the rounded score reaches is given."
    yield table(
        ("band", "says", "from", "who says so", "scores that the report prints with it", "left open"),
        [band(each) for each in framework.bands.levels],
    )
    if framework.bands.note:
        yield prose(framework.bands.note)


def band(found: Band) -> tuple[str, ...]:
    open_ = [f"above {found.starts_above}%"] if found.starts_above is not None else []
    open_ += [f"at most {found.starts_at_most}%"] if found.starts_at_most is not None else []
    who = "the report" if found.set_by == "report" else "ours"
    return code(found.id), prose(found.says), f"{found.starts}%", who, ", ".join(f"{each}%" for each in found.observed), ", ".join(open_)


def differences(framework: Framework, pack: Pack) -> Iterator[str]:
    """What this programme asks otherwise than the rules say."""
    if framework.narrow:
        yield "## Asked of fewer cases"
        yield "Under this programme these rules are asked only where the expression holds."
        yield table(("rule", "only where"), [(rule_link(pack, each), code(words)) for each, words in framework.narrow.items()])
    if pack.framework_settings[framework.id]:
        yield "## Settings of its own"
        values = pack.framework_settings[framework.id]
        rows = [
            (link(code(name), f"../settings.md#{name}"), shown(value), shown(pack.settings[name].value)) for name, value in values.items()
        ]
        yield table(("setting", "here", "otherwise"), rows)
    for title, found in (("Counted in two criteria", framework.counted_twice), ("Counted elsewhere", framework.placements)):
        if found:
            yield f"## {title}"
            yield table(("rule", "criteria"), [(rule_link(pack, each), prose(", ".join(ids))) for each, ids in found.questions.items()])
            if found.note:
                yield prose(found.note)


def remarks(framework: Framework) -> Iterator[str]:
    if framework.notes:
        yield "## Notes"
        yield bullets(statement(each) for each in framework.notes)
    if framework.cautions:
        yield "## Cautions"
        yield "Printed with every score card."
        yield bullets(map(prose, framework.cautions))
