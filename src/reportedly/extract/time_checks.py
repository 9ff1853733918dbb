"""What the parse tells about an expression of time: whether it is one at all, and the tense of its verb.

Many words of time are other words too. "May" and "March" are verbs, "fall" is what cities do, 2,000 may count people, "sun"
shines, and "20 years" may be an age. What is asked of an expression depends on the production that read it.
"""

from __future__ import annotations

from collections.abc import Callable

from reportedly.extract.time_anchor import Tense
from reportedly.extract.time_classes import CODE
from reportedly.extract.time_forms import Lasting, Named
from reportedly.extract.time_grammar import Found
from reportedly.extract.time_words import Words
from reportedly.ontology.load import load
from reportedly.syntax.tree import ParsedText, Token

FUTURE_AUXILIARIES = frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "may", "might"})
PAST_AUXILIARIES = frozenset({"was", "were", "had", "did", "has", "have"})
PROMISES = frozenset({"schedule", "expect", "plan", "slate", "set", "hope", "intend", "go", "due", "likely", "be"})
POSTPONED = frozenset({"postpone", "delay", "adjourn", "remand", "slate"})
PREDICTED = frozenset({"due", "effective", "upcoming", "forthcoming"})
_BEFORE_YEARS = "in since until from by of before after through between during the to dash and open comma this quote or"
YEAR_CUES = frozenset(CODE[name] for name in _BEFORE_YEARS.split())
Check = Callable[[ParsedText, Words, Found], bool]


def is_time(parsed: ParsedText, words: Words, found: Found, story: bool = False) -> bool:
    """Whether words that read as a time are meant as one.

    Args:
        parsed: The text.
        words: Its words.
        found: What reads as a time.
        story: Whether the text tells of years far from its publication; then a "summer offensive" has its time.
    """
    if found.name == "season" and not story and _is_kind(parsed, words, found):
        return False
    check = CHECKS.get(found.name)
    if check is not None and not check(parsed, words, found):
        return False
    if isinstance(found.form, Lasting):
        return not _is_age(words, found) and not (found.form.unit == "quarter" and found.name in {"length", "units"})
    return True


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
    if token is None or not word[0].isupper() or token.tag not in {"NNP", "NN", "NNPS"}:
        return False
    if found.last - found.first > 1:
        return True
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
    following = parsed.tokens[token.i + 1] if token.i + 1 < len(parsed.tokens) else None
    if counts and following is not None and following.tag == "NNS" and before != CODE["the"]:
        return False
    return 1900 <= found.form.year <= 2100 or (before in YEAR_CUES and not (before == CODE["the"] and found.form.year % 100 == 0))


def _is_decade(parsed: ParsedText, words: Words, found: Found) -> bool:
    """Take "the 90s", but not "in his 30s"."""
    at = _word_of(words, found, "decade")
    short = sum(mark.isdigit() for mark in parsed.text[words.starts[at] : words.ends[at]]) < 3
    return not short or found.last - found.first > 1 or not parsed.text[words.starts[at]].isdigit()


def _is_reference(parsed: ParsedText, words: Words, found: Found) -> bool:
    """Not "shortly after the attack", "as recently as last year"."""
    del parsed
    before = words.classes[found.first - 1 : found.first]
    return _next_class(words, found) not in {CODE["after"], CODE["before"]} and before != CODE["until"]


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
    "definite unit": _is_definite,
}


def _is_age(words: Words, found: Found) -> bool:
    """Whether it is an age: "aged 20 years", "12-year-old", "three years old", "30 years of age"."""
    behind = words.classes[found.last : found.last + 2]
    if behind[:1] == CODE["old"] or behind in {CODE["dash"] + CODE["old"], CODE["of"] + CODE["age"]}:
        return True
    return bool(found.first and words.classes[found.first - 1] == CODE["age"])


def tense_of(token: Token, end: int) -> Tense:
    """The tense of the verb that governs an expression of time.

    Args:
        token: First token of the expression.
        end: Offset after the expression.
    """
    head = token
    while head.head is not head and token.start <= head.head.start < end:
        head = head.head
    if head.child("case") is not None:
        return "past"  # "Friday's attack"
    if head.dep in {"compound", "nmod", "nummod", "amod"} and head.head.pos == "NOUN":
        return "open"  # "the January 5 attack"
    for above in head.ancestors():
        if above.lower in PREDICTED:
            return "future"
        if above.pos in {"VERB", "AUX"}:
            return _tense(above)
    return "open"


def _tense(verb: Token) -> Tense:
    helpers = {child.lower for child in verb.children if child.dep in {"aux", "auxpass"}}
    if verb.lemma in POSTPONED:
        return "future"
    promised = verb.tag == "VBN" and verb.lemma in PROMISES
    if helpers & PAST_AUXILIARIES or verb.tag == "VBD":
        return "future" if promised else "past"
    if helpers & FUTURE_AUXILIARIES:
        return "future"
    if verb.tag == "VB" and "to" in helpers:
        above = verb.head
        given_up = any(child.lower == "had" for child in above.children)
        return "future" if (above.lower in PROMISES or above.lemma in PROMISES) and not given_up else "open"
    if verb.tag == "VBN":
        return "future" if promised else "past"
    return "open"
