"""Which clause a word belongs to: the ground on which places and times are given to figures and events.

A place or date belongs to the predicate that governs it. It also belongs to what hangs below that predicate ("while
trying to cross the border on Friday"), but not to what is merely reported by it: in "police said on Friday that 12
were killed", Friday is when police spoke.
"""

from __future__ import annotations

from reportedly.syntax.tree import ParsedText, Token

VERBAL = frozenset({"VERB", "AUX"})
# Relations over which a clause is reported rather than modified.
REPORTED = frozenset({"ccomp", "parataxis"})


def clause_verbs(token: Token, cues: frozenset[int]) -> list[Token]:
    """The verbs whose modifiers hold for what `token` tells, nearest first; cue verbs and what is above them do not."""
    found = [token] if token.pos in VERBAL else []
    below = token
    for above in token.ancestors():
        if below.pos in VERBAL and below.dep in REPORTED:
            break
        if below.pos in VERBAL and below.dep == "relcl":
            break
        if above.i in cues:
            break
        if above.pos in VERBAL:
            found.append(above)
        below = above
    return found


def head_of(parsed: ParsedText, start: int, end: int) -> Token | None:
    """The token of a span whose head lies outside it; the last such where there are several."""
    tokens = parsed.between(start, end)
    inside = {token.i for token in tokens}
    heads = [token for token in tokens if token.head is token or token.head.i not in inside]
    return heads[-1] if heads else None
