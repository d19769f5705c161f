"""What Mautic reads, after its documentation of tokens."""

from ebulletin.export.model import Code, Fact, Tool

TOOL = Tool(
    id="mautic",
    name="Mautic",
    field_names={
        "email": "email",
        "first_name": "firstname",
        "last_name": "lastname",
        "role": "position",
        "organisation": "company",
    },
    with_fallback="{{contactfield={name}|{fallback}}}",
    without_fallback="{{contactfield={name}}}",
    not_in_fallback="{}|",
    unsubscribe="{unsubscribe_url}",
    unsubscribe_in_text="{unsubscribe_url}",
    is_unsubscribe_required=True,
    codes=(
        Code(r"\{[a-z_]{1,40}=[^{}\n]{0,200}\}", "a word with = in braces", is_ours_too=True),
        Code(
            r"\{(?:unsubscribe_url|unsubscribe_text|webview_url|webview_text|tracking_pixel"
            r"|signature|subject)\}",
            "this word in braces",
        ),
    ),
    steps=(
        (
            "In Mautic choose Settings, then Custom fields; add each line of merge-fields.csv "
            "that is not there."
        ),
        "Choose Channels, then Emails, then New, then Segment email, then Code mode.",
        "Paste all of {html}; under Advanced paste {text} as the plain text.",
        "Paste the subject and the preheader from subject.txt and preheader.txt.",
        (
            "Send an example to yourself. Look at it, and at the way out in its footer, before "
            "you send."
        ),
    ),
    facts=(
        Fact("Tokens are read by a parser of its documented grammar.", "parser"),
        Fact("The custom fields of your account.", "account"),
    ),
)
