"""Exports a bulletin: approved content, for one tool or as files, and nothing leaks on the way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ebulletin.bulletins.compose import variants_of
from ebulletin.bulletins.composed import Bulletin
from ebulletin.bulletins.hidden import hidden_strings
from ebulletin.bulletins.visibility import readership
from ebulletin.checks.leaks import leaks_in
from ebulletin.checks.run import catalogue
from ebulletin.checks.text import prose_of
from ebulletin.errors import EbulletinError
from ebulletin.export.mailing import Wish
from ebulletin.export.model import Clash, Exported
from ebulletin.findings import Finding, Place
from ebulletin.output import refuse_authored, remove_folder, write_folder
from ebulletin.press.approving import approval_of, why_not_approved
from ebulletin.press.building import find_plan
from ebulletin.press.contents import contents
from ebulletin.press.errors import UnknownVariantError
from ebulletin.press.export_forms import Order, Target, UnknownTargetError, targets
from ebulletin.source.quoting import quoted
from ebulletin.templates.content import Content
from ebulletin.workspace import Workspace


class ExportRefusedError(EbulletinError):
    """A bulletin may not be exported."""


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks for.

    Attributes:
        target: A mailing tool or a sort of file, such as `mailchimp` or `word`.
        variant: Only this one; otherwise all, or the public one for what hangs on a wall.
        out: The folder that takes the place of `out/exports`.
        is_draft: Before sign-off; everything says DRAFT.
        is_trial: Check, but write nothing.
        pictures_at: Address from which pictures are served; else `image_host` of the settings.
    """

    target: str
    variant: str | None = None
    out: Path | None = None
    is_draft: bool = False
    is_trial: bool = False
    pictures_at: str | None = None
    may_lack_attachments: bool = False


@dataclass(frozen=True, slots=True)
class ExportedVariant:
    """One variant as it was exported.

    Attributes:
        folder: Where its files are, or would be.
        findings: What stops it, with places; nothing was written if there is one.
    """

    variant: str
    folder: Path
    exported: Exported = field(default_factory=Exported)
    findings: tuple[Finding, ...] = ()


def export(workspace: Workspace, slug: str, request: Request) -> tuple[ExportedVariant, ...]:
    """Export a bulletin into `out/exports/<slug>/<target>/<variant>/`.

    Raises:
        UnknownTargetError: There is no export of that name.
        ExportRefusedError: It is an archive copy, or not approved and not asked for as a draft.
        UnsoundBulletinError: The bulletin has errors.
    """
    known = targets()
    if request.target not in known:
        raise UnknownTargetError(request.target, list(known))
    target = known[request.target]
    _refuse_archives(workspace, slug)
    found = contents(workspace, slug)
    status = _status(workspace, slug, found, is_draft=request.is_draft)
    exporting = _Exporting(workspace, request, target, status)
    folder = (request.out or workspace.root / "out" / "exports") / slug / target.name
    refuse_authored(folder, workspace.root)
    made = []
    for content in _chosen(found, request, target, slug):
        each = exporting.run(content, folder / content.variant)
        made.append(each)
        if each.findings:
            # An older export must not be taken for this one.
            if not request.is_trial:
                remove_folder(each.folder)
        elif not request.is_trial:
            write_folder(each.folder, each.exported.files)
    return tuple(made)


def _refuse_archives(workspace: Workspace, slug: str) -> None:
    plan = find_plan(workspace, slug).plan
    settings = workspace.settings
    if plan.archive or (settings is not None and settings.demonstration == "archive"):
        raise ExportRefusedError(
            f"{slug!r} is an archive copy, rebuilt from before the product. It is kept for looking "
            "things up, and is never sent or exported."
        )


def _status(workspace: Workspace, slug: str, found: Sequence[Content], *, is_draft: bool) -> str:
    if is_draft:
        return "DRAFT: not approved. For looking at only; do not send it to readers."
    reasons = why_not_approved(workspace, slug, found)
    if reasons:
        raise ExportRefusedError(
            f"{' '.join(reasons)} Let somebody else read it, then `ebulletin approve {slug} --as "
            "NAME`. To look at an export before that, add --draft."
        )
    approval = approval_of(workspace, slug, found)
    assert approval is not None
    return f"Approved by {approval.name} on {approval.on[:10]}."


