"""An inspection programme as data: its tree of criteria, and how outcomes become its percentages and bands.

A `source` cites the lines of a report's text: "DE 1051" is line 1051 of the report whose key is DE under `reports`.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, Strict

from caselint.packs.model import RuleInfo

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Strict(False)]  # YAML has lists; a framework never changes
Words = Annotated[str, Field(min_length=1)]
Code = Annotated[str, Field(pattern=r"^[A-Z]+[0-9]+$")]
Percent = Annotated[int, Field(ge=0, le=100)]
Share = Annotated[float, Field(gt=0, lt=1)]
Setting = str | bool | int | float | Many[str | int]
SetBy = Literal["report", "ours"]


class Part(BaseModel):
    """Any part of a framework: strict about types, closed to unknown keys, never changed."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Report(Part):
    key: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    """What a `source` cites."""
    id: Words
    note: Words | None = None


class Years(Part):
    first: int = Field(alias="from")
    last: int = Field(alias="to")
    note: Words | None = None


class Sample(Part):
    """Which cases an inspection reads: for the reader. caselint scores the cases that it is given."""

    rule: Words
    kinds: Many[str] = ()
    order_types: Many[str]
    source: Words | None = None


class Statement(Part):
    """A definition in words. `printed: false` where no report prints it and it is ours."""

    says: Words
    printed: bool = True
    note: Words | None = None
    source: Words | None = None


class Specific(Part):
    """A specific criterion under a general one, as far as the reports print it."""

    id: Words
    title: Words
    cited_for: Words | None = None
    source: Words | None = None


class Criterion(Part):
    id: Words
    name: Words
    scored_from: Literal["cases", "organisation"] = "cases"
    """`organisation`: judged in interviews. It has no percentage and enters no mean."""
    aim: Words | None = None
    purpose: Words | None = None
    also_called: Words | None = None
    process: Words | None = None
    specific: Many[Specific] = ()
    note: Words | None = None
    source: Words | None = None

    @property
    def organisational(self) -> bool:
        return self.scored_from == "organisation"


class Section(Part):
    id: Words
    name: Words
    criteria: Annotated[tuple[Criterion, ...], Strict(False), Field(min_length=1)]
    source: Words | None = None

    @property
    def organisational(self) -> bool:
        return all(criterion.organisational for criterion in self.criteria)


class Process(Part):
    """A column of a programme's grid; each criterion may name one."""

    id: Words
    name: Words
    source: Words | None = None


class Variant(Part):
    """One way of averaging. Every question weighs the same, whatever its number of cases."""

    id: Words
    says: Words
    """The definition in words; printed with every score."""
    criterion: Literal["plain_mean", "with_summary"]
    """`with_summary`: the summary question weighs what `summary.weights` says, all the others together the rest."""
    section: Literal["mean_of_criteria", "mean_of_questions"]
    note: Words | None = None
    source: Words | None = None


class Weights(Part):
    others: Share
    summary: Share

    @property
    def exact(self) -> tuple[Fraction, Fraction]:
        """The two weights as written: 0.8 is four fifths, not the nearest binary number."""
        return Fraction(repr(self.others)), Fraction(repr(self.summary))


class Summary(Part):
    """Summary questions: one judgement of overall quality that weighs more than the other questions of its criterion."""

    weights: Weights
    questions: Mapping[str, Code]
    """By criterion. A criterion without one is a plain mean."""
    set_by: SetBy
    """Who says which questions they are."""
    note: Words | None = None
    source: Words | None = None


class Averages(Part):
    variants: Annotated[tuple[Variant, ...], Strict(False), Field(min_length=1)]
    default: Words
    default_is: SetBy
    summary: Summary | None = None
    in_words: Mapping[Literal["question", "criterion", "section", "headline", "rounding"], Statement]


class CountedTwice(Part):
    """Questions that enter two criteria, of two sections."""

    questions: Mapping[Code, Many[str]]
    never: Many[str] = ()
    """Criteria whose questions count nowhere else."""
    set_by: SetBy
    note: Words | None = None
    source: Words | None = None


class Placements(Part):
    """Where a question stands in this programme, in place of the criteria that the rule itself names."""

    questions: Mapping[Code, Many[str]]
    note: Words | None = None
    source: Words | None = None


class SoFar(Part):
    """Mean and range over the areas inspected before the report, in per cent: context, never a target."""

    mean: Percent
    low: Percent
    high: Percent
    source: Words | None = None


class Headline(Part):
    """The mean of all questions of one measure over some sections or criteria."""

    id: Words
    name: Words
    measure: Words
    over: Annotated[tuple[str, ...], Strict(False), Field(min_length=1)]
    """Ids of sections, or of single criteria."""
    purpose: Words | None = None
    use: Words | None = None
    programme_so_far: SoFar | None = None
    note: Words | None = None
    source: Words | None = None


class Band(Part):
    """One verdict. `starts` is the lowest rounded score, in per cent, that earns it."""

    id: Words
    says: Words
    starts: Percent
    set_by: SetBy
    observed: Many[Percent] = ()
    """Scores that the report prints with this verdict."""
    starts_above: Percent | None = None
    starts_at_most: Percent | None = None
    """What the observed scores leave open for `starts`: above the one, at most the other."""


class Bands(Part):
    """Verdicts from best to worst; the first whose start the rounded score reaches is given. No levels: no verdicts."""

    given_to: Many[Literal["criteria", "sections", "headlines"]] = ()
    levels: Many[Band] = ()
    note: Words | None = None
    source: Words | None = None


class LeadershipScale(Part):
    """The verdicts given to organisational criteria by inspectors: for the reader, never computed."""

    values: Many[str]
    note: Words | None = None
    source: Words | None = None


class Framework(Part):
    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: Words
    inspectorate: Words
    years: Years
    reports: Many[Report]
    sample: Sample
    sections: Annotated[tuple[Section, ...], Strict(False), Field(min_length=1)]
    processes: Many[Process] = ()
    averages: Averages
    counted_twice: CountedTwice | None = None
    placements: Placements | None = None
    headlines: Many[Headline] = ()
    bands: Bands = Bands()
    leadership_scale: LeadershipScale | None = None
    narrow: Mapping[Code, Words] = {}
    """By rule: an expression. Under this programme the rule is asked only of the cases for which it holds."""
    settings: Mapping[str, Setting] = {}
    """Settings that this programme sets otherwise than the pack."""
    notes: Many[Statement] = ()
    cautions: Many[str] = ()
    """Printed with every score card."""

    @property
    def criteria(self) -> dict[str, Criterion]:
        return {criterion.id: criterion for section in self.sections for criterion in section.criteria}

    def scores(self, rule: RuleInfo) -> bool:
        """Whether the question enters this programme's scores at all. Praised practice (`enhanced`) never does."""
        return self.id in rule.scored_in and rule.norm == "expected"

    def places(self, rule: RuleInfo) -> tuple[str, ...]:
        """The criteria in which the question counts, each once."""
        for named in (self.placements, self.counted_twice):
            if named and rule.code in named.questions:
                return tuple(dict.fromkeys(named.questions[rule.code]))
        return tuple(dict.fromkeys(rule.criteria.get(self.id, ())))

    def criteria_over(self, headline: Headline) -> tuple[str, ...]:
        """The criteria of a headline: those it names, and those of the sections it names."""
        return tuple(c.id for s in self.sections for c in s.criteria if s.id in headline.over or c.id in headline.over)


def parse_framework(data: Mapping[str, Any]) -> Framework:
    """A framework from plain data. Raises pydantic's `ValidationError`, with the path of every fault."""
    return Framework.model_validate(data)
