"""What the parse tells about an expression of time: whether it is one at all, and the tense of its verb."""

from __future__ import annotations

from reportedly.extract.time_anchor import Tense
from reportedly.extract.time_forms import Lasting, Named
from reportedly.extract.time_grammar import Found
from reportedly.extract.time_words import CODE, Words
from reportedly.ontology.load import load
from reportedly.syntax.tree import ParsedText, Token

_FUTURE_AUXILIARIES = frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "may", "might"})
_FUTURE_WORDS = frozenset({"due", "schedule", "scheduled", "expect", "expected", "plan", "planned", "set", "effective", "slated", "hope", "intend", "upcoming", "go", "going", "likely"})
_YEAR_CUES = frozenset(
    CODE[name]
    for name in (
        "in",
        "since",
        "until",
        "from",
        "by",
        "of",
        "before",
        "after",
        "through",
        "between",
        "during",
        "the",
        "to",
        "dash",
        "and",
        "open",
        "comma",
        "this",
        "quote",
        "or",
    )
)


def is_time(parsed: ParsedText, words: Words, found: Found) -> bool:
    """Whether words that read as a time are meant as one."""
    start, end = words.starts[found.first], words.ends[found.last - 1]
    if found.name == "month" and found.last - found.first == 1:
        return _is_month(parsed, start, end)
    if (
        found.name == "weekday"
        and found.last - found.first <= 2
        and parsed.text[start:end].lower().rstrip(".") in load("times")["doubtful"]
    ):
        return parsed.text[start].isupper() and parsed.text[start:end].endswith(".")
    if found.name == "year":
        return _is_year(parsed, words, found)
    if isinstance(found.form, Lasting):
        return not _is_age(parsed, words, found)
    return True


def _is_month(parsed: ParsedText, start: int, end: int) -> bool:
    """May and March only where the parser takes them for names."""
    word = parsed.text[start:end]
    if not word[0].isupper():
        return word.lower() not in load("times")["doubtful"]
    token = parsed.token_at(start)
    if token is None or word.lower() not in load("times")["doubtful"]:
        return True
    named = token.dep == "compound" and token.head.pos == "PROPN" and token.head.i > token.i
    return token.tag in {"NNP", "NN", "NNPS"} and not named and (token.i == 0 or parsed.tokens[token.i - 1].pos != "PROPN")


def _word_of(words: Words, found: Found, name: str) -> int:
    """Index of the first word of a class within the expression."""
    return words.classes.index(CODE[name], found.first, found.last)


def _is_weekday(parsed: ParsedText, words: Words, found: Found) -> bool:
    """ "Sun", "Sat" and the like only with a full stop or a date beside them."""
    at = _word_of(words, found, "weekday")
    word = parsed.text[words.starts[at] : words.ends[at]]
    if word.lower() not in load("times")["doubtful"]:
        return True
    return word[0].isupper() and parsed.text[words.ends[at] : words.ends[at] + 1] == "."


def _is_season(parsed: ParsedText, words: Words, found: Found) -> bool:
    """ "Fall" and "spring" only as nouns that are no part of a name and govern nothing ("the fall of the city")."""
    at = _word_of(words, found, "season")
    token = parsed.token_at(words.starts[at])
    if token is None:
        return False
    if token.lower in {"fall", "spring"}:
        if found.last - found.first == 1 and token.lower == "fall":
            return False
        if token.tag[:1] != "N" or token.child("prep") is not None:
            return False
    elif token.tag[:1] not in {"N", "J"}:
        return False
    return token.text.islower() or token.i == 0 or parsed.tokens[token.i - 1].pos != "PROPN"


def _is_year(parsed: ParsedText, words: Words, found: Found) -> bool:
    """A number of four digits that no plural noun follows and nothing counts."""
    if found.last - found.first > 1:
        return True
    form = found.form
    token = parsed.token_at(words.starts[found.first])
    if token is None or not isinstance(form, Named) or form.year is None:
        return False
    if words.classes[found.first] == CODE["spoken_year"]:
        return True
    before = words.classes[found.first - 1] if found.first else ""
    if before == CODE["other"] and not parsed.text[words.starts[found.first - 1]].isalpha():
        return False
    head = token.head
    if (
        token.dep in {"nummod", "quantmod"}
        and head.tag in {"NNS", "CD"}
        and head.i > token.i
        and not (before == CODE["the"] or form.year % 100)
    ):
        return False
    following = parsed.tokens[token.i + 1] if token.i + 1 < len(parsed.tokens) else None
    if following is not None and following.tag == "NNS" and token.dep == "nummod" and before != CODE["the"]:
        return False
    return 1900 <= form.year <= 2100 or before in _YEAR_CUES


def _is_age(parsed: ParsedText, words: Words, found: Found) -> bool:
    """ "aged 20 years", "12-year-old", "three years old"."""
    classes = words.classes
    behind = classes[found.last : found.last + 2]
    if behind[:1] == CODE["old"] or behind == CODE["dash"] + CODE["old"] or behind == CODE["of"] + CODE["age"]:
        return True
    return bool(found.first and classes[found.first - 1] == CODE["age"])


def tense_of(parsed: ParsedText, token: Token, end: int) -> Tense:
    """The tense of the verb that governs an expression of time.

    Args:
        parsed: The text.
        token: First token of the expression.
        end: Offset after the expression.
    """
    del parsed
    head = token
    while head.head is not head and token.start <= head.head.start < end:
        head = head.head
    if head.child("case") is not None:
        return "past"
    for above in head.ancestors():
        if above.lower in {"due", "effective", "upcoming"}:
            return "future"
        if above.pos not in {"VERB", "AUX"}:
            continue
        helpers = {child.lower for child in above.children if child.dep in {"aux", "auxpass"}}
        if "have" in helpers or helpers & {"was", "were", "had", "did", "has"} or above.tag == "VBD":
            planned = above.lemma in {"schedule", "expect", "plan", "slate", "set"} and above.tag == "VBN"
            return "future" if planned else "past"
        if helpers & _FUTURE_AUXILIARIES:
            return "future"
        if above.tag == "VB" and "to" in helpers:
            over = above.head
            promised = over.lower in _FUTURE_WORDS or over.lemma in _FUTURE_WORDS or over.lemma == "be"
            return "future" if promised else "open"
        if above.tag == "VBN":
            return "future" if above.lemma in {"schedule", "expect", "plan", "slate"} else "past"
        return "open"
    return "open"
