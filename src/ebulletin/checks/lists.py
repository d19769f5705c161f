"""Faults in spreadsheets of recipients, found by whoever reads them; entered for `explain`."""

from typing import Literal

from ebulletin.checks.rule import Stage, found_while_reading
from ebulletin.recipients.problems import LIKELY_SLIP, PROBLEMS, RETIRED_DOMAIN

_OFFERING = {LIKELY_SLIP.code, RETIRED_DOMAIN.code}

for problem in PROBLEMS.values():
    fix: Literal["offer", "no"] = "offer" if problem.code in _OFFERING else "no"
    found_while_reading(
        problem.code, problem.name, problem.severity, Stage.LIST,
        finds=problem.finds, why=problem.why, bad=problem.bad, good=problem.good, fix=fix,
    )  # fmt: skip
