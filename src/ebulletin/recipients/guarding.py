"""Guards the cells of a CSV file against being run as formulas, and takes the guard off again."""

import re

# CSV injection: a spreadsheet program runs a cell that begins with one of these (OWASP, "CSV
# Injection"). A cell that looks guarded already is guarded once more, so that taking the guard
# off always gives what was there.
_RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARD = "'"
# Whatever such a cell begins with: most cells are told apart by their first character.
_FIRST = frozenset("'=+-@\t\r\n＝＋－＠")


def guarded(cell: str) -> str:
    """The cell as it may be written into a CSV file that a spreadsheet program opens."""
    return _GUARD + cell if cell[:1] in _FIRST and _RISKY.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell before it was guarded; any other cell as it is."""
    if cell[:1] == _GUARD and _RISKY.match(cell):
        return cell[1:]
    return cell
