"""Of several places in a clause, the one that is meant.

Left aside are the places of another number ("five in Kano, three in Jos"), of a part ("most of them in Jos") and landmarks beside a place
("Taji, 20 km north of Baghdad"). Of what remains: the smallest, if the others contain it ("Zhambyl region of Kazakhstan"); the one that a
locative preposition ties to the verb; else none. A place in a list is never the one place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from reportedly.resolve.located import SIZE, Located, same_or_around, words
from reportedly.syntax.tree import Token

LISTING = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:,|,? ?\band|,? ?\bor)\s*")  # "Tunis (742), Sfax and Sousse"
BRACKET = re.compile(r"\s*\(\s*")
OF_THEM = re.compile(r"(?<![\w,.])[\w,.]{1,20} (?:of|among) (?:them|whom|these|those) (?:in|at|near|on|from) (?:the )?\Z")
WIDEST_PART = 40  # characters
BETWEEN = "between"
Counted = dict[int, int]  # for each token of an amount or of what it counts: where that amount begins


@dataclass(frozen=True, slots=True)
class Clause:
    """What asks for its place.

    Attributes:
        token: The predicate, or the head of what was counted.
        start: First character of the evidence.
        end: After its last.
        verbs: Indices of the verbs whose modifiers hold for it.
        amount: Where its amount begins, or -1 for events.
    """

    token: Token
    start: int
    end: int
    verbs: frozenset[int]
    amount: int

    def holds(self, offset: int) -> bool:
        """Whether a character lies among its words."""
        return self.start <= offset < self.end


def of_its_own(text: str, counted: Counted, items: list[Located], asked: Clause) -> list[Located]:
    """The places that are neither those of a part nor, where others remain, those of another number."""
    beside = [item for item in items if BRACKET.fullmatch(text, item.toponym.end, max(asked.amount, item.toponym.end))]
    if beside:  # "Tunis (742), Sfax (158)"
        return beside
    whole = [item for item in items if not is_of_part(item, asked) and not _is_of_them(text, item, asked)]
    if right := [item for item in whole if _amount_before(counted, item) == asked.amount]:
        return right
    own = [item for item in whole if _owner_of(counted, item, asked) in {None, asked.amount}]
    if asked.amount < 0:
        own = [item for item in whole if (owner := _amount_before(counted, item)) is None or asked.holds(owner)]
    return own or whole


def are_of_several(counted: Counted, items: list[Located], asked: Clause) -> bool:
    """Whether an event has a number in each of several places: "five in Kano, three in Jos"."""
    smallest = min(items, key=lambda item: SIZE[item.toponym.kind])
    nested = all(same_or_around(item.toponym, smallest.toponym) for item in items)
    return asked.amount < 0 and not nested and len({_amount_before(counted, item) for item in items}) > 1


def _amount_before(counted: Counted, item: Located) -> int | None:
    """Where the amount begins that a place stands right behind: "30 in Jos", "30 people in Jos"."""
    return counted.get(item.tie - 1)


def _owner_of(counted: Counted, item: Located, asked: Clause) -> int | None:
    """Where the amount begins that a place belongs to: it stands right behind it, or hangs on it ("105 killed in Jajarkot")."""
    before = _amount_before(counted, item)
    if before is not None:
        return before
    for above in item.head.ancestors():
        if above.i in asked.verbs:
            return None
        own = [counted[each.i] for each in (above, *above.each("nsubj", "nsubjpass")) if each.i in counted]
        if own:
            return own[0]
    return None


def is_of_part(item: Located, asked: Clause) -> bool:
    """Whether a place belongs to a part of what is told: "most of them in Palmyra", "including 12 in Gondar"."""
    for above in item.head.ancestors():
        if above is asked.token:
            return False
        if above.pos in {"VERB", "AUX"} and above.lower != "including":
            subject = above.child("nsubj", "nsubjpass")
            of_whom = subject is not None and any(each.lower in words("wholes") and each.dep == "pobj" for each in subject.subtree())
            return of_whom and asked.amount not in _offsets(above)
        opens = above.lower == "including" or (
            (above.lower in words("parts") or above.pos == "NUM") and above.dep != "det" and _tells_whole(above)
        )
        if opens and not above.start <= asked.amount < item.toponym.start:
            return asked.amount not in _offsets(above)
    return False


def _is_of_them(text: str, item: Located, asked: Clause) -> bool:
    """Whether "22 of them in" stands right before a place, and 22 is not what asks."""
    found = OF_THEM.search(text, max(0, item.toponym.start - WIDEST_PART), item.toponym.start)
    return found is not None and not found.start() <= asked.amount < found.end()


def _tells_whole(token: Token) -> bool:
    """Whether a pronoun of the whole hangs on a word: "most of them"."""
    return any(each.lower in words("wholes") for each in token.subtree())


def _offsets(token: Token) -> set[int]:
    return {each.start for each in token.subtree()}


def one_of(text: str, items: list[Located], asked: Clause) -> Located | None:
    """The one place meant: the smallest of a nest; else the one tied to the predicate; else the only one inside the span."""
    every, items = items, _without_landmarks(items)
    locative = [item for item in items if item.preposition in words("locative")]
    groups = (
        items,
        *_by_verb(every, asked),
        [item for item in items if item.preposition in words("destination") and item.anchor is asked.token],
        [item for item in locative if item.anchor is asked.token],
        [item for item in locative if asked.holds(item.toponym.start)],
        [item for item in items if asked.holds(item.toponym.start)],
    )
    for group in groups:
        if group:
            smallest = min(group, key=lambda item: (SIZE[item.toponym.kind], item.toponym.start))
            if (
                not _is_listed(text, smallest, items)
                and not _is_list(group)
                and all(same_or_around(item.toponym, smallest.toponym) for item in group)
            ):
                return smallest
    return None


def _by_verb(items: list[Located], asked: Clause) -> list[list[Located]]:
    """The places by the verbs that they hang on, the nearest verb first: "going from Lusaka to Ndola when it crashed in Kabwe"."""
    verbs = [above for above in (asked.token, *asked.token.ancestors()) if above.i in asked.verbs]
    if len(verbs) < 2:
        return []
    return [_without_landmarks([item for item in items if _verb_above(item.head) is verb]) for verb in verbs]


def _verb_above(token: Token) -> Token | None:
    return next((above for above in token.ancestors() if above.pos in {"VERB", "AUX"}), None)


def _without_landmarks(items: list[Located]) -> list[Located]:
    """The places but for landmarks of others; "near Gao, in the Gao region" is near Gao."""
    places = [item for item in items if not item.landmark]
    if not places:
        return items
    close = [item for item in items if item.landmark == "beside" and all(same_or_around(each.toponym, item.toponym) for each in places)]
    return places + close


def _is_list(items: list[Located]) -> bool:
    """Whether two different places are coordinated: "in Almaty and Taraz" is no one place."""
    tops: dict[int, list[str]] = {}
    for item in items:
        top = item.head
        while top.dep in {"compound", "nmod", "amod"} and top.head.i > top.i and top.head.end <= item.toponym.end:
            top = top.head
        coordinated = top.dep == "conj"
        while top.dep == "conj":
            top = top.head
        others = tops.setdefault(top.i, [])
        if others and (coordinated or any(others)) and any(other != item.toponym.name for other in others):
            return True
        others.append(item.toponym.name)
    return False


def _is_listed(text: str, chosen: Located, items: list[Located]) -> bool:
    """Whether a place is one of a list: "in Tunis (742), Sfax (158) and Sousse", "in Kano and another town"."""
    return chosen.listed or any(
        LISTING.fullmatch(text, one.toponym.end, other.toponym.start)
        and chosen in (one, other)
        and not same_or_around(one.toponym, other.toponym)
        and not same_or_around(other.toponym, one.toponym)
        for one, other in pairwise(items)
    )


def several(items: list[Located], where_named: str) -> str:
    """Why no one of the places is meant."""
    if len(items) == 2 and all(item.preposition == BETWEEN for item in items):
        return f"between {items[0].toponym.name} and {items[1].toponym.name}"
    return f"several places {where_named}: {names(items)}"


def names(items: list[Located]) -> str:
    """The names of places, each once."""
    return ", ".join(dict.fromkeys(item.toponym.name for item in items))
