"""Which rules a run asks: by code, by name, or by the beginning of either with `*`. The more exact pattern wins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from caselint.language.errors import did_you_mean
from caselint.packs.model import RuleInfo


class SelectionError(Exception):
    """A pattern that names no rule: a misspelt one would leave a question unasked without a word."""


def select(rules: Mapping[str, RuleInfo], wanted: Sequence[str], ignored: Sequence[str], retired: Mapping[str, str]) -> tuple[str, ...]:
    """The codes that the patterns leave, in the order of the rules. Raises `SelectionError` with every pattern that names nothing."""
    faults = [fault for pattern in (*wanted, *ignored) if (fault := unknown(rules, pattern, retired))]
    if faults:
        raise SelectionError("\n".join(faults))
    chosen = tuple(code for code, info in rules.items() if is_wanted(info, wanted, ignored))
    if not chosen:
        raise SelectionError("no rule is left to ask: what is selected is ignored too")
    return chosen


def is_wanted(info: RuleInfo, wanted: Sequence[str], ignored: Sequence[str]) -> bool:
    """Whether a rule is asked. An exact name beats a prefix and a longer prefix a shorter one; of two equals, ignoring wins."""
    yes = max((weight(info, pattern) for pattern in wanted), default=0 if wanted else 1)
    no = max((weight(info, pattern) for pattern in ignored), default=0)
    return yes > no


def weight(info: RuleInfo, pattern: str) -> int:
    """How exactly a pattern names a rule; 0 where it does not."""
    if pattern in (info.code, info.name):
        return 10_000
    if pattern.endswith("*") and (info.code.startswith(pattern[:-1]) or info.name.startswith(pattern[:-1])):
        return len(pattern) + 1
    return 0


def unknown(rules: Mapping[str, RuleInfo], pattern: str, retired: Mapping[str, str]) -> str | None:
    if pattern in retired:
        return f"{pattern} is retired: {retired[pattern]}"
    if any(weight(info, pattern) for info in rules.values()):
        return None
    names = [*rules, *(info.name for info in rules.values())]
    hint = did_you_mean(pattern, names) or "`caselint rules` lists them; a prefix ends with `*`"
    return f"no rule is called {pattern}: {hint}"


def find_rule(rules: Mapping[str, RuleInfo], word: str, retired: Mapping[str, str]) -> RuleInfo:
    """The one rule of a code or name, in any case of letters."""
    for info in rules.values():
        if word.upper() == info.code or word.lower() == info.name:
            return info
    raise SelectionError(unknown(rules, word.upper() if word.upper() in retired else word, retired) or f"{word} names several rules")
