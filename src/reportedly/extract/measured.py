"""What happened to that which is counted: the measure of a number, and the word that tells it.

Tried in this order, the first that holds is taken:

1. the counted noun is the act itself: "225 deaths", "125 criminal cases";
2. the noun of an act over it: "the deaths of 33 miners", "the evacuation of 60 families";
3. the verb of its clause: "12 were killed", "police detained 12", "left 12 dead", "forced 800 families from their homes";
4. what stands beside the noun: "people detained at the border", "officials who died", "12 dead", "12 people in hospital";
5. the counted noun names those concerned: "20 hostages"; or the words for the whole do: "of the dead, 103 were in the capital";
6. a running count: "the death toll rose to 44", "damage is estimated at 87 million";
7. a verb of a measure that yields to others: "affected", "deployed", "took part";
8. a word near by, where the tree shows nothing: "Number of displaced: 452".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportedly.extract.counted import Counted, is_money, is_people, singular
from reportedly.extract.glued import verb_in
from reportedly.extract.illness import bare_cases, cases
from reportedly.extract.measure_words import Role, counted_words_index, measure_words
from reportedly.extract.money import money
from reportedly.extract.running import running_counts, torn_counts, total_of
from reportedly.extract.telling import VERBAL, Reading, beside, case_of, named, of_verb, sharing, state_of, undergone
from reportedly.ontology.load import load
from reportedly.syntax.predicates import is_passive
from reportedly.syntax.tree import ParsedText, Token

FINDING = frozenset({"find", "locate", "discover", "trace", "recover"})
TAKING_PART = frozenset({"take", "participate"})  # "four helicopters took part"; a helicopter does not protest
FOUND = frozenset({"alive", "safe", "safely", "unharmed", "unhurt", "dead", "well"})
REACH = 7  # tokens looked at on either side where the tree shows nothing


def measured(parsed: ParsedText, item: Counted) -> Reading | None:
    """The measure of what is counted, or None."""
    if is_money(item.amount):
        return money(item)
    measures = measure_words().measures
    told = (_of_people(reading, item) for reading in _readings(parsed, item))
    readings = (reading for reading in told if _fits(reading, item) and not _does_not_hold(reading, item))
    later: Reading | None = None
    for reading in readings:
        if not measures[reading.measure].yields:
            if measures[reading.measure].or_else:
                return _milder(reading, readings)
            return _outdone(reading, readings) if measures[reading.measure].outdone_by else reading
        later = later or reading
    return later


def _outdone(first: Reading, others: Iterator[Reading]) -> Reading:
    """Read "shot and killed": of two deeds that verbs side by side tell of the same people, the one that says more."""
    more = measure_words().measures[first.measure].outdone_by
    beside_it = (each for each in others if each.measure in more and each.rule == first.rule and each.predicate.dep == "conj")
    return next((each for each in beside_it if each.predicate.head is first.predicate), first)


def _milder(first: Reading, others: Iterator[Reading]) -> Reading:
    """Read "damaged or destroyed": which of both it was is left open, and the milder holds in either case."""
    milder = measure_words().measures[first.measure].or_else
    for each in others:
        below, above = each.predicate.head is first.predicate, first.predicate.head is each.predicate
        if each.measure == milder and each.rule == first.rule and (below or above):
            upper = first.predicate if below else each.predicate
            if any(word.lower == "or" for word in upper.each("cc")):
                return Reading(milder, each.predicate, each.rule, each.manner, each.noun)
    return first


def _readings(parsed: ParsedText, item: Counted) -> Iterator[Reading]:
    noun, bearer = item.noun, item.bearer
    yield from cases(parsed, noun)
    if noun is not None:
        yield from named(noun, measure_words().nouns, "act counted")
        yield from case_of(noun)
        yield from undergone(noun)
    yield from _act_over(bearer)
    if item.listed:
        yield from beside(noun or item.numeral, phrases=False)
        yield from (Reading(each.measure, each.predicate, "act over it") for each in named(bearer, measure_words().nouns, ""))
    if noun is None and bearer.dep != "dobj":
        yield from _state_next(parsed, item.numeral)
    yield from _governed(bearer)
    if noun is None:
        yield from _state_next(parsed, item.numeral)
    for token in dict.fromkeys(each for each in (noun, item.numeral, bearer if not item.listed else None) if each is not None):
        yield from beside(token)
    if noun is not None:
        yield from named(noun, measure_words().those, "those concerned")
    yield from _of_whom(item)
    for head in (*running_counts(bearer), *(torn_counts(parsed, item.numeral) if noun is None else ())):
        yield from total_of(head)
    yield from _near(parsed, item)
    yield from bare_cases(parsed, item)


def _of_people(reading: Reading, item: Counted) -> Reading:
    """Read "948 students were seized": what a verb of things tells of people."""
    measure = measure_words().measures[reading.measure]
    people = measure.of_people if reading.predicate.lemma not in measure.of_things else ""
    return replace(reading, measure=people) if people and item.noun is not None and is_people(item.noun) else reading


def _fits(reading: Reading, item: Counted) -> bool:
    """People are not "destroyed", homes do not flee."""
    measure = measure_words().measures[reading.measure]
    noun = item.noun
    if measure.counts == "money":
        return False
    if noun is None or measure.counts == "cases" or reading.rule == "act counted":
        return True
    words = counted_words_index()
    name = singular(noun)
    if reading.measure == "participants" and reading.predicate.lemma in TAKING_PART and name in load("people")["vehicles"]:
        return True
    if measure.counts == "people" and name in words.things | words.matters | words.places | words.quantities:
        # places can be emptied of their people
        emptied = reading.measure == "evacuated" and (reading.rule == "act over it" or is_passive(reading.predicate))
        return emptied or measure.things
    return measure.counts == "people" or not is_people(noun) or reading.measure == "attacked"


def _does_not_hold(reading: Reading, item: Counted) -> bool:
    """Read "12 villages have not been reached": of these the deed is not told; "the army did not kill 40" denies it, and is kept.

    Nor is missing who "was reported missing and found alive".
    """
    verb = reading.predicate
    if reading.measure == "missing" and _was_found(item.bearer, verb):
        return True
    return verb.pos in VERBAL and verb.child("neg") is not None and item.bearer.dep in {"nsubj", "nsubjpass"} and item.amount.number != 0


def _was_found(bearer: Token, missing: Token) -> bool:
    """Whether the clause that has somebody missing, or one beside it, says that they were found."""
    verbs = [each for each in (missing, *missing.ancestors()) if each.pos in VERBAL][:4]
    around = [*verbs, *(child for verb in verbs for child in verb.children if child.dep in {"advcl", "conj"})]
    for verb in around:
        if verb.lemma in FINDING and verb.child("neg") is None:
            states = {each.lower for each in verb.each("oprd", "acomp", "advmod", "ccomp")}
            own = verb.child("nsubjpass") if is_passive(verb) else verb.child("dobj")
            if states & FOUND and (own is None or own is bearer or own in bearer.ancestors()):
                return True
    return False


def _act_over(bearer: Token) -> Iterator[Reading]:
    """Read "the deaths of", "injuries to", "damage to": a noun of an act over the bearer."""
    prep = bearer.head
    if bearer.dep == "pobj" and prep.pos == "ADP" and prep.lower in {"of", "to", "for"} and prep.head.pos in {"NOUN", "PROPN"}:
        above = prep.head
        found = measure_words().nouns.get(singular(above))
        if found and not (prep.lower == "for" and found != "treated"):
            yield Reading(found, above, "act over it")
        life = above.lemma.lower(), above.head.lemma.lower()
        if above.dep == "dobj" and (life[1], life[0]) in measure_words().objects:
            yield Reading(measure_words().objects[life[1], life[0]], above.head, "clause")


def _of_whom(item: Counted) -> Iterator[Reading]:
    """Read "of the dead, 103 were in the capital", "the dead include 12 soldiers": the words for the whole tell the measure."""
    verb = item.bearer.head
    wholes = [item.whole] if item.whole is not None else []
    if item.bearer.dep == "dobj" and verb.lemma in {"include", "comprise"}:
        wholes += verb.each("nsubj")
    for whole in wholes:
        for source in (state_of(whole), undergone(whole), beside(whole), total_of(whole)):
            yield from (Reading(each.measure, each.predicate, "of whom") for each in source)


def _governed(bearer: Token) -> Iterator[Reading]:
    """The verb of the clause, and the verbs that share the bearer with it."""
    for verb, role in _parts(bearer):
        yield from of_verb(verb, role, bearer)
        for other, part in sharing(verb, role, bearer, 0):
            yield from of_verb(other, part, bearer)


def _parts(bearer: Token) -> Iterator[tuple[Token, Role]]:
    """The verb that the bearer belongs to, and whether it is done to it or by it."""
    head, dep = bearer.head, bearer.dep
    if dep == "nsubjpass" and head.pos in VERBAL:
        yield head, "to"
    elif dep == "nsubj" and head.pos in {*VERBAL, "ADJ", "NOUN"}:
        if head.tag == "VBN" and head.child("aux", "auxpass") is None and not _has_object(head):
            yield head, "to"
        yield head, "by"
        # "12 people killed, 30 wounded": a past tense without object is a participle of headlines
        if (
            head.tag in {"VBD", "VBN"}
            and head.child("aux", "ccomp", "xcomp") is None
            and not _has_object(head)
            and not any(each.child("dobj") for each in head.each("conj"))
        ):
            yield head, "to"
    elif dep in {"dobj", "dative", "oprd"} and head.pos in VERBAL:
        yield head, "to"
    elif dep == "pobj" and head.dep == "agent":
        yield head.head, "by"
    elif dep == "pobj" and head.pos in {"ADP", "SCONJ"}:
        above = head.head
        yield (above.head if above.pos not in VERBAL and above.head.pos in VERBAL else above), "to"
    elif dep == "appos" and head.dep == "pobj" and head.head.head.pos in VERBAL and head.head.head.child("nsubj", "nsubjpass") is None:
        verb = head.head.head  # "in Aktau, 30 people turned to doctors", read as one phrase by the parser
        yield verb, "to" if is_passive(verb) else "by"
    elif dep == "compound" and bearer.tag in {"NNS", "NNPS"} and head.dep == "dobj" and head.head.pos in VERBAL:
        yield head.head, "to"  # "took 12 people hostage", read as one noun by the parser
    elif dep in {"attr", "npadvmod", "dep", "appos"} and head.pos in VERBAL:
        yield head, "by"
        if head.tag == "VBN" or head.child("dobj") is None:
            yield head, "to"


def _has_object(verb: Token) -> bool:
    """Whether somebody else is told of: "two men shot dead a chief"; of a short sentence the parser makes the chief a predicate."""
    return verb.child("dobj") is not None or any(each.pos in {"NOUN", "PROPN"} for each in verb.each("oprd"))


def _state_next(parsed: ParsedText, numeral: Token) -> Iterator[Reading]:
    """Read "12 dead, 30 injured": the word right behind a numeral without noun."""
    after = parsed.tokens[numeral.i + 1] if numeral.i + 1 < len(parsed.tokens) else None
    if after is not None and after.sent == numeral.sent and after.pos not in {"ADP", "PUNCT"}:
        yield from state_of(after)


def _near(parsed: ParsedText, item: Counted) -> Iterator[Reading]:
    """A word of the vocabulary close by, in the same stretch between marks; the tree may be broken, the order is not."""
    start = max(item.numeral.i, item.noun.i if item.noun is not None else -1)
    for token in parsed.tokens[start + 1 : start + 1 + REACH]:
        if token.sent != item.numeral.sent or token.pos in {"PUNCT", "NUM"} or token.dep == "nummod" or token.pos == "CCONJ":
            break
        if (
            token.tag in {"VBN", "VBD", "JJ"}
            and token.dep != "pobj"
            and not _has_object(token)
            and token.child("nsubj", "nsubjpass") in {None, item.bearer, item.numeral}
        ):
            if (
                token.tag == "VBD"
                and token.child("aux") is None
                and token.pos == "VERB"
                and token.child("nsubj") is not None
                and item.noun is not None
            ):
                break
            if token.dep == "advmod" and _has_object(token.head):
                break  # "two men shot dead a chief": dead is the chief
            for reading in (*of_verb(token, "to", token, related=True), *state_of(token)):
                yield Reading(reading.measure, reading.predicate, "near by", reading.manner)
        if token.pos in VERBAL and token.tag not in {"VBN", "VBG"} and token.lemma not in {"be", "have"}:
            break
    yield from _verb_before(parsed, item)
    yield from _run_together(parsed, item)
    yield from _label(parsed, item)


def _verb_before(parsed: ParsedText, item: Counted) -> Iterator[Reading]:
    """Read "killed 14 people, damaged 23,000 homes", where the parser gave the people to the second verb."""
    first = parsed.token_at(item.amount.start)
    verb = parsed.tokens[first.i - 1] if first is not None and first.i else None
    if verb is not None and verb.pos == "VERB" and verb.sent == item.numeral.sent and verb.child("dobj") is None and not is_passive(verb):
        for reading in of_verb(verb, "to", verb, related=True):
            yield Reading(reading.measure, reading.predicate, "near by", reading.manner)


def _run_together(parsed: ParsedText, item: Counted) -> Iterator[Reading]:
    """Read "displacedabout 3,000 people", "300 families wereevacuated"."""
    last = max(item.numeral.i, item.noun.i if item.noun is not None else -1)
    around = [*parsed.tokens[max(0, item.numeral.i - 3) : item.numeral.i][::-1], *parsed.tokens[last + 1 : last + 4]]
    for token in around:
        verb = verb_in(token.lower)
        for entry in measure_words().verbs.get(verb, ()) if verb is not None else ():
            if entry.role == "to" and not entry.words and not entry.after:
                yield Reading(entry.measure, token, "run together")


def _label(parsed: ParsedText, item: Counted) -> Iterator[Reading]:
    """Read "Number of displaced: 452", "Damaged houses 91,808": the words before a number at the end of a stretch."""
    if item.noun is not None:
        return
    position = item.numeral.i
    after = parsed.tokens[position + 1] if position + 1 < len(parsed.tokens) else None
    if after is not None and after.sent == item.numeral.sent and after.pos not in {"PUNCT", "SYM"}:
        return
    before = [token for token in parsed.tokens[max(0, position - REACH) : position] if token.sent == item.numeral.sent]
    while before and before[-1].text in {":", "-", "–", "="}:
        before.pop()
    for token in reversed(before):
        if token.pos in {"PUNCT", "NUM", "AUX"} or (token.pos == "VERB" and token.tag not in {"VBN", "VBD"}):
            return
        readings = [*named(token, measure_words().nouns, ""), *named(token, measure_words().those, ""), *state_of(token)]
        if token.tag in {"VBN", "VBD"}:
            readings += of_verb(token, "to", token, related=True)
        noun = (
            token.head
            if token.dep in {"amod", "compound"} and token.head.pos in {"NOUN", "PROPN"} and token.head is not item.numeral
            else None
        )
        for reading in readings:
            yield Reading(reading.measure, reading.predicate, "label", reading.manner, noun)
