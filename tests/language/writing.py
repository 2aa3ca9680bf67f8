"""Writes random expressions that mostly have a type, so that most are accepted: what is accepted must then hold."""

from random import Random

from caselint.language.definitions import Source
from caselint.language.types import Type, fields_of, sections

DEFINITIONS: dict[str, str | Source] = {
    "current_start": "last(s for s in case.starts if s.date <= as_of)",
    "level_at": Source("last(l.level for l in rosh.levels if l.date <= day)", {"day": "date"}),
    "high_levels": '("high", "very_high")',
    "of_start": Source("document.date is not None and document.date >= day", {"document": "Document", "day": "date"}),
    "documents_of": Source(
        "list(d for d in risk_management_plans + sentence_plans if d.start_id is not None and d.start_id == start)", {"start": "id"}
    ),
    "plans": "rosh.screenings + rosh.analyses",
    "newest": Source("document if document.date is not None else first(risk_management_plans)", {"document": "Document"}),
    "sources_of": Source("document.sources", {"document": "Document"}),
    "levels": "list(l.level for l in rosh.levels)",
    "unsure": "level_at(as_of) == 'high'",
}
LISTS = [name for name, found in sections().items() if found.kind == "list"]
NESTED = [
    f"{name}.{inner}"
    for name, found in sections().items()
    if found.kind == "entity" and found.model
    for inner, part in fields_of(found.model).items()
    if part.kind == "list" and part.item and part.item.kind == "entity"
]
LEVELS = ("low", "medium", "high", "very_high")


