"""In which language a text is written.

Most reports are English, and English is told apart cheaply: its commonest words are a fifth of any English text and rare in
others. Only a text with few of them is shown to py3langid, whose model takes a second to load. A text is said to be in another
language only if that is clearly more probable than English: names and lists mislead a classifier, and a report wrongly
refused is lost. Texts of less than twenty letters are taken for English.
"""

from __future__ import annotations

import re

LEAST = 20  # letters that tell a language
SAMPLE = 5_000  # characters that are looked at
ENGLISH_SHARE = 0.12  # of the words, from which on a text is English
CLEARLY = 0.8  # log odds a letter by which another language must be more probable

_WORD = re.compile(r"[^\W\d_]+")
_COMMON_WORDS = """
the of and to that was were for with from which have has had been they by said it is are at his their who after not as but be this
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def detect_language(text: str) -> str:
    """ISO 639-1 code of the language of a text."""
    words = _WORD.findall(text[:SAMPLE].lower())
    if sum(map(len, words)) < LEAST:
        return "en"
    if sum(word in _COMMON for word in words) >= ENGLISH_SHARE * len(words):
        return "en"
    return _classified(" ".join(words))


def _classified(text: str) -> str:
    """The answer of py3langid, if it clearly speaks against English."""
    from py3langid import langid  # noqa: PLC0415 - most texts never need it

    ranked = dict(langid.rank(text))
    best = max(sorted(ranked), key=lambda code: ranked[code])
    return best if ranked[best] - ranked["en"] > CLEARLY * len(text) else "en"
