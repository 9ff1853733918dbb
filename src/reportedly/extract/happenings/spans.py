"""The words of an event: its trigger, and the clause that is its evidence."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.extract.happenings.telling import VERBAL, clause_of, lexicon
from reportedly.model.mentions import Participant, Span
from reportedly.syntax.phrases import noun_phrase
from reportedly.syntax.predicates import antecedent
from reportedly.syntax.tree import Token

_OWN = frozenset(
    {
        "nsubj",
        "nsubjpass",
        "dobj",
        "dative",
        "oprd",
        "attr",
        "acomp",
        "prep",
        "agent",
        "prt",
        "aux",
        "auxpass",
        "neg",
        "npadvmod",
        "advmod",
        "expl",
        "xcomp",
    }
)
_OUTSIDE = frozenset({"relcl", "advcl", "ccomp", "parataxis", "csubj"})
_WIDEST_TRIGGER = 6  # tokens between the parts of a trigger


def participant(token: Token, trigger: Iterable[Token] = ()) -> Participant:
    """A participant with the words of its phrase, less those of the trigger before it ("shot *dead* four people")."""
    start, end = noun_phrase(token)
    crime = next((child for child in token.each("prep") if child.lower == "of"), None)
    if crime is not None and token.dep == "dobj" and token.head.lemma in lexicon()["accusing"]:
        end = min(end, token.end)  # "accused the ministry of negligence"
    taken = max((word.i for word in trigger if start <= word.start < token.start), default=-1)
    if taken >= 0:
        start = min(child.start for child in token.subtree() if child.i > taken)
    return Participant(start, end, token.i)


def trigger_span(head: Token, words: Iterable[Token]) -> Span:
    """From the first to the last word of the trigger, but no further than a phrase reaches."""
    near = [token for token in words if abs(token.i - head.i) <= _WIDEST_TRIGGER]
    tokens = sorted([head, *near], key=lambda token: token.i)
    return tokens[0].start, tokens[-1].end


def evidence_span(head: Token, members: Iterable[Token]) -> Span:
    """The clause of an event: from the first to the last of what belongs to its predicate; what another clause lends it does not."""
    tokens = _clause(head) if head.pos in VERBAL else _phrase(head)
    for member in members:
        if (
            member is not head
            and member.sent == head.sent
            and any(each is head or each.head is head for each in (member, *member.ancestors()))
        ):
            tokens.extend(_within(member))
    first = min(tokens, key=lambda token: token.start)
    last = max(tokens, key=lambda token: token.end)
    return first.start, last.end


def _clause(verb: Token) -> list[Token]:
    """A verb with its own dependents; for a verb handed on by another ("tried to attack") from that one on."""
    tokens = [verb, *_own(verb)]
    governor = verb
    while governor.dep == "xcomp" and governor.head.pos in VERBAL:
        governor = governor.head
        tokens.append(governor)
        tokens.extend(token for child in governor.children if child.dep in {"nsubj", "nsubjpass", "aux", "neg"} for token in _within(child))
    noun = antecedent(verb)
    if noun is not None and governor is verb:
        tokens.extend(token for token in _within(noun) if token.i <= verb.i)
    return tokens


def _own(verb: Token) -> list[Token]:
    return [token for child in verb.children if child.dep in _OWN for token in _within(child)]


def _within(token: Token) -> list[Token]:
    """A phrase without the clauses that hang on it, nor the marks at its ends."""
    found, todo = [], [token]
    while todo:
        each = todo.pop()
        found.append(each)
        todo.extend(child for child in each.children if child.dep not in _OUTSIDE)
    found.sort(key=lambda each: each.i)
    while len(found) > 1 and found[-1].dep == "punct" and found[-1].text not in {")", "]"}:
        found.pop()
    return found


def _phrase(noun: Token) -> list[Token]:
    verb = clause_of(noun)
    tokens = [token for token in _within(noun) if token.dep != "punct" or token.i < noun.i]
    return [*tokens, *_clause(verb)] if verb is not None else tokens
