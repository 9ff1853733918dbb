"""Noun phrases: what belongs to the words around a head."""

from __future__ import annotations

from reportedly.syntax.tree import Token

PREMODIFIERS = frozenset(
    {"det", "amod", "compound", "nummod", "quantmod", "poss", "nmod", "predet", "npadvmod", "advmod", "case", "punct", "neg"}
)
CLAUSES = frozenset({"relcl", "acl", "appos", "conj", "cc", "preconj", "advcl", "parataxis"})


def noun_phrase(head: Token, clauses: bool = False, of_only: bool = False) -> tuple[int, int]:
    """The span of a noun phrase around its head: modifiers before it and prepositional phrases after it.

    Args:
        head: The head noun.
        clauses: Whether relative and participial clauses, appositions and conjuncts belong to it.
        of_only: Whether of the prepositional phrases only those with "of" belong to it.
    """
    kept, todo = [head], [head]
    while todo:
        token = todo.pop()
        for child in token.children:
            if not clauses and child.dep in CLAUSES and (token is head or child.dep in {"relcl", "acl", "advcl", "parataxis"}):
                continue
            if token is head and child.dep == "prep" and of_only and child.lower != "of":
                continue
            if token is head and child.i > head.i and child.dep == "punct":
                continue
            if token is head and child.dep == "prep" and child.child("pcomp") is not None:
                continue  # "accused the rebels of killing them": the parser hangs on the noun what belongs to the verb
            if token is head and child.i < head.i and child.dep == "prep":
                continue  # "according to him, the bandits": a phrase of the sentence
            if token is head and child.dep not in PREMODIFIERS and child.dep not in CLAUSES and child.dep not in {"prep", "nummod"}:
                continue
            kept.append(child)
            todo.append(child)
    kept = _joined(sorted(kept, key=lambda token: token.i), head)
    return kept[0].start, kept[-1].end


def _joined(tokens: list[Token], head: Token) -> list[Token]:
    """The run of neighbours that holds the head; what a gap cuts off does not belong."""
    position = tokens.index(head)
    low = high = position
    while low > 0 and tokens[low].i - tokens[low - 1].i == 1:
        low -= 1
    while high + 1 < len(tokens) and tokens[high + 1].i - tokens[high].i == 1:
        high += 1
    run = tokens[low : high + 1]
    while run[0] is not head and (run[0].dep == "punct" or run[0].tag in {"''", "``", ",", ":"}):
        run = run[1:]
    while run[-1] is not head and run[-1].dep == "punct":
        run = run[:-1]
    return run


def counted_words(head: Token) -> tuple[int, int]:
    """The span of a head noun with the modifiers before it that are words, not numbers or articles ("security officials")."""
    first = head
    for token in reversed([child for child in head.children if child.i < head.i]):
        if token.dep in {"compound", "amod", "nmod", "poss"} and token.subtree()[-1].i == first.i - 1 and token.pos != "NUM":
            first = token.subtree()[0]
        else:
            break
    return first.start, head.end
