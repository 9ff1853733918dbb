"""Words that lost the space between them: "displacedabout 3,000 people", "300 families wereevacuated".

Texts copied from pages and tables run words together. A word that is no word is cut in two where one half is a form of a
verb of the vocabulary and the other a little word that stands beside such verbs in reports. Nothing else is mended.
"""

from __future__ import annotations

from functools import cache

from reportedly.extract.measure_words import measure_words

LITTLE = frozenset(
    [
        "about",
        "more",
        "over",
        "nearly",
        "some",
        "around",
        "almost",
        "at",
        "an",
        "by",
        "in",
        "and",
        "from",
        "after",
        "due",
        "to",
        "as",
        "on",
        "the",
        "were",
        "was",
        "been",
        "are",
        "have",
        "has",
        "of",
        "people",
        "families",
        "persons",
        "households",
        "residents",
    ]
)
SHORTEST = 8


def verb_in(word: str) -> str | None:
    """The lemma of the verb in a word that is two words run together, or None."""
    if len(word) < SHORTEST or not word.isalpha() or word in _participles():
        return None
    for cut in range(2, len(word) - 1):
        first, second = word[:cut], word[cut:]
        if second in LITTLE and first in _participles():
            return _participles()[first]
        if first in LITTLE and second in _participles():
            return _participles()[second]
    return None


@cache
def _participles() -> dict[str, str]:
    """Regular past participles of the verbs that tell a measure by themselves."""
    found: dict[str, str] = {}
    for verb, entries in sorted(measure_words().verbs.items()):
        if any(entry.role == "to" and not entry.words and not entry.after for entry in entries):
            found[verb + "d" if verb.endswith("e") else verb + "ed"] = verb
    return found
