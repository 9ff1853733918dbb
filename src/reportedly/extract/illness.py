"""Cases of a disease: "589 new cases", "its first six cases", "an average of 240 were reported".

"Case" is a word of courts as well. It counts people who fell ill where the disease is its own word ("12 cases of measles",
"measles cases"), or where the text is about an epidemic and no other word says what cases they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from reportedly.extract.counted import Counted, singular
from reportedly.extract.telling import Reading
from reportedly.ontology.load import load
from reportedly.syntax.tree import ParsedText, Token

REACH = 600  # tokens before a number, and at the beginning of the text, in which the disease is looked for
MEASURE = "infected"


def cases(parsed: ParsedText, noun: Token | None) -> Iterator[Reading]:
    """The measure of a noun that counts cases of a disease."""
    if noun is None or singular(noun) not in _words("cases"):
        return
    before = [child for child in noun.each("amod", "compound", "nmod") if child.i < noun.i]
    of = [inner for prep in noun.each("prep") if prep.lower in {"of", "from"} for inner in prep.each("pobj")]
    named = any(_is_disease(each) for each in (*before, *of))
    plain = all(each.lemma.lower() in _words("kinds") or each.lower in _words("kinds") or _is_disease(each) for each in before)
    if named or (plain and not _is_of_else(noun) and (_is_beside_deaths(noun) or _is_epidemic(parsed, noun))):
        yield Reading(MEASURE, noun, "act counted")


def bare_cases(parsed: ParsedText, item: Counted) -> Iterator[Reading]:
    """Read "the number of cases has doubled since May, when an average of 240 were reported"."""
    verb = item.bearer.head
    if item.noun is not None or item.bearer.dep not in {"nsubjpass", "dobj"} or verb.lemma not in _words("recording"):
        return
    if verb.child("oprd", "acomp", "xcomp", "dobj" if item.bearer.dep == "nsubjpass" else "oprd") is not None:
        return
    sentence = parsed.sentence_of(item.numeral)
    said = parsed.tokens[max(sentence.first, item.numeral.i - REACH) : item.numeral.i]
    if any(next(cases(parsed, token), None) is not None for token in said if token.pos == "NOUN"):
        yield Reading(MEASURE, verb, "cases")


def _is_beside_deaths(noun: Token) -> bool:
    """Read "589 new cases and 16 deaths"."""
    beside = [*noun.each("conj"), *((noun.head, *noun.head.each("conj")) if noun.dep == "conj" else ())]
    return any(each.lemma.lower() in _words("outcomes") for each in beside)


def _is_of_else(noun: Token) -> bool:
    """Whether "of" says what cases they are: "cases of rape"."""
    return any(prep.lower in {"of", "against", "involving", "before"} for prep in noun.each("prep"))


def _is_epidemic(parsed: ParsedText, noun: Token) -> bool:
    """Whether the text names a disease and a word of epidemics, or either twice, near its beginning or before the noun."""
    tokens = parsed.tokens
    start = max(REACH, noun.i - REACH)
    window = (*tokens[: min(REACH, len(tokens))], *tokens[start : max(start, noun.i)])
    hits = sum(each.lemma.lower() in _words("epidemic") or _is_disease(each) for each in window)
    return hits > 1


def _is_disease(token: Token) -> bool:
    return token.lemma.lower() in _words("diseases") or token.lower in _words("diseases")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(str(word) for word in load("illness")[name])
