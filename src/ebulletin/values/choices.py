"""Words that authors choose from a list: compared kindly, with the nearest ones suggested."""

from collections.abc import Iterable, Sequence

_SEPARATORS = str.maketrans("", "", " -_\u00a0")


def fold_choice(text: str) -> str:
    """The form in which choices are compared: lower case, no spaces, hyphens or underscores."""
    return text.strip().casefold().translate(_SEPARATORS)


def nearest(word: str, words: Iterable[str], most: int = 2) -> list[str]:
    """The words within `most` slips of a word, the nearest first, ties in their own order.

    A slip is one letter more, less or changed, or two neighbours swapped (optimal string
    alignment); case is ignored. Words that share no letter in place are never near.
    """
    sought = word.casefold()
    found = [
        (distance, place, candidate)
        for place, candidate in enumerate(words)
        if (distance := _distance(sought, candidate.casefold(), most)) <= most
        and distance < max(len(sought), len(candidate), 1)
    ]
    return [candidate for _, _, candidate in sorted(found)]


def join_words(words: Sequence[str], joiner: str) -> str:
    """`a, b or c`: a list in a sentence, with the joiner before the last one and no comma there."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joiner} {words[-1]}"


def _distance(left: str, right: str, most: int) -> int:
    """Optimal string alignment distance, or any number over `most` once it must be over it."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(right) + 1))
    for row, letter in enumerate(left, start=1):
        current = [row]
        for column, other in enumerate(right, start=1):
            cost = min(
                above[column] + 1,
                current[column - 1] + 1,
                above[column - 1] + (letter != other),
            )
            is_swap = row > 1 and column > 1 and letter == right[column - 2]
            if is_swap and left[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > most:
            return most + 1
        before, above = above, current
    return above[-1]
