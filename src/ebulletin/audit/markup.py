"""Reads HTML from front to back in one pass, as mail readers do: nothing in it is ever refused.

The tags are found as "HTML Living Standard", 13.2.5, tells, without going back, so that the time
grows with the file and not faster, whatever stands in it. (The standard library's reader looks for
the end of each unclosed comment anew.) Of the rules about what stands inside what, those are kept
that bear on the findings: tags that close others, void tags, and cells as bounds.
"""

import re
from html import unescape

from ebulletin.audit.document import INVISIBLE, Comment, Document, Element, Flaw, Text
from ebulletin.audit.nesting import (
    BEFORE_BODY,
    BEGINS_BODY,
    BOUNDS,
    CLOSES,
    CLOSES_P,
    HEADINGS,
    MAY_STAY_OPEN,
    RAW,
    TABLE_PARTS,
    VOID,
)

_SPACE = " \t\n\f\r"
_MARK = re.compile(r"<(?=[A-Za-z/!?])")
_NAME = re.compile(r"[A-Za-z][^ \t\n\f\r/>]*+")
_ATTRIBUTE = re.compile(
    r"[ \t\n\f\r/]*+(?P<name>=?[^ \t\n\f\r/>=]++|=)"
    r"(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+"
    r"(?:\"(?P<double>[^\"]*+)(?P<d>\")?|'(?P<single>[^']*+)(?P<s>')?|(?P<bare>[^ \t\n\f\r>]++)?))?"
)
_AFTER = re.compile(r"[ \t\n\f\r/]*+")
_COMMENT_END = re.compile(r"--!?>")

_HIDES_FROM_OUTLOOK = re.compile(
    r"\[if\s+!\s*\(?\s*(?:mso|vml)|\[if\s+!\s*\(?\s*gte\s+mso", re.IGNORECASE
)
# `<!--[if !mso]><!-->`, and the forms `<!---->` and `<!-- -->` of its end.
_REVEALS = re.compile(r"<!(?:--)?\s*\Z")
_ENDS_CONDITION = re.compile(r"<?!?\[endif\]", re.IGNORECASE)


def read_document(html: str) -> Document:
    """Read the HTML of an e-mail; whatever it holds, something comes back."""
    return _Reader(html).read()


