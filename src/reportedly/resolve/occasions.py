"""When something happened.

A date belongs to a figure or event if the verb that governs it is the predicate itself or one that the predicate modifies or is
coordinated with. A date governed by a reporting verb says when somebody spoke, and is left alone, unless that verb counts ("recorded
16 deaths in the past 24 hours"). Beyond its own verb, what is told has the time of

- a clause that tells of the same moment: "three people died when a shell fell on Sunday";
- what it happened in: "the 2010 earthquake, in which 525 people died", "nine survived the blast, which occurred on Tuesday".

Of what a noun tells, a clause that hangs on the noun says the time before the main verb does: "the fighting, which erupted on
Tuesday, was put down on Wednesday". A number that another is compared with has its own date or none: "46 in 2020". With no such date
the field stays empty, and the reason says so.
"""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from reportedly.model.mentions import FigureMention
from reportedly.model.time import TimeExpression, When
from reportedly.ontology.load import load
from reportedly.resolve.clauses import VERBAL, clause_verbs, head_of
from reportedly.syntax.tree import ParsedText, Token

# How far a date stands from what it dates; the nearest wins, and of equals the one next to the predicate.
ITSELF, CLAUSE, COORDINATED, SAME_MOMENT, WITHIN, COUNTED, BESIDE = 0, 1, 2, 3, 4, 5, 9
DAYS = frozenset({"DATE", "TIME"})
NO_OWN_DATE = "the number that it is compared with has no date beside it"


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
    low, high = (bisect_left(times, edge, key=lambda time: time.start) for edge in (sentence.start, sentence.end))
    here = [time for time in times[low:high] if _has_days(time)]
    if not here:
        return None, "no date in the sentence"
    here = [time for time in here if not any(_is_part_of(parsed.text, other, time) for other in here)]
    told_of = next((time for time in here if time.first and _is_told_of(parsed, time, [token, *clause_verbs(token, cues)])), None)
    if told_of is not None:
        return When(told_of.first, _closed(told_of), told_of.precision, told_of.basis), "stated"
    distances = _distances(token, cues)
    ranked: list[tuple[int, int, TimeExpression]] = []
    unresolved = False
    for time in here:
        head = head_of(parsed, time.start, time.end)
        if head is None or _is_yardstick(head):
            continue
        if time.first is None and time.last is None:
            unresolved = True
            continue
        distance = _distance(head, distances, token)
        if distance == COUNTED and time.start < token.start:
            distance = None  # "in a report in April they counted": when they spoke
        if distance is None and start <= time.start < end and not _governed_by_cue(head, cues):
            distance = BESIDE
        if distance is not None:
            ranked.append((distance, abs(time.start - token.start), time))
    if not ranked:
        return None, "the date cannot be resolved" if unresolved else "no date in the clause"
    best = min(ranked, key=lambda item: item[:2])[2]
    joined = _joined(parsed.text, best, [time for distance, _, time in ranked])
    return When(joined[0].first, joined[-1].last, best.precision, best.basis), "stated"


def own_dates(parsed: ParsedText, times: Iterable[TimeExpression], mentions: Iterable[FigureMention]) -> dict[int, TimeExpression | None]:
    """For each number that another is compared with, by its first character, the date beside it: "up from 123 a day earlier"."""
    times = tuple(times)
    found: dict[int, TimeExpression | None] = {}
    for mention in mentions:
        if mention.previous_of is not None:
            amount = mention.amount
            after = max(amount.end, parsed.tokens[mention.token].end if mention.token >= 0 else 0)
            beside = [time for time in times if amount.end <= time.start <= after + NEAR and _has_days(time)]
            found[amount.start] = next((time for time in beside if _is_beside(parsed, amount.end, time.start)), None)
    return found


NEAR = 40  # characters between what is counted and the date beside it


def _is_beside(parsed: ParsedText, after: int, before: int) -> bool:
    """Whether only what is counted and a preposition stand between a number and a date."""
    return all(token.pos in {"NOUN", "ADJ", "ADP", "DET", "PROPN"} for token in parsed.between(after, before))


def _is_part_of(text: str, part: TimeExpression, whole: TimeExpression) -> bool:
    """Whether one time is told as a part of another: "the first three months of 2021"."""
    return part.type == "DURATION" and text[part.end : whole.start].split() in (["of"], ["in"])


def _has_days(time: TimeExpression) -> bool:
    """Whether it names days; a length of time does where it ends with the report ("the past 24 hours")."""
    return time.type in DAYS or (time.type == "DURATION" and time.first is not None)


