"""Where something happened.

In this order, and the first that gives one place wins:

1. a place in the clause: named between its first and last word, or governed by its verb;
2. a noun for a place in the clause ("the country", "the capital", "the camp", "nationwide", see `place_nouns`); it comes first where the
   place of rule 1 is only governed by the verb and the noun stands among the words of the clause;
3. "there": the place named last;
4. a place in the rest of the sentence, if there is only one and it is no part of a source;
5. the place of the source, if it speaks for the place that it is in ("local authorities in Gao", "a doctor at a hospital in Gao");
6. the last place named earlier in the paragraph ("carried over within the paragraph"), never beyond it; but what happened
   at a building is not taken to go on there.

What is no location at all (origins, datelines, governments that speak) is told by `located`.

Which of several places is meant, `one_place` tells.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from reportedly.model.mentions import FigureMention
from reportedly.model.place import Place, PlaceBasis, Toponym
from reportedly.resolve.clauses import clause_verbs
from reportedly.resolve.located import Located, locate, words
from reportedly.resolve.one_place import Clause, are_of_several, is_of_part, names, of_its_own, one_of, several
from reportedly.resolve.place_nouns import home_of, is_place_noun, meant_by
from reportedly.syntax.intervals import Cover
from reportedly.syntax.tree import ParsedText, Sentence, Token


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """All places of a text that can be locations, ready to be asked.

    Attributes:
        parsed: The text.
        located: In order of the text.
        country: The country in which most places of the text lie, or None.
        counted: For each token of an amount or of what it counts: where that amount begins.
    """

    parsed: ParsedText
    located: tuple[Located, ...]
    country: Toponym | None
    counted: dict[int, int]


def survey(parsed: ParsedText, places: tuple[Toponym, ...], figures: tuple[FigureMention, ...] = ()) -> Whereabouts:
    """Lay out the places of a text for `where`."""
    counted: dict[int, int] = {}
    for mention in figures:
        for token in parsed.between(mention.amount.start, mention.amount.end):
            counted[token.i] = mention.amount.start
        counted.setdefault(mention.token, mention.amount.start)
    return Whereabouts(parsed, locate(parsed, places), _main_country(parsed, places), counted)


def where(
    around: Whereabouts,
    token: Token,
    start: int,
    end: int,
    sources: Cover,
    cues: frozenset[int],
    amount: int = -1,
) -> tuple[Place | None, str]:
    """The place of what `token` tells within the span, or None, and the reason.

    Args:
        around: The places of the text.
        token: The predicate, or the head of what was counted.
        start: First character of the evidence.
        end: After its last.
        sources: Spans of the sources of attributions in the text: places in them are no locations.
        cues: Indices of cue tokens.
        amount: Where the amount of a figure begins; -1 for an event.
    """
    sentence = around.parsed.sentence_of(token)
    asked = Clause(token, start, end, frozenset(verb.i for verb in clause_verbs(token, cues)), amount)
    inside = _of_sentences(around, sentence.i, sentence.i)
    here = [item for item in inside if not _inside(item.toponym, sources)]
    counting = [item for item in inside if item.counts and item.head.head is _verb_of(token)]
    here += [item for item in counting if item not in here]
    clause = [item for item in here if asked.holds(item.toponym.start) or _governs(asked.verbs, item.head) or item in counting]
    clause = of_its_own(around.parsed.text, around.counted, clause, asked)
    noun = _place_noun(around.parsed, sentence, asked)
    if noun is not None and _comes_first(noun, clause, asked):
        clause = []
    if clause:
        chosen = None if are_of_several(around.counted, clause, asked) else one_of(around.parsed.text, clause, asked)
        return _told(chosen, "stated in the clause") if chosen is not None else (None, several(clause, "in the clause"))
    meant = meant_by(noun, around.located, around.country) if noun is not None else None
    if noun is not None and meant is not None:
        return _as_place(meant, "stated in the clause"), f"{noun.text!r} means {meant.name}"
    direction = _direction(around.parsed, sentence, asked)
    if direction is not None:
        return None, f"{direction.text!r} is a part of a country that has no name of its own"
    if _says_there(around.parsed, sentence, asked):
        found, why = _there(around, sentence, asked, sources)
        if found is not None:
            return found, why
    rest = of_its_own(around.parsed.text, around.counted, [item for item in here if item.preposition in words("locative")], asked)
    if rest:
        chosen = one_of(around.parsed.text, rest, asked)
        if chosen is not None:
            return _as_place(chosen.toponym, "stated in the clause"), "stated in the sentence"
        return None, f"no place in the clause; {several(rest, 'in the sentence')}"
    local = _local_source(around, [item for item in inside if item not in here], sources, asked)
    if local is not None:
        return _as_place(local.toponym, "stated in the clause"), f"the source speaks for {local.toponym.name}"
    return _carried(around, sentence, asked, sources)


def _told(item: Located, basis: PlaceBasis) -> tuple[Place | None, str]:
    if item.landmark == "far":
        return None, f"{item.toponym.name} only tells where another place is"
    return _as_place(item.toponym, basis), basis


def _there(around: Whereabouts, sentence: Sentence, asked: Clause, sources: Cover) -> tuple[Place | None, str]:
    """The place that "there" points to: the last one before it in the sentence, else in the paragraph."""
    before = _of_sentences(around, 0, sentence.i)
    nearest = _nearest(before, sentence, lambda item: item.toponym.end <= asked.start and not _inside(item.toponym, sources))
    chosen = one_of(around.parsed.text, nearest, asked) if nearest else None
    if chosen is None:
        return None, ""
    basis: PlaceBasis = "stated in the clause" if chosen.sentence == sentence.i else "carried over within the paragraph"
    return _as_place(chosen.toponym, basis), f"'there' means {chosen.toponym.name}"


def _says_there(parsed: ParsedText, sentence: Sentence, asked: Clause) -> bool:
    return any(
        word.lower == "there" and word.dep == "advmod" and (asked.holds(word.start) or word.head.i in asked.verbs)
        for word in parsed.words_of(sentence)
    )


def _local_source(around: Whereabouts, items: list[Located], sources: Cover, asked: Clause) -> Located | None:
    """The place of a source that speaks for it: "local authorities in Gao", "residents of Gao"."""
    local = []
    for item in items:
        for start, end in (sources.spans[at] for at in sources.holding(item.toponym.start, item.toponym.end)):
            if end <= asked.start or start >= asked.end:
                said = [token.lower for token in around.parsed.between(start, item.toponym.start)]
                if said and (set(said[:2]) & words("local") or set(said) & words("local speakers")):
                    local.append(item)
    places = {item.toponym.name for item in local}
    return local[0] if len(places) == 1 and local[0].preposition in words("locative") else None


def _carried(around: Whereabouts, sentence: Sentence, asked: Clause, sources: Cover) -> tuple[Place | None, str]:
    before = _of_sentences(around, 0, sentence.i - 1)
    nearest = _nearest(before, sentence, lambda item: not _inside(item.toponym, sources) and not is_of_part(item, asked))
    if not nearest:
        return None, "no place in the sentence, none before it in the paragraph"
    chosen = one_of(around.parsed.text, nearest, Clause(nearest[-1].head, 0, 0, frozenset(), -1))
    if chosen is None:
        return None, f"no place in the sentence; several before it in the paragraph: {names(nearest)}"
    return _as_place(chosen.toponym, "carried over within the paragraph"), f"carried over from {chosen.toponym.quote!r}"


def _comes_first(noun: Token, clause: list[Located], asked: Clause) -> bool:
    """Whether a noun for a place tells more than the names of the clause: they stand outside the words, or are only the noun's own."""
    below = {each.i for each in noun.subtree()}
    if noun.lower == "capital" and all(item.head.i in below and item.toponym.kind == "country" for item in clause):
        return True
    return asked.holds(noun.start) and not any(asked.holds(item.toponym.start) for item in clause)


