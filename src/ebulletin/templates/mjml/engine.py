"""The only door to the MJML engine (mjml-python)."""

from ebulletin.templates.mjml.model import Element, MjmlError


def skeleton(mjml: str, root: Element) -> str:
    """The HTML of a document that was read, checked and encoded before.

    Fonts and includes are none of the engine's business: it would link to a host for the one, and
    read files for the other.

    Raises:
        MjmlError: The engine refuses what we let pass.
    """
    import mjml as engine

    try:
        html: str = engine.mjml2html(mjml, fonts={}, include_loader=_no_include)
    except (ValueError, OSError) as error:
        raise MjmlError(
            [
                root.spot.problem(
                    f"the MJML engine cannot read this ({error})",
                    "Take parts out until it can, and report the part.",
                )
            ]
        ) from error
    return html


def _no_include(path: str) -> str:
    raise OSError(path)
