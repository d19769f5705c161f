"""What Dotdigital reads, after samples of its interface and build scripts of agencies."""

from ebulletin.export.model import Code, Fact, Tool

TOOL = Tool(
    id="dotdigital",
    name="Dotdigital",
    field_names={
        "email": "EMAIL",
        "first_name": "FIRSTNAME",
        "last_name": "LASTNAME",
        "role": "ROLE",
        "organisation": "ORGANISATION",
    },
    case="UPPER",
    without_fallback="@{name}@",
    unsubscribe="http://$UNSUB$/",
    unsubscribe_in_text="http://$UNSUB$/",
    is_unsubscribe_required=True,
    codes=(
        Code(r"@[A-Z][A-Z0-9_]*@", "a word between two @ signs"),
        Code(r"\$[A-Z]+\$", "a word between two $ signs"),
    ),
    pictures="zip",
    steps=(
        (
            "In Dotdigital choose Audience, then Data fields; add each line of merge-fields.csv "
            "that is not there, and give it the words for no value that stand there."
        ),
        "Choose Campaigns, then New campaign, then Email, then Import, then From a file.",
        "Choose {html}, then {zip} with its pictures.",
        "Open the plain text of the campaign, and paste {text}.",
        "Paste the subject and the preheader from subject.txt and preheader.txt.",
        "Send a test to yourself. Look at it, and at the way out in its footer, before you send.",
    ),
    facts=(
        Fact("Tags are well formed and known; both parts hold the way out.", "syntax"),
        Fact("Whether the address of the way out takes its last stroke.", "account"),
    ),
)
