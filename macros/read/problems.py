"""What is wrong with the data, said so that it can be mended."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Problem:
    """One complaint. Lines and columns count from 1; the path is relative to the project's root."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        """On one line, whatever the name of the file holds."""
        return _CONTROL.sub(_shown, f"{self.path}:{self.line}:{self.column}: {self.message}")


_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


def _shown(sign: re.Match[str]) -> str:
    return repr(sign.group())[1:-1]


class Refused(Exception):
    """What a command or a build does not do, and why, in French for who asked. Nothing is lost."""

    code = 1
    """The exit code."""


class Misused(Refused):
    """The command cannot be understood as it was written."""

    code = 2


class DataError(Refused):
    """The data does not hold: `problems` is the whole list, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(report(self.problems))


def report(problems: Iterable[Problem]) -> str:
    """The text that the command line, the build and the tests all show."""
    lines = [str(problem) for problem in problems]
    count = len(lines)
    return "\n".join(
        [
            *lines,
            f"{count} problème{'s' if count > 1 else ''} : rien n'a été construit, le site précédent reste en place.",
        ]
    )


def annotation(problem: Problem) -> str:
    """A problem as GitHub Actions shows it on its line of a pull request (workflow command « error »)."""
    path = (
        problem.path.replace("%", "%25")
        .replace("\r", "%0D")
        .replace("\n", "%0A")
        .replace(":", "%3A")
        .replace(",", "%2C")
    )
    message = problem.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::error file={path},line={problem.line},col={problem.column}::{message}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """« ; vouliez-vous dire « x » ? », or nothing."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" ; vouliez-vous dire « {close[0]} » ?" if close else ""
