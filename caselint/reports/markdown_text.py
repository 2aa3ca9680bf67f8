"""Text from data made fit for Markdown: it can neither end a table's cell nor become a link, an image, a mention or HTML."""

from __future__ import annotations

import re

from caselint.reports.safe_text import visible

SPECIAL = re.compile(r"[\\`*_\[\]<>|~&#!]|:(?=//)|(?<=www)\.", re.IGNORECASE)
TICKS = re.compile(r"`+")


def prose(text: str) -> str:
    """Words of a rule or a message. An `@` goes into a code span: nobody is called upon because an id looks like a name."""
    return SPECIAL.sub(lambda found: "\\" + found[0], visible(text)).replace("@", "`@`")


def code(text: str) -> str:
    """An id, exactly as it is, for running text."""
    shown = visible(text)
    fence = "`" * (max(map(len, TICKS.findall(shown)), default=0) + 1)
    gap = " " if shown[:1] in ("`", " ") or shown[-1:] in ("`", " ") or not shown else ""
    return f"{fence}{gap}{shown}{gap}{fence}"


def code_cell(text: str) -> str:
    """The same in a table, where a `|` ends the cell even inside a code span."""
    return code(text).replace("|", "\\|")
