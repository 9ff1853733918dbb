"""Where something happened.

In this order, and the first that gives one place wins:

1. a place in the clause: named between its first and last word, or governed by its verb;
2. a common noun for a place in the clause ("the country", "the republic", "the city"), resolved to the last place of
   that kind, or to the country most named in the text;
3. a place in the rest of the sentence, if there is only one and it is no part of a source;
4. the last place named earlier in the paragraph ("carried over within the paragraph"), never beyond it; but what happened
   at a building is not taken to go on there.

A dateline says where the report was written, and is left aside.

Several places in the clause: the smallest, if the others contain it ("Zhambyl region of Kazakhstan"); the one that a
locative preposition ties to the verb; else none, and the reason says so. Origins ("peacekeepers from Russia") and
names in a title ("President of Kazakhstan") are not where something happened.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

from reportedly.model.place import Place, PlaceBasis, Toponym
from reportedly.ontology.load import load
from reportedly.resolve.clauses import clause_verbs, head_of
from reportedly.syntax.tree import ParsedText, Sentence, Token

SIZE = {"facility": 0, "city": 1, "admin2": 2, "admin1": 3, "area": 4, "country": 5}


@dataclass(frozen=True, slots=True)
class Located:
    """A toponym that can be a location, with its place in the tree.

    Attributes:
        toponym: The name.
        head: Its head token.
        preposition: The preposition that governs it, lower case, or "".
        anchor: The token that the preposition hangs on, or the head of the head.
        sentence: Number of the sentence.
        paragraph: Number of the paragraph.
    """

    toponym: Toponym
    head: Token
    preposition: str
    anchor: Token
    sentence: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """All places of a text that can be locations, ready to be asked.

    Attributes:
        parsed: The text.
        located: In order of the text.
        country: The country most named in the text, as a place of its own, or None.
    """

    parsed: ParsedText
    located: tuple[Located, ...]
    country: Toponym | None


def survey(parsed: ParsedText, places: tuple[Toponym, ...]) -> Whereabouts:
    """Lay out the places of a text for `where`."""
    located = []
    for toponym in places:
        head = head_of(parsed, toponym.start, toponym.end)
        if toponym.role != "place" or head is None:
            continue
        preposition, anchor = _tie(head)
        if _is_no_location(head, preposition, anchor):
            continue
        sentence = parsed.sentence_of(head)
        if _is_dateline(parsed, sentence):
            continue
        located.append(Located(toponym, head, preposition, anchor, sentence.i, sentence.paragraph))
    return Whereabouts(parsed, tuple(located), _main_country(places))


def where(
    around: Whereabouts, token: Token, start: int, end: int, sources: tuple[tuple[int, int], ...], cues: frozenset[int]
) -> tuple[Place | None, str]:
    """The place of what `token` tells within the span, or None, and the reason.

    Args:
        around: The places of the text.
        token: The predicate, or the head of what was counted.
        start: First character of the evidence.
        end: After its last.
        sources: Spans of the sources of attributions in the text: places in them are no locations.
        cues: Indices of cue tokens.
    """
    parsed = around.parsed
    sentence = parsed.sentence_of(token)
    here = [item for item in around.located if item.sentence == sentence.i and not _inside(item.toponym, sources)]
    verbs = {verb.i for verb in clause_verbs(token, cues)}
    clause = [item for item in here if start <= item.toponym.start < end or _governs(verbs, item.head)]
    if clause:
        chosen = _one_of(clause, token, (start, end))
        if chosen is None:
            return None, f"several places in the clause: {_names(clause)}"
        return _as_place(chosen.toponym, "stated in the clause"), "stated in the clause"
    noun = _place_noun(parsed, sentence, verbs, start, end)
    if noun is not None:
        meant = _meant_by(around, noun)
        if meant is not None:
            return _as_place(meant, "stated in the clause"), f"{noun.text!r} means {meant.name}"
    rest = [item for item in here if item.preposition in _words("locative")]
    if rest:
        chosen = _one_of(rest, token, (start, end))
        if chosen is not None:
            return _as_place(chosen.toponym, "stated in the clause"), "stated in the sentence"
        return None, f"no place in the clause; several in the sentence: {_names(rest)}"
    return _carried(around, sentence.i, sentence.paragraph, sources)


def _carried(around: Whereabouts, sentence: int, paragraph: int, sources: tuple[tuple[int, int], ...]) -> tuple[Place | None, str]:
    before = [
        item for item in around.located if item.paragraph == paragraph and item.sentence < sentence and not _inside(item.toponym, sources)
    ]
    if not before:
        return None, "no place in the sentence, none before it in the paragraph"
    nearest = [item for item in before if item.sentence == before[-1].sentence]
    chosen = _one_of(nearest, nearest[-1].head, (0, 0))
    if chosen is None:
        return None, f"no place in the sentence; several before it in the paragraph: {_names(nearest)}"
    return _as_place(chosen.toponym, "carried over within the paragraph"), f"carried over from {chosen.toponym.quote!r}"


def _one_of(items: list[Located], token: Token, span: tuple[int, int]) -> Located | None:
    """The one place meant: the smallest of a nest; else the one tied to the predicate; else the only one inside the span."""
    for group in (items, [item for item in items if item.preposition in _words("destination") and item.anchor is token],
                  [item for item in items if item.preposition in _words("locative") and item.anchor is token],
                  [item for item in items if item.preposition in _words("locative") and span[0] <= item.toponym.start < span[1]],
                  [item for item in items if span[0] <= item.toponym.start < span[1]]):  # fmt: skip
        if group:
            smallest = min(group, key=lambda item: (SIZE[item.toponym.kind], item.toponym.start))
            if not _is_list(group) and all(_same_or_around(item.toponym, smallest.toponym) for item in group):
                return smallest
    return None


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


def _same_or_around(outer: Toponym, inner: Toponym) -> bool:
    """Whether the outer place is the inner one or can contain it."""
    if outer.name == inner.name and outer.kind == inner.kind:
        return True
    if SIZE[outer.kind] <= SIZE[inner.kind]:
        return False
    if outer.kind == "country":
        return outer.country == inner.country or inner.country is None
    return outer.country == inner.country and (outer.admin1 is None or inner.admin1 is None or outer.admin1 == inner.admin1)


def _tie(head: Token) -> tuple[str, Token]:
    """The preposition over a place and what that hangs on; up through coordination, apposition and compounds."""
    token = head
    while token.dep in {"conj", "appos", "compound", "nmod", "poss", "amod"} and token.head is not token:
        token = token.head
    above = token.head
    if above.pos in {"ADP", "SCONJ"} and token.dep in {"pobj", "pcomp"}:
        preposition = above
        while preposition.dep in {"prep", "conj"} and preposition.head.pos == "ADP":
            preposition = preposition.head
        return above.lower, preposition.head
    return "", above


def _is_no_location(head: Token, preposition: str, anchor: Token) -> bool:
    """Origins of people and names in titles: "peacekeepers from Russia", "President of Kazakhstan"."""
    if preposition == "of" and anchor.lemma.lower() in _words("offices"):
        return True
    if preposition == "by" or (preposition == "from" and anchor.pos in {"NOUN", "PROPN"}):
        return True
    return head.dep in {"nsubj", "nsubjpass"} and preposition == "" and head.head.lemma in _words("deeds of states")


def _governs(verbs: set[int], token: Token) -> bool:
    """Whether one of the verbs governs the token, through a chain of nouns and prepositions only."""
    for above in token.ancestors():
        if above.i in verbs:
            return True
        if above.pos in {"VERB", "AUX"}:
            return False
    return False


def _place_noun(parsed: ParsedText, sentence: Sentence, verbs: set[int], start: int, end: int) -> Token | None:
    """A definite common noun for a place in the clause ("the country", "this city")."""
    nouns, prepositions = _kinds_of_nouns(), _words("locative") | _words("destination")
    for word in parsed.words_of(sentence):
        if word.lower not in nouns or word.head.lower not in prepositions:
            continue
        if not (start <= word.start < end or _governs(verbs, word)):
            continue
        determiner = word.child("det")
        if determiner is not None and determiner.lower in {"the", "this", "that"} and word.child("prep", "compound") is None:
            return word
    return None


def _meant_by(around: Whereabouts, noun: Token) -> Toponym | None:
    kinds = _kinds_of_nouns()[noun.lower]
    if "country" in kinds:
        return around.country
    before = [item.toponym for item in around.located if item.toponym.kind in kinds and item.toponym.end <= noun.start]
    return before[-1] if before else None


def _is_dateline(parsed: ParsedText, sentence: Sentence) -> bool:
    """Whether a sentence is the dateline of its paragraph: where the report was written is not where things happened."""
    opens = sentence.i == 0 or parsed.sentences[sentence.i - 1].paragraph != sentence.paragraph
    return opens and parsed.tokens[sentence.last - 1].text in {"-", "--", "—", "–"}


def _main_country(places: tuple[Toponym, ...]) -> Toponym | None:
    """The country in which most of the places of the text lie, if the text names it and no other comes near."""
    votes = Counter(place.country for place in places if place.country and place.role == "place")
    if not votes:
        return None
    (first, count), *rest = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    if rest and rest[0][1] == count:
        return None
    return next((place for place in places if place.kind == "country" and place.country == first and place.role == "place"), None)


def _inside(toponym: Toponym, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= toponym.start and toponym.end <= end for start, end in spans)


def _names(items: list[Located]) -> str:
    return ", ".join(dict.fromkeys(item.toponym.name for item in items))


def _as_place(toponym: Toponym, basis: PlaceBasis) -> Place:
    return Place(toponym.name, toponym.geonameid, toponym.country, toponym.kind, toponym.lat, toponym.lon, basis)


def _words(kind: str) -> frozenset[str]:
    return _lexicon()[kind]


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words) for kind, words in load("whereabouts")["words"].items()}


@cache
def _kinds_of_nouns() -> dict[str, frozenset[str]]:
    return {noun: frozenset(kinds) for noun, kinds in load("whereabouts")["nouns"].items()}
