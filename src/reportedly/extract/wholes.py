"""Which number is the whole that another is a part of.

* "two of them", "of which 346": the nearest number before that is large enough, at most two sentences back;
* "four of the missiles", "of the 30 passengers": the number of the same noun, in the paragraph or first in the text;
* "five of the dead", "among the injured", "513 of those detained": the number of that measure, likewise;
* "including three children": the number of the noun that "including" hangs on, else the one before in the sentence;
* "the dead included two nurses", "two nurses among the dead": as "two of the dead were nurses";
* "Nine people died. Three were children.": a bare number that is said to be something is of the number before;
* "Nine people were detained. Five have since been released.": so is a bare number of what befalls those before (`out of`);
* "forty were hurt, ten critically": so is a number that only grades the harm;
* "nine of them drowned, three were struck": a number without noun beside a part is a part of the same whole.
"""

from __future__ import annotations

from reportedly.extract.counted import PRONOUNS, Counted, is_money, is_people, singular
from reportedly.extract.draft import Draft
from reportedly.extract.measure_words import measure_words
from reportedly.extract.telling import beside, named, state_of, undergone
from reportedly.model.figure import Number
from reportedly.ontology.load import load
from reportedly.syntax.tree import ParsedText, Token

NEAR = 60  # numbers before that are looked at, and at the beginning of the text
BACK = 2  # sentences looked back for the whole that a pronoun means
ROUNDED = frozenset({"more_than", "about", "vague"})
RELATIVES = frozenset({"whom", "which", "who"})
INCLUDING = frozenset({"including", "incl", "incl.", "include", "includes", "included", "notably", "comprising"})
CONTAINING = frozenset({"include", "comprise"})
AMONG = frozenset({"among", "amongst"})
# Measures that a state can stand for: the hostages of the text were abducted.
ALIKE = {"hostages": "abducted", "bodies_found": "killed", "survived": "rescued"}


def whole_of(parsed: ParsedText, each: Draft, done: list[Draft]) -> int | None:
    """Position of the whole that the number is a part of."""
    item, prep = each.item, including(each.item)
    if item.whole is not None:
        if item.whole.lower in PRONOUNS and not item.whole.each("acl", "relcl"):
            return _antecedent(parsed, each, done)
        numbered = next((index for index in reversed(_last(done)) if item.whole in {done[index].item.noun, done[index].item.numeral}), None)
        if numbered is None and item.whole.child("nummod") is not None:
            return None  # "four of the five": its own number stands behind it
        named = numbered if numbered is not None else _named_again(parsed, each, item.whole, done)
        return named if named is not None or prep is None else _included(each, done, prep)
    if prep is not None:
        return _included(each, done, prep)
    whole = among_those(item)
    if whole is not None:
        return _named_again(parsed, each, whole, done)
    beside = _beside_a_part(each, done)
    return beside if beside is not None else _taken_up(parsed, each, done)


def state_meant(whole: Token) -> str | None:
    """The measure that "the dead", "the hostages", "those detained" stand for."""
    words = measure_words()
    for source in (state_of(whole), named(whole, words.those, ""), named(whole, words.nouns, ""), beside(whole), undergone(whole)):
        for reading in source:
            return reading.measure
    return None


def _first_listed(item: Counted) -> Token:
    """The word of a number with its noun, or the first of the list that it stands in."""
    token = item.numeral if item.noun is None or item.numeral.head is not item.noun else item.noun
    for _ in range(12):
        if token.dep != "conj" or token.head is token:
            break
        token = token.head
    return token


def including(item: Counted) -> Token | None:
    """The "including" that the number stands under."""
    token = _first_listed(item)
    if token.dep in {"pobj", "dobj"} and token.head.lower in INCLUDING:
        verb = token.head
        return None if verb.child("nsubj") is not None and state_meant(verb.each("nsubj")[0]) is not None else verb
    return None


