"""Numbers that count nothing: ages, dates, clock times, ordinals, years, names, scores, fractions.

Each rule looks at a quantity, its neighbours and the parse, and gives its name where it holds. Order does not matter:
the first that holds decides, and none of them can bring back what another turned down. What is measured (kilometres,
per cent) is no count either, but is kept with its measure word: the figures step may want it.
"""

from __future__ import annotations

from collections.abc import Callable

from reportedly.extract.counted import is_people
from reportedly.extract.number_context import Context, follows, words_of
from reportedly.extract.numbers_of_time import is_age, is_clock, is_date, is_year
from reportedly.extract.numerals import HYPHENS, numeral
from reportedly.syntax.tree import ParsedText, Token

_FRACTIONS = frozenset(
    {"third", "thirds", "quarter", "quarters", "fourth", "fourths", "fifth", "fifths", "tenth", "tenths", "half", "halves"}
)
_ADDRESS_REACH = 5  # atoms behind a house number in which a word like "Street" is looked for
_SHORTEST_RUN_ON = 4  # letters; shorter words glued to digits are suffixes and codes
_RATIO_WORDS = frozenset({"out", "of", "in", "every"})
_SMALL_WHOLE = 10  # of "four out of five"; larger ones are counted, if they are not round
_ROUND_WHOLES = frozenset({20, 100, 1000, 10_000, 100_000})
_WHOLES = frozenset({3, 4, 5, 10, 100, 1000})  # of "two in five"
_INDENT = 20  # characters before the number of an item
_SCORE_REACH = 6  # atoms around a pair of numbers in which words of play and vote are looked for


def noncount(context: Context) -> str | None:
    """The name of the rule by which the quantity counts nothing; null where it may."""
    for name, rule in RULES:
        if rule(context):
            return name
    return None


def capitals(parsed: ParsedText, token: Token) -> bool:
    """Whether the sentence is in capitals or title case, so that a capital letter tells nothing."""
    words = [word.text for word in parsed.words_of(parsed.sentence_of(token)) if len(word.text) > 3 and word.text[0].isalpha()]
    return sum(word[0].isupper() for word in words) > 0.6 * len(words)


def _compound(context: Context) -> bool:
    """AK-47, 1990s, 5G, 1st, two-day, 555-1234, #4, v.2"""
    found, before = context.found, context.found.first - 1
    if context.touches(found.first) and not found.words:
        mark = context.at(before)
        if mark in {"/", "_", "@", ":", "#", "№", "\\", "=", "+"}:
            return True
        if mark == "." or (mark in HYPHENS and context.touches(before) and context.atoms[before - 1].kind in "wd"):
            return True
    if context.at(found.last) in {"/", "_", "\\", "="} and context.touches(found.last):
        return True
    if found.after < len(context.atoms) and context.atoms[found.after].kind in "wd" and context.touches(found.after):
        run_on = len(context.at(found.after)) > _SHORTEST_RUN_ON  # "12people", a space lost
        return found.unit is None and found.after == found.last and found.currency is None and not run_on
    hyphened = context.at(found.last) in HYPHENS and context.touches(found.last) and context.touches(found.last + 1)
    return hyphened and context.atoms[found.last + 1].kind in "wd"


def _fraction(context: Context) -> bool:
    """Two thirds, three quarters of; and a count is whole"""
    found = context.found
    if found.unit or found.currency:
        return False
    whole = all(value is None or value.denominator == 1 for value in (found.value, found.low, found.high))
    return not whole or (context.at(found.last) in _FRACTIONS and found.value is not None and found.value < 20)


def _ratio(context: Context) -> bool:
    """Four out of five, one in three, two in every ten; not 12 out of 40, and no "killed two in three days" either"""
    found, (why, end) = context.found, context.turned_down
    if why == "ratio" and end <= found.first and all(context.at(i) in _RATIO_WORDS for i in range(end, found.first)):
        return True
    i = found.last
    link = " ".join(context.at(i + k) for k in range(2))
    after = i + 2 if link in {"out of", "in every", "of every"} else i + 1 if context.at(i) == "in" else 0
    after += context.at(after) == "every"
    if not after or after >= len(context.atoms) or found.value is None or found.unit or found.currency:
        return False
    other = numeral(context.atoms, after)
    if other is None or other.value is None or other.value <= found.value:
        return False
    if other.value > _SMALL_WHOLE and other.value not in _ROUND_WHOLES:
        return False
    if context.at(i) != "in" or link == "in every":
        return True
    ahead = context.parsed.token_at(context.atoms[other.last].start) if other.last < len(context.atoms) else None
    counted = ahead is not None and ((ahead.tag == "NNS" and not is_people(ahead)) or ahead.lower in words_of("months"))
    object_ = context.token is not None and context.token.dep == "dobj"
    return not object_ and (found.value == 1 or (not counted and other.value in _WHOLES))


