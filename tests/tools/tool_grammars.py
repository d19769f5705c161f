"""Readers of the mailing tools' own languages, written from their public documentation.

They share nothing with the product: each takes what was exported and gives what the tool would
show a reader, or raises `GrammarError` where the tool would not understand it.
"""

import re
from collections.abc import Callable, Mapping

Values = Mapping[str, str]


class GrammarError(ValueError):
    """The tool would refuse the text, or print code to readers."""


def _merged(text: str, pattern: str, read: Callable[[re.Match[str]], str]) -> str:
    return re.sub(pattern, read, text)


def mailchimp(text: str, values: Values) -> str:
    """Merge tags and `IF`/`ELSE`/`END:IF` conditions, which may not be nested here."""
    known = {
        "UNSUB",
        "UPDATE_PROFILE",
        "LIST:ADDRESSLINE",
        "EMAIL",
        "FNAME",
        "LNAME",
        "ROLE",
        "ORG",
    }

    def condition(found: re.Match[str]) -> str:
        name, then, otherwise = found[1], found[2], found[3]
        if name not in known:
            raise GrammarError(name)
        return then if values.get(name) else otherwise

    def tag(found: re.Match[str]) -> str:
        if found[1] not in known | set(values):
            raise GrammarError(f"unknown tag {found[1]}")
        return values.get(found[1], f"<{found[1]}>")

    text = re.sub(
        r"\*\|IF:([A-Z0-9_]{1,10})\|\*(.*?)\*\|ELSE:\|\*(.*?)\*\|END:IF\|\*", condition, text,
        flags=re.DOTALL,
    )  # fmt: skip
    text = _merged(text, r"\*\|([A-Z][A-Z0-9_:]*)\|\*", tag)
    if "*|" in text or "|*" in text:
        raise GrammarError("a merge tag is not closed")
    return text


def campaign_monitor(text: str, values: Values) -> str:
    """`[field,fallback=words]`, `[unsubscribe]` and `[preferences]`; comments are left alone."""
    reserved = {"unsubscribe", "preferences", "webversion"}

    def tag(found: re.Match[str]) -> str:
        name, _, fallback = found[1].partition(",fallback=")
        if name in reserved:
            return f"<{name}>"
        if name not in values:
            raise GrammarError(f"unknown field [{found[1]}]")
        return values[name] or fallback

    parts = re.split(r"(<!--.*?-->|<style\b.*?</style>)", text, flags=re.DOTALL)
    return "".join(
        part if place % 2 else _merged(part, r"\[([^\[\]\n]*)\]", tag)
        for place, part in enumerate(parts)
    )


def double_brackets(text: str, values: Values) -> str:
    """govDelivery: `[[NAME]]`, a macro that an administrator has made."""

    def tag(found: re.Match[str]) -> str:
        name = found[1]
        if not re.fullmatch(r"[A-Z0-9_]+", name):
            raise GrammarError(f"no macro: {name}")
        if name != "SUBSCRIBER_PREFERENCES_URL" and name not in values:
            raise GrammarError(f"unknown macro {name}")
        return values.get(name, f"<{name}>")

    return _merged(text, r"\[\[([^\[\]\n]*)\]\]", tag)


def mailjet(text: str, values: Values) -> str:
    """`[[data:name:"default"]]` and `[[UNSUB_LINK_EN]]`."""

    def tag(found: re.Match[str]) -> str:
        if found[1] in ("UNSUB_LINK_EN", "PERMALINK"):
            return f"<{found[1]}>"
        data = re.fullmatch(r'data:([a-z0-9_]+)(?::"([^"]*)")?', found[1])
        if data is None or data[1] not in values:
            raise GrammarError(found[1])
        return values[data[1]] or (data[2] or "")

    return _merged(text, r"\[\[([^\[\]\n]*)\]\]", tag)


def dotdigital(text: str, values: Values) -> str:
    """`@FIELD@` and the address `http://$UNSUB$/`."""

    def tag(found: re.Match[str]) -> str:
        if found[1] not in values:
            raise GrammarError(f"unknown field {found[1]}")
        return values[found[1]]

    text = text.replace("http://$UNSUB$/", "<unsubscribe>")
    if re.search(r"\$[A-Z]+\$", text):
        raise GrammarError("an unknown word between dollar signs")
    return _merged(text, r"@([A-Z][A-Z0-9_]*)@", tag)


def brevo(text: str, values: Values) -> str:
    """`{{ contact.NAME | default : "words" }}` and the variables of links."""

    def tag(found: re.Match[str]) -> str:
        words = found[1].strip()
        if words in ("unsubscribe", "mirror", "update_profile"):
            return f"<{words}>"
        field = re.fullmatch(r'(contact\.[A-Z0-9_]+)(?:\s*\|\s*default\s*:\s*"([^"]*)")?', words)
        if field is None or field[1] not in values:
            raise GrammarError(words)
        return values[field[1]] or (field[2] or "")

    text = _merged(text, r"\{\{(.*?)\}\}", tag)
    if re.search(r"\{[{%#]", text):
        raise GrammarError("braces are left")
    return text


