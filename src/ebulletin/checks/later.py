"""Rules that are kept when a bulletin is sent or exported, or its links are tried.

They are entered here so that `explain` knows them and `ignore` can name them.
"""

from ebulletin.checks.rule import Stage, found_while_reading
from ebulletin.findings import Severity

found_while_reading(
    "BUL113", "approval", Severity.ERROR, Stage.SEND,
    finds="Runs when sending or exporting: no approval in bulletins/published, a bulletin of "
    "status: draft, an approver who is also the author or is not named in `delivery: approvers`, "
    "or HTML, text, subject or pictures that differ from what was approved.",
    why="What goes out must be what a second person has read.",
    bad="a comma changed after the approval",
    good="a build of the same files, with the same bytes",
    is_locked=True,
)  # fmt: skip

found_while_reading(
    "SIZ105", "message-heavy", Severity.WARNING, Stage.SEND,
    finds="Runs when sending: a message of more than 10 MB with its attachments.",
    why="Many mail servers refuse it, and the reader never hears of it.",
    bad="a message of 12 MB",
    good="a message of 2 MB",
)  # fmt: skip

found_while_reading(
    "MRG105", "collision", Severity.ERROR, Stage.SEND,
    finds="Runs when exporting: ordinary words that the chosen mailing tool reads as a field of "
    "its own. The text part's own marks for links and pictures never do.",
    why="The words would vanish, or somebody else's data would stand there.",
    bad="[PDF, 2 MB] for a tool whose fields have square brackets",
    good="the same for a tool without such fields",
    fix="auto",
)  # fmt: skip

found_while_reading(
    "MRG106", "unmapped", Severity.ERROR, Stage.SEND,
    finds="Runs when exporting: a merge field or reserved link that the mailing tool has no "
    "counterpart for, or any that is left in the exported file.",
    why="Readers would be greeted as {{ first_name }}, or could not leave the list.",
    bad="{{ left in the exported file",
    good="every field has its counterpart",
    is_locked=True,
)  # fmt: skip

found_while_reading(
    "LNK201", "link-unreachable", Severity.WARNING, Stage.NET,
    finds="Runs when links are checked over the network: no answer within ten seconds, or a status "
    "of 400 or more, except those that ask for a sign-in or a pause. Private addresses are not "
    "tried.",
    why="Readers meet an error page.",
    bad="an address that answers 404, not found",
    good="an address that answers 200",
)  # fmt: skip

found_while_reading(
    "LNK202", "link-moved", Severity.HINT, Stage.NET,
    finds="Runs when links are checked over the network: an address that has moved for good.",
    why="The old address may stop working.",
    bad="an address that answers 301 and leads to /new-dates",
    good="an address that answers 302 and leads to a sign-in page",
    fix="offer",
)  # fmt: skip