class _Reader:
    def __init__(self, html: str) -> None:
        self.html = html
        self.document = Document(html)
        self.stack: list[Element] = []
        # For each tag's name, where in the stack it is open; and the same for bounds.
        self.open: dict[str, list[int]] = {}
        self.bounds: list[int] = []
        self.last_child: dict[int, Element] = {}
        self.conditions: list[tuple[int, bool]] = []
        self.hidden_from_outlook = 0
        self.invisible = 0

    def read(self) -> Document:
        html, position = self.html, 0
        while True:
            mark = _MARK.search(html, position)
            if mark is None:
                self._text(position, len(html))
                break
            start = mark.start()
            if start > position:
                self._text(position, start)
            following = html[start + 1]
            if following == "!":
                position = self._declaration(start)
            elif following == "?":
                position = self._bogus(start)
            elif following == "/":
                position = self._end_tag(start)
            else:
                position = self._start_tag(start)
        self._finish()
        return self.document

    # --- What is found ------------------------------------------------------------------------

    def _text(self, start: int, end: int) -> None:
        raw = self.html[start:end]
        if self.invisible or not raw or raw.isspace():
            return
        self._begin_body(start)
        words = unescape(raw) if "&" in raw else raw
        lead = len(raw) - len(raw.lstrip())
        self.document.texts.append(Text(start + lead, words, self.stack[-1]))

    def _declaration(self, start: int) -> int:
        html = self.html
        if not html.startswith("<!--", start):
            if html[start + 2 : start + 9].lower() == "doctype":
                self.document.has_doctype = True
            return self._bogus(start)
        offset = start + 4
        if html.startswith(">", offset) or html.startswith("->", offset):
            return html.index(">", offset) + 1
        found = _COMMENT_END.search(html, offset)
        content = html[offset : found.start() if found else len(html)]
        if found is None:
            self._flaw("comment-open", start)
        self._comment(start, offset, content)
        return found.end() if found else len(html)

    def _bogus(self, start: int) -> int:
        """`<!...>` and `<?...>`: `<![if !mso]>` is read as Outlook reads it, all else passed."""
        end = self.html.find(">", start)
        content = self.html[start + 2 : end if end >= 0 else len(self.html)]
        if content.startswith("["):
            self._comment(start, start + 2, content)
        return end + 1 if end >= 0 else len(self.html)

    def _comment(self, start: int, offset: int, content: str) -> None:
        self.document.comments.append(Comment(start, offset, content))
        head = content[:80].lstrip()
        if head[:3].lower() == "[if":
            closes = "[endif]" in content.lower()
            is_revealed = _REVEALS.search(content) is not None or self.html.startswith("<![", start)
            if is_revealed and not closes:
                hides = _HIDES_FROM_OUTLOOK.match(head) is not None
                self.conditions.append((start, hides))
                self.hidden_from_outlook += hides
            elif not closes:
                self._flaw("condition-open", start)
        elif _ENDS_CONDITION.match(head):
            if self.conditions:
                self.hidden_from_outlook -= self.conditions.pop()[1]
            else:
                self._flaw("condition-closed", start)

    def _start_tag(self, start: int) -> int:
        html = self.html
        name = _NAME.match(html, start + 1)
        assert name, "the mark is followed by a letter"
        tag, position = name[0].lower(), name.end()
        attributes: dict[str, str] = {}
        if html.startswith(">", position):
            position += 1
        else:
            position = self._attributes(position, attributes)
            if position < 0:
                self._flaw("tag-open", start, tag)
                return len(html)
        if tag in ("html", "body") and self._again(tag, attributes):
            return position
        self._implied_ends(tag, start)
        if tag not in BEFORE_BODY:
            self._begin_body(start)
        element = self._opened(tag, attributes, start, position)
        if tag in VOID or (html[position - 2] == "/" and self._is_foreign(tag)):
            element.last_text = len(self.document.texts)
            if tag == "img" and not self.invisible:
                self._alt(element)
            return position
        self._push(element)
        if tag in RAW:
            return self._raw(element, position)
        return position

    def _begin_body(self, start: int) -> None:
        """Where no body is open, as in a piece of a page, it begins by itself."""
        in_html = bool(self.stack) and self.stack[-1].tag == "html"
        if not self.stack or (in_html and "body" not in self.document.by_tag):
            self._push(self._opened("body", {}, start, start))

    def _attributes(self, position: int, attributes: dict[str, str]) -> int:
        """The position after the tag; -1 where the file ends inside it."""
        html = self.html
        match = _ATTRIBUTE.match(html, position)
        while match is not None:
            name, double, double_end, single, single_end, bare = match.groups()
            if double is not None:
                value = double
                if double_end is None:
                    return -1
            elif single is not None:
                value = single
                if single_end is None:
                    return -1
            else:
                value = bare or ""
            name = name.lower()
            if name not in attributes:
                attributes[name] = unescape(value) if "&" in value else value
            position = match.end()
            match = _ATTRIBUTE.match(html, position)
        after = _AFTER.match(html, position)
        assert after, "it matches nothing at least"
        return after.end() + 1 if html.startswith(">", after.end()) else -1

    def _end_tag(self, start: int) -> int:
        html = self.html
        name = _NAME.match(html, start + 2)
        if name is None:
            end = html.find(">", start)
            return end + 1 if end >= 0 else len(html)
        tag, position = name[0].lower(), name.end()
        if html.startswith(">", position):
            position += 1
        else:
            position = self._attributes(position, {})
            if position < 0:
                return len(html)
        self._close(tag, start)
        return position

    def _raw(self, element: Element, position: int) -> int:
        """The content of a tag in which nothing is a tag but its own end."""
        html, tag = self.html, element.tag
        end = re.compile(rf"</{tag}(?=[ \t\n\f\r/>])", re.IGNORECASE).search(html, position)
        stop = end.start() if end and tag != "plaintext" else len(html)
        content = html[position:stop]
        if tag == "style":
            self.document.styles.append((element, position, content))
        elif tag == "title" and not self.document.title and not self._is_foreign(tag):
            self.document.title = " ".join(unescape(content).split())
        if end is None and tag != "plaintext":
            self._flaw("never-closed", element.start, tag)
        self._close(tag, stop)
        if stop == len(html):
            return stop
        after = html.find(">", stop)
        return after + 1 if after >= 0 else len(html)

    def _alt(self, element: Element) -> None:
        words = element.get("alt")
        if words:
            self.document.texts.append(Text(element.start, words, element, is_alt=True))
            element.last_text = len(self.document.texts)

    # --- What stands inside what --------------------------------------------------------------

    def _opened(self, tag: str, attributes: dict[str, str], start: int, inside: int) -> Element:
        document = self.document
        parent = self.stack[-1] if self.stack else None
        element = Element(len(document.elements), tag, attributes, start, inside, parent)
        element.first_text = element.last_text = len(document.texts)
        element.not_outlook = self.hidden_from_outlook > 0
        key = parent.index if parent else -1
        before = self.last_child.get(key)
        if before is not None:
            element.previous = before
            element.number = before.number + 1
        self.last_child[key] = element
        document.elements.append(element)
        document.by_tag[tag].append(element)
        if "id" in attributes:
            document.by_id[attributes["id"]].append(element)
        return element

    def _push(self, element: Element) -> None:
        place = len(self.stack)
        self.stack.append(element)
        self.open.setdefault(element.tag, []).append(place)
        if element.tag in BOUNDS:
            self.bounds.append(place)
        if element.tag in INVISIBLE:
            self.invisible += 1

    def _pop_to(self, depth: int, at: int, named: str = "") -> None:
        """Close what is open from a depth on; but for the last, they were left open."""
        stack, count = self.stack, len(self.document.texts)
        while len(stack) > depth:
            element = stack.pop()
            element.end = at
            element.last_text = count
            self.open[element.tag].pop()
            if element.tag in BOUNDS:
                self.bounds.pop()
            if element.tag in INVISIBLE:
                self.invisible -= 1
            self.last_child.pop(element.index, None)
            is_meant = len(stack) == depth and element.tag == named
            if named and not is_meant and element.tag not in MAY_STAY_OPEN:
                self._flaw("never-closed", element.start, element.tag)

    def _close(self, tag: str, start: int) -> None:
        places = self.open.get(tag)
        if not places:
            if tag not in VOID and tag != "p":
                self._flaw("never-opened", start, tag)
            return
        place = places[-1]
        if tag in TABLE_PARTS:
            table = self.open.get("table") or [-1]
            is_out_of_reach = place < table[-1]
        else:
            is_out_of_reach = tag not in BOUNDS and bool(self.bounds) and place < self.bounds[-1]
            is_out_of_reach = is_out_of_reach and tag not in ("body", "html")
        if is_out_of_reach:
            self._flaw("never-opened", start, tag)
            return
        if tag in ("body", "html"):
            # What follows still belongs to the body; both end with the file.
            return
        self._pop_to(place, start, tag)

    def _implied_ends(self, tag: str, start: int) -> None:
        if tag in CLOSES_P:
            self._end_nearest(("p",), (), start)
        if tag in HEADINGS and self.stack and self.stack[-1].tag in HEADINGS:
            self._pop_to(len(self.stack) - 1, start)
        if tag in CLOSES:
            names, within = CLOSES[tag]
            self._end_nearest(names, within, start)
        if tag in BEGINS_BODY and self.open.get("head"):
            self._pop_to(self.open["head"][-1], start)

    def _end_nearest(self, names: tuple[str, ...], within: tuple[str, ...], start: int) -> None:
        """Close the outermost open tag of these names that lies within the bound."""
        bound = self.bounds[-1] if self.bounds and not within else -1
        for name in within:
            places = self.open.get(name)
            if places:
                bound = max(bound, places[-1])
        nearest = [
            places[-1] for name in names if (places := self.open.get(name)) and places[-1] > bound
        ]
        if nearest:
            self._pop_to(min(nearest), start)

    def _again(self, tag: str, attributes: dict[str, str]) -> bool:
        """A second `html` or `body` only adds what the first does not say."""
        first = self.document.by_tag.get(tag)
        if not first:
            return False
        for name, value in attributes.items():
            first[0].attributes.setdefault(name, value)
        return True

    def _is_foreign(self, tag: str) -> bool:
        return ":" in tag or bool(self.open.get("svg") or self.open.get("math"))

    def _flaw(self, kind: str, offset: int, tag: str = "") -> None:
        self.document.flaws.append(Flaw(kind, offset, tag))

    def _finish(self) -> None:
        for start, _ in self.conditions:
            self._flaw("condition-open", start)
        self._pop_to(0, len(self.html), "html")