def among_those(item: Counted) -> Token | None:
    """The dead of "the dead included two nurses", "two nurses among the dead", "two nurses were among the dead"."""
    token = _first_listed(item)
    verb = token.head
    if token.dep == "dobj" and verb.lemma in CONTAINING:
        named_by = verb.each("nsubj")
    else:
        over = (token, verb) if token.dep == "pobj" or verb.lemma == "be" else (token,)
        named_by = [noun for above in over for prep in above.each("prep") if prep.lower in AMONG for noun in prep.each("pobj")]
    return next((noun for noun in named_by if noun is not token and state_meant(noun) is not None), None)


def may_hold(whole: Draft, part: Draft) -> bool:
    """Whether the number is large enough, and both are money of one currency or neither is."""
    if is_money(whole.item.amount) != is_money(part.item.amount) or (is_money(part.item.amount) and whole.unit != part.unit):
        return False
    amount = whole.item.amount
    large: Number | None = None if amount.qualifier in {"more_than", "at_least", "vague", "about"} else amount.high
    small = part.item.amount.number if part.item.amount.number is not None else part.item.amount.low
    return small is None or large is None or large >= small


def _included(each: Draft, done: list[Draft], prep: Token) -> int | None:
    sent = each.item.numeral.sent
    same = [index for index in _last(done) if done[index].item.numeral.sent == sent and may_hold(done[index], each)]
    direct = [index for index in same if done[index].item.noun is prep.head]
    before = [index for index in same if done[index].item.amount.start < prep.start]
    below = [index for index in before if done[index].part_of is None] or before
    return direct[-1] if direct else below[-1] if below else None


def _antecedent(parsed: ParsedText, each: Draft, done: list[Draft]) -> int | None:
    sentence = parsed.sentence_of(each.item.numeral)
    for index in reversed(_last(done)):
        other = done[index]
        there = parsed.sentence_of(other.item.numeral)
        if sentence.i - there.i > BACK or there.paragraph != sentence.paragraph:
            return None
        # "400 of them in hospital, 62 of them in intensive care": siblings
        beside = other.part_of is not None and other.item.whole is not None and other.item.whole.lower in PRONOUNS
        if other.part_of is not None and _is_plural_pronoun(each.item.whole) and including(other.item) is not None:
            continue  # "seven civilians, including two girls, were hit, and one of them died": one of the seven
        if beside and (there.i == sentence.i or (other.item.whole is not None and other.item.whole.lower in RELATIVES)):
            continue
        if there.i != sentence.i and nearer(parsed, each, done) is not None:
            return None
        related_to = each.item.whole is not None and each.item.whole.lower in RELATIVES and there.i == sentence.i
        if may_hold(other, each) and (other.reading is not None or (related_to and other.item.noun is not None)):
            return index
    return None


def _is_plural_pronoun(word: Token | None) -> bool:
    return word is not None and word.lower in {"them", "these", "those"}


def nearer(parsed: ParsedText, each: Draft, done: list[Draft]) -> Token | None:
    """People told of without a number in the sentence of "shot seven of them", ahead of the pronoun: it is they.

    The subject of its own clause is not what a pronoun stands for ("gunmen beheaded two of them").
    """
    pronoun = each.item.whole
    if pronoun is None or not _is_plural_pronoun(pronoun):
        return None
    counted = {other.item.noun for other in done}
    doers = {subject for above in pronoun.ancestors() for subject in above.each("nsubj", "nsubjpass")}
    words = parsed.tokens[parsed.sentence_of(pronoun).first : pronoun.i]
    plural = (word for word in reversed(words) if word.tag in {"NNS", "NNPS"} and is_people(word))
    return next((word for word in plural if word not in counted and word not in doers), None)


def _named_again(parsed: ParsedText, each: Draft, whole: Token, done: list[Draft]) -> int | None:
    """The nearest in the paragraph; else the first in the text below its headline, else that of the headline."""
    paragraph = parsed.sentence_of(each.item.numeral).paragraph
    meant, places = state_meant(whole), [*range(min(len(done), NEAR)), *(index for index in _last(done) if index >= NEAR)]
    apart = [index for index in places if done[index].item.bearer is not each.item.bearer]
    found = [index for index in apart if _is_named(done[index], whole, meant) and may_hold(done[index], each)]
    near = [index for index in found if parsed.sentence_of(done[index].item.numeral).paragraph == paragraph]
    # far off, "the wounded" are those that were counted, and no rounded number of them
    found = [index for index in found if done[index].item.amount.qualifier not in ROUNDED]
    body = [index for index in found if not _is_headline(parsed, done[index].item)]
    return near[-1] if near else body[0] if body else found[0] if found else None


