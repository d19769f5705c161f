"""Recognises the columns of a sheet by the names that people give them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ebulletin.findings import Finding
from ebulletin.recipients.cells import cleaned
from ebulletin.recipients.model import COLUMNS
from ebulletin.recipients.problems import DOUBTFUL_COLUMN, UNKNOWN_COLUMN
from ebulletin.source.quoting import quoted
from ebulletin.values.choices import join_words, nearest

# Usual spellings, without case, spaces and marks; our own names, so written, are added below.
_SPELLINGS: Mapping[str, str] = {
    "email": "emailaddress emails emailaddresses mail mailaddress workemail workemailaddress "
    "schoolemail schoolemailaddress contactemail contactemailaddress businessemail mainemail "
    "officialemail primaryemail primaryemailaddress preferredemail emailaddr email1 "
    "emailaddress1 email1value emailwork workmail subscriberemail recipient recipientemail upn "
    "userprincipalname dslemail destination",
    "first_name": "firstname forename forenames givenname givennames first fname firstnames "
    "christianname contactfirstname preferredname knownas",
    "last_name": "lastname surname familyname last lname contactlastname secondname",
    "role": "jobtitle job jobrole position post designation contactrole roletitle",
    "organisation": "organization organisationname organizationname company companyname employer "
    "agency school schoolname nameofschool setting settingname nameofsetting establishment "
    "establishmentname workplace placeofwork nameoforganisation org",
    "segments": "segment group groups audience audiences distributionlist mailinglist",
    "variant": "edition version maximumlevel",
    "address_type": "typeofaddress emailtype mailboxtype addresskind",
    "basis": "lawfulbasis legalbasis gdprbasis basisforprocessing",
    "basis_date": "consentdate dateofconsent dateconsented consentgiven consentgivenon",
    "added": "dateadded addedon addeddate created createdon createdat datecreated joined "
    "joinedon datejoined optintime signupdate subscribedon startdate",
    "confirmed": "dateconfirmed confirmedon lastconfirmed confirmtime verified verifiedon "
    "lastverified lastchecked checkedon datechecked reviewed lastreviewed",
    "source": "howobtained wherefrom origin obtainedfrom collectedfrom datasource",
    "opted_out": "optout optedouton optouttime optoutdate unsubscribed unsubscribedon "
    "unsubscribedate unsubscribedat unsubtime unsubscribetime dateleft leftlist",
    "bounced": "bounce bouncedon bouncedate hardbounce hardbounced bouncedat cleaned cleantime",
}
# Columns that we write beside rows that were held back; they are no part of the list.
OURS = ("row in the file", "what is wrong", "what to do")
_LETTERS = re.compile(r"[A-Za-z]{1,3}")


def folded(name: str) -> str:
    """A column's name without case, spaces and marks, as names are compared."""
    text = unicodedata.normalize("NFKC", cleaned(name)[0]).casefold()
    return "".join(letter for letter in text if letter.isalnum())


_KNOWN: dict[str, str] = {folded(name): name for name in COLUMNS} | {
    spelling: name for name, line in _SPELLINGS.items() for spelling in line.split()
}
_OURS = {folded(name) for name in OURS}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each column stands.

    Attributes:
        known: Position, from 0, by our name.
        extra: Position by the name in the sheet, for what the product does not know.
        names: Each position's name as it stands in the sheet; empty where it has none.
        row: Of the names, from 1.
    """

    known: Mapping[str, int]
    extra: Mapping[str, int]
    names: tuple[str, ...]
    row: int

    def name_at(self, position: int) -> str:
        """The column's name as it stands in the sheet, or its letter."""
        named = self.names[position] if position < len(self.names) else ""
        return named or letter_of(position)


