"""Short names of organisations and the full names they stand for.

A short name of two words or more belongs to the longer name that begins or ends with it, if there is only one; an acronym to the
name beside which it stands in brackets, else to the one whose initials it spells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from reportedly.extract.acting.phrases import Phrase

Words = tuple[str, ...]
SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "on", "a", "an"})
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=8192)
def words_of(name: str) -> Words:
    """Words of a name in lower case, without articles and prepositions."""
    return tuple(word for word in _WORD.findall(name.lower()) if word not in SMALL_WORDS)


def full_names(text: str, mentions: Sequence[tuple[Phrase, Words]]) -> dict[Words, Words]:
    """For the words of each mention those of the full name."""
    names = list(dict.fromkeys(words for _, words in mentions if words))
    by_end: dict[str, list[Words]] = {}
    for words in names:
        for word in dict.fromkeys((words[0], words[-1])):
            by_end.setdefault(word, []).append(words)
    longest = {words: _longest(words, [*by_end[words[0]], *by_end[words[-1]]]) for words in names}
    acronyms = _acronyms(text, mentions)
    return {words: longest.get(full, full) for words in names for full in (acronyms.get(words, longest[words]),)}


def _longest(words: Words, names: list[Words]) -> Words:
    size = len(words)
    if size < 2:
        return words
    longer = [name for name in dict.fromkeys(names) if len(name) > size and words in (name[:size], name[-size:])]
    tops = [name for name in longer if not any(len(other) > len(name) and other[: len(name)] == name for other in longer)]
    return tops[0] if len(tops) == 1 else words


def _acronyms(text: str, mentions: Sequence[tuple[Phrase, Words]]) -> dict[Words, Words]:
    spelled: dict[str, Words] = {}
    for _, words in mentions:
        if len(words) > 1:
            spelled.setdefault("".join(word[0] for word in words), words)
    found: dict[Words, Words] = {}
    for position, (phrase, words) in enumerate(mentions):
        if len(words) != 1 or not phrase.name.isupper() or len(phrase.name) < 2:
            continue
        for other, name in (*mentions[max(0, position - 1) : position], *mentions[position + 1 : position + 2]):
            between = text[min(phrase.end, other.end) : max(phrase.start, other.start)]
            if len(name) > 1 and between.strip() == "(" and (other.end <= phrase.start or _spells(words[0], other.name)):
                found.setdefault(words, name)
        if words[0] in spelled:
            found.setdefault(words, spelled[words[0]])
    return found


def _spells(initials: str, name: str) -> bool:
    """Whether the letters of an acronym stand in the name in this order, from its first letter on."""
    letters = iter(name.lower())
    return name.lower().startswith(initials[0]) and all(letter in letters for letter in initials)