def _distances(token: Token, cues: frozenset[int]) -> dict[int, int]:
    """How far each verb or noun whose dates may be those of `token` lies from it, by the index of its token."""
    verbs = clause_verbs(token, cues)
    found = {verb.i: CLAUSE for verb in verbs}
    for verb in [token, *verbs]:
        for clause in verb.each("advcl"):
            if any(child.dep in {"advmod", "mark"} and child.lower in _words("simultaneous") for child in clause.children):
                found.setdefault(clause.i, SAME_MOMENT)
        for noun in _nouns_of(verb):
            for clause in noun.each("relcl", "acl"):
                if clause.lemma in _words("occur"):
                    found.setdefault(clause.i, WITHIN)
    for antecedent in _antecedents([token, *verbs]):
        found.setdefault(antecedent.i, WITHIN)
        for above in [*clause_verbs(antecedent, cues), *_counting(antecedent, cues)]:
            found.setdefault(above.i, WITHIN)
    for verb in _counting(token, cues):
        found.setdefault(verb.i, COUNTED)
    for clause in token.each("relcl", "acl") if token.pos not in VERBAL else ():
        found[clause.i] = ITSELF
    found[token.i] = ITSELF
    return found


def _nouns_of(verb: Token) -> Iterator[Token]:
    """What is done to, and what it is done in: the nouns whose own clauses may say when."""
    for child in verb.children:
        if child.dep in {"dobj", "nsubj", "nsubjpass"}:
            yield child
        elif child.dep == "prep" and child.lower in {"in", "during"}:
            yield from child.each("pobj")


def _antecedents(verbs: list[Token]) -> Iterator[Token]:
    """The noun within which a relative clause tells: "an earthquake in which 525 died"."""
    for verb in verbs:
        if verb.dep in {"relcl", "advcl"} and any(
            prep.lower in {"in", "during"} and any(child.lower == "which" for child in prep.children) for prep in verb.each("prep")
        ):
            noun = verb.head
            yield noun
            while noun.dep == "pobj" and noun.head.head.pos == "NOUN":
                noun = noun.head.head  # "attacks in the province in 2021, in which"
                yield noun


def _is_told_of(parsed: ParsedText, time: TimeExpression, verbs: list[Token]) -> bool:
    """Whether a clause behind a date tells what happened then: "since 2016, when 273 died"."""
    pronouns = (child for verb in verbs if verb.dep in {"relcl", "advcl"} for child in verb.each("advmod") if child.lower == "when")
    return any(parsed.text[time.end : pronoun.start].strip() == "," for pronoun in pronouns if time.end <= pronoun.start)


def _closed(time: TimeExpression) -> str | None:
    """The last day of what an expression names, whether or not it opens an interval: of "since 2016" the last day of 2016."""
    if time.direction != "since" or time.first is None:
        return time.last
    first = date.fromisoformat(time.first)
    if time.precision == "year":
        return first.replace(month=12, day=31).isoformat()
    if time.precision == "month":
        return first.replace(day=monthrange(first.year, first.month)[1]).isoformat()
    return time.first if time.precision in {"day", "part_of_day"} else None


def _counting(token: Token, cues: frozenset[int]) -> Iterator[Token]:
    """The verb by which what is told is counted: "registered 1,427 murders in 2020"."""
    noun = token
    while noun.dep in {"conj", "nummod", "nmod"} and noun.head.pos not in VERBAL:
        noun = noun.head
    if noun.dep in {"dobj", "nsubjpass"} and noun.head.i in cues and noun.head.lemma in _words("count"):
        yield noun.head


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


def _distance(head: Token, distances: dict[int, int], token: Token) -> int | None:
    """How far the date that hangs on `head` is from the predicate; None where it dates something else."""
    for above in [head, *head.ancestors()]:
        if above is token:
            return ITSELF
        if above.i in distances and (above is not head or above.pos not in VERBAL):
            return distances[above.i]
        if above is not head and above.pos in VERBAL:
            return COORDINATED if _first_of(above).i in distances else None
    return None


def _first_of(verb: Token) -> Token:
    """The first of coordinated verbs: "killed 17 and abducted others on Tuesday" dates both."""
    while verb.dep == "conj" and verb.head.pos in VERBAL:
        verb = verb.head
    return verb


def _is_yardstick(head: Token) -> bool:
    """Whether a date is what another is measured against: "an increase on 2023", "compared with May"."""
    prep, above = head.head, head.head.head
    if head.dep != "pobj" or prep.lower in {"than", "versus"}:
        return head.dep == "pobj"
    return above.lemma in _words("compared") and (prep.lower in {"from", "with"} or (prep.lower in {"on", "over"} and above.pos == "NOUN"))


def _governed_by_cue(head: Token, cues: frozenset[int]) -> bool:
    return any(above.i in cues for above in head.ancestors() if above.pos in VERBAL)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("times")["occasions"][name])
