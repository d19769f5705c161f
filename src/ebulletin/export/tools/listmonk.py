"""What listmonk reads, after its documentation and that of Go's html/template."""

from ebulletin.export.model import Code, Fact, Tool

TOOL = Tool(
    id="listmonk",
    name="listmonk",
    field_names={
        "email": ".Subscriber.Email",
        "first_name": ".Subscriber.FirstName",
        "last_name": ".Subscriber.LastName",
        "role": ".Subscriber.Attribs.role",
        "organisation": ".Subscriber.Attribs.organisation",
    },
    own_field=".Subscriber.Attribs.{name}",
    with_fallback="{{{{ with {name} }}}}{{{{ . }}}}{{{{ else }}}}{fallback}{{{{ end }}}}",
    without_fallback="{{{{ {name} }}}}",
    not_in_fallback="{}",
    unsubscribe="{{ UnsubscribeURL }}",
    unsubscribe_in_text="{{ UnsubscribeURL }}",
    is_unsubscribe_required=True,
    preferences="{{ ManageURL }}",
    # Go's html/template drops comments (listmonk's tracker, 1273), and with them Outlook's layout.
    comment="{{{{ `{comment}` | Safe }}}}",
    codes=(
        Code(r"\{\{", "two braces"),
        Code(r"@TrackLink", "@TrackLink"),
    ),
    steps=(
        "In listmonk make sure that the attributes in merge-fields.csv are in your list.",
        (
            "Under Campaigns, Templates keep one template that holds nothing but the line {{ "
            'template "content" . }} once.'
        ),
        "Choose Campaigns, then New; format Raw HTML; choose that template.",
        "Paste all of {html}; choose Add plain text, and paste {text}.",
        "Paste the subject from subject.txt.",
        "Send a test to yourself. Look at it, and at the way out in its footer, before you send.",
    ),
    facts=(
        Fact("HTML, text and subject are read by a parser of Go's template grammar.", "parser"),
        Fact("The attributes of your list.", "account"),
    ),
)
