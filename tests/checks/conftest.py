"""What every test of a check may ask for."""

import pytest

from check_bench import Checks


@pytest.fixture(scope="session")
def checks() -> Checks:
    """Runs one rule over a text."""
    return Checks()
