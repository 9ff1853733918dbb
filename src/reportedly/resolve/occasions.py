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
    joined = _joined(parsed.text, best, [time for distance, _, time in ranked])
    return When(joined[0].first, joined[-1].last, best.precision, best.basis), "stated"


def _joined(text: str, best: TimeExpression, times: list[TimeExpression]) -> list[TimeExpression]:
    """The time with those that stand beside it, "on Wednesday and Thursday", if they follow each other in the calendar."""
    run = sorted((time for time in times if time.first is not None and time.last is not None), key=lambda time: time.start)
    if best not in run:
        return [best]
    low = high = run.index(best)
    while low > 0 and _beside(text, run[low - 1], run[low]):
        low -= 1
    while high + 1 < len(run) and _beside(text, run[high], run[high + 1]):
        high += 1
    return run[low : high + 1]


def _beside(text: str, before: TimeExpression, after: TimeExpression) -> bool:
    between = text[before.end : after.start].strip()
    return between in {"and", "to", "and on", ","} and (before.last or "") < (after.first or "") and before.precision == after.precision


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
