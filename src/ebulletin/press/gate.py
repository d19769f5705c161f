"""What stands between a bulletin and its readers: steps in order, each passed before the next.

Exports ask for the first four steps, a send for the fifth as well.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ebulletin.bulletins.model import Plan
from ebulletin.errors import EbulletinError
from ebulletin.findings import Finding, Severity
from ebulletin.press.approving import approval_findings
from ebulletin.press.building import find_plan
from ebulletin.press.contents import checked_contents
from ebulletin.templates.content import Content
from ebulletin.workspace import Workspace

_FIRST = ("ITM", "BUL")
_SECOND = ("DAT", "CON", "LNK", "TXT", "IMG")
# The text part is looked at when the bulletin is built, with what else is found then.
_THIRD_ALL_THE_SAME = ("LNK119",)


class NeverSentError(EbulletinError):
    """A bulletin that does not go out, whatever the checks say."""

    def __init__(self, slug: str, why: str, advice: str) -> None:
        super().__init__(f"{slug!r} is not sent or exported: {why}. {advice}")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the gate.

    Attributes:
        title: What it makes sure of.
        findings: What stands against it, and advice.
        notes: What a person should know, in sentences.
        problems: What stands against it and is no finding, in sentences.
    """

    title: str
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def is_passed(self) -> bool:
        """Whether the next step may be looked at."""
        errors = (each for each in self.findings if each.severity is Severity.ERROR)
        return not self.problems and next(errors, None) is None


@dataclass(frozen=True, slots=True)
class Gate:
    """The steps that were looked at; the last one is the first that was not passed, if any.

    Attributes:
        contents: Of each variant; empty where the bulletin cannot be composed.
    """

    steps: tuple[Step, ...]
    contents: tuple[Content, ...] = field(default=())

    @property
    def is_open(self) -> bool:
        """Whether every step was passed."""
        return all(step.is_passed for step in self.steps)

    def then(self, step: Step) -> "Gate":
        """The gate with one more step, where it is open so far."""
        return Gate((*self.steps, step), self.contents) if self.is_open else self


def gate(
    workspace: Workspace, slug: str, *, for_draft: bool = False,
    tested: frozenset[str] | None = None,
) -> Gate:  # fmt: skip
    """Look at the first four steps, and stop at the first that is not passed.

    Args:
        workspace: Read anew.
        slug: The bulletin.
        for_draft: Leaves sign-off out; only for an export that says DRAFT everywhere.
        tested: Digests of which a test message was sent; None where none is asked for.

    Raises:
        UnknownBulletinError: There is no such bulletin.
        NeverSentError: It is a draft, an archive copy, or of a workspace that never sends.
    """
    refuse_what_is_never_sent(workspace, slug, for_draft=for_draft)
    found, total = checked_contents(workspace, slug)
    steps = [
        Step("Files sound, bulletin complete", _of(total.findings, _FIRST)),
        Step(
            "Dates, contacts, links, words and pictures", _of(total.findings, _SECOND),
            ("Links are tried over the network by `ebulletin check --links`.",),
        ),
        Step("Built afresh: safety, accessibility, size and merge fields", _rest(total.findings)),
    ]  # fmt: skip
    if not for_draft:
        steps.append(_sign_off(workspace, slug, found, tested))
    result = Gate((), found)
    for step in steps:
        result = result.then(step)
    return result


def refuse_what_is_never_sent(workspace: Workspace, slug: str, *, for_draft: bool = False) -> None:
    """Refuse before the first step what does not go out at all."""
    plan = find_plan(workspace, slug).plan
    if plan.archive:
        raise NeverSentError(
            slug, "it is an archive copy of an old edition", "The archive shows it."
        )
    if workspace.shelf.settings.demonstration == "archive":
        raise NeverSentError(
            slug, "partnership.yaml says `demonstration: archive`",
            "Such a workspace only shows what was sent long ago.",
        )  # fmt: skip
    if _is_draft(plan) and not for_draft:
        raise NeverSentError(
            slug, "it is a draft",
            f"Take `status: draft` out of bulletins/{slug}.yaml when it is finished.",
        )  # fmt: skip


def _is_draft(plan: Plan) -> bool:
    return plan.status == "draft"


def _sign_off(
    workspace: Workspace, slug: str, found: Sequence[Content], tested: frozenset[str] | None
) -> Step:
    problems = []
    if tested is not None and (missing := [e.variant for e in found if e.digest not in tested]):
        problems.append(
            f"No test message of these exact bytes was sent yet ({', '.join(missing)}). Send one "
            f"and read it: `ebulletin test-send {slug}`."
        )
    title = "Approved exactly as it is" + ("" if tested is None else ", and tested")
    return Step(title, tuple(approval_findings(workspace, slug, found)), problems=tuple(problems))


def _of(findings: Iterable[Finding], groups: tuple[str, ...]) -> tuple[Finding, ...]:
    return tuple(
        each
        for each in findings
        if each.code.startswith(groups) and each.code not in _THIRD_ALL_THE_SAME
    )


def _rest(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    found = tuple(findings)
    earlier = {*_of(found, _FIRST), *_of(found, _SECOND)}
    return tuple(each for each in found if each not in earlier)
