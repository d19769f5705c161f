"""What Mailchimp reads, after its help pages on merge tags and imported HTML."""

from ebulletin.export.model import Code, Fact, Tool

TOOL = Tool(
    id="mailchimp",
    name="Mailchimp",
    field_names={
        "email": "EMAIL",
        "first_name": "FNAME",
        "last_name": "LNAME",
        "role": "ROLE",
        "organisation": "ORG",
    },
    case="UPPER",
    longest_name=10,
    with_fallback="*|IF:{name}|**|{name}|**|ELSE:|*{fallback}*|END:IF|*",
    without_fallback="*|{name}|*",
    not_in_fallback="*|",
    unsubscribe="*|UNSUB|*",
    unsubscribe_in_text="*|UNSUB|*",
    is_unsubscribe_required=True,
    preferences="*|UPDATE_PROFILE|*",
    footer=("*|LIST:ADDRESSLINE|*",),
    codes=(Code(r"\*\|[^|\n]{0,200}\|\*", "*| and |*"),),
    pictures="flat zip",
    steps=(
        (
            "In Mailchimp choose Audience, then Settings, then Audience fields and merge tags; "
            "make sure that each field in merge-fields.csv is there, with the tag that is named "
            "there."
        ),
        "Choose Campaigns, then Email templates, then Create template.",
        "Choose Code your own, then Import zip, and upload {zip}.",
        "Give the template the name of this bulletin, and save it.",
        "Create a regular campaign from the template, and choose your audience.",
        "Paste the subject and the preview text from subject.txt and preheader.txt.",
        "Open Plain-text version, and paste {text} in place of what stands there.",
        "Under Settings and tracking take the marks from open and click tracking.",
        "Send a test to yourself. Look at it, and at the way out in its footer, before you send.",
    ),
    facts=(
        Fact("Tags are well formed, IF and END:IF are in balance, names are known.", "syntax"),
        Fact("How large a ZIP may be, and that its pictures are taken over.", "account"),
    ),
)
