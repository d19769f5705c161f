"""The commonest verbs of English, by which a whole sentence is told from a broken one."""

import re

from ebulletin.checks.patterns import spaced

_FORMS = frozenset(
    spaced(
        """
        am is are was were be been being has have had having do does did done doing can could will
        would shall should may might must cannot can't won't don't doesn't didn't isn't aren't
        wasn't weren't hasn't haven't hadn't wouldn't shouldn't couldn't it's that's there's we're
        you're they're we've you've they've i'm i've we'll you'll they'll let's said says made took
        taken taking making went gone goes came coming got getting gave given giving found knew
        known thought told felt left kept held brought began begun became saw seen wrote written
        writing sent spent met paid read ran run running led lost heard meant built bought taught
        understood chose chosen spoke spoken rose risen grew grown fell fallen drew drawn shown
        shut set put sat stood won broke broken drove wore hid forgot forgotten using used
        """
    )
)
_PLAIN = frozenset(
    spaced(
        """
        accept act add address advise affect agree aim allow answer appear apply approve arrange
        arrive ask assess attend avoid base be become begin believe belong book break bring build
        buy call care carry cause change check choose close come complete concern consider contact
        contain continue contribute cover create cut decide deliver depend describe design develop
        discuss draw drop email encourage end enjoy ensure enter expect explain face fall feel fill
        find finish fit focus follow form gain gather get give go grow hand happen hear help hold
        hope identify improve include increase inform invite involve join keep know lead learn leave
        let lie like link listen live look lose love make manage mark matter mean meet mention miss
        move need note notice offer open order own pass pay plan play point prepare present prevent
        promise protect provide publish pull put raise reach read receive recognise record reduce
        refer remain remember remind remove replace reply report represent request require respond
        rest return review ring rise run save say see seem send serve set share show sign speak
        spend stand start stay step stop store study suffer suggest support take talk teach tell
        thank think train travel try turn understand update use view visit vote wait walk want watch
        welcome wish wonder work worry write
        """
    )
)
_ENDING = re.compile(r"(?:ied|ies|ing|ed|es|d|s)$")


def is_verb(word: str) -> bool:
    """Whether a word is, or may be, a form of a common verb."""
    folded = word.casefold()
    if folded in _FORMS or folded in _PLAIN:
        return True
    match = _ENDING.search(folded)
    if match is None:
        return False
    stem = folded[: match.start()]
    return any(each in _PLAIN for each in (stem, f"{stem}e", f"{stem}y", stem[:-1]))
