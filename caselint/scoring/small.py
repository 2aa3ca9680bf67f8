"""When a figure rests on too little. The reports print no threshold: every number here is ours, and a setting."""

from collections.abc import Collection
from dataclasses import dataclass

from caselint.scoring.scorecard import QuestionScore


@dataclass(frozen=True, slots=True)
class SmallNumbers:
    """Below any of these a figure is marked as small. It is printed all the same."""

    question_cases: int = 10
    """Cases that a question counts."""
    mean_cases: int = 10
    """Cases that the best-filled question of a mean counts."""
    mean_questions: int = 2
    """Questions with a score in a mean."""

    def question(self, counted: int) -> bool:
        return counted < self.question_cases

    def mean(self, questions: Collection[QuestionScore]) -> bool:
        scored = [question.counted for question in questions if question.score is not None]
        return len(scored) < self.mean_questions or max(scored, default=0) < self.mean_cases


SMALL_NUMBERS = SmallNumbers()
