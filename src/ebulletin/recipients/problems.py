"""What can be wrong in a spreadsheet of recipients: a code for each, and how much it weighs."""

from dataclasses import dataclass

from ebulletin.findings import Finding, Place, Severity


@dataclass(frozen=True, slots=True)
class Problem:
    """One sort of fault; an error holds the row back, a warning or hint does not.

    Attributes:
        code: Lasting name; a withdrawn code is never used again.
        name: A few words with hyphens.
        finds: What it finds, in one or two sentences for an officer.
        why: What would happen without it.
        bad: An example that fires.
        good: An example that does not.
    """

    code: str
    name: str
    severity: Severity
    finds: str
    why: str
    bad: str
    good: str

    def at(
        self, path: str, row: int, column: int, message: str, advice: str,
        offers: tuple[str, ...] = (),
    ) -> Finding:  # fmt: skip
        """A finding of this sort; `row` and `column` count from 1, 0 for the whole of it."""
        place = Place(path, max(row, 1), max(column, 1))
        return Finding(place, self.code, self.severity, message, advice, offers=offers)


PROBLEMS: dict[str, Problem] = {}


def _enter(problem: Problem) -> Problem:
    PROBLEMS[problem.code] = problem
    return problem


_E, _W, _H = Severity.ERROR, Severity.WARNING, Severity.HINT