def _chosen(
    found: Sequence[Content], request: Request, target: Target, slug: str
) -> Sequence[Content]:
    names = [each.variant for each in found]
    if request.variant is not None:
        if request.variant not in names:
            raise UnknownVariantError(request.variant, slug, names)
        chosen = [each for each in found if each.variant == request.variant]
        if target.name == "social" and chosen[0].level != "public":
            raise ExportRefusedError("Texts for posting are made of the public variant only.")
        return chosen
    if target.is_public:
        public = [each for each in found if each.level == "public"]
        if not public:
            raise ExportRefusedError(
                f"{slug!r} has no public variant, and this export is for everybody's eyes. Name "
                "the variant with --variant if its readers alone will see it."
            )
        return public
    return found


class _Exporting:
    """One export of one bulletin."""

    def __init__(self, workspace: Workspace, request: Request, target: Target, status: str) -> None:
        settings = workspace.settings
        assert settings is not None
        host = settings.delivery.image_host if settings.delivery else None
        self.workspace = workspace
        self.settings = settings
        self.target = target
        wish = Wish(
            pictures_at=request.pictures_at or host,
            own_fields=frozenset(settings.merge_fields),
            status=status,
            is_draft=request.is_draft,
            may_lack_attachments=request.may_lack_attachments,
        )
        self.order = Order(workspace, settings, target.name, wish)

    def run(self, content: Content, folder: Path) -> ExportedVariant:
        """Make the files of one variant, and look at them as finished bytes."""
        exported = self.target.make(self.order, content)
        findings = [self._finding(content, clash) for clash in exported.clashes]
        findings += self._leaks(content, exported)
        exported = replace(exported, files=self._with_manifest(content, exported))
        return ExportedVariant(content.variant, folder, exported, tuple(findings))

    def _with_manifest(self, content: Content, exported: Exported) -> dict[str, bytes]:
        from ebulletin.export.packaging import manifest

        facts = {
            "bulletin": content.slug,
            "variant": content.variant,
            "for": self.target.name,
            "status": "DRAFT" if self.order.wish.is_draft else "approved",
            "approval": self.order.wish.status,
            "content": content.digest,
            "subject": self.order.subject(content),
            "merge_fields": {each.name: each.in_tool for each in exported.fields},
            "notes": list(exported.notes),
        }
        return {
            **exported.files,
            f"{self.order.mark}manifest.json": manifest(facts, exported.files),
        }

    def _leaks(self, content: Content, exported: Exported) -> Iterator[Finding]:
        """SAF110 over every file, members of ZIPs and facts about documents included."""
        plan = find_plan(self.workspace, content.slug).plan
        variants = variants_of(plan, self.settings)
        variant = next(each for each in variants if each.name == content.variant)
        readers = readership(variant, self.target.channel, self.settings)
        hidden = hidden_strings(plan, self.workspace.shelf, readers)
        seen = set()
        for name, raw in exported.files.items():
            for each in leaks_in(name, raw, hidden):
                if (name, each.owner, each.kind) in seen:
                    continue
                seen.add((name, each.owner, each.kind))
                yield catalogue()["SAF110"].finding(
                    self._place(content, each.text),
                    f"the file {quoted(name)} holds the {each.kind} {quoted(each.text)}, which "
                    "this variant may not hold",
                    "Take it out of the text, or change the level of what it belongs to.",
                    variant=content.variant,
                )

    def _finding(self, content: Content, clash: Clash) -> Finding:
        return catalogue()[clash.code].finding(
            self._place(content, clash.words), clash.message, clash.help, variant=content.variant
        )

    def _place(self, content: Content, words: str) -> Place:
        """Where the author's words stand: in the bulletin's file or in an item that it shows."""
        plan_file = find_plan(self.workspace, content.slug)
        sources = [plan_file.source]
        shown = set(_items_of(content.bulletin)) if content.bulletin else set()
        sources += [file.source for name, file in self.workspace.items.items() if name in shown]
        sought = " ".join(words.split())
        for source in sources if sought else ():
            for block in prose_of(source):
                at = block.text.find(sought)
                if at >= 0:
                    return block.place(at)
            if sought in source.text:
                return _place_in(source.text, source.path, sought)
        return plan_file.source.place()


def _items_of(bulletin: Bulletin) -> Iterator[str]:
    if bulletin.intro is not None:
        yield bulletin.intro.id
    for section in (*bulletin.sections, *bulletin.sidebar, *bulletin.annexes):
        for entry in section.entries:
            yield entry.id
            for contact in entry.contacts:
                yield contact.id


def _place_in(text: str, path: str, words: str) -> Place:
    at = text.find(words)
    line = text.count("\n", 0, at) + 1
    return Place(path, line, at - text.rfind("\n", 0, at))
