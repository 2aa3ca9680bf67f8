"""A rule or a definition in the place of one of a pack below: never by the code or the name alone, which may be a slip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from caselint.language.errors import did_you_mean

What = Literal["rule", "definition"]
CALLED = {"rule": "code", "definition": "name"}
PLACE = {"rule": "be asked", "definition": "stand"}


def not_replaced(what: What, name: str, wanted: str | None, there: str | None, below: Sequence[str]) -> tuple[str, str | None] | None:
    """What is wrong with what an entry says, or does not say, of replacing another, and what to try. None where it is as it must be.

    `wanted` is its `replaces`; `there` the pack whose rule or definition of that name it would take the place of; `below` are the
    packs that its own builds on.
    """
    if wanted == there:
        return None
    said = name if what == "rule" else f"`{name}`"
    if there is not None and (wanted is None or wanted in below):
        hint = f"say `replaces: {there}` if yours shall {PLACE[what]} in its place"
        return f"{said} is a {what} of {there} already", hint if wanted else f"give yours another {CALLED[what]}, or {hint}"
    if wanted not in below:
        known = did_you_mean(str(wanted), below) or f"it builds on {', '.join(below) or 'none: `extends` in pack.yaml names one'}"
        return f"this pack builds on no pack `{wanted}`", known
    return f"{wanted} has no {what} {said} that could be replaced", f"leave `replaces` out, or mend the {CALLED[what]}"
