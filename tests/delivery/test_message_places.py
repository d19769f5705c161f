"""Places in a document: what a reader's program would make of them."""

import pytest

from ebulletin.delivery.messages.places import Place, places_in

MARK = "@@"


@pytest.mark.parametrize(
    ("html", "place"),
    [
        ("<p>@@</p>", Place.TEXT),
        ("@@", Place.TEXT),
        ("1 < 2 @@", Place.TEXT),
        ('<p title="@@">', Place.ATTRIBUTE),
        ("<p title='a > b @@'>", Place.ATTRIBUTE),
        ('<p data-x="1"\n  alt = "@@" >', Place.ATTRIBUTE),
        ('<a href="https://x/?a=@@">', Place.URL),
        ('<A HREF="@@">', Place.URL),
        ('<td background="@@">', Place.URL),
        ('<p style="color:@@">', Place.UNSAFE),
        ('<p onclick="@@">', Place.UNSAFE),
        ('<img srcset="@@ 2x">', Place.UNSAFE),
        ("<p @@>", Place.UNSAFE),
        ("<p class=@@>", Place.UNSAFE),
        ("<@@>", Place.TEXT),
        ("<script>@@</script>", Place.UNSAFE),
        ("<style>a{} @@ </style>", Place.UNSAFE),
        ("<style>@@", Place.UNSAFE),
        ("<style></style>@@", Place.TEXT),
        ("<title>@@</title>", Place.TEXT),
        ("<!-- @@ -->", Place.TEXT),
        ("<!-- <p title='x' -->@@", Place.TEXT),
        ("<!--[if mso]><p title='@@'><![endif]-->", Place.ATTRIBUTE),
        ("<!--[if mso]>@@<![endif]-->", Place.TEXT),
        ("<!--[if !mso]><!--><style>@@</style><!--<![endif]-->", Place.UNSAFE),
    ],
)
def test_each_place_is_known(html: str, place: Place) -> None:
    assert places_in(html).at(html.index(MARK)) is place
