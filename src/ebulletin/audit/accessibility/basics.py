"""Language, direction, title and zoom: what is said once for the whole e-mail."""

import re
from collections.abc import Iterator

from ebulletin.audit.document import Document, Element
from ebulletin.audit.model import Email, Fault
from ebulletin.audit.rule import look, rule
from ebulletin.findings import Severity
from ebulletin.source.quoting import quoted

rule(
    "A11103", "document-basics", Severity.ERROR,
    finds="An e-mail whose `html` tag and whose outermost tag in the body do not both say the "
    "language and the direction; no title, or no character set. (Some mail readers drop the "
    "`html` tag, so both must say it.)",
    why="Without the language a screen reader reads English with foreign sounds.",
    bad="<html><body><div>",
    good='<html lang="en" dir="ltr"> and inside <div lang="en" dir="ltr">',
    source="WCAG 2.2, 3.1.1 and 2.4.2; Email Markup Consortium, Accessibility Report",
)  # fmt: skip
rule(
    "AUD101", "language-code", Severity.ERROR,
    finds="A `lang` that is no language, or an `xml:lang` that names another language than it.",
    why="A screen reader cannot choose its voice by it.",
    bad='lang="english"',
    good='lang="en-GB"',
    source="WCAG 2.2, 3.1.1 and 3.1.2",
)  # fmt: skip
rule(
    "AUD102", "zoom-blocked", Severity.ERROR,
    finds="A viewport that forbids zooming (`user-scalable=no`, or `maximum-scale` under 2; a "
    "warning under 5).",
    why="Who needs larger letters on a phone cannot have them.",
    bad='content="width=device-width, maximum-scale=1"',
    good='content="width=device-width, initial-scale=1"',
    source="WCAG 2.2, 1.4.4",
)  # fmt: skip
rule(
    "AUD103", "direction-of-script", Severity.WARNING,
    finds="A part in a language that is written from right to left, such as Arabic or Urdu, "
    'without `dir="rtl"`.',
    why="Full stops, numbers and lists stand at the wrong end of each line.",
    bad='<p lang="ar">',
    good='<p lang="ar" dir="rtl">',
    source="WCAG 2.2, 1.3.2",
)  # fmt: skip

_LANGUAGE = re.compile(r"(?:[a-z]{2,3}|x|i)(?:[-_][a-z0-9]{1,8})*", re.IGNORECASE)
# The two-letter codes of ISO 639-1; longer ones are not looked up.
_TWO_LETTERS = frozenset(
    ("aa", "ab", "ae", "af", "ak", "am", "an", "ar", "as", "av", "ay", "az", "ba", "be", "bg",
     "bh", "bi", "bm", "bn", "bo", "br", "bs", "ca", "ce", "ch", "co", "cr", "cs", "cu", "cv",
     "cy", "da", "de", "dv", "dz", "ee", "el", "en", "eo", "es", "et", "eu", "fa", "ff", "fi",
     "fj", "fo", "fr", "fy", "ga", "gd", "gl", "gn", "gu", "gv", "ha", "he", "hi", "ho", "hr",
     "ht", "hu", "hy", "hz", "ia", "id", "ie", "ig", "ii", "ik", "in", "io", "is", "it", "iu",
     "iw", "ja", "ji", "jv", "jw", "ka", "kg", "ki", "kj", "kk", "kl", "km", "kn", "ko", "kr",
     "ks", "ku", "kv", "kw", "ky", "la", "lb", "lg", "li", "ln", "lo", "lt", "lu", "lv", "mg",
     "mh", "mi", "mk", "ml", "mn", "mo", "mr", "ms", "mt", "my", "na", "nb", "nd", "ne", "ng",
     "nl", "nn", "no", "nr", "nv", "ny", "oc", "oj", "om", "or", "os", "pa", "pi", "pl", "ps",
     "pt", "qu", "rm", "rn", "ro", "ru", "rw", "sa", "sc", "sd", "se", "sg", "sh", "si", "sk",
     "sl", "sm", "sn", "so", "sq", "sr", "ss", "st", "su", "sv", "sw", "ta", "te", "tg", "th",
     "ti", "tk", "tl", "tn", "to", "tr", "ts", "tt", "tw", "ty", "ug", "uk", "ur", "uz", "ve",
     "vi", "vo", "wa", "wo", "xh", "yi", "yo", "za", "zh", "zu")
)  # fmt: skip
_FROM_RIGHT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "ug",
                         "ur", "yi"))  # fmt: skip
_SCALE = re.compile(r"maximum-scale\s*=\s*(?P<most>[\d.]+)", re.IGNORECASE)
_FIXED = re.compile(r"user-scalable\s*=\s*(?:no|0)\b", re.IGNORECASE)
_LEAST_SCALE, _ADVISED_SCALE = 2.0, 5.0


