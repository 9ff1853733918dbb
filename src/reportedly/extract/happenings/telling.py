"""Whether a noun of action tells of an event, or only mentions one that is known.

    Protests began on Monday. The army carried out an attack. There were clashes.      told
    The actions escalated into riots. The attack on the church. An explosion in ...    told
    during the riots, participants in the riots, the riot situation                    mentioned

Rules: a noun tells if its place in the sentence is one for news (subject, object of a verb of doing or reporting,
after "there were", alone as a heading), unless it is definite and says nothing of its own; elsewhere it tells if it
says to whom or by whom it was done, or is indefinite behind a preposition of time or cause.
"""

from __future__ import annotations

from functools import cache

from reportedly.ontology.load import load
from reportedly.syntax.predicates import arguments
from reportedly.syntax.tree import Token

VERBAL = frozenset({"VERB", "AUX"})


@cache
def lexicon() -> dict[str, frozenset[str]]:
    """The lists of `ontology/telling.yaml`."""
    return {name: frozenset(words) for name, words in load("telling").items()}


def is_definite(noun: Token) -> bool:
    """Whether a noun is one that the reader is taken to know: "the riots", "this attack", "their protest"."""
    words = lexicon()["definite"]
    if noun.child("relcl", "acl") is not None:
        return False
    return any(child.lower in words for child in noun.each("det", "poss", "predet"))


def tells(noun: Token, has_arguments: bool) -> bool:
    """Whether a noun of action tells of an event at its place in the sentence."""
    place = _place(noun)
    head = place.head
    if _is_named(place):
        return False
    fresh = has_arguments or not is_definite(noun) or place.pos == "NUM"  # "six of the deaths"
    if place.dep == "ROOT":
        return fresh
    if place.dep in {"nsubj", "nsubjpass"} and head.pos in VERBAL:
        if place.pos == "NUM":
            return head.lemma in lexicon()["happening"] | lexicon()["reporting"]
        return fresh or head.lemma in lexicon()["happening"] or (place.dep == "nsubjpass" and head.lemma in lexicon()["doing"])
    if place.dep == "attr":
        return head.child("expl") is not None or (has_arguments and head.lemma != "be")
    if place.dep in {"dobj", "oprd"} and head.pos in VERBAL:
        return has_arguments or (fresh and head.lemma in lexicon()["doing"] | lexicon()["reporting"] | lexicon()["causing"])
    if place.dep == "pobj":
        return _behind_preposition(place.head, has_arguments or _is_placed(noun), fresh)
    return place.dep in {"ccomp", "parataxis", "advcl", "dep", "appos", "conj", "acl"} and fresh


def _is_named(place: Token) -> bool:
    """Whether a noun is given a name or is one: "called the attack a massacre"."""
    head = place.head
    if head.lemma in lexicon()["naming"] and head.pos in VERBAL:
        return (
            place.dep == "oprd" or (place.dep in {"dobj", "ccomp"} and head.child("oprd", "ccomp") is not None) or _has_quoted_name(place)
        )
    if place.dep == "appos" and head.dep == "dobj" and head.head.lemma in lexicon()["naming"]:
        return True
    return place.dep == "nsubj" and head.pos == "NOUN" and head.dep in {"ccomp", "oprd"} and head.head.lemma in lexicon()["naming"]


def _has_quoted_name(noun: Token) -> bool:
    """Read "called the raid "a shame"", where the parser takes the name for an apposition."""
    name = noun.child("appos")
    return name is not None and any(child.tag in {"``", "''"} and child.i < name.i for child in noun.children)


def told_by(noun: Token) -> bool:
    """Whether the verb of the noun is one by which events are told: "announced his death"."""
    place = _place(noun)
    known = lexicon()["reporting"] | lexicon()["doing"] | lexicon()["causing"]
    return place.dep in {"dobj", "nsubjpass", "pobj"} and (place.head.lemma in known or place.dep == "pobj")


def _behind_preposition(preposition: Token, has_arguments: bool, fresh: bool) -> bool:
    words = lexicon()
    if preposition.lower in {"in", "to", "for"} and preposition.head.lemma in words["joining"] and preposition.head.pos in VERBAL:
        return fresh
    if preposition.lower == "into" and preposition.head.lemma in words["becoming"]:
        return True
    if preposition.lower == "of" and preposition.head.pos not in VERBAL:
        return has_arguments and preposition.head.lemma in words["speaking nouns"]
    if preposition.head.lemma in words["accusing"]:
        return has_arguments  # "charged with arson" names a crime; "charged with the killing of two men" tells of one
    if preposition.lower in words["behind"]:
        return fresh
    return has_arguments


def _is_placed(noun: Token) -> bool:
    """Whether a clause upon the noun tells of it: "riots that took place in June"."""
    clause = noun.child("relcl")
    own = clause.child("nsubj") if clause is not None else None
    return clause is not None and own is not None and own.lower in {"that", "which"} and clause.lemma in lexicon()["placing"]


def _place(noun: Token) -> Token:
    """The word whose place in the sentence a noun shares: the first of its conjuncts, "a series of" before it."""
    place = noun
    for _ in range(8):
        if place.dep == "conj" and place.head.pos in {"NOUN", "PROPN"}:
            place = place.head
        elif (
            place.dep == "pobj"
            and place.head.lower == "of"
            and (place.head.head.lemma in lexicon()["heaps"] or place.head.head.pos == "NUM")
        ):
            place = place.head.head
        else:
            break
    return place


def doer_of(noun: Token) -> Token | None:
    """The verb whose subject does what the noun tells: "the rebels carried out an attack"."""
    place = _place(noun)
    if place.dep in {"dobj", "nsubjpass"} and place.head.pos in VERBAL and place.head.lemma in lexicon()["doing"]:
        return place.head
    if place.dep == "pobj" and place.head.lower in {"in", "to", "for"}:
        verb = place.head.head
        return verb if verb.pos in VERBAL and verb.lemma in lexicon()["joining"] else None
    return place.head if place.dep == "dobj" and place.head.pos in VERBAL and place.head.lemma in lexicon()["joining"] else None


def reached(noun: Token) -> tuple[Token, ...]:
    """What is hit by what the noun tells: "an air strike hit the hospital", "the hospital was hit by an air strike"."""
    place = _place(noun)
    by = place.dep == "pobj" and place.head.lower == "by"
    verb = place.head.head if by else place.head
    if verb.lemma not in lexicon()["reaching"] or verb.pos not in VERBAL or not (by or place.dep == "nsubj"):
        return ()
    return arguments(verb).patients


def clause_of(noun: Token) -> Token | None:
    """The verb of the clause in which the noun tells, whose place and time are the event's too."""
    place = _place(noun)
    near = lexicon()["doing"] | lexicon()["happening"] | lexicon()["reporting"] | lexicon()["becoming"] | lexicon()["reaching"] | {"be"}
    if place.dep in {"nsubj", "nsubjpass", "dobj", "attr"} and place.head.pos in VERBAL and place.head.lemma in near:
        return place.head
    if place.dep == "pobj" and place.head.head.pos in VERBAL:
        verb, by = place.head.head, place.head.lower == "by"
        return verb if verb.lemma in lexicon()["reaching" if by else "becoming"] else None
    return None
