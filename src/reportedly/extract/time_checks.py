"""What the parse tells about an expression of time: whether it is one at all, and the tense of its verb.

Many words of time are other words too. "May" and "March" are verbs, "fall" is what cities do, 2,000 may count people, "sun"
shines, and "20 years" may be an age. What is asked of an expression depends on the production that read it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reportedly.extract.time_classes import CODE
from reportedly.extract.time_forms import Fixed, Lasting, Named
from reportedly.extract.time_grammar import Found
from reportedly.extract.time_reading import duration_value
from reportedly.extract.time_words import Words
from reportedly.ontology.load import load
from reportedly.syntax.tree import ParsedText

_BEFORE_YEARS = "in since until from by of before after through between during the to dash and open comma this quote or"
YEAR_CUES = frozenset(CODE[name] for name in _BEFORE_YEARS.split())
RANGE = frozenset(CODE[name] for name in ("dash", "to", "through", "until", "and"))
DISTANT = frozenset(CODE[name] for name in ("ago", "earlier", "later", "before", "after", "old", "since", "into", "dash"))
BEFORE_DAYS = frozenset(CODE[name] for name in ("on", "until", "since", "by", "before", "after"))
Check = Callable[[ParsedText, Words, Found], bool]


def is_time(parsed: ParsedText, words: Words, found: Found, story: bool = False) -> bool:
    """Whether words that read as a time are meant as one.

    Args:
        parsed: The text.
        words: Its words.
        found: What reads as a time.
        story: Whether the text tells of years far from its publication; then a "summer offensive" has its time.
    """
    if _is_verb(parsed, words, found):
        return False
    if found.name == "season" and not story and _is_kind(parsed, words, found):
        return False
    check = CHECKS.get(found.name)
    if check is not None and not check(parsed, words, found):
        return False
    if isinstance(found.form, Lasting):
        return not _is_age(words, found) and not (found.form.unit == "quarter" and found.name in {"length", "units"})
    return True


def as_rate(parsed: ParsedText, words: Words, found: Found) -> Found:
    """A length behind what is counted is a rate: "30 interviews a day", "$5 a night", but not "a day after"."""
    if (
        found.name != "length"
        or words.classes[found.first] != CODE["a"]
        or found.last - found.first != 2
        or not isinstance(found.form, Lasting)
    ):
        return found
    token = parsed.token_at(words.starts[found.first])
    before = parsed.tokens[token.i - 1] if token is not None and token.i else None
    if before is None or before.tag not in {"CD", "NN", "NNS"} or _next_class(words, found) in DISTANT:
        return found
    return replace(found, form=Fixed("SET", duration_value(1.0, found.form.unit)))


def _is_verb(parsed: ParsedText, words: Words, found: Found) -> bool:
    """Whether its month is a verb: "12 may die"."""
    for at in range(found.first, found.last):
        start = words.starts[at]
        if words.classes[at] == CODE["month"] and parsed.text[start].islower() and _doubtful(parsed.text[start : words.ends[at]]):
            token = parsed.token_at(start)
            return token is not None and token.tag[:1] in {"M", "V"}
    return False


def _next_class(words: Words, found: Found) -> str:
    return words.classes[found.last : found.last + 1]


def _word_of(words: Words, found: Found, name: str) -> int:
    """Index of the first word of a class within the expression."""
    return words.classes.index(CODE[name], found.first, found.last)


def _doubtful(word: str) -> bool:
    return word.lower() in load("times")["doubtful"]


def _is_month(parsed: ParsedText, words: Words, found: Found) -> bool:
    """May and March by themselves only where the parser takes them for names, and not for somebody's first name."""
    at = _word_of(words, found, "month")
    word = parsed.text[words.starts[at] : words.ends[at]]
    if not _doubtful(word):
        return True
    token = parsed.token_at(words.starts[at])
    if token is None or not word[0].isupper():
        return False
    if words.classes[found.last : found.last + 1] in RANGE and words.classes[found.last + 1 : found.last + 2] == CODE["month"]:
        return True  # "May-August"
    if token.tag not in {"NNP", "NN", "NNPS"}:
        return False
    if found.last - found.first > 1:
        return True
    before = parsed.tokens[token.i - 1] if token.i else None
    if before is not None and before.sent == token.sent and before.text[0].isupper() and before.pos in {"ADJ", "PROPN"}:
        return False  # "the Long March"
    after = parsed.tokens[token.i + 1] if token.i + 1 < len(parsed.tokens) else None
    if (
        word.lower() == "march"
        and after is not None
        and after.lower in {"of", "for", "on", "against"}
        and (before is None or before.pos in {"DET", "PUNCT"})
    ):
        return False  # "the March for Peace"
    first_name = token.dep == "compound" and token.head.pos == "PROPN" and token.head.i > token.i
    surname = token.i > 0 and parsed.tokens[token.i - 1].pos == "PROPN" and parsed.tokens[token.i - 1].ent == "PERSON"
    return not first_name and not surname