def _is_headline(parsed: ParsedText, item: Counted) -> bool:
    """Whether a number stands in a first line that does not end as a sentence does."""
    start, end = parsed.paragraphs[0]
    return item.numeral.end <= end and parsed.text[start:end].rstrip()[-1:] not in {".", "!", "?", '"', "”"}


def _taken_up(parsed: ParsedText, each: Draft, done: list[Draft]) -> int | None:
    """The number before, in the same sentence or the one before it, that a bare number takes up."""
    item = each.item
    if not done or item.amount.implicit or is_money(item.amount) or item.numeral.tag != "CD":
        return None
    position = len(done) - 1
    there, here = parsed.sentence_of(done[position].item.numeral), parsed.sentence_of(item.numeral)
    position = position if (whole := done[position].part_of) is None else whole
    other = done[position]
    if here.i - there.i > 1 or here.paragraph != there.paragraph or other.reading is None:
        return None
    if other.unit != "people" or not may_hold(other, each):
        return None
    taken_up = _is_said_to_be(item) or _befalls(each, other) or _grades(parsed, each, other)
    return position if taken_up and not other.item.amount.implicit else None


def _is_said_to_be(item: Counted) -> bool:
    """Read "three were children": no noun of its own, and people by what it is said to be."""
    noun = item.noun
    return noun is not None and noun.dep == "attr" and item.numeral.dep == "nsubj" and noun.tag == "NNS" and is_people(noun)


def _befalls(each: Draft, other: Draft) -> bool:
    """Whether the number is bare, and of a measure that comes out of that of the other ("released" out of "detained")."""
    if each.reading is None or other.reading is None or each.item.noun is not None or "increment" in each.item.amount.rule:
        return False
    subject = each.item.numeral.dep in {"nsubj", "nsubjpass"} and not each.item.listed
    return subject and other.reading.measure in measure_words().measures[each.reading.measure].out_of


def _grades(parsed: ParsedText, each: Draft, other: Draft) -> bool:
    """Read "40 were injured, 10 critically": the word behind the number says how badly."""
    after = parsed.tokens[each.item.numeral.i + 1 : each.item.numeral.i + 2]
    harmed = other.reading is not None and other.reading.measure == "injured"
    return harmed and each.item.noun is None and bool(after) and after[0].lower in load("claim_words")["grades"]


def _last(done: list[Draft]) -> range:
    """Positions of the numbers before that are looked at: a text of nothing but numbers must not take for ever."""
    return range(max(0, len(done) - NEAR), len(done))


def _is_named(other: Draft, whole: Token, meant: str | None) -> bool:
    """Whether a number can be meant by "the dead" or "the missiles"."""
    if other.reading is None or other.part_of is not None or other.item.amount.implicit or "earlier value" in other.rules:
        return False
    measure = other.reading.measure
    if meant is None:
        return other.item.noun is not None and singular(other.item.noun) == singular(whole)
    if meant == "casualties":  # "the victims": of the dead where the text counts dead
        return measure in {"killed", "casualties"}
    return measure in {meant, ALIKE.get(meant)} or ALIKE.get(measure) == meant


def _beside_a_part(each: Draft, done: list[Draft]) -> int | None:
    if not done or each.item.noun is not None or is_money(each.item.amount) or each.item.amount.implicit:
        return None
    other = done[-1]
    if (
        each.item.numeral.dep == "appos"
        or other.part_of is None
        or other.item.noun is not None
        or other.item.numeral.sent != each.item.numeral.sent
    ):
        return None
    same = each.reading is None or (other.reading is not None and each.reading.measure == other.reading.measure)
    whole = done[other.part_of]
    return other.part_of if same and may_hold(whole, each) else None
