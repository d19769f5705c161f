"""Two columns are weighed against each other."""

from ebulletin.bulletins.composed import TableBlock, Text
from ebulletin.templates.balance import height_at, longest_word

SENTENCE = "<p>Somebody answers within a minute, and you need not know a name.</p>"


def test_the_same_words_are_taller_in_a_narrow_column() -> None:
    assert height_at(SENTENCE, 192) > height_at(SENTENCE, 592)


def test_more_words_are_taller() -> None:
    assert height_at(SENTENCE * 4, 368) == 4 * height_at(SENTENCE, 368)


def test_a_picture_counts_by_the_width_it_fills() -> None:
    assert height_at('<img src="images/hub.png">', 368) == round(368 * 0.6)


def test_what_nobody_sees_counts_nothing() -> None:
    assert height_at("<!--[if mso]><p>Two words</p><![endif]--><a name='x'></a>", 368) == 0


def test_the_longest_word_of_a_table_may_be_an_address() -> None:
    header = ((Text("Who"),), (Text("Where to write"),))
    row = ((Text("Hub"),), (Text("Write to mash@elmsvale.example.org"),))

    assert longest_word(TableBlock(header, (row,))) == len("mash@elmsvale.example.org")
    assert longest_word(TableBlock((), ())) == 0
