"""Names of the letters' files. An id can hold anything: a name never leads out of its folder, and no two are the same."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence

from caselint.reports.feedback.letters import By

KINDS: dict[By, str] = {"manager": "officer", "team": "team"}
UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
LONGEST = 60
OURS = re.compile(r"((officer|team)-[A-Za-z0-9_-]*(\.[0-9a-f]{12})?|no-(officer|team)-on-record)\.(md|html)")
"""Names that these functions give, by which a folder of earlier letters is known."""


def file_names(by: By, recipients: Sequence[str | None], suffix: str) -> list[str]:
    """A name for each. Where two would be the same, or differ in capitals alone, a digest of the whole id tells them apart."""
    plain = [UNSAFE.sub("-", one or "")[:LONGEST] for one in recipients]
    alike = Counter(name.lower() for name in plain)
    names = []
    for one, name in zip(recipients, plain, strict=True):
        if one is None:
            names.append(f"no-{KINDS[by]}-on-record.{suffix}")
        elif name.strip("-") and alike[name.lower()] == 1:
            names.append(f"{KINDS[by]}-{name}.{suffix}")
        else:  # the dot stands in no plain name, so the two kinds never meet
            names.append(f"{KINDS[by]}-{name}.{hashlib.sha256(one.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}.{suffix}")
    return names
