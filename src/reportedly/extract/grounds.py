"""The words of the text that bear a figure out.

The clause of the predicate, without the clauses beside it: "injured 30" of "killed 12 people and injured 30". Where the
predicate is a noun or adjective, the words from the amount to it. Where the measure was taken over from another
number, the words of the number's own clause: "of which 346 are police cars", "Sfax (158)".
"""

from __future__ import annotations

from reportedly.extract.draft import Draft
from reportedly.extract.telling import VERBAL, Reading
from reportedly.syntax.tree import ParsedText, Token

ELSEWHERE = frozenset({"running count", "of whom"})  # rules whose predicate is no part of the deed's clause
LONGEST_PLACE = 12  # words behind a number of a list that tell its place
EDGES = frozenset({"PUNCT", "CCONJ"})


def evidence(parsed: ParsedText, each: Draft, limit: Token | None = None) -> tuple[int, int]:
    """The span of the figure's words; it holds the whole amount.

    Args:
        parsed: The text.
        each: The number.
        limit: The number that goes on with the list, if one does: its words are its own.
    """
    item, reading = each.item, each.reading
    first = parsed.token_at(item.amount.start) or item.numeral
    if "for a place" in each.rules:
        closing = parsed.tokens[min(item.numeral.i + 1, len(parsed.tokens) - 1)]
        return parsed.tokens[first.i - 2].start, closing.end if closing.text in {")", "]"} else item.amount.end
    if "listed" in each.rules:
        place = parsed.tokens[item.numeral.i + 1].subtree()
        return item.amount.start, max(item.amount.end, place[-1].end if place[-1].i - item.numeral.i < LONGEST_PLACE else item.amount.end)
    here = [token for token in (item.noun, item.whole) if token is not None and token.sent == item.numeral.sent]
    if each.inherited or reading is None or reading.predicate.sent != item.numeral.sent or reading.rule in ELSEWHERE:
        words = _own_clause(each)
    else:
        words = _told_by(reading, item.noun or item.numeral)
    words = [token for token in words if limit is None or token.i < limit.i]
    inside = _trimmed([first, item.numeral, *here, *words])
    return min(item.amount.start, inside[0].start), max(item.amount.end, inside[-1].end)


def _own_clause(each: Draft) -> list[Token]:
    """The clause of a number whose measure stands elsewhere, where that clause has a verb of its own."""
    item, reading = each.item, each.reading
    verb = next((token for token in item.bearer.ancestors() if token.pos in VERBAL), None)
    if verb is None or verb.sent != item.numeral.sent:
        return []
    running = not ELSEWHERE.isdisjoint(each.rules)
    own = verb is item.bearer.head and (reading is None or verb is not reading.predicate)
    return _clause(verb) if running or own else []


def _told_by(reading: Reading, noun: Token) -> list[Token]:
    """The words of the predicate: its clause, with what stands before the noun that the clause is about; or its phrase."""
    predicate = reading.predicate
    if predicate.pos in VERBAL and predicate.dep != "amod":
        before = [token for child in noun.children if child.i < noun.i for token in child.subtree()]
        return [*_clause(predicate), *(before if predicate.dep in {"relcl", "acl"} else [])]
    return [predicate, *(_phrase(predicate) if predicate.pos in {"NOUN", "PROPN"} else [])]


def _phrase(noun: Token) -> list[Token]:
    """The words of a noun of an act, without other members of its lists."""
    found, todo = [noun], [noun]
    while todo:
        for child in todo.pop().children:
            if child.dep not in {"conj", "cc", "punct", "appos", "relcl", "det", "advcl"}:
                found.append(child)
                todo.append(child)
    return found


def _clause(verb: Token) -> list[Token]:
    """The words of a verb's own clause: no coordinated, adverbial or quoted clause, no subordinator at its edge."""
    found, todo = [verb], [verb]
    while todo:
        token = todo.pop()
        for child in token.children:
            if child.dep in {"conj", "advcl", "ccomp", "parataxis"} and child.pos in VERBAL and token.pos in VERBAL:
                continue
            if token is verb and child.dep in {"mark", "cc", "punct"}:
                continue
            found.append(child)
            todo.append(child)
    return found


def _trimmed(tokens: list[Token]) -> list[Token]:
    """In order of the text, no mark or conjunction at either end."""
    ordered = sorted({token.i: token for token in tokens}.values(), key=lambda token: token.i)
    while len(ordered) > 1 and ordered[-1].pos in EDGES:
        ordered.pop()
    while len(ordered) > 1 and ordered[0].pos in EDGES:
        ordered.pop(0)
    return ordered
