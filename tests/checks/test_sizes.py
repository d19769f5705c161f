"""Whether an e-mail that is too long is found before a mail reader cuts it."""

import pytest

from check_bench import Checks, SmallWorkspace

WORKSPACE = SmallWorkspace({"news": "All is well.", "more": "More words."})
CUT = 102_400


def padded(size: int, where: str = "</body>") -> str:
    """The product's own e-mail, filled up to a number of bytes."""
    html = WORKSPACE.rendered("public").html
    assert html is not None
    filling = f"<p>{'x' * (size - len(html.encode()) - 7)}</p>"
    index = html.rindex("<", 0, html.rindex(where) + 1)
    return html[:index] + filling + html[index:]


@pytest.mark.parametrize(
    ("size", "codes"),
    [
        (60_000, []),
        (81_920, []),
        (81_921, ["SIZ101"]),
        (100_000, ["SIZ101"]),
        (102_400, ["SIZ101"]),
        (102_401, ["SIZ102"]),
        (110_000, ["SIZ102"]),
    ],
)
def test_an_email_near_or_over_the_limit_is_found(
    checks: Checks, size: int, codes: list[str]
) -> None:
    html = padded(size)

    found = [
        each.code
        for code in ("SIZ101", "SIZ102", "SIZ103")
        for each in checks.built(code, WORKSPACE, "public", email=html)
    ]

    assert len(html.encode()) == size
    assert found == codes


def test_the_heaviest_items_are_named(checks: Checks) -> None:
    (found,) = checks.built("SIZ101", WORKSPACE, "public", email=padded(90_000, 'id="item-more"'))

    assert "news (" in found.message
    assert found.message.index("news (") < found.message.index("more (")


def test_another_limit_may_be_set(checks: Checks) -> None:
    workspace = SmallWorkspace(WORKSPACE.items, None, "limits: {html_kb: 50}")

    assert checks.built("SIZ102", workspace, "public", email=padded(60_000))


@pytest.mark.parametrize(
    ("before", "is_found"), [("</body>", False), ("Worried about a child", True), ("leave", True)]
)
def test_a_safety_block_below_the_cut_is_found(
    checks: Checks, before: str, *, is_found: bool
) -> None:
    html = padded(120_000, before)

    assert bool(checks.built("SIZ103", WORKSPACE, "public", email=html)) is is_found


@pytest.mark.parametrize(("words", "count"), [(2100, 2), (1400, 0)])
def test_a_long_bulletin_is_pointed_out(checks: Checks, words: int, count: int) -> None:
    workspace = SmallWorkspace({"news": "word " * words})

    found = checks.in_bulletin("SIZ104", workspace)

    assert len(found) == count  # once for each variant
    assert all("news" in each.message for each in found)