UNREADABLE_FILE = _enter(Problem(
    "REC101", "unreadable-spreadsheet", _E,
    "A file that is no spreadsheet, whatever its name says; that is damaged, empty, locked with a "
    "password or still being written; or that would unfold to more than a list can be.",
    "Half a list, or somebody else's picture, would be taken for the list.",
    "a picture named dsl.xlsx",
    "a CSV, XLSX, XLS or ODS file of up to 250,000 rows",
))  # fmt: skip
NO_COLUMN_NAMES = _enter(Problem(
    "REC102", "no-column-names", _E,
    "None of the first 20 rows names a column of e-mail addresses.",
    "Without names nobody can tell which cell is which.",
    "a sheet that starts with the first person",
    "a title, an empty row, then: Name, School, E-mail address",
))  # fmt: skip
DOUBTFUL_COLUMN = _enter(Problem(
    "REC103", "doubtful-column", _W,
    "Two columns of one name or of one meaning, a column without a name that holds words, or a "
    "--map that names no column.",
    "The wrong one of two addresses would be used for everybody.",
    "Email and Work email in one sheet",
    "Email and Telephone in one sheet",
))  # fmt: skip
UNKNOWN_COLUMN = _enter(Problem(
    "REC104", "unknown-column", _H,
    "A column that the product does not know. It is kept as it is, and texts may use it only when "
    "partnership.yaml names it under merge_fields.",
    "A column with a slip in its name would silently stay unused.",
    "Telephone",
    "Surname",
))  # fmt: skip
ENCODING = _enter(Problem(
    "REC105", "old-encoding", _H,
    "A CSV file that is not in UTF-8 and was read as UTF-16 or Windows-1252, as older programs "
    "write it.",
    "If that is wrong, names with accents are, too.",
    "a CSV file saved by an old Excel as CSV (MS-DOS)",
    "a file saved as CSV UTF-8",
))  # fmt: skip
WORKBOOK = _enter(Problem(
    "REC106", "parts-of-the-workbook", _W,
    "Things of a workbook that are easily overlooked: other sheets with addresses, rows hidden by "
    "a filter (which are read), formulas that nobody has worked out, cells with an error.",
    "People on a second sheet would be forgotten, and hidden ones written to.",
    "a sheet Primary and a sheet Secondary",
    "a workbook of one sheet",
))  # fmt: skip
LACKING_COLUMN = _enter(Problem(
    "REC107", "lacking-column", _W,
    "A column that every list needs and this sheet does not have. `recipients import` asks once, "
    "or takes --set.",
    "Nobody could tell why an address is on the list, or what may be sent to it.",
    "a sheet with names and addresses only",
    "the same with --set segments=dsl --set variant=professional and so on",
))  # fmt: skip
NO_ADDRESS = _enter(Problem(
    "REC110", "no-address", _E,
    "A row with words in it, but no e-mail address.",
    "The person would be missing from the list without a word.",
    "Ann, Hollis, Fenwold Primary School, and an empty cell",
    "a row that is empty from end to end",
))  # fmt: skip
BAD_ADDRESS = _enter(Problem(
    "REC111", "bad-address", _E,
    "What stands in the column of addresses is not one that a mail server would take.",
    "The message would come back, or never leave.",
    "ann.hollis@example,org",
    "ann.o'hollis@example.org",
))  # fmt: skip
MENDED_ADDRESS = _enter(Problem(
    "REC112", "address-mended", _H,
    "An address that was mended: capital letters, spaces, brackets, mailto: or characters that "
    "nobody sees.",
    "The same person would be on the list twice.",
    "ANN.Hollis@Example.org with a space after it",
    "ann.hollis@example.org",
))  # fmt: skip
SEVERAL_ADDRESSES = _enter(Problem(
    "REC113", "several-addresses", _E,
    "More than one address in one cell.",
    "One row is one recipient, and one of the two would get nothing.",
    "ann@example.org; office@example.org",
    "two rows with one address each",
))  # fmt: skip
LIKELY_SLIP = _enter(Problem(
    "REC114", "likely-slip", _E,
    "The part after the @ differs by a slip from one that is well known, or mixes letters of two "
    "alphabets. The likely one is offered.",
    "Such names are often owned by strangers, who would read the bulletin.",
    "ann@nhs.ent, office@fenwold.sch.u",
    "ann@nhs.example.org",
))  # fmt: skip
DOMAIN_NOT_ALLOWED = _enter(Problem(
    "REC115", "domain-not-allowed", _E,
    "A row for the professional variant whose address does not end in one of the domains that "
    "partnership.yaml allows under domains: recipients.",
    "Details for professionals would go to an address that nobody has vouched for.",
    "ann@elsewhere.example with recipients: [example.org] and the variant professional",
    "the same row with the variant public",
))  # fmt: skip
RETIRED_DOMAIN = _enter(Problem(
    "REC116", "retired-domain", _W,
    "An address in a domain that partnership.yaml names as retired.",
    "The message will come back once the old domain is switched off.",
    "ann@old-elmsvale.example.org",
    "ann@elmsvale.example.org",
))  # fmt: skip
HIDDEN_CHARACTERS = _enter(Problem(
    "REC117", "hidden-characters", _H,
    "Characters that nobody sees were taken out of a cell, letters that a wrong encoding had "
    "broken were put right, or a line break became a space.",
    "Greetings would print with boxes in them, and words would not compare.",
    "a name copied from a web page, with a zero-width space",
    "a name typed by hand",
))  # fmt: skip
BAD_CELL = _enter(Problem(
    "REC118", "bad-cell", _E,
    "A cell that is not what its column needs: an unknown segment, a word that is no choice, a "
    "date that cannot be read, or a text of over 1,000 characters.",
    "The row would be sorted wrongly, and somebody would get what is not for them.",
    "dls in the column segments; 31/02/2026 in the column confirmed",
    "dsl; schools in the column segments; 28/02/2026 in the column confirmed",
))  # fmt: skip
MISSING_CELL = _enter(Problem(
    "REC119", "missing-cell", _E,
    "An empty cell in a column that every row needs: segments, variant, basis, added, confirmed "
    "or source; or consent without its date.",
    "Nobody could tell why the address is on the list.",
    "consent, and no basis_date",
    "public task, and no basis_date",
))  # fmt: skip
DATE_READ = _enter(Problem(
    "REC120", "date-read", _H,
    "A date that stood there as a number, with two figures for its year, or as a yes, and how it "
    "was read.",
    "A wrong guess would be found only by who sees it.",
    "46023",
    "1 January 2026",
))  # fmt: skip
RAGGED_ROW = _enter(Problem(
    "REC121", "ragged-row", _E,
    "A row with more cells than there are columns, or with a quotation mark that is never closed.",
    "From the place of the slip on, every cell would stand in a neighbour's column.",
    "ann@example.org,Hollis, Ann,Fenwold",
    'ann@example.org,"Hollis, Ann",Fenwold',
))  # fmt: skip
DUPLICATE = _enter(Problem(
    "REC122", "same-address", _H,
    "Rows with one address. They become one recipient, by the rules that `recipients import` "
    "prints.",
    "Somebody would get the bulletin twice.",
    "Ann@example.org in row 4 and ann@example.org in row 9",
    "two people at one school",
))  # fmt: skip
SHARED_ADDRESS = _enter(Problem(
    "REC123", "shared-address", _W,
    "Rows with one address and different names of people. They become one recipient with the "
    "name that was confirmed last.",
    "One of the two would be greeted by the other's name, or a cell has slipped by a row.",
    "office@example.org for Ann Hollis and for Jory Ellwood",
    "office@example.org twice without names",
))  # fmt: skip
PERSONAL_MAILBOX = _enter(Problem(
    "REC124", "personal-mailbox", _W,
    "An address at a provider of private mailboxes, or of the type personal, in a row for the "
    "professional variant. It gets public variants only where its type is personal.",
    "Details for professionals would reach somebody's home.",
    "an address at a provider of private mailboxes with the type named work",
    "the same with the type personal and the variant public",
))  # fmt: skip
REPEATED_NAMES = _enter(Problem(
    "REC125", "repeated-column-names", _H,
    "A row further down that repeats the column names, as when one list was pasted below another. "
    "It is passed over.",
    "The word Email would be taken for an address.",
    "the row of names again, in row 40",
    "the row of names at the top alone",
))  # fmt: skip
SUPPRESSED = _enter(Problem(
    "REC126", "suppressed-row", _H,
    "A row whose address has opted out, has bounced or is on the suppression list. It is not taken "
    "into the list.",
    "Who has left must not be written to, whatever a spreadsheet says.",
    "a date in the column opted_out",
    "an empty cell in the column opted_out",
))  # fmt: skip
