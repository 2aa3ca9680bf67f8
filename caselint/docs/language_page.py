"""The reference of the rule language: its lists are those that the checker itself goes by."""

from __future__ import annotations

from caselint.docs.introductions import introduction
from caselint.docs.markdown import code, prose, table, text
from caselint.language import checker, definitions, expression
from caselint.language.calls import CALLS
from caselint.language.comparisons import SIGNS
from caselint.language.forms import ARITHMETIC, COMPARISONS, CONNECTIVES, FORMS
from caselint.language.functions import TIME_FIELDS
from caselint.language.nodes import HANDLERS
from caselint.language.periods import UNITS
from caselint.language.templates import SAID
from caselint.language.types import WORDS, sections
from caselint.packs.files import Ladder
from caselint.packs.logic import OWN_NAMES, STATES


def language_page() -> str:
    """The introduction holds the page together; each `<!-- name -->` in it is where a list of the code stands."""
    words = introduction("language")
    for name, part in parts().items():
        mark = f"<!-- {name} -->"
        assert words.count(mark) == 1, f"the introduction to the rule language has no place for its {name}"
        words = words.replace(mark, part)
    return words + "\n"


def parts() -> dict[str, str]:
    return {
        "forms": table(("written", "what it is"), [(code(FORMS[node].usage), prose(FORMS[node].meaning)) for node in HANDLERS]),
        "comparisons": table(("sign", "what it asks"), [(code(sign), prose(COMPARISONS[sign])) for sign in SIGNS.values()]),
        "arithmetic": table(("written", "what it gives"), [(code(form.usage), prose(form.meaning)) for form in ARITHMETIC.values()]),
        "connectives": table(("word", "what it gives"), [(code(word), prose(says)) for word, says in CONNECTIVES.items()]),
        "functions": "\n\n".join(
            f"### `{name}`\n\n{prose(function.meaning[:1].upper() + function.meaning[1:])}: {code(function.usage)}."
            for name, function in CALLS.items()
        ),
        "types": table(
            ("kind", "in error messages"), [(code(kind), text(words)) for kind, words in WORDS.items() if kind not in ("none", "unknown")]
        ),
        "units": ", ".join(code(f"10 {unit}") for unit in UNITS if unit.endswith("s")),
        "sections": ", ".join(f"[{code(name)}](record/{name}.md)" for name in sections()),
        "time fields": ", ".join(map(code, TIME_FIELDS)),
        "own names": ", ".join(map(code, OWN_NAMES)),
        "said": table(("value", "in a message"), [(code(value), text(words)) for value, words in SAID.items()]),
        "states": table(
            ("outcome", "on a ladder"), [(code(state), prose(Ladder.model_fields[state].description or "")) for state in STATES]
        ),
        "limits": table(
            ("what", "at most"),
            [
                ("characters of one expression", f"{expression.MAX_LENGTH:,}"),
                ("levels of nesting", str(expression.MAX_DEPTH)),
                ("the largest number that can be written", f"{expression.MAX_NUMBER:,}"),
                ("generators inside one another", str(checker.MAX_LOOPS)),
                ("definitions that lean on one another", str(definitions.MAX_DEPTH)),
            ],
        ),
    }
