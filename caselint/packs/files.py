"""The shape of a pack's files, as models: the JSON Schemas in `schemas/` are generated from them."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from caselint.packs.model import Norm, Severity, Side

Code = Field(
    pattern=r"^[A-Z]{2,8}[0-9]{3}$",
    description="What the rule is called for good: capitals for the topic, and three digits. It is never given out again.",
)
Name = Field(
    pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)+$",
    max_length=60,
    description="The same in words that one can remember, accepted wherever the code is.",
)
Final = Literal["sufficient", "insufficient", "too_late", "not_done", "not_applicable", "excepted", "not_answered"]
Asked = Literal[
    "sufficient", "insufficient", "too_late", "not_done", "not_applicable", "not_yet_due", "excepted", "not_exported", "not_answered"
]
Condition = str | bool


class File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Deadline(File):
    """Something done by a day."""

    done: str = Field(description="What counts as done: `x for x in list if ...`, a list, or one entry or date that may be missing.")
    good_enough: Condition | None = Field(None, description="Which of the things done suffice; without it, each does.")
    within: str | None = Field(None, description="A period (`10 working days`) or a setting (`settings.name`), counted from `of`.")
    of: str | None = Field(None, description="The day from which the period runs.")
    by: str | None = Field(None, description="The deadline itself, instead of `within` and `of`.")


class Ladder(File):
    """Conditions from the top: the first that holds is the outcome."""

    sufficient: Condition | None = Field(None, description="Above the line.")
    insufficient: Condition | None = Field(None, description="Done, and not well enough.")
    too_late: Condition | None = Field(None, description="Done after its time.")
    not_done: Condition | None = Field(None, description="Not done.")
    not_applicable: Condition | None = Field(None, description="The question does not arise.")
    excepted: Condition | None = Field(None, description="A recorded professional reason.")
    not_answered: Condition | None = Field(None, description="The record cannot decide.")
    otherwise: Final = Field(description="Where no condition holds.")
    deadline: str | None = Field(None, description="Before this day nothing below the line is held against the case: it is not yet due.")


class EvidenceEntry(File):
    """What the record can say against the case, put before the assessor; it is never scored."""

    when: Condition = Field(description="Where it holds. A condition that is missing proposes nothing.")
    says: str = Field(min_length=10, description="What was found, with `{expressions}`.")


class ExampleEntry(File):
    """A case laid over the pack's base case."""

    name: str = Field(min_length=3, description="What is special about this case, in a few words.")
    case: dict[str, Any] = Field(description="Sections and fields laid over the base case; null takes a section away.")
    outcome: Asked = Field(description="What the rule must say of it.")
    as_of: str | None = Field(None, pattern=r"^\d{4}-\d{2}-\d{2}$", description="Instead of the base case's export date.")
    framework: str | None = Field(None, description="Under this programme's periods and denominators, instead of the pack's default.")
    evidence_against: bool | None = Field(None, description="Whether the record proposes evidence against the case to the assessor.")


