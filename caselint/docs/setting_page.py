"""The reference of settings: every period and number, where it comes from, and which rules rest on it."""

from __future__ import annotations

from caselint.docs.introductions import introduction
from caselint.docs.markdown import code, link, page, prose, table
from caselint.docs.usage import Usage, having
from caselint.language.templates import say
from caselint.packs.pack import Pack, Setting


def setting_page(pack: Pack, usage: Usage) -> str:
    head = ("setting", "value", "what it is, and where it comes from", "rules")
    rows = [row(pack, usage, setting) for setting in pack.settings.values()]
    return page(introduction("settings"), table(head, rows) if rows else "This pack has none.")


def row(pack: Pack, usage: Usage, setting: Setting) -> tuple[str, ...]:
    otherwise = [
        f"{code(framework)}: {shown(values[setting.name])}"
        for framework, values in pack.framework_settings.items()
        if setting.name in values
    ]
    counted = f"Counted from {setting.counted_from}" if setting.counted_from else ""
    counted = counted.replace("from back ", "back ")
    source = f"{'Printed in a report' if setting.printed else 'Printed in no report'}; source: {setting.source}"
    about = [setting.meaning[:1].upper() + setting.meaning[1:], counted, source]
    return (
        f'<a id="{setting.name}"></a>{code(setting.name)}',
        "; ".join([shown(setting.value), *otherwise]),
        " ".join(f"{prose(part.rstrip('.'))}." for part in about if part),
        used_by(pack, usage, setting.name),
    )


def shown(value: object) -> str:
    return prose(("true" if value else "false") if isinstance(value, bool) else say(value))


def used_by(pack: Pack, usage: Usage, name: str) -> str:
    own = having(usage.settings_of_rules, name)
    others = [code for code, rule in pack.rules.items() if name in rule.logic.settings and code not in own]
    own_links, other_links = (", ".join(link(code, f"rules/{code}.md") for code in codes) for codes in (own, others))
    return "; ".join(filter(None, [own_links, f"through a definition: {other_links}" if others else ""])) or "no rule"
