"""The faults that people make, as replacements in the text of the demonstration."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from planting import HERE, Fault

_PHRASINGS = Path(__file__).resolve().parents[1] / "checks" / "phrasings.txt"
_HEADING = re.compile(r"(?P<code>\w{3}\d{3})(?: in (?P<files>\S+))?(?: where (?P<only>.+))?")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SENTENCE = r"^(?=[A-Z])[^\n|{}\[\]]*[a-z]\.$"
_UPDATES = r"items/updates/"
_QUOTED = r"^quoted_from:"
_SEPTEMBER = r"items/updates/(?:team|phone|inspection|parents|lado)"


def _next_weekday(match: re.Match[str]) -> str:
    return HERE + _DAYS[(_DAYS.index(match[0]) + 1) % 7]


def _other_number(match: re.Match[str]) -> str:
    return HERE + {"101": "111", "111": "101"}[match[0]]


def _swapped(match: re.Match[str]) -> str:
    word = match[0]
    return f"{HERE}{word[:-2]}{word[-1]}{word[-2]}"


def _sentence(
    code: str, words: str, *, files: str = _UPDATES, only: str = "", most: int = 4,
    is_archive: bool = False,
) -> Fault:  # fmt: skip
    """A sentence after the last one of a paragraph."""
    planted = r"\g<0> " + words if HERE in words else r"\g<0> " + HERE + words
    return Fault(
        code, _SENTENCE, planted, "body", files, only, _QUOTED, most, is_archive=is_archive
    )


def _paragraph(code: str, words: str, *, files: str = _UPDATES, most: int = 4) -> Fault:
    """A paragraph at the end of a body."""
    return Fault(
        code, r"\n\Z", "\n\n" + HERE + words + "\n", "body", files, r"[a-z.?]\n\Z", _QUOTED, most
    )


_READING = (
    Fault("ITM101", r'^title: "?([^"\n:]+).*$', HERE + r'title: "\1', "head", most=6),
    Fault("ITM101", r"^title: (\w+) ", HERE + r"title: \1: ", "head", never='title: "', most=5),
    Fault("ITM102", r"^  (?=- \{|- [a-z])", HERE + "\t", "head", most=4),
    Fault("ITM102", r"^(title|summary): (?=\w)", HERE + r"\1: &words ", "head", most=4),
    Fault("ITM103", r"^(title|summary|status): .*$", r"\g<0>\n" + HERE + r"\g<0>", "head", most=6),
    Fault("ITM104", r"^(summary|contacts|distribution|audience|expires|booking)(?=:)", _swapped,
          "head", most=10),
    Fault("ITM104", r"^  (deadline|method|include)(?=:)", lambda m: "  " + HERE + m[1] + "s",
          "head", most=4),
    Fault("ITM104", r"^(subject|preheader|sections|edition)(?=:)", _swapped, files="bulletins/",
          most=6),
    Fault("ITM106", r"^(publish_from|expires|date): (\d{4})-(\d\d)-(\d\d)$",
          HERE + r"\1: \4/\3", "head", most=5),
    Fault("ITM106", r"^(date): (\d+ \w+) 20\d\d$", HERE + r"\1: \2", "head", most=4),
    Fault("ITM106", r"^time: (\d+)[ap]m", HERE + r"time: half past \1", "head", most=3),
    Fault("ITM106", r"^(url: )https://", HERE + r"\1htps//", "head", most=3),
    Fault("ITM107", r"^status: ready$", HERE + "status: redy", "head", most=6),
    Fault("ITM107", r"^distribution: (public|professional)$", HERE + r"distribution: \1y", "head"),
    Fault("ITM107", r"^(type|mode|rag|state): (\w)(\w+)$", HERE + r"\1: \2x\3", "head", most=6),
    Fault("ITM110", r"^summary: .*$", HERE + "summary:", "head", most=3),
    Fault("ITM111", r"^(title|summary): (\w[^\n\"]*)$", HERE + r"\1: \2 # checked", "head"),
)  # fmt: skip
_ITEMS = (
    Fault("ITM105", r"^  - \{text: ([^,\n]+), url: [^,\n]+\}$", "  - {" + HERE + r"text: \1}",
          "head", most=2),
    Fault("ITM109", r"^contacts: \[(?:\{id: )?([a-z-]{4,})", lambda m: HERE + m[0] + "x", "head",
          most=6),
    Fault("ITM109", r"^see_also: \[[a-z-]+", lambda m: HERE + m[0] + "x", "head"),
    Fault("ITM109", r"^(signed_by|answered_by|provider|business_plan): ([a-z0-9-]+)$",
          HERE + r"\g<0>y", "head", most=6),
    Fault("ITM109", r"^(tags: \[)([a-z])", HERE + r"\1x\2", "head"),
    Fault("ITM109", r"^(audience: \[)([a-z])", HERE + r"\1x\2", "head"),
    Fault("ITM109", r"\{\{ (phone|email|name): ([a-z-]+)", HERE + r"{{ \1: \2x", "body", most=6),
    Fault("ITM109", r"\{\{ (actions|quotes): 1", HERE + r"{{ \1: 9", "body"),
    Fault("ITM109", r"\(item:([a-z-]+)\)", HERE + r"(item:\1x)", "body"),
    Fault("ITM109", r"^    items: \[([a-z-]+)", "    " + HERE + r"items: [\1x",
          files="bulletins/", most=6),
    Fault("ITM112", r"^## ", HERE + "# ", "body"),
    Fault("ITM112", r"^## ", HERE + "#### ", "body", most=3),
    Fault("ITM112", r"\b(families|schools|people)\b", HERE + r"<b>\1</b>", "body", _UPDATES),
    _paragraph("ITM112", "![A stall](https://esscp.example.org/stall.png)", most=3),
    Fault("ITM105", r"^(kind: .*\n)(type: .*\n)title: .*\n", HERE + r"\1\2", "head",
          r"items/resources/(?:feelings|prevent|earlier|quiet)"),
    Fault("ITM113", r"\A---\n(kind: update\n(?s:.*?)\n---\n)(?s:.+)\Z", "---\n" + HERE + r"\1",
          files=_UPDATES,
          never="^(?:actions|quotes|decisions|deadlines|attachments|links|images|key_messages)"),
    Fault("ITM114", r"^(## [^\n]+)\?$", HERE + r"\1", "body", "items/qa/", most=4),
    Fault("ITM115", r"^venue: \w.*$", HERE + "venue: to be confirmed", "head", r"items/events/",
          never="state: |^type: community"),
    Fault("ITM115", r"^price: free$", HERE + "price: not stated", "head", "items/events/",
          never="state: "),
    Fault("ITM116", r"(- \{task: [^\n]+?), owner: [^,}\n]+", HERE + r"\1", "head"),
    Fault("ITM116", r"(- \{task: [^\n]+?), due: [^,}\n]+", HERE + r"\1", "head"),
    Fault("ITM117", r"(- \{code: LNK110, why: )[^}\n]+", HERE + r"\1ok", "head"),
    Fault("ITM117", r"- \{code: LNK110", HERE + "- {code: LNK999", "head", most=3),
)  # fmt: skip
_BULLETINS = (
    Fault("BUL101", r"^date: .*$", HERE + "date: September 2026", files=r"bulletins/", most=5),
    Fault("BUL102", r"^status: ready$", "status: draft", "head", r"items/(?:updates|qa|events)/",
          at="named", never=r"core-programme", most=6),
    Fault("BUL102", r"^status: ready$", "status: withdrawn", "head", r"items/updates/",
          at="named", most=3),
    Fault("BUL103", r"^    items: \[([a-z0-9-]+),", "    " + HERE + r"items: [\1, \1,",
          files="bulletins/"),
    Fault("BUL105", r"^    (speaker: marek-lindqvist\n    )?items: \[(mash-update|front-door-j)",
          "    " + HERE + r"layout: table\n    items: [\2", files="bulletins/", most=2),
    Fault("BUL104",
          r"^  - (id: (?:reminders|wellbeing-market|useful-links|issues|dates)\n(?:    .*\n)*?)"
          r"    items: .*$", "  - " + HERE + r"\1    items: []", files="bulletins/", most=6),
    Fault("BUL106", r"^url: https://saltmereplay.*$", "url: https://steadyground.example.org/toolkit",
          "head", at="named"),
    Fault("BUL108", r"^number: ([34])$", HERE + "number: 2", "head", "items/priorities/"),
    Fault("BUL107", r"^distribution: \w+$",
          "distribution: restricted\naudience: [health]\nrestriction_note: For a few.", "head",
          r"items/(?:updates/(?:phone|inspection|wellbeing|together)|qa/still)", at="named",
          never="^audience"),
    Fault("BUL109", r"^subject: .*$", HERE + "subject: News", files="bulletins/"),
    Fault("BUL109", r'^subject: "(.*)"$', HERE + r'subject: "\1, and much more than before"',
          files="bulletins/"),
    Fault("BUL110", r"^preheader: .*$", HERE + "preheader: A few things.", files="bulletins/"),
    Fault("BUL111", r"^edition: January 2027$", HERE + "edition: October 2026",
          files="bulletins/"),
    Fault("BUL114", r"^meeting:\n((?:.*\n)*?)  chair: .*\n", HERE + r"meeting:\n\1",
          files="bulletins/"),
    Fault("BUL114", r"^meeting:\n((?:.*\n)*?)  notes_by: .*\n", HERE + r"meeting:\n\1",
          files="bulletins/"),
    Fault("BUL115", r"^  public: What changes.*$",
          "  " + HERE + "public: Longer hours and two inboxes at a charity, and new resources.",
          files="bulletins/"),
    Fault("LNK109", r"\bAnnex A\b", HERE + "Annex B", "body"),
    Fault("LNK110", r"^url: https://.*$", HERE + "url: unknown", "head", r"items/resources/",
          most=6),
    Fault("LNK110", r"(- \{title: [^,]+, file: )[a-z-]+\.pdf", HERE + r"\1not supplied", "head",
          never="LNK110"),
    Fault("LNK118", r"^see_also: \[[a-z-]+", HERE + "see_also: [cluster-meeting-april-2027",
          "head"),
    _sentence("LNK118", "See [the spring meeting](item:cluster-meeting-april-2027).",
              files=_SEPTEMBER),
    _sentence("CON112", "Phone Harbour Steps first.", files=r"items/updates/(?:cross|home|resid)",
              most=3),
    Fault("CON115", r"owner: [A-Z]{2}\b", HERE + "owner: QZ", "head"),
    Fault("CON118", r"^verified_on: .*$", HERE + "verified_on: 2025-12-01", "head",
          r"items/contacts/(?:learning|partnership|owen|harbour|safer|together)", most=6),
    Fault("CON119", r"\n---\n\Z", "\nleaves_on: 2026-09-02\n---\n", "all",
          r"items/contacts/(?:owen|marek|kofi|yusuf|sian|priya)", at="named", most=6),
    Fault("CON121", r"\{\{ (phone: mash / Consultation) \|[^}]+\}\}", HERE + r"{{ \1 }}", "body"),
    Fault("CON121", r"\{\{ phone: mash \}\}", HERE + "{{ phone: mash / Consultation }}", "body",
          only="^distribution: public"),
    Fault("SAF103", r"^distribution: public$", HERE + "distribution: professional", "head",
          r"items/contacts/(?:mash|lado|emergency|brightline)"),
    Fault("SAF104", r"^verified_on: .*$", HERE + "verified_on: 2025-08-01", "head",
          r"items/contacts/(?:mash|lado|emergency|brightline)"),
    Fault("SAF111", r"^contacts: .*$", HERE + "contacts: [sian-padgett]", "head",
          r"items/(?:updates/(?:wellbeing|citizen)|resources/(?:feelings|trauma))"),
)  # fmt: skip
_DATES = (
    Fault("DAT101", rf"\b(?:{'|'.join(_DAYS)})(?= \d{{1,2}} [A-Z][a-z]+ 20\d\d)", _next_weekday,
          files=r"(?:items|bulletins)/", most=16),
    Fault("DAT102", rf"(?<=day )(\d{{1,2}} (?:{_MONTHS})) 20\d\d", HERE + r"\1", "body", _UPDATES,
          never=r"^deadlines|^date:", most=5),
    _sentence("DAT102", "Send your replies by 9 February.", most=4),
    Fault("DAT103", r"\b\d{1,2}(?= (?:September|November|June|April) 20\d\d)", HERE + "31", "body",
          most=8),
    _sentence("DAT104", "The form is due on 3 June 2027; submit it by 4 June 2027.", most=3),
    Fault("DAT105", r"^(  deadline: \d+ \w+) 20\d\d$", HERE + r"\1 2025", "head", most=6),
    Fault("DAT105", r"^(  - \{date: \d+ \w+) 2026(?=, what)", HERE + r"\1 2025", "head"),
    Fault("DAT105", r"due: 2026-", HERE + "due: 2025-", "head", most=5),
    Fault("DAT105", r"^  deadline: (\d+ \w+) 2026", "  " + HERE + r"deadline: \1 2025",
          files="bulletins/", most=2),
    Fault("DAT106", r"^date: (\d+ \w+) 20\d\d$", HERE + r"date: \1 2025", "head", "items/events/",
          never="core-programme", most=8),
    _sentence("DAT107", "The new hub will open on 1 September 2025.", most=4),
    Fault("DAT108", r"^expires: 20\d\d", "expires: 2025", "head", r"items/updates/", at="named",
          most=6),
    Fault("DAT108", r"^publish_from: 20\d\d", "publish_from: 2028", "head", r"items/events/",
          at="named", never="^expires"),
    Fault("DAT113", r"^(  deadline: )13 November", "  " + HERE + "deadline: 14 November",
          files="bulletins/"),
    Fault("DAT114", r"^date: 2026-09-23$", HERE + "date: 2026-09-26", files="bulletins/"),
    _sentence("DAT109", "The form changed last week."),
    _sentence("DAT109", "We have just moved to another floor."),
    _sentence("DAT110", "The line is open 5-6:45pm on weekdays."),
    Fault("DAT110", r"\b(\d{1,2})(?::00)?([ap]m) to (\d{1,2}(?::\d\d)?[ap]m)", HERE + r"\1-\3",
          "body", most=3),
    Fault("DAT110", r"\b(\d{1,2}[ap]m) to (\d{1,2}(?::\d\d)?[ap]m)", HERE + r"\1–\2", "body",
          most=3),
    Fault("DAT111", rf"\b([4-9]|1[0-9])(?= (?:{_MONTHS}) 20\d\d)", HERE + r"\1th", "body", most=5),
    _sentence("DAT112", "It runs from 21 – 25 June 2027 in Ostley."),
    _sentence("DAT112", "A reply takes 3-5 days at most."),
    Fault("DAT115", r"^time: (\d+(?::\d\d)?[ap]m) to (\d+(?::\d\d)?[ap]m)$",
          HERE + r"time: \2 to \1", "head", most=6),
    Fault("DAT116", r"^  deadline: (\d+ \w+) 20\d\d$", "  " + HERE + r"deadline: \1 2027", "head",
          only=r"^date: .*2026$", most=4),
    Fault("DAT117", r"^date: (\d+ \w+) 20\d\d$", HERE + r"date: \1 2062", "head", "items/events/",
          most=5),
    _sentence("DAT118", "It begins at 10am GMT on 6 July 2026."),
)  # fmt: skip
_CONTACTS = (
    Fault("CON101", r"\b(0(?:1632|7700) ?\d{5})\d\b", HERE + r"\1", "head", "items/contacts/",
          most=10),
    Fault("CON101", r"\b0808 157 0\d\d\d", HERE + "0808 157 01234", "head", "items/contacts/",
          most=2),
    _sentence("CON101", "Ring 01632 96011 in the morning.", most=3),
    _sentence("CON102", "Ring 07700900321 in the morning.", most=3),
    _sentence("CON103", "Ring 01632 960110/ 07700 900321 in the morning.", most=3),
    _paragraph("CON104", "01632 960130", most=3),
    Fault("CON105", r"^(phones: \[.*\n(?:.*\n)*?)hours: .*\n", HERE + r"\1", "head",
          "items/contacts/", most=5),
    _sentence("CON106", "Write to team@esscp.example,org about it."),
    Fault("ITM106", r"^(emails: \[[a-z-]+)@", HERE + r"\1 at ", "head", "items/contacts/", most=3),
    Fault("CON107", r"^emails: \[([a-z])", lambda m: HERE + "emails: [" + m[1].upper(), "head",
          "items/contacts/", most=3),
    Fault("CON109", r"^(emails: \[[a-z-]+@)[a-z.-]+", HERE + r"\1hotmail.co.uk", "head",
          "items/contacts/", most=3, is_archive=True),
    Fault("SAF121", r"^(emails: \[[a-z-]+@)[a-z.-]+", HERE + r"\1elmsvale.gov.uk", "head",
          "items/contacts/", most=3),
    Fault("SAF121", r"01632 960(?=\d)", HERE + "01632 961", "head", "items/contacts/", most=4),
    Fault("CON110", r"@elmsvale\.", HERE + "@elmsvael.", "head", "items/contacts/", most=3),
    Fault("CON110", r"@elmsvale\.", HERE + "@old-elmsvale.", "head", "items/contacts/", most=3),
    _sentence("CON111", "Ring 01632 960110 first.", most=5),
    _sentence("CON111", "Write to team@esscp.example.org about it.", most=3),
    _sentence("CON111", "Ring 07700 900318 at any time.", only="^distribution: public", most=5),
    _sentence("CON111", "Marek Lindqvist leads this work.", only="^distribution: public", most=4),
    Fault("CON113", r"\bHarbour Steps\b", HERE + "Harbor Steps", "body"),
    Fault("CON120", r"01632 960100", HERE + "01632 960130", "head", "items/contacts/part"),
    Fault("CON120", r"01632 960170", HERE + "01632 960145", "head", "items/contacts/safer"),
    Fault("CON113", r"\bWinifred Astley\b", HERE + "Winifred Astly", "body"),
    Fault("CON113", r"\bFarida Rookwood\b", HERE + "Farida Rookwod", "body"),
    Fault("CON114", r"^(signed_by|quoted_from): .*$", HERE + r"\1: {name: Priya}", "head"),
)  # fmt: skip
_LINKS = (
    _sentence("LNK101", "You can [book a place](#) on the page."),
    _sentence("LNK101", "You can [book a place](https://booking) on the page.", most=2),
    _sentence("LNK102", "Read the full letter here."),
    _sentence("LNK102", "Click here to book a place.", most=3),
    _sentence("LNK103", "For the letter go [here](https://esscp.example.org/a)."),
    Fault("LNK103", r"- \{text: [^,]+(?=, url: https)", HERE + "- {text: here", "head"),
    Fault("LNK103", r"\[[^\]\n]+\](?=\(item:)", HERE + "[here]", "body"),
    _sentence("LNK104", "See https://esscp.example.org/learning/course?id=7781 for the course."),
    _sentence("LNK105", "Book at the desk –https://esscp.example.org today, 5 October 2026."),
    _sentence("LNK106", "Use the [form]{.underline} for it."),
    _sentence("LNK107", "The booking form is on page 4."),
    _sentence("LNK108", "The slides are attached.",
              files=r"items/updates/(?:board|chair|parents|mash|front)"),
    Fault("LNK111", r"^url: https:", HERE + "url: http:", "head", most=5),
    _sentence("LNK111", "See [the map](http://esscp.example.org/map)."),
    Fault("LNK112", r"^(url: https://)[^\n]+", HERE + r"\1bit.ly/dates", "head", is_archive=True,
          most=5),
    _sentence("LNK112", "See [the dates](https://tinyurl.com/dates).", is_archive=True),
    Fault("SAF121", r"^(url: https://)[^\n]+", HERE + r"\1bit.ly/dates", "head", most=3),
    _sentence("LNK113", "Use [the form](forms/a.pdf)."),
    _sentence("LNK113", "Use [the form](file:///S:/forms/a.pdf).", most=2),
    Fault("LNK114", r"^(url: https://[^\n]+)", HERE + r"\1?utm_source=mail", "head"),
    _sentence("LNK115", "See [the plan](https://esscp.example.org/a), or is it "
              "[the plan](https://esscp.example.org/b)?", most=3),
    _sentence("LNK116", "See [the plans](https://learning-portal.elmsvale.example.org/plans)."),
)  # fmt: skip
_MERGING = (
    _sentence("MRG101", "Thank you, {{ firstname }} and all."),
    _sentence("MRG102", "Thank you, {{ first_name }} and all."),
    Fault("MRG101", r"\{\{ first_name", HERE + "{{ first_nam", "body", most=1),
    _sentence("MRG103", "Thank you, *|FNAME|* and all."),
    _sentence("MRG103", "Thank you, ((name)) and all.", most=2),
    _sentence("MRG104", "See [your page](https://esscp.example.org/?n={{last_name|you}})."),
)
_SAFETY = (
    Fault("SAF101", r"\b101\b", _other_number, "all", most=10),
    _sentence("SAF101", "Call 111 if you want to report a crime to the police."),
    _sentence("SAF101", "Call 101 if a child is ill and you need a nurse."),
    _sentence("SAF107", "Staff use only.", only="^distribution: public"),
    _sentence("SAF107", "Not to be forwarded.", only="^distribution: professional"),
    _paragraph("SAF108", "Pupil J.T., a 9-year-old at Upper Tarn High School, told us.", most=5),
    _paragraph("SAF108", "A girl K. M. from Ostley Infant School came along.", most=3),
    _sentence("SAF109", "The crime number 20417 is known."),
    _sentence("SAF109", "NHS number 999 000 0018 is on the form.", most=3),
    _sentence("SAF109", "Her date of birth is 3 March 2026.", most=2),
    Fault("SAF112", r", people: no\}", HERE + "}", "head", most=4),
    Fault("SAF112", r", people: no\}", HERE + ", people: yes}", "head", most=4),
    _sentence("SAF114", "Tell the parent that we had a domestic abuse notification.",
              only="^distribution: public"),
    _sentence("SAF115", "If it is urgent, leave a message."),
    _sentence("SAF115", "In an emergency, please email the hub.", most=3),
    _sentence("SAF105", "Ring 07700 900777 at any time.",
              files=r"items/updates/(?:team|front|chair)", most=3),
    _sentence("SAF106", "The passcode: blue-11 opens it.",
              files=r"items/updates/(?:parents|together)", most=2),
    Fault("A11102", r"^## ", HERE + "### ", "body", r"items/updates/(?:chair|inspection)", most=2),
)  # fmt: skip
_WORDS = (
    _sentence("TXT101", "Venue: TBC."),
    Fault("TXT101", r"^venue: \w.*$", HERE + "venue: TBC", "head", "items/events/"),
    _sentence("TXT101", "See [insert link] for more.", most=2),
    Fault("TXT102", r"(?<=[a-z] )(?!that\b)([a-z]{4,})(?= [a-z]+ )", HERE + r"\1 \1", "body",
          _UPDATES, never=_QUOTED, most=10),
    _sentence("TXT103", "The of aim the project is clear."),
    Fault("TXT104", r"^([A-Z][a-z]*?)a(?=[a-z]+ )", HERE + "\\1\u0430", "body", _UPDATES, most=6),
    _sentence("TXT107", "Thank you for your kind advise."),
    _sentence("TXT108", "All DSL's are invited.", files=r"items/updates/(?:res|tut|mash|kni)"),
    _sentence("TXT109", "Such behavior is rare."),
    Fault("TXT109", r"\bbehaviour\b", HERE + "behavior", "body", _UPDATES),
    Fault("TXT109", r"\bcentre\b", HERE + "center", "body", _UPDATES),
    _sentence("TXT110", "The plans of the ICB are public.", files=_SEPTEMBER),
    _sentence("TXT111", "Ask the DSL (deputy school lead) about it."),
    _sentence("TXT112", "Ask the Local Safeguarding Children Board (LSCB).", most=3),
    Fault("TXT113", r"^title: (\w{5,}.*)$", lambda m: HERE + "title: " + m[1].upper(), "head",
          _UPDATES, most=4),
    _paragraph("TXT113", "AUTUMN CLOSING TIMES ahead."),
    _sentence("TXT114", "Use the on-line form."),
    _sentence("TXT115", "Priority three - early help."),
    _paragraph("TXT116", "-", most=3),
    _paragraph("TXT118", "Our New Workers Imogen and Bashir run free visits.", most=3),
    Fault("TXT119", r"^([A-Z][^\n{}\[\]]{60,}[a-z])\.$", HERE + r"\1", "body", _UPDATES,
          never=_QUOTED),
    _sentence("TXT121", "We " + "read and we write and " * 6 + "rest."),
    Fault("TXT124", r"\A(---\n(?s:.*?)^---\n)(?=[A-Z])",
          r"\1" + HERE + "We read and write. " * 120 + r"\n\n", files=_UPDATES, never=_QUOTED,
          most=2),
    _sentence("TXT122", "Click the blue button."),
    _sentence("TXT123", "The family is hard to engage."),
    _sentence("TXT123", "It was a lifestyle choice.", most=3),
    Fault("TXT125", r"^title: ([^\"\n]*\w)$", HERE + r"title: \1.", "head", _UPDATES),
    _sentence("TXT127", "© 2024 by the team.", files=_SEPTEMBER),
    _paragraph("TXT128", "harbour"),
    _sentence("TXT129", "See Working Together to Safeguard Children 2018."),
)  # fmt: skip
_PICTURES = (
    Fault("IMG101", r"(- \{file: )([a-z-]+\.png)", HERE + r"\1my-\2", "head"),
    Fault("IMG101", r"(- \{title: [^,\n]+, file: )([a-z])(?=[a-z-]+\.pdf)",
          lambda m: HERE + m[1] + m[2].upper(), "head"),
    Fault("IMG102", r", alt: \"[^\"\n]+\"", HERE, "head"),
    Fault("IMG103", r", alt: \"[^\"\n]+\"", HERE + ", alt: IMG_2041.jpg", "head"),
    Fault("IMG103", r", alt: \"", HERE + ', alt: "Picture of ', "head"),
    _paragraph("A11108", "\u0645\u0631\u062d\u0628\u0627 \u0628\u0643\u0645 \u0641\u064a "
               "\u0627\u0644\u0646\u0634\u0631\u0629 \u0627\u0644\u062c\u062f\u064a\u062f\u0629"),
    _paragraph("A11107", "**" + "Please come early, and bring a friend if you can. " * 3
               + "Thank you.**", most=2),
)  # fmt: skip


def _put_otherwise() -> Iterator[Fault]:
    """The sentences of phrasings.txt, each in one file."""
    code, files, only = "", _UPDATES, ""
    for number, line in enumerate(_PHRASINGS.read_text(encoding="utf-8").splitlines()):
        heading = _HEADING.fullmatch(line)
        if heading is not None:
            code, files, only = heading["code"], heading["files"] or _UPDATES, heading["only"] or ""
        elif line.startswith("    "):
            fault = _sentence(code, line.strip(), files=files, only=only, most=1)
            yield replace(fault, first=number)


FAULTS: tuple[Fault, ...] = (
    *_READING, *_ITEMS, *_BULLETINS, *_DATES, *_CONTACTS, *_LINKS, *_MERGING, *_SAFETY, *_WORDS,
    *_PICTURES, *_put_otherwise(),
)  # fmt: skip
