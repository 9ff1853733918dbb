"""Toponyms in their clauses: which of them can be where something happened, and how each is tied to it.

A toponym is no location where it is

- an origin ("peacekeepers from Russia"), an office ("President of Kazakhstan"), a way or a border ("the train to Lagos", "the border with
  Chad"), or has part in a deed of states ("Russia sent", "the court urged Peru", "a Kenya-led mission");
- in a dateline, which says where the report was written;
- a government that speaks. But who *counts* says where: in "Zambia has confirmed six cases" the cases are in Zambia.

A toponym is a landmark where it only tells where another place is: "20 km north of Taji", "across the Nile from Khartoum", "near Mosul".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from reportedly.gazetteer.lookup import place
from reportedly.model.place import Toponym
from reportedly.ontology.load import load
from reportedly.resolve.clauses import head_of
from reportedly.syntax.tree import ParsedText, Token

Landmark = Literal["", "beside", "far"]
SIZE = {"facility": 0, "city": 1, "admin2": 2, "admin1": 3, "area": 4, "country": 5}
DASHES = frozenset({"-", "--", "—", "–"})
LONGEST_DATELINE = 16  # tokens
REACH = 6  # tokens before a name in which its distance from elsewhere is told


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
        tie: Index of the token that opens its phrase: the preposition, or its own head.
        listed: Whether it stands in a list with a name that the gazetteer does not know: "in Kano and Qwyz".
        landmark: Whether it tells where another place is: "beside" it, or as a place that what happened was away from ("far").
        counts: Whether it is a government that counts: "Zambia has confirmed six cases".
    """

    toponym: Toponym
    head: Token
    preposition: str
    anchor: Token
    sentence: int
    paragraph: int
    tie: int
    listed: bool = False
    landmark: Landmark = ""
    counts: bool = False


def locate(parsed: ParsedText, places: tuple[Toponym, ...]) -> tuple[Located, ...]:
    """The toponyms that can be locations, in order of the text."""
    located = []
    starts = frozenset(toponym.start for toponym in places)
    for toponym in places:
        head = head_of(parsed, toponym.start, toponym.end)
        if head is None or toponym.role not in {"place", "metonym"}:
            continue
        counts = _counts(head)
        preposition, anchor, tie = _tie(head)
        if not counts and (toponym.role == "metonym" or _is_joined(parsed, toponym) or _is_no_location(head, preposition, anchor)):
            continue
        sentence = parsed.sentence_of(head)
        if _is_dateline(parsed, toponym, sentence.paragraph):
            continue
        landmark = _landmark(parsed, toponym, preposition)
        listed = _is_listed(toponym, head, starts)
        located.append(Located(toponym, head, preposition, anchor, sentence.i, sentence.paragraph, tie, listed, landmark, counts))
    return tuple(located)


def same_or_around(outer: Toponym, inner: Toponym) -> bool:
    """Whether the outer place is the inner one or can contain it."""
    if outer.name == inner.name and outer.kind == inner.kind:
        return True
    if SIZE[outer.kind] <= SIZE[inner.kind]:
        return False
    if outer.kind == "country":
        return outer.country == inner.country or inner.country is None
    if outer.kind == "admin2" and (districts := [_district(each) for each in (outer, inner)]) and all(districts):
        return districts[0] == districts[1]
    return outer.country == inner.country and (outer.admin1 is None or inner.admin1 is None or outer.admin1 == inner.admin1)


def _district(toponym: Toponym) -> str | None:
    row = place(toponym.geonameid) if toponym.geonameid else None
    return row.admin2 if row else None


def words(kind: str) -> frozenset[str]:
    """A list of `ontology/whereabouts.yaml`."""
    return _lexicon()[kind]


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    return {kind: frozenset(listed) for kind, listed in load("whereabouts")["words"].items()}


def _tie(head: Token) -> tuple[str, Token, int]:
    """The preposition over a place, what it hangs on, and where the phrase opens; up through coordination, apposition and compounds."""
    token = head
    while token.dep in {"conj", "appos", "compound", "nmod", "poss", "amod"} and token.head is not token:
        token = token.head
    above = token.head
    if above.pos in {"ADP", "SCONJ"} and token.dep in {"pobj", "pcomp"}:
        preposition = above
        while preposition.dep in {"prep", "conj"} and preposition.head.pos == "ADP":
            preposition = preposition.head
        return above.lower, preposition.head, above.i
    return "", above, head.i


