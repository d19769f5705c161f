"""Finishes one variant of a bulletin: rendered, its files gathered, and looked at as bytes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ebulletin.bulletins.compose import Composition
from ebulletin.bulletins.composed import Attachment, Bulletin, Picture
from ebulletin.bulletins.hidden import HiddenStrings, hidden_strings
from ebulletin.bulletins.needs import files_needed
from ebulletin.bulletins.visibility import Channel, readership
from ebulletin.checks.rule import Stage
from ebulletin.checks.run import Report, look, report
from ebulletin.checks.subjects import BuiltSubject, BulletinSubject
from ebulletin.press.checking import ignoring_for
from ebulletin.settings import Variant
from ebulletin.templates.model import Format, Rendering
from ebulletin.workspace import Workspace

FILE_NAMES: Mapping[Format, str] = {"html": "email.html", "text": "email.txt", "web": "page.html"}


@dataclass(frozen=True, slots=True)
class Finished:
    """The finished files of one variant, and what the checks say of them.

    Attributes:
        texts: In the formats asked for.
        pictures: Bytes by name, without place, camera or author in them.
        files: Bytes of the attached files by name.
        report: Findings in the finished bytes.
    """

    email: Bulletin
    page: Bulletin
    texts: Mapping[Format, str]
    pictures: Mapping[str, bytes]
    files: Mapping[str, bytes]
    report: Report


class Finishing:
    """Finishes the variants of one bulletin."""

    def __init__(
        self, workspace: Workspace, subject: BulletinSubject, formats: Sequence[Format]
    ) -> None:
        self.workspace = workspace
        self.subject = subject
        self.plan = subject.plan_file.plan
        self.formats = tuple(formats)
        self.ignoring = ignoring_for(workspace, subject)

    def finish(self, variant: Variant) -> Finished:
        """Render one variant and check what came out.

        Raises:
            TemplateFaultError: A template of the workspace does not work.
        """
        email = self.subject.emails[variant.name]
        page = self.subject.pages[variant.name]
        rendering = self.render(email.bulletin, page.bulletin)
        texts = self._texts(rendering)
        needed = files_needed([email.bulletin, page.bulletin])
        pictures = self._pictures(needed.pictures)
        files = {each.name: self._asset(each) for each in needed.attachments if each.name}
        subject = self._built(variant, email, rendering, texts, pictures, files)
        found = look(Stage.BUILT, [subject])
        after = report(found, self.ignoring, is_archive=self.plan.archive)
        return Finished(email.bulletin, page.bulletin, texts, pictures, files, after)

    def render(self, email: Bulletin, page: Bulletin) -> Rendering:
        """Render what was asked for; the parts of the theme are loaded once per process."""
        from ebulletin.templates.load import load_theme
        from ebulletin.templates.render import render

        theme = load_theme(email.theme, self.workspace.root / "templates")
        return render(email, page, theme, self.formats)

    def _texts(self, rendering: Rendering) -> dict[Format, str]:
        texts = {"html": rendering.html, "text": rendering.text, "web": rendering.page}
        return {each: text for each in self.formats if (text := texts[each]) is not None}

    def _built(
        self, variant: Variant, email: Composition, rendering: Rendering,
        texts: Mapping[Format, str], pictures: Mapping[str, bytes], files: Mapping[str, bytes],
    ) -> BuiltSubject:  # fmt: skip
        attached = {f"files/{name}": raw for name, raw in files.items()}
        return BuiltSubject(
            plan_file=self.subject.plan_file,
            composition=email,
            settings=self.subject.shelf.settings,
            items=self.subject.items,
            variant=variant,
            hidden_in_email=self._hidden(variant, "email"),
            hidden_on_page=self._hidden(variant, "page"),
            email=texts.get("html"),
            text=texts.get("text"),
            page=texts.get("web"),
            pictures=pictures,
            names=(*(FILE_NAMES[each] for each in texts), *pictures, *attached),
            files=attached,
            notes=rendering.notes,
            contrast=rendering.contrast,
        )

    def _hidden(self, variant: Variant, channel: Channel) -> HiddenStrings:
        shelf = self.subject.shelf
        return hidden_strings(self.plan, shelf, readership(variant, channel, shelf.settings))

    def _pictures(self, pictures: Iterable[Picture]) -> dict[str, bytes]:
        """The pictures without place, camera or author in them; a missing one is a finding."""
        from ebulletin.pictures import PictureError, strip_metadata

        stripped = {}
        for each in pictures:
            path = self.workspace.assets.get(str(each.file))
            if path is None or each.name is None:
                continue
            try:
                stripped[each.name] = strip_metadata(path.read_bytes())
            except PictureError:
                continue
        return stripped

    def _asset(self, attachment: Attachment) -> bytes:
        path = self.workspace.assets.get(str(attachment.file))
        return path.read_bytes() if path is not None else b""