def _numbered(context: Context) -> bool:
    """Article 12, articles 12 and 13, Channel 5, Boeing 737, No. 4, phase two"""
    found, before = context.found, context.found.first - 1
    if follows(context, "numbered thing") and not context.head_follows:
        return True
    if found.words or found.currency:
        return False
    if context.at(before) == "." and context.touches(before):
        before -= 1
    word = context.at(before)
    if word == "of" and context.at(before - 1) == "magnitude":
        return True
    if word not in words_of("numbered") or (word == "no" and before == found.first - 1):
        return False
    return not (word in words_of("numbered_if_parsed") and context.head_follows) and not (word == "no" and context.head_follows)


def _named(context: Context) -> bool:
    """Apollo 11, Islamabad United 200; Seven Sisters, Big Four"""
    found, token = context.found, context.token
    if token is None or found.words or found.currency or found.unit or found.qualifier == "vague":
        return False
    name, digits = context.raw(found.first - 1), context.atoms[found.core].kind == "d"
    if digits:
        hangs = token.head.i < token.i and token.head.pos == "PROPN" and token.dep in {"nummod", "appos", "nmod", "compound", "punct"}
        hangs = hangs and "," not in context.at(found.core) and found.after == found.core + 1
        touching = context.atoms[found.first - 1].kind == "w" if found.first else False
        return bool(hangs and touching and name[:1].isupper() and not capitals(context.parsed, token))
    first = context.parsed.sentence_of(token).first == token.i
    if first or not context.raw(found.core)[:1].isupper():
        return False
    around = name[:1].isupper() or (context.raw(found.last)[:1].isupper() and context.raw(found.last).isalpha())
    return around and not capitals(context.parsed, token)


def _address(context: Context) -> bool:
    """12 Abay Avenue, the 600 and 700 blocks of Main Street"""
    found = context.found
    if not context.digits.isdecimal() or found.words or found.unit or found.currency or found.scale > 1:
        return False
    if context.at(found.last) in {"block", "blocks"}:
        return found.value is not None and found.value >= 100 and found.value % 100 == 0
    if context.at(found.last) == "and" and context.at(found.last + 2) == "blocks":
        return True
    for i in range(found.last, found.last + _ADDRESS_REACH):
        if context.at(i) in words_of("streets"):
            return i > found.last and context.raw(i)[:1].isupper()
        if not (context.raw(i)[:1].isupper() or context.at(i) == "." or context.atoms[min(i, len(context.atoms) - 1)].kind == "d"):
            return False
    return False


def _score(context: Context) -> bool:
    """A score, odds, a vote: won 3-1, by 5 to 4"""
    found = context.found
    small = found.qualifier == "between" and found.high is not None and found.high <= 30 and not found.unit and not found.currency
    if not small:
        return _is_falling_score(context)
    if context.head_follows:
        return False
    around = range(found.first - _SCORE_REACH, found.last + _SCORE_REACH)
    return any(context.at(i) in words_of("score_words") for i in around)


def _is_falling_score(context: Context) -> bool:
    """Ruled 5 to 4: the larger number first, neither counting anything"""
    found, why = context.found, context.turned_down
    if why == ("score", found.first - 1) and context.at(found.first - 1) == "to":
        return True
    other = found.last + 1
    if found.value is None or found.value > 30 or context.at(found.last) != "to" or not context.at(other).isdecimal():
        return False
    around = range(found.first - _SCORE_REACH, found.last + _SCORE_REACH)
    return int(context.at(other)[:9]) < found.value and any(context.at(i) in words_of("score_words") for i in around)


def _magnitude(context: Context) -> bool:
    """5.9 on the Richter scale, a magnitude of 7"""
    return any(context.at(context.found.last + k) in {"richter", "magnitude"} for k in range(4)) and context.found.unit is None


