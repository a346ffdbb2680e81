"""What takes minutes: `make audit` runs it, `make test` does not. One table at the end, a line for each bar."""

import json
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
_BAR, _MEASURED, _DETAIL = "bar", "measured", "detail"


@dataclass(frozen=True)
class Measure:
    """What a test writes in the table: the bar, what was measured, and lines of detail below the table."""

    record: Callable[[str, object], None]

    def __call__(self, bar: str, measured: str) -> None:
        self.record(_BAR, bar)
        self.record(_MEASURED, measured)

    def detail(self, lines: list[str]) -> None:
        self.record(_DETAIL, "\n".join(lines))


@pytest.fixture
def measure(record_property: Callable[[str, object], None]) -> Measure:
    """Called before the bar is asserted, so that a miss shows its figure too."""
    return Measure(record_property)


@dataclass(frozen=True)
class NodeTools:
    """The tools of package-lock.json, which `make audit` installs."""

    node: str

    def run(self, *arguments: object, timeout: float = 600) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.node, *map(str, arguments)], cwd=HERE, capture_output=True, text=True, timeout=timeout
        )

    def tool(self, package: str, command: str) -> Path:
        """The script of a command of an installed package."""
        folder = HERE / "node_modules" / package
        commands = json.loads((folder / "package.json").read_text(encoding="utf-8"))["bin"]
        return folder / (commands if isinstance(commands, str) else commands[command])


@pytest.fixture(scope="session")
def node_tools() -> NodeTools:
    """A missing tool fails the run."""
    node = shutil.which("node")
    assert node, "Node.js 20 ou plus récent est nécessaire"
    assert (HERE / "node_modules/.package-lock.json").is_file(), "make audit, ou « npm ci » dans tests/audit"
    return NodeTools(node)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """A promise that is tried on several cases is one line."""
    cases: dict[str, list[pytest.TestReport]] = defaultdict(list)
    seconds: dict[str, float] = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            if not isinstance(report, pytest.TestReport):
                continue
            seconds[_promise(report)] += report.duration
            if report.when == "call" or report.failed:
                cases[_promise(report)].append(report)
    rows = [("promise", _BAR, _MEASURED, "", "seconds")]
    details = []
    for promise, reports in sorted(cases.items()):
        missed = sum(report.failed for report in reports)
        told: dict[str, list[str]] = defaultdict(list)
        for name, value in (pair for report in reports for pair in report.user_properties):
            told[name] += [value] if value not in told[name] else []
        measured = "; ".join(told[_MEASURED]) or f"{len(reports) - missed} of {len(reports)}"
        rows.append(
            (
                promise,
                "; ".join(told[_BAR]) or "every case",
                measured,
                "MISS" if missed else "ok",
                f"{seconds[promise]:.0f}",
            )
        )
        details += [f"{promise}\n{detail}" for detail in told[_DETAIL]]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    terminalreporter.section("audit")
    for row in rows:
        terminalreporter.write_line(
            "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        )
    for detail in details:
        terminalreporter.write_line("\n" + detail)


def _promise(report: pytest.TestReport) -> str:
    return re.sub(r"\[.*", "", report.nodeid).rpartition("::")[2].removeprefix("test_").replace("_", " ")