def _verb_of(token: Token) -> Token | None:
    """The token, if it is a verb, or the nearest verb above it."""
    return next((each for each in (token, *token.ancestors()) if each.pos in {"VERB", "AUX"}), None)


def _governs(verbs: frozenset[int], token: Token) -> bool:
    """Whether one of the verbs governs the token, through a chain of nouns and prepositions only."""
    for above in token.ancestors():
        if above.i in verbs:
            return True
        if above.pos in {"VERB", "AUX"}:
            return False
    return False


def _place_noun(parsed: ParsedText, sentence: Sentence, asked: Clause) -> Token | None:
    """A word in the clause that stands for a place ("the country", "nationwide")."""
    prepositions = words("locative") | words("destination")
    for word in parsed.words_of(sentence):
        if not is_place_noun(word, word.head.lower in prepositions):
            continue
        if asked.holds(word.start) or (word.head is _verb_of(asked.token) if word.pos == "ADV" else _governs(asked.verbs, word)):
            return word
    return None


def _direction(parsed: ParsedText, sentence: Sentence, asked: Clause) -> Token | None:
    """A part of a country that only a direction tells: "in the northwest"."""
    for word in parsed.words_of(sentence):
        bare = word.child("det") is not None and word.child("prep") is None
        located = word.dep == "pobj" and word.head.lower in words("locative")
        if bare and located and word.lower in words("directions") and (asked.holds(word.start) or _governs(asked.verbs, word)):
            return word
    return None


def _main_country(parsed: ParsedText, places: tuple[Toponym, ...]) -> Toponym | None:
    """The country in which most of the places of the text lie, if no other comes near."""
    votes = Counter(place.country for place in places if place.country and place.role == "place")
    if not votes:
        return None
    (first, count), *rest = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    if rest and rest[0][1] == count:
        return None
    named = (place for place in places if place.country == first and place.role == "place")
    by_itself = next((place for place in places if place.kind == "country" and place.country == first and place.role == "place"), None)
    token = parsed.token_at(next(named).start)
    return by_itself or (home_of(first, token) if token is not None else None)


def _of_sentences(around: Whereabouts, first: int, last: int) -> tuple[Located, ...]:
    """The places of some sentences, the last included."""
    low = bisect_left(around.located, first, key=lambda item: item.sentence)
    return around.located[low : bisect_right(around.located, last, key=lambda item: item.sentence)]


def _nearest(before: tuple[Located, ...], sentence: Sentence, fits: Callable[[Located], bool]) -> list[Located]:
    """The places that fit, of the last sentence of the paragraph that has one; looked for from behind, for a paragraph may be long."""
    found: list[Located] = []
    for item in reversed(before):
        if item.paragraph != sentence.paragraph or (found and item.sentence != found[-1].sentence):
            break
        if fits(item):
            found.append(item)
    return found[::-1]


def _inside(toponym: Toponym, spans: Cover) -> bool:
    return bool(spans.holding(toponym.start, toponym.end))


def _as_place(toponym: Toponym, basis: PlaceBasis) -> Place:
    return Place(toponym.name, toponym.geonameid, toponym.country, toponym.kind, toponym.lat, toponym.lon, basis)