def _code(context: Context) -> bool:
    """Long runs of digits, 555-1234: telephone and account numbers"""
    digits, found = context.digits, context.found
    why, end = context.turned_down
    if why in {"code", "compound"} and end == found.first and context.atoms[end - 1].kind == "d" == context.atoms[end].kind:
        return True
    if found.qualifier == "between" and found.after == found.core + 3 and context.at(found.core + 1) in HYPHENS:
        return [len(context.at(found.core)), len(context.at(found.core + 2))] in ([3, 4], [4, 4]) and not context.head_follows
    return len(digits) >= 9 and digits.isdecimal() and not context.found.currency and context.found.scale == 1


def _listed(context: Context) -> bool:
    """The number of an item at the beginning of a line: 1. ..., 2) ..."""
    found, text = context.found, context.parsed.text
    if context.at(found.last) not in {".", ")"} or not context.touches(found.last) or not context.digits:
        return False
    start = context.atoms[found.first].start
    line = text[max(0, start - _INDENT) : start].rpartition("\n")
    return not line[2].strip(" \t(") and (line[1] != "" or start <= _INDENT)


def _pronoun(context: Context) -> bool:
    """The one, one another, one day, one must, this one"""
    found = context.found
    if found.value != 1 or context.at(found.core) != "one" or found.last != found.core + 1 or found.words:
        return False
    before, after = context.at(found.first - 1), context.at(found.last)
    if after == "of":
        return _one_of_idiom(context)
    if before in words_of("one_before") or after in words_of("one_after"):
        return not (context.head_follows and after not in words_of("one_after"))
    return context.token is not None and context.token.dep in {"attr", "oprd"}


def _one_of_idiom(context: Context) -> bool:
    """One of the largest, one of the most, is one of them"""
    last = context.found.last
    ahead = [context.at(last + k) for k in range(1, 4)]
    if any(word in words_of("one_of_no_count") for word in ahead):
        return True
    tokens = context.parsed.between(context.atoms[last].start, context.atoms[min(last + 3, len(context.atoms) - 1)].end)
    if any(token.tag in {"JJS", "RBS"} for token in tokens):
        return True
    if context.at(context.found.first - 1) in {"including", "incl"}:
        return False  # "43 dead, including one of its volunteers"
    them = ahead[0] in {"them", "these", "those", "us", "whom"}
    return context.token is not None and context.token.dep in ({"attr", "oprd"} if them else {"attr", "pobj", "appos", "oprd"})


def _vague_idiom(context: Context) -> bool:
    """How many, so many; he scores, test scores; the many"""
    found = context.found
    word, before = context.at(found.core), context.at(found.first - 1)
    if found.qualifier != "vague":
        return False
    if word == "many":
        return before in {"how", "so", "too", "as", "that", "not"} or context.at(found.last) in {"a", "an"}
    if word in {"scores", "tens"} and found.last == found.core + 1:
        token = context.token
        harmed = token is not None and token.dep == "dobj" and token.head.lemma in words_of("headline_harm")
        if harmed and word == "scores":
            return False  # "Bomb kills scores"
        return token is None or token.tag != "NNS" or token.i == 0 or context.at(found.last) not in {"more", "were", "are", "have"}
    return False


def _idiom(context: Context) -> bool:
    """Ground zero, zero tolerance"""
    found = context.found
    words = {f"{context.at(found.core - 1)} {context.at(found.core)}", f"{context.at(found.core)} {context.at(found.last)}"}
    return not words.isdisjoint(words_of("idioms")) or f"{context.at(found.core - 2)} of {context.at(found.core)}" in words_of("idioms")


RULES: tuple[tuple[str, Callable[[Context], bool]], ...] = (
    ("compound", _compound),
    ("fraction", _fraction),
    ("ratio", _ratio),
    ("clock time", is_clock),
    ("date", is_date),
    ("year", is_year),
    ("age", is_age),
    ("numbered thing", _numbered),
    ("address", _address),
    ("part of a name", _named),
    ("score", _score),
    ("magnitude", _magnitude),
    ("code", _code),
    ("item number", _listed),
    ("pronoun", _pronoun),
    ("no amount", _vague_idiom),
    ("idiom", _idiom),
)
