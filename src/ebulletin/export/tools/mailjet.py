"""What Mailjet campaigns read, after public code and the documentation quoted in it."""

from ebulletin.export.model import Code, Fact, Tool

TOOL = Tool(
    id="mailjet",
    name="Mailjet",
    field_names={
        "email": "email",
        "first_name": "firstname",
        "last_name": "lastname",
        "role": "role",
        "organisation": "organisation",
    },
    with_fallback='[[data:{name}:"{fallback}"]]',
    without_fallback="[[data:{name}]]",
    not_in_fallback='"[]',
    unsubscribe="[[UNSUB_LINK_EN]]",
    unsubscribe_in_text="[[UNSUB_LINK_EN]]",
    is_unsubscribe_required=True,
    codes=(
        Code(r"\[\[[^\[\]\n]{0,200}\]\]", "double square brackets"),
        Code(r"\{\{[^{}\n]{0,200}\}\}|\{%", "braces"),
    ),
    steps=(
        (
            "In Mailjet choose Contacts, then Contact properties; add each line of "
            "merge-fields.csv that is not there."
        ),
        "Choose Campaigns, then Create a campaign, then By coding in HTML.",
        "Paste all of {html}, and {text} as the text version.",
        "Paste the subject and the preview text from subject.txt and preheader.txt.",
        "Send a test to yourself. Look at it, and at the way out in its footer, before you send.",
    ),
    facts=(
        Fact("Tags are well formed and known.", "syntax"),
        Fact("The properties of your account.", "account"),
    ),
)