def letter_of(position: int) -> str:
    """`A` for 0, `AA` for 26, as a spreadsheet program counts columns."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def known_as(name: str) -> str | None:
    """Our name of a column that is called so in a sheet; None where we know none."""
    return _KNOWN.get(folded(name))


def recognised(names: Sequence[str]) -> int:
    """How many of the names are columns that we know; of several rows the best names columns."""
    return len({_KNOWN[key] for name in names if (key := folded(name)) in _KNOWN})


def has_address_column(names: Sequence[str], mapping: Mapping[str, str]) -> bool:
    """Whether one of these names a column of addresses, by itself or by `--map`."""
    keys = {folded(name) for name in names}
    mapped = {folded(name) for name, ours in mapping.items() if ours == "email"}
    return bool(keys & mapped) or any(_KNOWN.get(key) == "email" for key in keys)


def columns_of(
    path: str, row: int, names: Sequence[str], mapping: Mapping[str, str], used: frozenset[int],
    merge_fields: frozenset[str],
) -> tuple[Columns, list[Finding]]:  # fmt: skip
    """Say what each column is.

    Args:
        path: For findings.
        row: Of the names, from 1.
        names: As they stand in the sheet.
        mapping: From `--map`: a name or letter in the sheet, and our name.
        used: Positions under which words stand, so that a missing name matters.
        merge_fields: Unknown columns that texts may use.

    Returns:
        The columns, and findings about them.
    """
    tidy = tuple(cleaned(name)[0] for name in names)
    chosen, findings = _mapped(path, row, tidy, mapping)
    known, doubles = _known(tidy, chosen)
    handled = {other for _, other in doubles}
    extra: dict[str, int] = {}
    for position, name in enumerate(tidy):
        if position in known.values() or folded(name) in _OURS:
            continue
        if not name:
            if position in used:
                findings.append(_nameless(path, row, position))
                extra[f"column {letter_of(position)}"] = position
            continue
        extra[_free(name, extra)] = position
    if set(COLUMNS) <= set(tidy):
        # A list as we write it: what else looks like one of ours was told when it was imported.
        doubles = []
    findings += [_double(path, row, tidy, first, other) for first, other in doubles]
    findings += [
        _unknown(path, row, position, name)
        for name, position in extra.items()
        if tidy[position] and position not in handled and name not in merge_fields
    ]
    return Columns(known, extra, tidy, row), findings


def _mapped(
    path: str, row: int, names: tuple[str, ...], mapping: Mapping[str, str]
) -> tuple[dict[int, str], list[Finding]]:
    chosen: dict[int, str] = {}
    findings = []
    keys = [folded(name) for name in names]
    letters = {letter_of(position): position for position in range(len(names))}
    for name, ours in mapping.items():
        if folded(name) in keys:
            chosen[keys.index(folded(name))] = ours
        elif _LETTERS.fullmatch(name) and name.upper() in letters:
            chosen[letters[name.upper()]] = ours
        else:
            findings.append(_no_such(path, row, names, name))
    return chosen, findings


def _known(
    names: tuple[str, ...], chosen: Mapping[int, str]
) -> tuple[dict[str, int], list[tuple[int, int]]]:
    """Positions of known columns, and the pairs of which the second was passed over."""
    known = {ours: position for position, ours in chosen.items()}
    doubles = []
    # Our own spelling wins over another one, and then the one further left.
    exact = [at for at, name in enumerate(names) if folded(name) in {folded(c) for c in COLUMNS}]
    for position in (*exact, *(at for at in range(len(names)) if at not in exact)):
        ours = _KNOWN.get(folded(names[position]))
        if ours is None or position in chosen:
            continue
        if ours in known:
            if ours not in chosen.values():
                doubles.append((known[ours], position))
        else:
            known[ours] = position
    return known, doubles


def _free(name: str, taken: Mapping[str, int]) -> str:
    """A name that no other unknown column has."""
    number = 2
    free = name
    while free in taken or free in COLUMNS:
        free = f"{name} ({number})"
        number += 1
    return free


def _nameless(path: str, row: int, position: int) -> Finding:
    letter = letter_of(position)
    return DOUBTFUL_COLUMN.at(
        path, row, position + 1, f"column {letter} holds words but has no name",
        f"Write a name into {letter}{row}, or say what it is: --map {letter}=role. It is kept as "
        f"'column {letter}'.",
    )  # fmt: skip


def _double(path: str, row: int, names: tuple[str, ...], first: int, other: int) -> Finding:
    ours = _KNOWN[folded(names[first])]
    return DOUBTFUL_COLUMN.at(
        path, row, other + 1,
        f"columns {letter_of(first)} {quoted(names[first])} and {letter_of(other)} "
        f"{quoted(names[other])} both look like {ours}; {letter_of(first)} is used",
        f"To use the other one, add --map {letter_of(other)}={ours}; what is not used is kept "
        "under its own name.",
    )  # fmt: skip


def _no_such(path: str, row: int, names: tuple[str, ...], name: str) -> Finding:
    close = nearest(name, [each for each in names if each])
    meant = f"Did you mean {quoted(close[0])}? " if close else ""
    there = join_words([each for each in names if each][:12], "and")
    return DOUBTFUL_COLUMN.at(
        path, row, 1, f"--map names {quoted(name)}, and the sheet has no such column",
        f"{meant}It has {there}.",
    )  # fmt: skip


def _unknown(path: str, row: int, position: int, name: str) -> Finding:
    close = [_KNOWN[key] for key in nearest(folded(name), _KNOWN, 1)]
    offer = f" If it is {close[0]}, add --map {letter_of(position)}={close[0]}." if close else ""
    return UNKNOWN_COLUMN.at(
        path, row, position + 1, f"the column {quoted(name)} is not one of ours; it is kept",
        f"Texts can use it once partnership.yaml names it under merge_fields.{offer}",
        offers=tuple(close[:1]),
    )  # fmt: skip
