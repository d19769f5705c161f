"""What govDelivery (Granicus) reads, after its help on custom macros and public code."""

from ebulletin.export.model import Code, Fact, Tool

TOOL = Tool(
    id="govdelivery",
    name="govDelivery",
    field_names={
        "email": "EMAIL",
        "first_name": "FIRST_NAME",
        "last_name": "LAST_NAME",
        "role": "ROLE",
        "organisation": "ORGANISATION",
    },
    case="UPPER",
    without_fallback="[[{name}]]",
    unsubscribe="[[SUBSCRIBER_PREFERENCES_URL]]",
    unsubscribe_in_text="[[SUBSCRIBER_PREFERENCES_URL]]",
    codes=(Code(r"\[\[[^\[\]\n]{0,200}\]\]", "double square brackets"),),
    pictures="hosted",
    steps=(
        (
            "Ask the administrator of your govDelivery account to add each line of "
            "merge-fields.csv as a custom macro, fed by a question, with the words for no answer "
            "that stand there."
        ),
        "In govDelivery choose Create, then Bulletin, then the advanced editor.",
        "Choose the source view, and paste all of {html}.",
        "Paste the subject from subject.txt.",
        "Paste {text} as the plain text of the bulletin.",
        "Choose the topics of the readers whom this variant is for, and nobody else.",
        "Take the marks from open and click tracking.",
        "Send a test to yourself. Look at it, and at the way out in its footer, before you send.",
    ),
    facts=(
        Fact("Tags are well formed, and each is in merge-fields.csv or the footer.", "syntax"),
        Fact("The names of macros in your account, and how its editor treats HTML.", "account"),
    ),
)
