"""Pairs of words that are taken for each other, each with the words that tell which is meant."""

import re
from functools import cache


def _pair(before: str, word: str, after: str = "") -> re.Pattern[str]:
    return re.compile(rf"{before}(?P<word>{word}){after}", re.IGNORECASE)


_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
# March and may are verbs as well.
_MONTHS = "january|february|april|june|july|august|september|october|november|december"

CONFUSED: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        _pair(
            r"(?<!find )(?<!carry )(?<!send )(?<!sent )(?<!set )(?<!roll )(?<!hand )(?<!reach )"
            r"(?<!check )\b",
            "out",
            r" (?:team|website|newsletter|bulletin|partners|partnership|colleagues|office)\b",
        ),
        "our",
    ),
    (
        _pair(
            r"\b(?:hear|heard|received|hearing|away|came|comes|letter|message) ",
            "form",
            r" (?:all|the|our|your|their|you|us|them|everyone|one|this|that|a|an|my)\b",
        ),
        "from",
    ),
    (
        _pair(
            r"\b(?:thank you|thanks) ",
            "form",
            r" (?:your|coming|being|taking|helping|sending|making)\b",
        ),
        "for",
    ),
    (_pair(r"\b(?:thank you|thanks) ", "form", r" (?:all|the|our|us|everyone|me)\b"), "from"),
    (_pair(r"\b", "form", rf" (?:{_DAYS}|{_MONTHS}|\d{{1,2}}(?:[:.]\d\d)?\s?[ap]m)\b"), "from"),
    (
        _pair(
            r"\b(?:referral|booking|consent|application|nomination|feedback|registration"
            r"|evaluation|order|entry) ",
            "from",
            r"(?=\s*(?:[.,;:!?]|$)|\s(?:is|below|online)\b)",
        ),
        "form",
    ),
    (
        _pair(
            r"\b(?:is|are|was|were|be|been|far|never|much) ",
            "to",
            r" (?:late|many|much|often|few|soon|busy|long)\b(?!\s(?:of|january|february))",
        ),
        "too",
    ),
    (_pair(r"\b", "too", r" (?:the|our|your|be|make|attend|book|help|support)\b"), "to"),
    (_pair(r"\b(?:values?|culture|religion|faith|attitudes|views) and ", "believes?"), "beliefs"),
    (_pair(r"\b(?:we|they|i|you|who) ", "belief", r"\b"), "believe"),
    (_pair(r"\b(?:will|can|must|should|may|cannot) ", "practice", r"\b(?! \w+s?\b)"), "practise"),
    (
        _pair(
            r"\b(?:best|good|safe|safer|poor|in|our|work|reflective|into|the|of|this|current"
            r"|professional) ",
            "practise",
            r"\b",
        ),
        "practice",
    ),
    (
        _pair(
            r"\b(?:for|kind|the|some|any|further|legal|our|of|good|this|their|seek|get|give|with) ",
            "advise",
            r"\b",
        ),
        "advice",
    ),
    (_pair(r"\b(?:please|will|should|must|we|they|would|could) ", "advice", r"\b"), "advise"),
    (
        _pair(
            r"\b(?:an|the|no|any|positive|negative|adverse|side|take|takes|took|into|long-term) ",
            "affects?",
            r"\b",
        ),
        "effect",
    ),
    (
        _pair(
            r"\b(?:will|can|may|might|could|would|does not|did not|doesn't) ",
            "effect",
            r"\b(?! (?:a|an|the|any|real|lasting)?\s?(?:change|changes|improvements?|transfer))",
        ),
        "affect",
    ),
    (
        _pair(r"\b(?:know|see|tell|ask|find out|sure|say|check|explain) (?:(?:us|me|them|you) )?",
              "where is it", r"\b"),
        "where it is",
    ),
    (_pair(r"\b", "their", r" (?:is|are|was|were|will be|has been|have been)\b"), "there"),
    (
        _pair(
            r"\b",
            "there",
            r" (?:child|children|parents?|family|families|own|needs|views|voice|manager|names)\b",
        ),
        "their",
    ),
    (
        _pair(
            r"\b(?:took|take|takes|gave|give|use|used|ask|asked|share|shared|with|of|in|on) ",
            "there",
            r" (?:advice|help|time|own|work|school|views?|thoughts|ideas|homes?|lives|names?|care"
            r"|best|support|role|staff|training)\b",
        ),
        "their",
    ),
    (
        _pair(
            r"\b(?:in|of|at|for|with|to|from|by) ",
            "you",
            r" (?:school|setting|team|area|class|classroom|organisation|agency|staff|service"
            r"|practice|role|work|colleagues|manager|policies|policy|website)\b",
        ),
        "your",
    ),
    (
        _pair(
            r"\b(?:give|tell|ring|call|send|email|contact|join|let|ask|show) ",
            "use",
            r" (?:your|a|an|the|know|on|at|by|for|if|and|any|in|about|what|when)\b",
        ),
        "us",
    ),
    (
        _pair(
            r"\b(?:please|to|cannot|will|we|not|happy to) ",
            "except",
            r" (?:our|the|this|that|a|an|any|your|his|her|their|it|new|referrals|bookings)\b",
        ),
        "accept",
    ),
    (
        _pair(
            r"\b(?:they|we|you|who|i) ",
            "loose",
            r" (?:the|their|our|your|its|a|an|sight|contact|touch|track|time|trust|it|them)\b",
        ),
        "lose",
    ),
    (
        _pair(
            r"\b(?:to|will|may|might|could|not|can|don't|cannot) ",
            "loose",
            r"\b(?! (?:change|ends?|leaf|fitting|items?|clothing))",
        ),
        "lose",
    ),
    (_pair(r"\bin ", "principal", r"(?=\s*(?:[.,;:!?]|$)|\s(?:and|agree|but|we)\b)"), "principle"),
    (_pair(r"\b(?:guiding|key|basic|core|founding|working|\w+ing) ", "principals", r"\b"),
     "principles"),
    (
        _pair(r"\b(?:school|college|vice|deputy|assistant|head|acting) ", "principle", r"\b"),
        "principal",
    ),
    (
        _pair(
            r"\ba ",
            "simply",
            r" (?:form|guide|way|step|check|question|message|list|tool|plan|call|rule)\b",
        ),
        "simple",
    ),
    (
        _pair(
            r"\b(?:can|you|please|or|and) ",
            "simple",
            r" (?:call|ring|email|click|reply|ask|send|complete|fill|write)\b",
        ),
        "simply",
    ),
)  # fmt: skip
"""Each pattern's group `word` is the wrong word; beside it stands the right one."""


@cache
def letters_of(pattern: re.Pattern[str]) -> str:
    """The wrong word of a pattern in small letters, without which it finds nothing."""
    word = re.search(r"\(\?P<word>([a-z ]+)(s\?)?\)", pattern.pattern)
    assert word is not None
    return word[1]
