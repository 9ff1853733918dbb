"""When something happened.

A date belongs to a figure or event if the verb that governs it is the predicate itself or one that the predicate
modifies or is coordinated with. A date governed by a reporting verb says when somebody spoke, and is left alone.
With no such date the field stays empty, and the reason says so.
"""

from __future__ import annotations

from reportedly.model.time import TimeExpression, When
from reportedly.resolve.clauses import clause_verbs, head_of
from reportedly.syntax.tree import ParsedText, Token


def occasion(
    parsed: ParsedText, times: tuple[TimeExpression, ...], token: Token, start: int, end: int, cues: frozenset[int]
) -> tuple[When | None, str]:
    """The time of what `token` tells, or None, and the reason.

    Args:
        parsed: The text.
        times: Its expressions of time.
        token: The predicate.
        start: First character of the evidence.
        end: After its last.
        cues: Indices of cue tokens.
    """
    sentence = parsed.sentence_of(token)
    here = [time for time in times if sentence.start <= time.start < sentence.end and time.type in {"DATE", "TIME"}]
    if not here:
        return None, "no date in the sentence"
    verbs = {verb.i for verb in clause_verbs(token, cues)} | {token.i}
    ranked: list[tuple[int, int, TimeExpression]] = []
    unresolved = False
    for time in here:
        head = head_of(parsed, time.start, time.end)
        if head is None:
            continue
        if time.first is None and time.last is None:
            unresolved = True
            continue
        distance = _distance(head, verbs, token)
        if distance is None and start <= time.start < end and not _governed_by_cue(head, cues):
            distance = 9
        if distance is not None:
            ranked.append((distance, abs(time.start - token.start), time))
    if not ranked:
        return None, "the date cannot be resolved" if unresolved else "no date in the clause"
    best = min(ranked, key=lambda item: item[:2])[2]
    return When(best.first, best.last, best.precision, best.basis), "stated"


def _distance(head: Token, verbs: set[int], token: Token) -> int | None:
    """0 where the date hangs on the predicate itself, 1 on another verb of its clause, 2 on one coordinated behind it."""
    for above in head.ancestors():
        if above is token:
            return 0
        if above.pos in {"VERB", "AUX"}:
            return 1 if above.i in verbs else 2 if _first_of(above).i in verbs else None
    return None


def _first_of(verb: Token) -> Token:
    """The first of coordinated verbs: "killed 17 and abducted others on Tuesday" dates both."""
    while verb.dep == "conj" and verb.head.pos in {"VERB", "AUX"}:
        verb = verb.head
    return verb


def _governed_by_cue(head: Token, cues: frozenset[int]) -> bool:
    return any(above.i in cues for above in head.ancestors() if above.pos in {"VERB", "AUX"})
