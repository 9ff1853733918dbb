"""Case restored to text in capitals, one character for one, so that the parser sees what it was trained on.

A word is a name unless it is English: unless it, or what its endings leave, is in the parser's own word lists. Names
that are English words too (Lima, Church) are names only where the gazetteer knows a large place that is no verb or
adjective. Acronyms are those given in brackets and words that cannot be pronounced. Titles before a name, and the
words that an acronym in brackets spells out, are written as names as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from reportedly.ontology.load import load

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_BRACKETED = re.compile(r"[\[(]([^\W\d_]{2,8})[\])]")
_SENTENCE_END = re.compile(r"(?:[.!?:]['\"”)\]]*\s+|--\s+|[\"“\[])$")
_VOWEL = re.compile("[aeiouyàáâãäåèéêëìíîïòóôõöùúûü]")
_DAY = re.compile(r"\d[ .]?\||\|\.? ?\d")
_SAINT = re.compile(r"(?:^|\W)(?:SAN|SANTA|SANTO|LOS|LAS|EL) $")
_SHARE = 0.75  # of the letters in capitals, above which a paragraph counts as written in capitals
_LEAST = 12  # letters, below which a paragraph is left alone
# what a word may end in, and what stands there in its base form
_ENDINGS = (
    *(("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")),
    *(("er", ""), ("er", "e"), ("ers", ""), ("est", ""), ("ly", ""), ("ily", "y"), ("ness", ""), ("men", "man")),
)


@dataclass(frozen=True, slots=True)
class WordLists:
    """What the parser's vocabulary and the gazetteer say of a lower-case word.

    Attributes:
        noun: Whether it is an English noun in its base form.
        other: Whether it is an English verb, adjective, adverb or function word, or an irregular form of any word.
        place: Whether it names a large place.
    """

    noun: Callable[[str], bool]
    other: Callable[[str], bool]
    place: Callable[[str], bool]


def is_capitals(text: str) -> bool:
    """Whether a piece of text is written in capitals."""
    letters = sum(map(str.isalpha, text))
    return letters >= _LEAST and sum(map(str.isupper, text)) > _SHARE * letters


def restore_case(text: str, lists: WordLists) -> str:
    """The text in ordinary case, each character where it was.

    Characters whose lower case is longer (İ) keep their case.
    """
    acronyms = {match[1] for match in _BRACKETED.finditer(text) if _is_name(match[1].lower(), lists)}
    pieces, end = [], 0
    words = list(_WORD.finditer(text))
    named = _spelled_out(words, acronyms)
    forms = [_form(match, text, acronyms, position in named, lists) for position, match in enumerate(words)]
    for position, match in enumerate(words):
        form = forms[position]
        following = forms[position + 1] if position + 1 < len(words) else ""
        if form.islower() and form in _lexicon("titles") and following[:1].isupper() and text[match.end() : match.end() + 1] in {" ", "\n"}:
            form = form.capitalize()
        pieces += [text[end : match.start()], form if len(form) == len(match[0]) else match[0]]
        end = match.end()
    return "".join(pieces) + text[end:]


def _form(match: re.Match[str], text: str, acronyms: set[str], named: bool, lists: WordLists) -> str:
    word = match[0]
    lower = word.lower()
    if word in acronyms:
        return word
    if named or lower in _lexicon("capitalised"):
        return lower if lower in {"of", "the", "and", "for", "de", "del", "la", "y"} else _capitalised(word)
    if (len(word) == 1 and (lower == "i" or text[match.end() : match.end() + 1] in {"-", "."})) or not _VOWEL.search(lower):
        return word
    if lower in _lexicon("months") and _DAY.search(
        text[max(0, match.start() - 4) : match.start()] + "|" + text[match.end() : match.end() + 4]
    ):
        return _capitalised(word)
    if _SAINT.search(text[max(0, match.start() - 6) : match.start()]):
        return _capitalised(word)
    start = match.start() == 0 or _SENTENCE_END.search(text[max(0, match.start() - 6) : match.start()])
    return _capitalised(word) if start or _is_name(lower, lists) else lower


def _capitalised(word: str) -> str:
    head, _, tail = word.partition("'")
    return head.capitalize() + ("'" + tail.lower() if tail else "'" if word.endswith("'") else "")


def _is_name(lower: str, lists: WordLists) -> bool:
    word = re.sub(r"['’]s?$", "", lower)
    if len(word) == 1 or word in _lexicon("common"):
        return False
    if lists.other(word):
        return False
    if lists.noun(word):
        return lists.place(word)
    return not any(lists.noun(base) or lists.other(base) for base in _bases(word))


def _bases(word: str) -> Iterator[str]:
    """What the word's endings may leave: "kidnapped" -> "kidnapp", "kidnap"."""
    for ending, replacement in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            base = word.removesuffix(ending) + replacement
            yield base
            if not replacement and len(base) > 3 and base[-1] == base[-2]:
                yield base[:-1]


def _spelled_out(words: list[re.Match[str]], acronyms: set[str]) -> set[int]:
    """Positions of the words that an acronym behind them abbreviates: FARABUNDO MARTI ... FRONT [FMLN]."""
    found: set[int] = set()
    for position, match in enumerate(words):
        if match[0] not in acronyms:
            continue
        letters, back = list(match[0].upper()), position - 1
        matched: list[int] = []
        while letters and back >= 0 and position - back <= 2 * len(match[0]):
            initial = words[back][0][0].upper()
            if initial in letters:  # in any order: the FMLN is the Farabundo Marti National Liberation Front
                letters.remove(initial)
            elif words[back][0].lower() not in {"of", "the", "and", "for", "de", "del", "la", "los", "y", "in"}:
                break
            matched.append(back)
            back -= 1
        if not letters:
            found.update(matched)
    return found


@cache
def _lexicon(name: str) -> frozenset[str]:
    return frozenset(load("case")[name])
