"""How names are compared: one key for all spellings of a name.

    key("St. Petersburg") == key("st petersburg"); key("Alma-Ata") == key("ALMA ATA"); key("Qaraghandy’") == key("Qaraghandy")

Case is folded, accents and apostrophes dropped, hyphens and full stops read as spaces, "Saint" and "Mount" cut short.
"""

from __future__ import annotations

import re
import unicodedata
import zlib

_DROPPED = re.compile("[\u2018\u2019\u02bb\u02bc\u02b9\u02ba`'\u00b4\u02be\u02bf]")
_SPACED = re.compile(r"[\s.,\-\u2010-\u2015_/]+")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "Đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a"})
_ARTICLES = frozenset("al el ad ed ar er as es ash esh at et an en az ez ul".split())  # noqa: SIM905 - easier to read
_LETTER_TWICE = re.compile(r"([a-z])\1+")
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


def key(name: str) -> str:
    """The key of a name; empty where nothing of it is left."""
    name = name.casefold()
    if name.isascii() and name.isalpha():  # most words
        return _SHORT.get(name, name)
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.translate(_LETTERS)).casefold()
        name = (
            "".join(letter for letter in name if not unicodedata.combining(letter)).encode("utf-8", "ignore").decode()
        )  # no lone surrogates
    words = _SPACED.sub(" ", _DROPPED.sub("", name)).split()
    return " ".join(_SHORT.get(word, word) for word in words)


def loose_key(name_key: str) -> str:
    """One key for the spellings of an Arabic name with an article; empty for other names.

    loose_key("marrat an numan") == loose_key("marat al numan"): the article is written as it sounds before the letter behind it, or not,
    and letters are doubled or not.
    """
    words = name_key.split()
    if len(words) < 2 or words[-1] in _ARTICLES or _ARTICLES.isdisjoint(words):
        return ""
    return _LETTER_TWICE.sub(r"\1", " ".join("al" if word in _ARTICLES else word for word in words))


def fingerprint(name_key: str) -> int:
    """32 bits that stand for a key in the index of all keys."""
    return zlib.crc32(name_key.encode("utf-8", "surrogatepass"))
