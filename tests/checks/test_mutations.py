"""Faults planted in the demonstration editions, one at a time, are caught where they stand."""

from pathlib import Path

import pytest

from ebulletin.checks.rule import Stage
from ebulletin.checks.run import catalogue
from faults import FAULTS
from planting import Demonstration, Mutant, is_error, mutants_of

LEAST_MUTANTS = 300
LEAST_CODES = 40
LEAST_CAUGHT = 0.95


@pytest.fixture(scope="module")
def demonstration(root: Path) -> Demonstration:
    """The editions as they are, without a fault."""
    return Demonstration(root)


@pytest.fixture(scope="module")
def mutants(demonstration: Demonstration) -> list[Mutant]:
    """Every fault in every place that is taken for it, in an order that never varies."""
    return [each for fault in FAULTS for each in mutants_of(fault, demonstration.texts)]


def test_there_are_enough_faults_of_enough_kinds(mutants: list[Mutant]) -> None:
    codes = {each.fault.code for each in mutants}

    assert len(mutants) >= LEAST_MUTANTS
    assert len(codes) >= LEAST_CODES
    assert {catalogue()[code].stage for code in codes} >= {
        Stage.FILE, Stage.SET, Stage.BULLETIN, Stage.BUILT
    }  # fmt: skip


def test_every_kind_of_fault_finds_a_place_in_the_demonstration(
    demonstration: Demonstration,
) -> None:
    nowhere = [fault for fault in FAULTS if not mutants_of(fault, demonstration.texts)]

    assert [(fault.code, fault.pattern) for fault in nowhere] == []


def test_every_fault_changes_its_file(demonstration: Demonstration, mutants: list[Mutant]) -> None:
    unchanged = [each for each in mutants if each.text == demonstration.texts[each.path]]

    assert [str(each) for each in unchanged] == []


@pytest.mark.slow
def test_the_right_check_finds_each_fault_in_the_right_line(
    demonstration: Demonstration, mutants: list[Mutant], tmp_path: Path
) -> None:
    missed = [each for each in mutants if not demonstration.is_caught(each, tmp_path)]

    for each in missed:
        print("missed:", each)
    assert [str(each) for each in missed if is_error(each)] == []
    assert len(missed) <= (1 - LEAST_CAUGHT) * len(mutants)