class Writer:
    """One random expression. `scope` holds the variables and their types."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.scope: dict[str, Type] = {}
        self.number = 0

    def one(self, *choices: object) -> str:
        chosen = self.chance.choice(choices)
        return chosen() if callable(chosen) else str(chosen)

    def expression(self, depth: int = 3) -> str:
        return self.one(lambda: self.truth(depth), lambda: self.truth(depth), lambda: self.value(depth), lambda: self.several(depth))

    # -- lists

    def entries(self) -> tuple[str, Type | None]:
        """A list of entries, and the type of one."""
        inner = [
            (f"{name}.{field}", part.item)
            for name, found in self.scope.items()
            if found.kind == "entity" and found.model
            for field, part in fields_of(found.model).items()
            if part.kind == "list" and part.item and part.item.kind == "entity"
        ]
        if inner and self.chance.random() < 0.5:
            return self.chance.choice(inner)
        if self.chance.random() < 0.15:
            return self.chance.choice((("plans", None), ("documents_of(case.id)", None), ("case.starts + case.starts", None)))
        path = self.chance.choice(LISTS + NESTED * 2 + ["rosh.levels", "case.starts", "contacts"])
        found: Type | None = sections().get(path.split(".")[0])
        for step in path.split(".")[1:]:
            found = fields_of(found.model)[step] if found and found.model else None
        return path, found.item if found else None

    def generator(self, depth: int, element: str | None = None) -> str:
        """`element for v in list`, the element a bool, a date, the entry or anything of it."""
        source, item = self.entries()
        self.number += 1
        name = f"x{self.number}"
        outer = dict(self.scope)
        if item is not None:
            self.scope[name] = item
        test = f" if {self.truth(depth - 1)}" if depth > 1 and self.chance.random() < 0.4 else ""
        if element == "truth":
            what = self.truth(depth - 1)
        elif element == "date":
            what = self.date(depth - 1)
        else:
            what = self.one(name, name, lambda: self.value(depth - 1), lambda: self.field(name))
        if depth > 2 and self.chance.random() < 0.15:
            test += f" for y{self.number} in {self.entries()[0]}"
        self.scope = outer
        return f"{what} for {name} in {source}{test}"

    def several(self, depth: int) -> str:
        if depth <= 0:
            return self.one("high_levels", "levels", "[as_of]", "[]", "()", '("low", "high")', "(1, 2)")
        return self.one(
            lambda: f"list({self.generator(depth)})",
            lambda: f"unique({self.generator(depth)})",
            lambda: self.entries()[0],
            lambda: f"{self.several(depth - 1)} + {self.several(depth - 1)}",
            lambda: f"({self.several(depth - 1)} if {self.truth(depth - 1)} else {self.several(depth - 1)})",
            lambda: f"coalesce(first({self.generator(depth)}), {self.several(depth - 1)})",
            lambda: f"in_force({self.one('case.workers', 'case.prolific_periods', 'case.offender_managers')}, {self.date(depth - 1)})",
            lambda: f"({self.value(depth - 1)}, {self.value(depth - 1)})",
            lambda: f"intervals({self.dates(depth)}, {self.date(depth - 1)}, {self.period()}, {self.date(depth - 1)})",
            lambda: f"interval_points({self.dates(depth)}, {self.date(depth - 1)}, {self.period()}, {self.date(depth - 1)})",
            lambda: f"windows({self.date(0)}, {self.date(0)}, months(6))",
        )

    def dates(self, depth: int) -> str:
        return self.one(lambda: f"list({self.generator(depth, 'date')})", lambda: f"[{self.date(depth - 1)}]", "[]")

    # -- single values

    def fields(self, *kinds: str) -> list[tuple[str, Type]]:
        owners = {**self.scope, **{name: sections()[name] for name in ("case", "offence", "sentence", "mappa", "person")}}
        return [
            (f"{name}.{field}", part)
            for name, found in owners.items()
            if found.kind == "entity" and found.model
            for field, part in fields_of(found.model).items()
            if not kinds or part.kind in kinds
        ]

    def field(self, name: str) -> str:
        mine = [text for text, _ in self.fields() if text.startswith(f"{name}.")]
        return self.chance.choice(mine) if mine else name

    def some(self, *kinds: str) -> str:
        """A field of one of the kinds: guarded, with a fallback, or as it is."""
        found = self.fields(*kinds)
        mine = [part for part in found if part[0].split(".")[0] in self.scope]
        if not found:
            return "as_of"
        text, part = self.chance.choice(mine if mine and self.chance.random() < 0.8 else found)
        if not part.maybe or self.chance.random() < 0.2:
            return text
        fallback = {"date": "as_of", "int": "1", "number": "0.5", "bool": "True"}.get(part.kind, f"'{(part.values or ('x',))[0]}'")
        return self.one(f"coalesce({text}, {fallback})", f"({text} if {text} is not None else {fallback})")

    def value(self, depth: int) -> str:
        return self.one(
            lambda: self.date(depth),
            lambda: self.number_(depth),
            lambda: self.some("enum"),
            lambda: self.truth(depth),
            lambda: self.some(),
            lambda: f"{self.one('first', 'last')}({self.generator(max(1, depth))})" if depth > 0 else "None",
            lambda: f"level_at({self.date(depth - 1)})" if depth > 0 else "'high'",
            lambda: f"coalesce({self.value(depth - 1)}, {self.value(depth - 1)})" if depth > 0 else "case.team",
            lambda: f"({self.value(depth - 1)} if {self.truth(depth - 1)} else {self.value(depth - 1)})" if depth > 0 else "1.5",
        )

    def date(self, depth: int) -> str:
        if depth <= 0:
            return self.one("as_of", lambda: self.some("date"))
        return self.one(
            "as_of",
            lambda: self.some("date"),
            lambda: self.some("date"),
            lambda: f"{self.date(depth - 1)} {self.one('+', '-')} {self.period()}",
            lambda: f"coalesce({self.one('earliest', 'latest')}({self.generator(depth, 'date')}), as_of)",
            lambda: f"{self.one('earliest', 'latest')}({self.dates(depth)})",
        )

    def period(self) -> str:
        return self.one("settings.limit", "days(9999)", "working_days(3)", "months(5)", "weeks(2)", "working_days(9999)", "months(0)")

    def number_(self, depth: int) -> str:
        if depth <= 0:
            return self.one("0", "3", "0.5", "1000000000000", "settings.share", "settings.minimum", lambda: self.some("int", "number"))
        return self.one(
            lambda: f"count({self.generator(depth)})",
            lambda: f"({self.number_(depth - 1)} {self.one('+', '-', '*', '/')} {self.number_(depth - 1)})",
            lambda: f"coalesce({self.number_(depth - 1)} / {self.number_(depth - 1)}, 1)",
            lambda: f"-{self.number_(depth - 1)}",
            lambda: f"{self.one('days', 'working_days', 'months', 'years')}_between({self.date(depth - 1)}, {self.date(depth - 1)})",
            lambda: f"longest_gap({self.dates(depth)}, {self.date(depth - 1)}, {self.date(depth - 1)})",
            lambda: self.some("int", "number"),
        )

    def truth(self, depth: int) -> str:
        """What is true or false, now and then missing."""
        if depth <= 0:
            return self.one("True", "settings.strict", lambda: self.some("bool"), lambda: self.guarded(0), "unsure")
        return self.one(
            lambda: f"{self.date(depth - 1)} {self.one('<', '<=', '>', '>=', '==', '!=')} {self.date(depth - 1)}",
            lambda: f"{self.date(0)} <= {self.date(0)} < {self.date(depth - 1)}",
            lambda: f"{self.number_(depth - 1)} {self.one('<', '<=', '==', '!=')} {self.number_(depth - 1)}",
            lambda: f"({self.truth(depth - 1)} {self.one('and', 'or')} {self.truth(depth - 1)})",
            lambda: f"({self.truth(depth - 1)} {self.one('and', 'or')} {self.truth(0)} {self.one('and', 'or')} {self.truth(depth - 1)})",
            lambda: f"not {self.truth(depth - 1)}",
            lambda: f"({self.truth(depth - 1)}) is {self.one('', 'not ')}{self.one('True', 'False', 'None')}",
            lambda: f"{self.one('any', 'all')}({self.generator(depth, 'truth')})",
            lambda: f"{self.value(depth - 1)} {self.one('in', 'not in')} {self.several(depth - 1)}",
            lambda: f"{self.value(depth - 1)} {self.one('==', '!=')} {self.value(depth - 1)}",
            lambda: self.levels(depth),
            lambda: self.guarded(depth),
            lambda: f"({self.truth(depth - 1)} if {self.truth(depth - 1)} else {self.one('None', lambda: self.truth(depth - 1))})",
        )

    def guarded(self, depth: int) -> str:
        """A guard, perhaps with something between it and what it guards."""
        maybe = [(text, part) for text, part in self.fields() if part.maybe]
        if not maybe:
            return "True"
        text, part = self.chance.choice(maybe)
        between = self.one("", "", lambda: f" and {self.truth(depth - 1)}", " and unsure") if depth > 0 else ""
        if part.kind == "date":
            use = f"{text} {self.one('<=', '>')} as_of"
        elif part.kind == "entity" and part.model:
            use = f"{text}.{self.chance.choice(sorted(fields_of(part.model)))} is not None"
        elif part.kind == "enum":
            use = f"{text} {self.one('==', '!=', '<')} '{self.chance.choice(part.values)}'"
        elif part.kind == "bool":
            use = text
        else:
            use = f"{text} in (1, 2)"
        if self.chance.random() < 0.3:
            return f"({text} is None{between.replace('and', 'or', 1)} or {use})"
        return f"({text} is not None{between} and {use})"

    def levels(self, depth: int) -> str:
        level = f"'{self.chance.choice(LEVELS)}'"
        known = self.one(f"level_at({self.date(depth - 1)})", level, "first(levels + levels)", lambda: self.some("enum"))
        return self.one(
            f"{known} == {level}", f"{known} in high_levels", f"{known} in ({level}, None)", f"coalesce({known}, {level}) < {level}"
        )
