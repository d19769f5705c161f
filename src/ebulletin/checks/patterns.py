"""The patterns and word lists by which the rules read prose.

Every pattern is tried on text with straight quotes, ignores case unless its name says so in the
comment beside it, and takes time in proportion to the text: repeats are bounded or cannot overlap.
"""

import re
from collections.abc import Iterable


def _any_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def spaced(words: str) -> tuple[str, ...]:
    """The words of a list that is written with spaces between them."""
    return tuple(words.split())


def whole_words(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of some phrases as whole words; the longest is tried first."""
    longest_first = sorted(set(phrases), key=lambda each: (-len(each), each))
    inside = "|".join(r"\s+".join(map(re.escape, each.split())) for each in longest_first)
    return _any_case(rf"(?<![\w-])(?:{inside})(?![\w-])")


WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
"""A run of letters or digits with inner apostrophes and hyphens."""

# --- Dates and times ------------------------------------------------------------------------

_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"

DATE = _any_case(
    r"\b(?:(?P<wd>mon|tues?|wed(?:s|nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s{1,9}"
    r"(?:the\s{1,9})?)?"
    r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:\s{1,9}of)?\s{1,9}"
    rf"(?P<m>{_MONTH})"
    r"(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\b\.?(?:,?\s{1,9}(?P<y>(?:19|20)\d\d))?"
)
ORDINAL = _any_case(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)\b(?=(?:\s{{1,9}}of)?\s{{1,9}}(?:{_MONTH}))"
    r"|\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b"
)
RELATIVE = _any_case(
    r"\b(?:today|tomorrow|yesterday|recently|shortly|"
    r"(?:last|this|next|coming) (?:week|month|term|half[- ]term|year|monday|tuesday|wednesday"
    r"|thursday|friday)|have just|in the near future)\b"
)
TIMERANGE = _any_case(
    r"\b\d{1,2}(?:[.:]\d{2})?(?:\s?[ap]m)?\s{0,9}(?:-|–|—)\s{0,9}\d{1,2}(?:[.:]\d{2})?\s{0,9}"
    r"(?:am|pm)\b"
    r"|\b\d{1,2}\.\d{2}\s{0,9}(?:am|pm)?\s{0,9}(?:-|–|to)\s{0,9}\d{1,2}\.\d{2}(?:\s?[ap]m)?\b"
    r"|\(\s{0,9}[ap]m\s{0,9}\)"
)
NUMRANGE = _any_case(
    r"(?<![\d/.–-])\d{1,4}\s?[–-]\s?\d{1,5}(?=\s{1,9}(?:(?:year|month|week|day|hour|minute|time"
    r"|place)s?|people|children|pupils|contacts|words|january|february|march|april|may|june|july"
    r"|august|september|october|november|december)\b)"
)

# --- Numbers, addresses and links -------------------------------------------------------------

PHONE = re.compile(
    r"(?<![\w@/.=&-])(?:\+44[ \u00a0]?(?:\(0\))?|\(?0)(?:[ \u00a0().-]{0,2}\d){7,11}(?![\d\w])"
)
PAUSE = re.compile(r"\d,{2}\d{3,}#?|(?<!\d)\d{4,}#")
EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
URLTEXT = _any_case(r"\b(?:https?://|www\.)[^\s<>)\]]+")
GLUE = _any_case(r"""[^\s("'<\[]https?://|(?<![/.\w])www\.\w""")
LOST = _any_case(
    r"\b(?:click here|this link|(?:link|links) below)\b"
    r"|\b(?:read|find|view|see|access|book|register|download|complete|visit|follow|sign up"
    r"|have your say)\b(?:\W{1,9}\w{1,40}){0,6}?\W{1,9}here\b\s{0,9}(?=$|[.:;!)]|\s[–—-]\s)"
)
PAGE = _any_case(r"\b(?:pages?|p\.)\s?\d+\b|\boverleaf\b|\b(?:the )?next page\b")
ANNEX = _any_case(
    r"(?:\b(?:see|in|at)\s{1,9})?\b(?:annex|appendix)\s{1,9}(?P<label>[A-Z]|\d{1,2})\b"
)
ATTACHED = _any_case(r"\b(?:attached|enclosed)\b(?! to\b)|\battachments?\b|\bsee (?:the )?slides\b")
MEETING = _any_case(
    r"conference id\b|\bpass ?code\b|\bmeeting id\b|\bdial[- ]in\b"
    r"|https?://(?=[^\s/]{0,255}(?:meet|teams|zoom|webex))[^\s/]{1,255}/\S+"
)

# --- Safety ---------------------------------------------------------------------------------

RESTRICT = re.compile(
    r"\b(?:for )?(?:professional|internal|staff) use only\b|\binternal[- ]only\b"
    r"|\bfor professionals only\b"
    r"|\bnot (?:to be|for) (?:passed|shared|sharing|forwarded|circulated|distribut\w+|onward|wider)"
    r"\b|\bkeep (?:it |this )?within (?:your|the|our) (?:own )?team\b(?!')"
    r"|\bdo not (?:share|forward|circulate|pass (?:it |this )?on)\b"
    r"|^\W{0,9}(?:confidential|in confidence|official[- ]sensitive)\W{0,9}$",
    re.IGNORECASE,
)
CHILDWORD = _any_case(
    r"\b(?:child(?:ren)?|bab(?:y|ies)|young (?:person|people)"
    r"|(?:girl|boy|pupil|student|infant|toddler|sibling|son|daughter)s?"
    r"|(?:brother|sister|twin)s?(?!-| (?:organi[sz]ation|agenc|charit|partnership|school|service"
    r"|site|team|town|aim)))\b"
)
# Minds case: initials are capitals.
CHILDINIT = re.compile(
    r"\b(?:[Cc]hild|[Gg]irl|[Bb]oy|[Pp]upil|[Ss]tudent|[Bb]aby|[Ss]ibling|[Ss]on|[Dd]aughter)"
    r"\s{1,9}(?:[A-Z]\.?\s?){1,2}(?![\w'])"
)
CHILDAGE = _any_case(
    r"(?<!\d to )(?<!\d- to )(?<!\d or )(?<!\d [-–] )(?<!\d[-–/])"
    r"\b(?:aged? \d{1,2}|\d{1,2}[- ](?:year|month|week)s?[- ]olds?)\b"
    r"(?!\s?(?:to|and|or|[-–/])\s?\d)"
)
# Minds case: the name of a school has capitals.
SCHOOL = re.compile(
    r"\b(?:[A-Z][\w'-]{1,30} ){1,4}(?:(?:School|Academy|College|Nursery)\b"
    r"|(?:Primary|Infant|Junior|Secondary|High|Grammar)(?=[.,;:!?)']|$))"
)
DOB = _any_case(r"\b(?:d\.?o\.?b\.?|date of birth|born on)\W{1,3}(?:\w{1,40}\W{1,9}){0,2}?\d")
NHSNO = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
# The next two mind case: the identifiers are written in capitals.
NINO = re.compile(r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b")
UPN = re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[0-9A-Z]\b")
CASEREF = _any_case(
    r"\b(?:case|crime|incident|file)\s{1,9}(?:ref(?:erence)?|no|number)\.?\W{0,3}"
    r"[A-Z]{0,4}[-/]?\d{4,}\b"
)
# Royal Mail, Programmer's Guide to the postcode address file; minds case.
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b")

# --- Words ----------------------------------------------------------------------------------

PLACEHOLD = _any_case(
    r"\b(?:tbc|tba|tk|xx+|lorem ipsum|insert (?:date|name|link|text) here)\b"
    r"|\[(?:bookmark|image|insert|date|name|link)\b[^\[\]]*\]|_GoBack"
    r"|Error! (?:Reference|Bookmark)|\?{3,}"
)
# Minds case: a capital in the middle begins a name.
IMPORDER = re.compile(
    r"\b(?:[Tt]he (?:of|and|to|with|for|by)|an? (?:of|the|to|with|and)|to (?:with|of|of the|from)"
    r"|of (?:with|to|from|by)|with (?:of|to)|from (?:with|of)|to and (?!from\b|fro\b)\w+)\b(?![-'])"
)
MIXED = re.compile(r"[A-Za-z][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][A-Za-z]")
REPEAT = _any_case(r"\b(\w{1,40}(?:\s{1,9}\w{1,40}){0,2})\s{1,9}\1\b")
# Minds case, as its name says.
LONGCAPS = re.compile(r"(?:\b[A-Z]{3,}\b[\s,]{1,9}){2,}\b[A-Z]{3,}\b")
MARKUP = _any_case(
    r"\*\*|__|\]\(|</?(?:b|i|u|p|br|a|div|span|strong|em)\b[^<>]*>|&(?:nbsp|amp|lt|gt|#\d+);"
)
# Minds case: acronyms are in capitals.
APOS = re.compile(
    r"\b(?i:all|both|our|many|new|other|these|those|some|several|two|three|four|five|six|seven"
    r"|eight|nine|ten|for|to|by|from|\d{1,9})\s{1,9}"
    r"[A-Z]{2,5}'s\b|\b[A-Z]{2,5}'s\s{1,9}(?:are|were|have|should|must|will|who|and|to|can)\b"
)
SPACING = re.compile(
    r"\w\s{0,9}-\s{1,9}(?=\w)|\w\s{1,9}-\s{0,9}(?=\w)|\S {2,}(?=\S)|\s[,;!?]|\s[.:](?=\s|$)"
)
FOREIGN = _any_case(
    r"\*\|[A-Z0-9_:]+\|\*|\(\(\w[^()]*\)\)|\[\[[A-Z0-9_:]+\]\]|\[\w+,fallback=[^\[\]]*\]"
    r"|\{\{\{[^{}]*\}\}\}|(?<!\w)@[A-Z][A-Z0-9_]{2,}@|\{contactfield=[^{}]*\}"
    r"|\$(?:UNSUB|CANTREAD|FORWARD)\$"
)

# --- Word lists -----------------------------------------------------------------------------

POLICE = whole_words(
    spaced(
        "police officer officers crime crimes offence incident incidents stolen assault burglary"
    )
)
HEALTH = whole_words(
    spaced("nhs health medical doctor nurse ill illness injury symptoms pharmacist")
)
VAGUE = frozenset(
    (
        "here", "click here", "click", "link", "this link", "read more", "more", "more info",
        "more information", "learn more", "find out more", "this", "page", "website", "document",
        "form", "pdf", "download", "guidance", "report", "leaflet", "podcast", "survey",
        "services", "slides",
    )
)  # fmt: skip
SHORTENERS = frozenset(
    spaced(
        "bit.ly tinyurl.com t.co goo.gl ow.ly is.gd buff.ly rebrand.ly lnkd.in cutt.ly shorturl.at"
    )
)
WRAPPER_ENDINGS = ("safelinks.protection.outlook.com",)
WRAPPER_PARTS = ("urldefense", "linkprotect", "mimecastprotect")
TRACKING = _any_case(r"(?:utm_\w+|fbclid|gclid|mc_eid|mc_cid|_hsenc)")
WEBMAIL = frozenset(
    spaced(
        "gmail.com googlemail.com hotmail.com hotmail.co.uk outlook.com live.com yahoo.com "
        "yahoo.co.uk icloud.com aol.com btinternet.com proton.me"
    )
)
SHARED_DRIVES = ("drive.google", "sharepoint", "dropbox", "onedrive", "wetransfer")
REPEAT_OK = whole_words(
    (
        "had had", "that that", "face to face", "day to day", "one to one", "side by side",
        "step by step", "bit by bit",
    )
)  # fmt: skip
US_UK = {
    "behavior": "behaviour", "behaviors": "behaviours", "behavioral": "behavioural",
    "organization": "organisation", "organizations": "organisations", "program": "programme",
    "programs": "programmes", "center": "centre", "centers": "centres",
    "counseling": "counselling", "enrollment": "enrolment", "practicing": "practising",
    "color": "colour", "colors": "colours", "favorite": "favourite", "favorites": "favourites",
    "fulfill": "fulfil", "fulfillment": "fulfilment", "judgment": "judgement",
    "practiced": "practised", "gray": "grey", "labeled": "labelled", "canceled": "cancelled",
    "traveled": "travelled", "traveling": "travelling", "modeling": "modelling",
    "honor": "honour", "honors": "honours", "neighbor": "neighbour", "neighbors": "neighbours",
    "neighborhood": "neighbourhood", "neighborhoods": "neighbourhoods", "defense": "defence",
    "pediatric": "paediatric", "analyze": "analyse", "analyzed": "analysed",
    "analyzing": "analysing",
    **{
        f"{stem}iz{end}": f"{stem}is{end}"
        for stem in (
            "apolog", "author", "categor", "character", "critic", "emphas", "final", "formal",
            "hospital", "marginal", "maxim", "minim", "mobil", "normal", "optim", "organ",
            "personal", "priorit", "public", "radical", "real", "recogn", "sensit", "sexual",
            "social", "special", "stabil", "standard", "stigmat", "summar", "traumat", "victim",
        )
        for end in ("e", "es", "ed", "ing", "ation")
    },
}  # fmt: skip
PREFER = {
    "on-line": "online", "e-mail": "email", "e-mails": "emails", "web site": "website",
    "web sites": "websites", "well-being": "wellbeing", "co-operate": "cooperate",
    "multiagency": "multi-agency", "covid": "COVID-19", "half term": "half-term",
    "next issue": "next edition",
}  # fmt: skip
HOUSE = {
    "click": "select", "can't": "cannot", "won't": "will not", "don't": "do not",
    "shouldn't": "should not", "e.g.": "for example", "i.e.": "that is", "etc": "",
    "utilise": "use", "commence": "start", "facilitate": "help", "going forward": "",
    "in order to": "to", "cascade": "share", "deep dive": "review",
}  # fmt: skip
BLAME = _any_case(
    r"\b(?:(?:hard|difficult|unwilling|refus\w{1,9}|fail\w{0,9}) to engage|does not engage"
    r"|lifestyle choice|chose\w{0,9} (?:a|this) life|promiscuous"
    r"|put(?:s|ting)? (?:himself|herself|themselves) at risk|streetwise|attention[- ]seeking"
    r"|child prostitut\w{1,9}|sexual(?:ly)? active with (?:a|an) (?:man|woman|adult)"
    r"|boyfriend (?:of|is) .{0,20}(?:older|adult)|involved in (?:CSE|exploitation)|manipulative"
    r"|troubled family)\b"
)