class RuleEntry(File):
    """One question asked of a case."""

    code: str = Code
    name: str = Name
    replaces: str | None = Field(
        None, description="The id of the pack whose rule of the same code is no longer asked, and this one in its place."
    )
    question: str = Field(min_length=10, description="What is asked of a case, as an inspector would ask it.")
    why: str = Field(min_length=20, description="What goes wrong for people when this is missing.")
    who: str = Field(min_length=5, description="Who is asked, in words.")
    expectation: str = Field(min_length=10, description="What above the line means, in words.")
    remedy: str = Field(min_length=10, description="What would mend it.")
    severity: Severity = Field(description="How grave it is when a case falls short; `--fail-on` goes by it.")
    norm: Norm = Field("expected", description="`enhanced` is praised practice: met, a commendation; not met, nothing.")
    for_: str | None = Field(None, alias="for", description="`name in list`: asked of each; the case's outcome is the worst of them.")
    none_listed: Condition | None = Field(
        None, description="Where the list of `for` is empty and this holds, something should be listed there: an assessor must say."
    )
    asked_of: Condition = Field(True, description="Which cases, or subjects, are asked. A condition that is missing: an assessor must say.")
    excepted: Condition | None = Field(None, description="A recorded professional reason that takes the case out.")
    requires: dict[str, Side] = Field(default_factory=dict, description="Asked only of cases that these rules put above or below the line.")
    expect: Deadline | Ladder | Literal["answered"] = Field(
        description="What puts a case above the line: a deadline, a ladder of conditions, or `answered`, which leaves it to an assessor."
    )
    evidence_against: list[EvidenceEntry] = Field(
        default_factory=list, description="Where only an assessor can answer: what the record proposes to them, without scoring it."
    )
    finding: str | dict[Literal["insufficient", "too_late", "not_done"], str] | None = Field(
        None, description="What was found, with `{expressions}`; one text, or one for each outcome below the line."
    )
    criteria: dict[str, list[str]] = Field(description="Criteria by framework.")
    scored_in: list[str] | None = Field(None, description="Frameworks in whose scores it counts; without it, all that it has criteria in.")
    not_scored_in: dict[str, str] = Field(default_factory=dict, description="Why not, by framework.")
    measures: list[str] = Field(default_factory=list, description="Headline measures.")
    alternatives: list[str] = Field(default_factory=list, description="Rules that ask the same in one answer for another framework.")
    sources: list[str] = Field(min_length=1, description="Ids of the questions in the reports.")
    note: str | None = Field(None, description="What to know: where a period comes from, what was decided where reports differ.")
    examples: list[ExampleEntry] = Field(
        min_length=2,
        description="Cases and what comes of them, at least one above and one below the line. `caselint rules test` runs them.",
    )


class RuleFile(File):
    """The rules of one topic."""

    topic: str = Field(min_length=3, description="The topic in words.")
    rules: list[RuleEntry] = Field(min_length=1, description="The rules.")


class DefinitionEntry(File):
    """An expression with a name."""

    meaning: str = Field(min_length=5, description="What it says, in words.")
    parameters: dict[str, str] = Field(
        default_factory=dict,
        description="Type by parameter: `date`, an entry of a list of the record (`case.starts` is one start), or a model (`Document`).",
    )
    expression: str = Field(description="The expression. It can name other definitions, in any order.")
    replaces: str | None = Field(
        None, description="The id of the pack in which this stands in the place of the definition of the same name."
    )


class DefinitionFile(File):
    """Expressions that many rules share."""

    definitions: dict[str, DefinitionEntry] = Field(description="By name: small letters, digits and `_`.")


class SettingEntry(File):
    """A period or a number that rules and definitions name as `settings.name`."""

    value: str | bool | int | float = Field(description="A period (`10 working days`), a number, or true or false.")
    meaning: str = Field(min_length=3, description="What it limits or counts, in words.")
    counted_from: str | None = Field(None, description="The day from which a period runs, in words.")
    printed: bool = Field(description="Whether an inspection report prints this figure.")
    source: str = Field(min_length=2, description="Where it comes from: the lines of a report, a national standard, or whose own it is.")


class SettingFile(File):
    """Periods and numbers, each with its source."""

    settings: dict[str, SettingEntry] = Field(description="By name: small letters, digits and `_`.")


class ManifestFile(File):
    """What a pack is."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$", description="What reports call the pack.")
    version: str = Field(pattern=r"^\d+\.\d+\.\d+$", description="Three numbers, as in `1.0.0`; stored with every result.")
    title: str = Field(description="What the pack asks, in a few words.")
    calendar: Literal["england-and-wales", "scotland", "northern-ireland"] = Field(
        "england-and-wales", description="Whose bank holidays are no working days."
    )
    default_framework: str = Field(description="The programme that is audited for where nobody names one.")
    extends: str | None = Field(None, description="The folder or the id of a pack that this one builds on.")
    retired: dict[str, str] = Field(default_factory=dict, description="Codes that are no longer asked, and what to say of them.")
    base_case: dict[str, Any] | None = Field(None, description="The case that examples are laid over.")
