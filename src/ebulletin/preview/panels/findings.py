"""The panel of findings: by item, the worst first."""

from ebulletin.findings import Finding, Severity
from ebulletin.preview.model import FindingGroup, ShownFinding
from ebulletin.preview.panels.facts import Facts
from ebulletin.source import Source

_WEIGHTS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.HINT: 2}


def grouped_findings(facts: Facts) -> tuple[FindingGroup, ...]:
    """The findings of each file together; files and findings with the worst first.

    What holds in another variant alone is left out.
    """
    name = facts.examined.variant.name
    by_path: dict[str, list[Finding]] = {}
    for each in facts.examined.report.findings:
        if each.variant in (None, name):
            by_path.setdefault(each.place.path, []).append(each)
    files = sorted(by_path.items(), key=lambda file: (*_weight(file[1]), file[0]))
    ids = {file.source.path: item_id for item_id, file in facts.workspace.items.items()}
    sources = _sources(facts)
    return tuple(
        FindingGroup(
            path,
            ids.get(path, ""),
            facts.titles[ids[path]] if path in ids else path.rpartition("/")[2],
            tuple(_shown(each, sources.get(path)) for each in sorted(found, key=_order)),
        )
        for path, found in files
    )


def _weight(found: list[Finding]) -> tuple[int, int]:
    """The worst one, and (negative, for sorting) how many of that weight."""
    worst = min(_WEIGHTS[each.severity] for each in found)
    return worst, -sum(1 for each in found if _WEIGHTS[each.severity] == worst)


def _order(finding: Finding) -> tuple[int, int, int]:
    return _WEIGHTS[finding.severity], finding.place.line, finding.place.column


def _shown(finding: Finding, source: Source | None) -> ShownFinding:
    place = finding.place
    command = f"ebulletin check --fix --select {finding.code} {place.path}" if finding.fix else ""
    return ShownFinding(
        code=finding.code,
        severity=str(finding.severity),
        message=finding.message,
        help=finding.help,
        path=place.path,
        line=place.line,
        column=place.column,
        variant=finding.variant or "",
        words=_line(source, place.line),
        fix=command,
    )


def _line(source: Source | None, number: int) -> str:
    lines = source.text.split("\n") if source is not None else []
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def _sources(facts: Facts) -> dict[str, Source]:
    found = [file.source for file in facts.workspace.items.values()]
    found.append(facts.examined.subject.plan_file.source)
    if facts.workspace.settings_source is not None:
        found.append(facts.workspace.settings_source)
    return {source.path: source for source in found}