def sendgrid(text: str, values: Values) -> str:
    """Handlebars as Single Sends know them: `{{insert x "default=y"}}`, `{{{unsubscribe}}}`."""

    def link(found: re.Match[str]) -> str:
        if found[1] not in ("unsubscribe", "unsubscribe_preferences", "weblink"):
            raise GrammarError(found[1])
        return f"<{found[1]}>"

    def tag(found: re.Match[str]) -> str:
        words = found[1].strip()
        inserted = re.fullmatch(r'insert ([a-z_]+) "default=([^"]*)"', words)
        name, fallback = (inserted[1], inserted[2]) if inserted else (words, "")
        if name not in values:
            raise GrammarError(words)
        return values[name] or fallback

    text = _merged(text, r"\{\{\{([^{}]*)\}\}\}", link)
    text = _merged(text, r"\{\{([^{}]*)\}\}", tag)
    # Closing braces alone are words; styles end with them.
    if "{{" in text:
        raise GrammarError("braces are left")
    return text


def mautic(text: str, values: Values) -> str:
    """`{contactfield=name|words}` and the tokens of links."""

    def tag(found: re.Match[str]) -> str:
        name, _, fallback = found[1].partition("|")
        if name not in values:
            raise GrammarError(name)
        return values[name] or fallback

    text = _merged(text, r"\{contactfield=(.*?)\}", tag)
    return text.replace("{unsubscribe_url}", "<unsubscribe>")


_GO_ACTION = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}", re.DOTALL)
_GO_FIELD = re.compile(r"(?:\.[A-Za-z_][A-Za-z0-9_]*)+")
_GO_SAFE = re.compile(r"`([^`]*)` \| Safe", re.DOTALL)
_GO_FUNCTIONS = ("UnsubscribeURL", "ManageURL", "MessageURL")


def listmonk(text: str, values: Values) -> str:
    """Go's text/template as far as a campaign needs it: fields, functions, `with`/`else`/`end`.

    Source: the documentation of Go's packages text/template and html/template; the latter drops
    comments, but for what `Safe` lets through. `.` is the value of the nearest `with`.
    """
    text = _without_go_comments(text)
    written: list[list[str]] = [[]]
    # One entry for each open `with`: its value, and whether its `else` has been met.
    inside: list[tuple[str, bool]] = []
    shown: list[bool] = [True]
    at = 0
    for found in _GO_ACTION.finditer(text):
        if shown[-1]:
            written[-1].append(text[at : found.start()])
        at = found.end()
        action = found[1]
        if action.startswith("with "):
            value = _go_value(action.removeprefix("with ").strip(), values, inside)
            inside.append((value, False))
            shown.append(shown[-1] and bool(value))
        elif action == "else":
            if not inside or inside[-1][1]:
                raise GrammarError("an else without a with")
            value, _ = inside[-1]
            inside[-1] = value, True
            shown[-1] = shown[-2] and not value
        elif action == "end":
            if not inside:
                raise GrammarError("an end without a with")
            inside.pop()
            shown.pop()
        elif shown[-1]:
            written[-1].append(_go_value(action, values, inside))
        else:
            _go_value(action, values, inside)
    if inside:
        raise GrammarError("a with is not ended")
    rest = text[at:]
    if "{{" in rest:
        raise GrammarError("braces are left")
    written[-1].append(rest)
    return "".join(written[-1])


def _without_go_comments(text: str) -> str:
    """The template without HTML comments; those inside an action are its own words."""
    parts = re.split(r"(\{\{.*?\}\})", text, flags=re.DOTALL)
    bare = [part if place % 2 else re.sub(r"<!--.*?-->", "", part, flags=re.DOTALL)
            for place, part in enumerate(parts)]  # fmt: skip
    return "".join(bare)


def _go_value(pipeline: str, values: Values, inside: list[tuple[str, bool]]) -> str:
    if pipeline == ".":
        if not inside:
            raise GrammarError("a dot outside of a with")
        return inside[-1][0]
    if safe := _GO_SAFE.fullmatch(pipeline):
        return safe[1]
    if pipeline in _GO_FUNCTIONS:
        return f"<{pipeline}>"
    if _GO_FIELD.fullmatch(pipeline) and pipeline in values:
        return values[pipeline]
    raise GrammarError(pipeline)


_NOTIFY_FIELD = re.compile(r"\(\(([^()]+)\)\)")


def notify_fields(text: str, values: Values) -> str:
    """GOV.UK Notify's `((field))`; each needs a value, and there is no fallback."""

    def tag(found: re.Match[str]) -> str:
        if not values.get(found[1]):
            raise GrammarError(f"missing personalisation: {found[1]}")
        return values[found[1]]

    return _NOTIFY_FIELD.sub(tag, text)


def notify_blocks(text: str) -> list[tuple[str, str]]:
    """Notify's Markdown as (sort, words): heading, subheading, bullet, number, inset, rule, text.

    Read from the public description of the format: `#` and `##`, `* ` and `1. ` lists, `^` for
    inset text, `---` for a rule, links `[words](address)`.
    """
    blocks = []
    for part in re.split(r"\n{2,}", text.strip("\n")):
        for line in part.split("\n"):
            if not line.strip():
                continue
            sort, words = "text", line
            for mark, name in (("# ", "heading"), ("## ", "subheading"), ("^ ", "inset")):
                if line.startswith(mark):
                    sort, words = name, line.removeprefix(mark)
            if found := re.match(r"[*\-+\u2022] +(.*)", line):
                sort, words = "bullet", found[1]
            elif found := re.match(r"\d+[.)] +(.*)", line):
                sort, words = "number", found[1]
            elif re.fullmatch(r"-{3,}|={3,}", line):
                sort = "rule"
            elif re.match(r"#{3,} ", line):
                raise GrammarError(f"no such heading: {line}")
            blocks.append((sort, words))
    return blocks


def notify_links(text: str) -> list[tuple[str, str]]:
    """The links of a message as (words, address)."""
    return re.findall(r"\[([^\[\]]+)\]\((https?://[^()\s]+)\)", text)