@look
def basics(email: Email, document: Document) -> Iterator[Fault]:
    """A11103: language, direction, title and character set are given."""
    root = next(document.tags("html"), None)
    at = root.start if root else 0
    for name in ("lang", "dir"):
        if root is None or not root.get(name):
            yield _missing(
                f"`{name}` on its html tag", f'Write <html lang="en" dir="ltr">{_TOO}.', at
            )
    body = next(document.tags("body"), None)
    for name in ("lang", "dir"):
        if body is not None and not _says(document, body, name):
            yield _missing(
                f"`{name}` on the tag that holds all of its content",
                "Some mail readers drop the html tag: repeat lang and dir on the first tag in the "
                "body.",
                body.start,
            )
    if not document.title:
        title = next(document.tags("title"), None)
        at_title = title.start if title else at
        yield _missing("title", "Give it a title in the head; the subject will do.", at_title)
    if not email.is_message and not _names_charset(document):
        yield _missing("character set", 'Write <meta charset="utf-8"> first in the head.', at)


_TOO = ", and the same on the first tag in the body"


def _missing(what: str, advice: str, offset: int) -> Fault:
    return Fault("A11103", offset, f"the e-mail has no {what}", advice, is_whole=True)


def _says(document: Document, body: Element, name: str) -> bool:
    """Whether each part of the body with something to read stands in a tag that says it.

    What is hidden, as the line for the inbox list often is, need not.
    """
    if body.get(name) and not next(document.tags("html"), None):
        return True
    children = [each for each in document.children_of(body) if each.last_text > each.first_text]
    if not children:
        return bool(body.get(name))
    told = [each for each in children if each.get(name) or _only_child_says(document, each, name)]
    untold = [each for each in children if each not in told and not _is_put_away(each)]
    return bool(told) and not untold


def _only_child_says(document: Document, element: Element, name: str) -> bool:
    """Whether a tag inside that holds the same words says it."""
    for depth, child in enumerate(document.inside(element)):
        if (child.first_text, child.last_text) != (element.first_text, element.last_text):
            continue
        if child.get(name):
            return True
        if depth > 20:
            break
    return False


def _is_put_away(element: Element) -> bool:
    style = element.get("style").replace(" ", "").lower()
    return "display:none" in style or "max-height:0" in style or "mso-hide:all" in style


def _names_charset(document: Document) -> bool:
    return any(
        each.get("charset") or "charset" in each.get("content").lower()
        for each in document.tags("meta")
    )


@look
def languages(_: Email, document: Document) -> Iterator[Fault]:
    """AUD101 and AUD103: languages are known, and run the right way."""
    for element in document.elements:
        given = element.attributes
        if "lang" in given and (words := element.get("lang")):
            if not _is_language(words):
                yield Fault(
                    "AUD101",
                    element.start,
                    f"the language {quoted(words)} is not known",
                    "Write the code of the language: en-GB for British English, cy for Welsh.",
                    words,
                )
            elif words.lower().split("-")[0] in _FROM_RIGHT and not _runs_left(element):
                yield Fault(
                    "AUD103",
                    element.start,
                    f"the words in {quoted(words)} are not said to run from right to left",
                    'Add dir="rtl" to the same tag.',
                    document.words_of(element),
                )
        if element.tag == "html" and given.get("xml:lang") and given.get("lang"):
            both = (given["lang"], given["xml:lang"])
            if len({each.lower().split("-")[0] for each in both}) > 1:
                yield Fault(
                    "AUD101",
                    element.start,
                    f"lang and xml:lang differ: {both[0]} and {both[1]}",
                    "Write the same language in both, or leave xml:lang out.",
                )


def _is_language(words: str) -> bool:
    if _LANGUAGE.fullmatch(words) is None:
        return False
    main = re.split(r"[-_]", words.lower())[0]
    return len(main) != 2 or main in _TWO_LETTERS


def _runs_left(element: Element) -> bool:
    here: Element | None = element
    for _ in range(4):
        if here is None:
            return False
        if here.get("dir"):
            return here.get("dir").lower() in ("rtl", "auto")
        here = here.parent
    return False


@look
def zoom(_: Email, document: Document) -> Iterator[Fault]:
    """AUD102: readers may zoom."""
    for meta in document.tags("meta"):
        if meta.get("name").lower() != "viewport":
            continue
        content = meta.get("content")
        most = _SCALE.search(content)
        scale = (
            float(most["most"].strip(".") or 0) if most and most["most"].count(".") < 2 else 10.0
        )
        is_fixed = _FIXED.search(content) is not None or scale < _LEAST_SCALE
        if is_fixed or scale < _ADVISED_SCALE:
            yield Fault(
                "AUD102",
                meta.start,
                f"the viewport {quoted(content)} keeps readers from zooming",
                "Take user-scalable and maximum-scale out of it.",
                severity=None if is_fixed else Severity.WARNING,
                is_whole=True,
            )
