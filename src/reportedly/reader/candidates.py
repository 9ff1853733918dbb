"""The phrases that may fill a role: short runs of words that a noun ends.

Borders decide, for a filler of a role counts only with its exact words: "two heavily armed men", "armed men" and "men" are three
phrases. So nothing is decided here; every run of words that looks like (a part of) a noun phrase is a candidate, and the
reader scores each.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.syntax.tree import ParsedText, Token

LONGEST = 8  # words
_FIRST = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_LAST = _FIRST  # adjectives too: the parser takes many a noun for one, as in "dynamite attack"
_FORMS = frozenset({"VBN", "VBG", "JJ", "CD", "NN", "NNS", "NNP", "NNPS", "FW"})  # forms of verbs that stand before nouns, or were nouns
_ADVERBS = frozenset({"heavily", "highly", "extremely", "still", "as-yet", "unidentified"})
_LINKS = frozenset(
    {"of", "de", "del", "la", "las", "los", "el", "y", "the", "and", "for", "in", "'s", "'", "-", '"', ".", "a", "his", "to"}
)


def candidates(parsed: ParsedText) -> Iterator[tuple[Token, Token]]:
    """First and last token of each phrase, in order of the text."""
    for sentence in parsed.sentences:
        words = parsed.words_of(sentence)
        for low, first in enumerate(words):
            if not _may_begin(first):
                continue
            for last in words[low : low + LONGEST]:
                if last is not first and not _may_stand_within(last):
                    break
                if _may_end(last):
                    yield first, last


def _may_begin(word: Token) -> bool:
    return word.text[0].isalnum() and (word.pos in _FIRST or word.tag in _FORMS or word.lower in _ADVERBS or _is_model(word))


def _may_end(word: Token) -> bool:
    return word.text[-1].isalnum() and (word.pos in _LAST or word.tag in _FORMS or word.tag == "VB" or _is_model(word))


def _is_model(word: Token) -> bool:
    """Whether it is written like a make of weapon: "AK-47"."""
    return any(letter.isdigit() for letter in word.text) and any(letter.isalpha() for letter in word.text)


def _may_stand_within(word: Token) -> bool:
    return _may_begin(word) or word.lower in _LINKS or word.tag == "VB"
