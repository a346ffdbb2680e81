"""What takes minutes: `make audit` runs it, `make test` does not. One table at the end, a line for each promise."""

from collections import defaultdict
from typing import Any

import pytest


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """A promise that is tried on several cases is one line."""
    cases: dict[str, list[pytest.TestReport]] = defaultdict(list)
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport) and (report.when == "call" or report.failed):
                cases[report.nodeid.split("[")[0].rpartition("::")[2].removeprefix("test_").replace("_", " ")].append(report)
    terminalreporter.section("audit")
    for promise, reports in sorted(cases.items()):
        missed = sum(report.failed for report in reports)
        terminalreporter.write_line(f"| {'manqué' if missed else 'tenu':6} | {len(reports) - missed:4} / {len(reports):<4} | {sum(report.duration for report in reports):6.1f} s | {promise}")