def _is_weekday(parsed: ParsedText, words: Words, found: Found) -> bool:
    """Take "Sun", "Sat" and the like for days only with a full stop."""
    at = _word_of(words, found, "weekday")
    word = parsed.text[words.starts[at] : words.ends[at]]
    return not _doubtful(word) or (word[0].isupper() and parsed.text[words.ends[at] : words.ends[at] + 1] == ".")


def _is_season(parsed: ParsedText, words: Words, found: Found) -> bool:
    """Take "fall" and "spring" for seasons only as nouns that are no part of a name and govern nothing ("the fall of the city")."""
    at = _word_of(words, found, "season")
    token = parsed.token_at(words.starts[at])
    if token is None or _next_class(words, found) == CODE["dash"]:
        return False
    if token.lower in {"fall", "spring"}:
        alone = found.last - found.first == 1 and token.lower == "fall"
        if alone or token.tag[:1] != "N" or (token.child("prep", "poss") is not None):
            return False
    elif token.tag[:1] not in {"N", "J"}:
        return False
    return token.text.islower() or token.i == 0 or parsed.tokens[token.i - 1].pos != "PROPN"


def _is_kind(parsed: ParsedText, words: Words, found: Found) -> bool:
    """Whether a season only says of what kind something is: "winter storm"."""
    token = parsed.token_at(words.starts[found.first])
    return token is not None and found.last - found.first == 1 and token.dep in {"compound", "amod", "nmod"}


def _is_year(parsed: ParsedText, words: Words, found: Found) -> bool:
    """A number of four digits that no plural noun follows and nothing counts."""
    about = found.last - found.first == 2 and words.classes[found.first] == CODE["approx"]  # "about 2000 people"
    if (found.last - found.first > 1 and not about) or words.classes[found.last - 1] == CODE["spoken_year"]:
        return True
    token = parsed.token_at(words.starts[found.last - 1])
    if token is None or not isinstance(found.form, Named) or found.form.year is None or _next_class(words, found) == CODE["more"]:
        return False
    before = words.classes[found.first - 1] if found.first else ""
    if before == CODE["nothing"] and not parsed.text[words.starts[found.first - 1]].isalpha():
        return False  # $1990, #2000
    following = parsed.tokens[token.i + 1] if token.i + 1 < len(parsed.tokens) else None
    if _next_class(words, found) == CODE["possessive"] or (following is not None and following.lower in load("times")["years before"]):
        return True  # "1981's armies", "1913 levels"
    counts = token.dep in {"nummod", "quantmod"} and token.head.i > token.i
    if counts and token.head.tag in {"NNS", "CD"} and not (before == CODE["the"] or found.form.year % 100):
        return False
    if (
        not about
        and token.i
        and parsed.tokens[token.i - 1 - (before == CODE["dot"] and token.i > 1)].lower in load("times")["not years after"]
    ):
        return False
    behind = words.classes[found.last : found.last + 2]
    if behind[:1] in {CODE["to"], CODE["dash"], CODE["until"]} and behind[1:] in {CODE["num"], CODE["clock4"]}:
        return False  # "from 1710 to 2250"
    if counts and following is not None and following.tag == "NNS" and before != CODE["the"]:
        return False
    if token.i and parsed.tokens[token.i - 1].lower == "as":
        return True  # "as late as 1781"
    return 1900 <= found.form.year <= 2100 or (before in YEAR_CUES and not (before == CODE["the"] and found.form.year % 100 == 0))


