"""Whether what happens at a time lies behind or ahead of the report: the tense of the verb that governs the expression.

A date that hangs on the verb itself has its tense for certain ("was closed in March"); one that hangs on a noun below it has it
probably ("invited them to a ceremony on March 12"). Some verbs say that something is to come whatever their own tense: "planned a
march on Sunday", "was postponed until Tuesday". So do words before the date: "as early as Tuesday".
"""

from __future__ import annotations

from functools import cache

from reportedly.extract.time_context import Tense
from reportedly.ontology.load import load
from reportedly.syntax.tree import Token

BETWEEN = frozenset({"prep", "pobj", "npadvmod", "advmod", "nmod", "compound", "pcomp", "tmod"})  # from a date up to its verb


def tense_of(token: Token, end: int) -> Tense:
    """The tense of the verb that governs an expression of time.

    Args:
        token: First token of the expression.
        end: Offset after the expression.
    """
    head = token
    while head.head is not head and token.start <= head.head.start < end:
        head = head.head
    if _is_soon(head):
        return "future"
    if head.child("case") is not None:
        return "past"  # "Friday's attack"
    if head.dep in {"compound", "nmod", "nummod", "amod"} and head.head.pos == "NOUN":
        return "open"  # "the January 5 attack"
    direct, below = True, head
    for above in head.ancestors():
        if above.lower in _words("predicted"):
            return "future"
        if above.pos in {"VERB", "AUX"}:
            tense = "future" if _is_term(head, above) else _tense(above)
            return "over" if tense == "past" and direct and below.dep in BETWEEN else tense
        direct = direct and above.pos in {"ADP", "ADV", "SCONJ"}
        below = above
    return "open"


def _is_soon(head: Token) -> bool:
    """Whether the earliest time that something may happen is told: "as early as Tuesday"."""
    above = head.head
    return above.lower == "as" and (above.head.lower in _words("early") or any(child.lower in _words("early") for child in above.children))


def _is_term(head: Token, verb: Token) -> bool:
    """Whether a date ends what goes on or may come: "extended until Tuesday", "could form by Tuesday"."""
    if verb.lemma in _words("prolonged"):
        return head.head.lower in {"until", "till", "through", "to"}
    return head.head.lower == "by" and any(child.lower in _words("possible helpers") for child in verb.children)


def _tense(verb: Token) -> Tense:
    helpers = {child.lower for child in verb.children if child.dep in {"aux", "auxpass"}}
    if verb.lemma in _words("postponed"):
        return "future"
    promised = verb.lemma in _words("promised") and verb.lemma != "be"
    if helpers & _words("past helpers") or verb.tag == "VBD":
        return "future" if promised and (verb.tag == "VBN" or verb.lemma in _words("planned")) else "past"
    if helpers & _words("future helpers"):
        return "future"
    if verb.tag in {"VBZ", "VBP"} and not helpers and (promised or verb.lemma in _words("scheduled")):
        return "future"
    if verb.tag == "VB" and "to" in helpers:
        above = verb.head
        given_up = any(child.lower == "had" for child in above.children)
        return "future" if (above.lower in _words("promised") or above.lemma in _words("promised")) and not given_up else "open"
    if verb.tag == "VBN":
        if promised or ("to" in helpers and (verb.head.tag != "VBD" or verb.head.lemma == "be")):
            return "future"  # "is expected on", "rules to be published in", but "had to be halted on"
        return "open" if helpers & _words("present helpers") else "past"
    return "open"


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("times")["tenses"][name])
