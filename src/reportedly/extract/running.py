"""Numbers that are the value of something: running counts ("the death toll rose to 44")."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.extract.counted import singular
from reportedly.extract.measure_words import counted_words_index, measure_words
from reportedly.extract.telling import VERBAL, Reading, beside, named, of_verb, state_of
from reportedly.syntax.tree import ParsedText, Token

VALUE_PREPOSITIONS = frozenset({"to", "at", "of", "from", "by", "with", "as", "than", "over", "past", "above", "beyond"})
RAISING = frozenset({"bring", "raise", "take", "push", "lift", "increase", "drive", "put", "rise", "climb", "jump"})
VALUE_VERBS = frozenset({"be", "reach", "hit", "exceed", "surpass", "pass", "top", "cross", "total", "become", "remain"})


def running_counts(bearer: Token) -> Iterator[Token]:
    """Nouns that the number is the value of."""
    head = bearer.head
    if bearer.dep == "npadvmod" and head.dep == "pcomp":
        bearer, head = head, head.head  # "had risen from five earlier in the day"
    if bearer.dep in {"pobj", "pcomp"} and head.pos in {"ADP", "SCONJ"} and head.lower in VALUE_PREPOSITIONS:
        above = head.head
        if above.pos in {"ADV", "ADP", "SCONJ", "ADJ"} and above.head.pos in VERBAL:
            above = above.head
        if above.dep == "pcomp" and head.lower == "to":
            # "bringing the toll from ten days of shelling to 80": the number hangs on what stands between
            above = next((token for token in above.ancestors() if token.pos in VERBAL and token.lemma in RAISING), above)
        if above.pos in VERBAL:
            yield from above.each("dobj")
            yield from _subjects_up(above)
            yield from _swallowing(above)
        elif above.pos in {"NOUN", "PROPN"} and head.lower in {"of", "at"}:
            yield above
    elif bearer.dep in {"attr", "dobj", "npadvmod", "acomp"} and head.lemma in VALUE_VERBS:
        yield from _subjects_up(head)


def torn_counts(parsed: ParsedText, numeral: Token) -> Iterator[Token]:
    """Read "the toll rose to 47 after 5 more bodies were found", where the parser gave both numbers to the bodies."""
    before = parsed.tokens[numeral.i - 1] if numeral.i else numeral
    if numeral.dep != "pobj" and before.pos in {"ADP", "PART"} and before.lower in VALUE_PREPOSITIONS and not before.each("pobj"):
        verb = before.head
        if verb.pos in VERBAL:
            yield from verb.each("dobj")
            yield from _subjects_up(verb)


def _subjects_up(verb: Token) -> Iterator[Token]:
    """The subject of a verb, of those that it complements, and the noun or object that its clause is about."""
    for _ in range(4):
        yield from verb.each("nsubj", "nsubjpass")
        if verb.dep not in {"conj", "xcomp", "advcl", "acl", "pcomp", "ccomp", "relcl"} or verb.child("nsubj", "nsubjpass") is not None:
            return
        if verb.head.pos not in VERBAL:
            yield verb.head
            return
        verb = verb.head
        yield from verb.each("dobj")


def _swallowing(verb: Token) -> Iterator[Token]:
    """Read "the number of people detained since the start of the riots has risen to 90": the parser has it that they detained."""
    clause = verb.child("mark")
    since = verb.dep == "advcl" and clause is not None and clause.lower == "since"
    if since and verb.head.lemma in RAISING:
        yield from verb.head.each("dobj")  # "taking the number of infections since the first one was found to 300"
    if since and _is_bare_participle(verb.head):
        yield from verb.head.each("nsubj")


def _is_bare_participle(verb: Token) -> bool:
    return verb.tag == "VBN" and verb.child("aux", "auxpass") is None


def total_of(head: Token) -> Iterator[Reading]:
    """What a noun of amount is the amount of."""
    words = measure_words()
    for reading in named(head, words.totals, "running count"):
        if words.measures[reading.measure].counts != "money":
            yield reading
    name = singular(head)
    if name in counted_words_index().groups or name in {"number", "toll"}:
        for prep in head.each("prep"):
            for of in prep.each("pobj") if prep.lower == "of" else ():
                swallowed = of_verb(head.head, "to", of, related=True) if head.dep == "nsubj" and _is_bare_participle(head.head) else ()
                for source in (beside(of), swallowed, named(of, words.nouns, "act"), named(of, words.those, "those"), state_of(of)):
                    for reading in source:
                        yield Reading(reading.measure, reading.predicate, "running count", reading.manner, of)
        for child in head.each("compound", "amod", "acl"):
            found = words.nouns.get(child.lemma.lower()) or words.adjectives.get(child.lower)
            if found:
                yield Reading(found, child, "running count")
    for source in (named(head, words.nouns, "act"), named(head, words.those, "those")):
        for reading in source:
            yield Reading(reading.measure, reading.predicate, "running count", reading.manner)
