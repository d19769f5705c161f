"""What Brevo reads, after its help page on the variables of its templates."""

from ebulletin.export.model import Code, Fact, Tool

TOOL = Tool(
    id="brevo",
    name="Brevo",
    field_names={
        "email": "contact.EMAIL",
        "first_name": "contact.FIRSTNAME",
        "last_name": "contact.LASTNAME",
        "role": "contact.ROLE",
        "organisation": "contact.ORGANISATION",
    },
    case="UPPER",
    own_field="contact.{name}",
    with_fallback='{{{{ {name} | default : "{fallback}" }}}}',
    without_fallback="{{{{ {name} }}}}",
    not_in_fallback='"{}%\\',
    unsubscribe="{{ unsubscribe }}",
    unsubscribe_in_text="{{ unsubscribe }}",
    is_unsubscribe_required=True,
    preferences="{{ update_profile }}",
    codes=(Code(r"\{[{%#]", "braces"),),
    steps=(
        (
            "In Brevo choose Contacts, then Settings, then Contact attributes; add each line of "
            "merge-fields.csv that is not there, with that very name."
        ),
        (
            "Choose Campaigns, then Create an email campaign, then Code your own, then Paste your "
            "code."
        ),
        "Paste all of {html}.",
        "Paste the subject and the preview text from subject.txt and preheader.txt.",
        "Send a test to yourself. Look at it, and at the way out in its footer, before you send.",
    ),
    facts=(
        Fact("Each tag is read by an independent lexer of the same grammar.", "syntax"),
        Fact("The attributes of your account.", "account"),
    ),
)
