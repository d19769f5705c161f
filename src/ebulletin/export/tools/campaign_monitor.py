"""What Campaign Monitor reads, after public code of its theme authors."""

from ebulletin.export.model import Code, Fact, Tool

TOOL = Tool(
    id="campaign-monitor",
    name="Campaign Monitor",
    field_names={
        "email": "email",
        "first_name": "firstname",
        "last_name": "lastname",
        "role": "Role",
        "organisation": "Organisation",
    },
    case="Title",
    with_fallback="[{name},fallback={fallback}]",
    without_fallback="[{name}]",
    not_in_fallback="[],=",
    unsubscribe="[unsubscribe]",
    unsubscribe_in_text="[unsubscribe]",
    is_unsubscribe_required=True,
    preferences="[preferences]",
    codes=(
        Code(r"\[[^\[\]\n]{1,200}\]", "square brackets", is_ours_too=True),
        Code(r"(?i)</?(?:unsubscribe|webversion|preferences|forwardtoafriend)\b", "this tag"),
    ),
    spares_brackets=True,
    pictures="zip",
    steps=(
        (
            "In Campaign Monitor choose Lists and subscribers, then your list, then Custom "
            "fields; add each line of merge-fields.csv that is not there."
        ),
        "Choose Campaigns, then Create a campaign, then Import your own, then From your computer.",
        "As the HTML page choose {html}; as the ZIP of pictures choose {zip}.",
        "Leave the mark at `Move my CSS inline` off: the styles are where they should be.",
        "Choose Edit beside Plain text, and paste {text}.",
        "Paste the subject and the preview text from subject.txt and preheader.txt.",
        "Take the marks from open and click tracking.",
        "Send a test to yourself. Look at it, and at the way out in its footer, before you send.",
    ),
    facts=(
        Fact("Tags are well formed and known, and no other square bracket is left.", "syntax"),
        Fact("How large a ZIP may be.", "account"),
    ),
)
