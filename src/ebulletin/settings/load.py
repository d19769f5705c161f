"""partnership.yaml and glossary.yaml into their shapes."""

from ebulletin.findings import Finding
from ebulletin.settings.model import Partnership
from ebulletin.settings.running import Glossary, GlossaryTerm
from ebulletin.source import Source, read_yaml_source
from ebulletin.values.shaping import shaped


def parse_settings(
    text: str, path: str = "partnership.yaml"
) -> tuple[Partnership | None, Source | None, list[Finding]]:
    """Turn the text of partnership.yaml into the partnership's profile, or say why it cannot be.

    The source is None only where the file cannot be read as YAML at all.
    """
    source, findings = read_yaml_source(text, path)
    if source is None:
        return None, None, findings
    settings, problems = shaped(Partnership, source.fields, source)
    return settings, source, [*findings, *problems]


def parse_glossary(
    text: str, path: str = "glossary.yaml"
) -> tuple[tuple[GlossaryTerm, ...], list[Finding]]:
    """Turn the text of glossary.yaml into its terms; with a fault in it there are none."""
    source, findings = read_yaml_source(text, path)
    if source is None:
        return (), findings
    glossary, problems = shaped(Glossary, source.fields, source)
    return (glossary.glossary if glossary else ()), [*findings, *problems]