def _is_decade(parsed: ParsedText, words: Words, found: Found) -> bool:
    """Take "the 90s", but not "in his 30s"."""
    at = _word_of(words, found, "decade")
    short = sum(mark.isdigit() for mark in parsed.text[words.starts[at] : words.ends[at]]) < 3
    return not short or found.last - found.first > 1 or not parsed.text[words.starts[at]].isdigit()


def _is_reference(parsed: ParsedText, words: Words, found: Found) -> bool:
    """Not "shortly after the attack", "as recently as last year", and "future" only before what is to come ("future losses")."""
    token = parsed.token_at(words.starts[found.first])
    after = parsed.token_at(words.ends[found.last - 1] + 1)
    if token is None or (after is not None and after.lower == "as"):
        return False
    if token.lower == "future" and token.dep not in {"amod", "compound"}:
        return False
    return _next_class(words, found) not in {CODE["after"], CODE["before"]}


def _is_day_of_month(parsed: ParsedText, words: Words, found: Found) -> bool:
    """Take "the 14th" for a day behind words that stand before days, and where it says the how-manieth of nothing ("the 14th floor")."""
    at = _word_of(words, found, "nth_day")
    token = parsed.token_at(words.starts[at])
    if token is None or (token.head.i > token.i and token.head.pos in {"NOUN", "PROPN"}):
        return False
    return at - found.first > 1 or words.classes[found.first - 1 : found.first] in BEFORE_DAYS


def _is_length(parsed: ParsedText, words: Words, found: Found) -> bool:
    """Not the day that has yet to come: "one day he will fly"."""
    if words.values[found.first] != 1 or words.values[found.last - 1] != "day" or found.last - found.first != 2:
        return True
    before = parsed.token_at(max(words.starts[found.first] - 2, 0))
    return before is not None and before.start < words.starts[found.first] and before.pos in {"ADP", "ADV", "ADJ", "VERB", "SCONJ"}


def _is_set(parsed: ParsedText, words: Words, found: Found) -> bool:
    """Not the kind of a newspaper: "the daily Novosti"."""
    after = parsed.token_at(words.ends[found.last - 1] + 1)
    return after is None or after.start < words.ends[found.last - 1] or after.pos != "PROPN"


def _is_day(parsed: ParsedText, words: Words, found: Found) -> bool:
    """Not the end of a name: "Radio Today"."""
    token = parsed.token_at(words.starts[found.first])
    before = parsed.tokens[token.i - 1] if token is not None and token.i else None
    if token is None or before is None or before.sent != token.sent:
        return True
    return not (before.pos == "PROPN" and token.text[0].isupper() and not token.text.isupper())


def _is_then(parsed: ParsedText, words: Words, found: Found) -> bool:
    """Not who somebody was: "by then mayor Ion Pop"."""
    token = parsed.token_at(words.starts[found.first])
    following = parsed.tokens[token.i + 1 : token.i + 3] if token is not None else []
    return [each.pos for each in following] not in (["NOUN", "PROPN"], ["PROPN", "PROPN"])


def _is_definite(parsed: ParsedText, words: Words, found: Found) -> bool:
    """Take "that day" and "later in the day", but not "the day", which does not say which."""
    del parsed
    last = words.values[found.last - 1]
    if _next_class(words, found) == CODE["of"]:
        return False  # "the month of fasting"
    bare = found.last - found.first == 2 and words.classes[found.first] == CODE["the"]
    return not (bare and last in {"day", "night", "decade", "century"})


CHECKS: dict[str, Check] = {
    "month": _is_month,
    "weekday": _is_weekday,
    "season": _is_season,
    "year": _is_year,
    "decade": _is_decade,
    "reference": _is_reference,
    "day of the month": _is_day_of_month,
    "length": _is_length,
    "then": _is_then,
    "set": _is_set,
    "day": _is_day,
    "definite unit": _is_definite,
}


def _is_age(words: Words, found: Found) -> bool:
    """Whether it is an age: "aged 20 years", "12-year-old", "three years old", "30 years of age"."""
    behind = words.classes[found.last : found.last + 2]
    if behind[:1] == CODE["old"] or behind in {CODE["dash"] + CODE["old"], CODE["of"] + CODE["age"]}:
        return True
    return bool(found.first and words.classes[found.first - 1] == CODE["age"])
