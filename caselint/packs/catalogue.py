"""The catalogue of a pack: every question that the inspection reports ask of a case, whether or not a rule asks it yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from caselint.packs.files import Code, File, Name
from caselint.packs.load import lineage
from caselint.packs.model import Norm
from caselint.packs.problems import PackError, PackProblem
from caselint.packs.shape import shape_problems
from caselint.packs.yaml_source import read_yaml

FILE = "catalogue.yaml"
Tier = Literal["core", "full"]
DecidedBy = Literal["record", "assessor"]


class QuestionEntry(File):
    """A question that a report asks of a case."""

    code: str = Code
    name: str = Name
    tier: Tier = Field(description="`core` questions come first.")
    decided_by: DecidedBy = Field(description="Whether the record can decide it, or only an assessor who has read the case.")
    norm: Norm = Field("expected", description="`enhanced` is praised practice.")
    criteria: dict[str, list[str]] = Field(description="Criteria by framework.")
    scored_in: list[str] = Field(default_factory=list, description="Frameworks in whose scores it counts.")


class TopicEntry(File):
    topic: str = Field(min_length=3)
    questions: list[QuestionEntry] = Field(min_length=1)


class CatalogueFile(File):
    """Every question that the reports ask of a case, by topic."""

    topics: list[TopicEntry]


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the catalogue."""

    code: str
    name: str
    topic: str
    tier: Tier
    decided_by: DecidedBy
    norm: Norm
    criteria: Mapping[str, tuple[str, ...]]
    scored_in: tuple[str, ...]


def read_catalogue(folder: Path) -> dict[str, Question]:
    """The questions by code, of the pack in a folder and of those that it builds on; none where no pack has a catalogue.

    Raises `PackError` with everything that is wrong in the files.
    """
    found: dict[str, Question] = {}
    for each in lineage(folder):
        if (each / FILE).is_file():
            found |= read_file(each / FILE)
    return found


def read_file(path: Path) -> dict[str, Question]:
    document = read_yaml(path)
    problems = document.problems or shape_problems(document, CatalogueFile)
    if problems:
        raise PackError(problems)
    found: dict[str, Question] = {}
    for place, topic in enumerate(CatalogueFile.model_validate(document.data).topics):
        for number, entry in enumerate(topic.questions):
            if entry.code in found:
                where = document.place(("topics", place, "questions", number))
                raise PackError([PackProblem(where, f"{entry.code} stands in the catalogue twice", None, document.line(where.line))])
            criteria = {framework: tuple(ids) for framework, ids in entry.criteria.items()}
            found[entry.code] = Question(
                entry.code, entry.name, topic.topic, entry.tier, entry.decided_by, entry.norm, criteria, tuple(entry.scored_in)
            )
    return found
