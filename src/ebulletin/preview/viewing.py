"""The quick way from saved files to a view: nothing is done here that the eye does not need."""

import re
from collections import OrderedDict
from dataclasses import replace
from html import escape

from ebulletin.bulletins.composed import Bulletin
from ebulletin.errors import EbulletinError
from ebulletin.findings import Finding
from ebulletin.press.previewing import Bench, BrokenFileError, Sight
from ebulletin.preview.looks import as_seen
from ebulletin.preview.model import Fault, Form, InboxRow, Selection, View
from ebulletin.templates.inline import Looks, words_of
from ebulletin.templates.mjml.hosts import loaded_from
from ebulletin.templates.model import Format

CUT_IN_BYTES = 102_400
"""Where Gmail cuts the HTML part of a message, give or take a little."""

CUT_MARK = "<!--cut-->"
_MOST_KEPT = 24
_FORMATS: dict[Form, Format] = {"email": "html", "text": "text", "web": "web", "print": "web"}
# A tag, or a comment as a whole: in a comment nothing may be put.
_TAG = re.compile(rb"<!--.*?-->|<[a-zA-Z/][^<>]*>", re.DOTALL)


class Viewer:
    """Makes views, and keeps the last good one of each selection for when a file is broken."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._good: OrderedDict[Selection, View] = OrderedDict()

    def view(self, selection: Selection) -> View:
        """The view of a selection as the files are now."""
        try:
            seen = self._bench.see(selection.bulletin, selection.variant, _FORMATS[selection.form])
        except BrokenFileError as error:
            return self.held(selection, [_fault_of(each) for each in error.findings])
        except EbulletinError as error:
            return self.held(selection, self._faults(selection, error))
        return self._keep(selection, _view(selection, seen))

    def _keep(self, asked: Selection, view: View) -> View:
        for key in (asked, view.selection):
            self._good[key] = view
            self._good.move_to_end(key)
        while len(self._good) > _MOST_KEPT:
            self._good.popitem(last=False)
        return view

    def held(self, selection: Selection, faults: list[Fault]) -> View:
        """The last good view with what is wrong now; without one, what is wrong alone."""
        last = self._good.get(selection)
        if last is None:
            return View(selection, faults=tuple(faults))
        return replace(last, faults=tuple(faults))

    def _faults(self, selection: Selection, error: EbulletinError) -> list[Fault]:
        """The findings that keep a bulletin from being read, or else the error's own words."""
        workspace = self._bench.workspace
        path = workspace.unread_plans.get(selection.bulletin)
        if workspace.settings is None:
            path = "partnership.yaml"
        found = [each for each in self._bench.findings_of_files() if each.place.path == path]
        return [_fault_of(each) for each in found] or [Fault(str(error))]


def _fault_of(finding: Finding) -> Fault:
    return Fault(finding.message, finding.help, finding.place.path, finding.place.line)


def _view(asked: Selection, seen: Sight) -> View:
    bulletin = seen.email.bulletin
    rendering = seen.rendering
    selection = replace(asked, variant=seen.variant.name)
    text = rendering.text
    html = rendering.html or rendering.page or as_document(text or "", bulletin.language)
    size = len((rendering.html or text or html).encode())
    has_cut = rendering.html is not None and size > CUT_IN_BYTES
    if has_cut:
        html = with_cut(html)
    return View(
        selection=selection,
        variants=tuple(each.name for each in seen.variants),
        html=as_seen(html, selection),
        text=text,
        inbox=_inbox(bulletin),
        draft=_draft_words(bulletin),
        size_in_bytes=size,
        has_cut=has_cut,
        shows_remote=any(loaded_from(html)) if rendering.html else False,
    )


def _draft_words(bulletin: Bulletin) -> str:
    return "Draft" if bulletin.is_draft else "Not approved"


def _inbox(bulletin: Bulletin) -> InboxRow:
    looks = Looks(merges="tokens")
    return InboxRow(
        bulletin.footer.sender_name,
        words_of(bulletin.subject, looks),
        words_of(bulletin.preheader, looks),
    )


def as_document(text: str, language: str) -> str:
    """Plain text as a document that shows it as mail readers do: wrapped, in one type."""
    style = (
        "body{margin:0;padding:16px;background:#fff;color:#1b1b1b}"
        "pre{margin:0;font:15px/1.5 Consolas,Menlo,monospace;white-space:pre-wrap;"
        "overflow-wrap:anywhere}"
    )
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        f"<title>Plain text</title><style>{style}</style></head>"
        f"<body><pre>{escape(text)}</pre></body></html>"
    )


def with_cut(html: str) -> str:
    """The HTML with a mark before the first tag behind the point where Gmail cuts."""
    raw = html.encode()
    for found in _TAG.finditer(raw):
        if found.start() >= CUT_IN_BYTES and not found[0].startswith(b"<!--"):
            start = found.start()
            return (raw[:start] + CUT_MARK.encode() + raw[start:]).decode()
    return html
