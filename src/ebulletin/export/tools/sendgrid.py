"""What SendGrid's Single Sends read, after the vendor's readme in public code."""

from ebulletin.export.model import Code, Fact, Tool

TOOL = Tool(
    id="sendgrid",
    name="SendGrid",
    field_names={
        "email": "email",
        "first_name": "first_name",
        "last_name": "last_name",
        "role": "role",
        "organisation": "organisation",
    },
    with_fallback='{{{{insert {name} "default={fallback}"}}}}',
    without_fallback="{{{{{name}}}}}",
    not_in_fallback='"{}',
    unsubscribe="{{{unsubscribe}}}",
    unsubscribe_in_text="{{{unsubscribe}}}",
    is_unsubscribe_required=True,
    preferences="{{{unsubscribe_preferences}}}",
    codes=(Code(r"\{\{", "two braces"),),
    steps=(
        (
            "In SendGrid choose Marketing, then Custom fields; add each line of merge-fields.csv "
            "that is not there."
        ),
        "Choose Single Sends, then Create, then Blank template, then Code editor.",
        "Paste all of {html}.",
        "Open Plain content, switch off automatic text, and paste {text}.",
        "Paste the subject and the preheader from subject.txt and preheader.txt.",
        "Take the marks from open and click tracking.",
        "Send a test to yourself. Look at it, and at the way out in its footer, before you send.",
    ),
    facts=(
        Fact("Braces are in balance, and each tag is known.", "syntax"),
        Fact("The custom fields of your account.", "account"),
    ),
)
