"""Who may see what, over every level, audience and variant."""

import pytest

from ebulletin.bulletins.visibility import Channel, readership
from ebulletin.items.directory import stricter
from ebulletin.settings import Variant
from small_workspace import settings_of

SETTINGS = settings_of()
VARIANTS = {
    "professional": Variant(name="professional", level="professional"),
    "public": Variant(name="public", level="public"),
    "dsl": Variant(name="dsl", level="professional", segments=("dsl",)),
    "schools": Variant(name="schools", level="professional", segments=("dsl", "governors")),
}
LEVELS = ("public", "professional", "restricted")


def sees(variant: str, level: str, audience: tuple[str, ...], channel: Channel = "email") -> bool:
    return readership(VARIANTS[variant], channel, SETTINGS).may_see(level, audience)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("level", "audience", "seen_in"),
    [
        ("public", (), {"professional", "public", "dsl", "schools"}),
        ("public", ("health",), {"professional", "public"}),
        ("public", ("dsl",), {"professional", "public", "dsl", "schools"}),
        ("professional", (), {"professional", "dsl", "schools"}),
        ("professional", ("schools",), {"professional", "dsl", "schools"}),
        ("professional", ("governors",), {"professional", "schools"}),
        ("professional", ("health",), {"professional"}),
        ("restricted", ("dsl",), {"dsl"}),
        ("restricted", ("dsl", "governors"), {"dsl", "schools"}),
        ("restricted", ("schools",), {"dsl", "schools"}),
        ("restricted", ("health",), set()),
    ],
)
def test_an_item_is_in_exactly_the_variants_that_its_level_and_audience_allow(
    level: str, audience: tuple[str, ...], seen_in: set[str]
) -> None:
    assert {variant for variant in VARIANTS if sees(variant, level, audience)} == seen_in


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_page_never_shows_what_is_restricted(variant: str) -> None:
    assert not sees(variant, "restricted", ("dsl", "governors"), "page")


@pytest.mark.parametrize("item_level", LEVELS)
@pytest.mark.parametrize("detail_level", LEVELS)
def test_the_stricter_of_item_and_detail_decides(item_level: str, detail_level: str) -> None:
    both = stricter(item_level, detail_level)  # type: ignore[arg-type]

    for variant in VARIANTS:
        expected = sees(variant, item_level, ("dsl",)) and sees(variant, detail_level, ("dsl",))
        assert sees(variant, both, ("dsl",)) == expected


@pytest.mark.parametrize(
    ("variant", "channel", "may"),
    [("professional", "email", True), ("professional", "page", False), ("public", "email", False)],
)
def test_joining_details_go_into_professional_messages_only(
    variant: str, channel: Channel, may: bool
) -> None:
    assert readership(VARIANTS[variant], channel, SETTINGS).may_hold_joining_details is may