def _is_no_location(head: Token, preposition: str, anchor: Token) -> bool:
    """Origins of people and names in titles: "peacekeepers from Russia", "President of Kazakhstan"."""
    if preposition == "of" and anchor.lemma.lower() in words("offices"):
        return True
    if preposition in {"by", "with"} or (preposition == "from" and anchor.pos in {"NOUN", "PROPN"}):
        return True
    if preposition in words("destination") and anchor.lemma in words("ways"):
        return True
    if head.dep == "compound" and head.head.lemma in words("borders"):
        return True
    while head.dep == "conj":
        head = head.head
    return head.dep in {"nsubj", "nsubjpass", "dobj"} and preposition == "" and head.head.lemma in words("deeds of states")


def _is_joined(parsed: ParsedText, toponym: Toponym) -> bool:
    """Whether a hyphen makes the name a part of an adjective: "Kenya-led", "Britain-based"."""
    behind = parsed.text[toponym.end : toponym.end + 2]
    return behind[:1] in {"-", "‑"} and behind[1:].islower()


def _counts(head: Token) -> bool:
    """Whether a place is the subject of a verb of counting that has an object."""
    verb = head.head
    return head.dep == "nsubj" and verb.lemma in words("deeds of counting") and verb.child("dobj") is not None


def _is_listed(toponym: Toponym, head: Token, starts: frozenset[int]) -> bool:
    """Whether a name is coordinated with another that no toponym begins with."""
    beside = [*head.each("conj"), *([head.head] if head.dep == "conj" else [])]
    return any(
        each.pos == "PROPN" and not toponym.start <= each.start < toponym.end and starts.isdisjoint(word.start for word in each.subtree())
        for each in beside
    )


def _landmark(parsed: ParsedText, toponym: Toponym, preposition: str) -> Landmark:
    """Whether the words before a name make it a landmark: "20 km north of", "a few kilometres from", "across the Nile from"."""
    token = parsed.token_at(toponym.start)
    first = token.i if token is not None else 0
    opens = max(first - REACH, parsed.sentences[parsed.tokens[first].sent].first)
    tokens = [each for each in parsed.tokens[opens:first] if not (each.i == first - 1 and each.lower == "the")]
    before = [each.lower for each in tokens]
    last, second = before[-1:], before[-2:-1]
    if last == ["from"] and words("distances") & set(before[-4:-1]):
        return "far"
    if last == ["of"] and words("directions") & set(second):
        if words("distances") & set(before[-5:-2]) or _follows_name(tokens[:-2]):
            return "far"
        return "" if before[-3:-2] == ["the"] and before[-4:-3] != ["to"] else "beside"
    if "across" in before[-4:] and (last == ["from"] or toponym.kind == "area"):
        return "beside"
    if preposition not in words("beside"):
        return ""
    return "far" if last == [preposition] and _follows_name(tokens[:-1]) else "beside"


def _follows_name(tokens: list[Token]) -> bool:
    """Whether a name and a comma end the tokens: "in Taji, | north of Baghdad"."""
    return len(tokens) > 1 and tokens[-1].text == "," and tokens[-2].pos == "PROPN" and tokens[-2].ent not in {"DATE", "TIME"}


def _is_dateline(parsed: ParsedText, toponym: Toponym, paragraph: int) -> bool:
    """Whether a dash closes the words between the head of a paragraph and the text: where the report was written."""
    start = parsed.paragraphs[paragraph][0]
    first, named = parsed.token_at(start), parsed.token_at(toponym.end)
    if first is None or named is None or named.i - first.i > LONGEST_DATELINE:
        return False
    opening = parsed.tokens[first.i : first.i + LONGEST_DATELINE]
    dash = next((token for token in opening if token.text in DASHES and parsed.text[token.end : token.end + 1].isspace()), None)
    if dash is None or toponym.end > dash.start:
        return False
    before = parsed.tokens[first.i : dash.i]
    if parsed.sentences[first.sent].last - 1 == dash.i:
        return True  # parsed by itself
    plain = all(token.text[0].isupper() or token.text[0].isdigit() or not token.text[0].isalpha() for token in before)
    return plain and any(token.text[0].isdigit() or token.text in {"(", "["} for token in before)
