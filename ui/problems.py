"""What went wrong, as an HTTP status and one sentence in Danish."""

from __future__ import annotations

from dataclasses import dataclass

from index.errors import (
    ArchiveError,
    DenseIndexError,
    EncoderError,
    InvalidFilter,
    InvalidQuestion,
    InvalidReceipt,
    MinutesError,
    UnknownDocument,
)
from ui import texts


@dataclass(frozen=True, slots=True)
class Problem:
    """An HTTP status and what to tell the one who asked."""

    status: int
    sentence: str


class NotShown(MinutesError):
    """Something that is held or asked for, but may not or cannot be shown."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


def problem_of(error: MinutesError) -> Problem:
    """The one place where errors become answers over HTTP and in the chat.

    Questions and filters are refused in Danish already; the rest is written
    for operators and stays in the log.
    """
    match error:
        case NotShown():
            return error.problem
        case InvalidQuestion() | InvalidFilter() | InvalidReceipt():
            return Problem(400, str(error))
        case UnknownDocument():
            return Problem(404, texts.UNKNOWN_DOCUMENT)
        case ArchiveError() | DenseIndexError() | EncoderError():
            return Problem(503, texts.BUSY)
        case _:
            return Problem(500, texts.UNEXPECTED)
