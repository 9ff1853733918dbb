"""What happened to that which is counted: the measure of a number, and the word that tells it.

Tried in this order, the first that holds is taken:

1. the counted noun is the act itself: "225 deaths", "125 criminal cases";
2. the noun of an act over it: "the deaths of 33 miners", "the evacuation of 60 families";
3. the verb of its clause: "12 were killed", "police detained 12", "left 12 dead", "forced 800 families from their homes";
4. what stands beside the noun: "people detained at the border", "officials who died", "12 dead", "12 people in hospital";
5. the counted noun names those concerned: "20 hostages";
6. a running count: "the death toll rose to 44", "damage is estimated at 87 million";
7. a verb of a measure that yields to others: "affected", "deployed", "took part";
8. a word near by, where the tree shows nothing: "Number of displaced: 452".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.extract.counted import Counted, is_people, singular
from reportedly.extract.measure_words import Role, VerbEntry, counted_words_index, measure_words
from reportedly.syntax.predicates import RELATIVE, is_passive
from reportedly.syntax.tree import ParsedText, Token

VERBAL = frozenset({"VERB", "AUX"})
VALUE_PREPOSITIONS = frozenset({"to", "at", "of", "from", "by", "with", "as", "than", "over"})
VALUE_VERBS = frozenset({"be", "reach", "hit", "exceed", "surpass", "pass", "top", "total", "become", "remain"})
OF_ANYTHING = frozenset(
    {"affected", "deployed", "withdrawn", "wanted", "missing", "stranded", "released"}
)  # measures of people that things can have too
REACH = 7  # tokens looked at on either side where the tree shows nothing


@dataclass(frozen=True, slots=True)
class Reading:
    """A measure with the word that tells it.

    Attributes:
        measure: Name of the measure.
        predicate: The verb, noun or adjective.
        rule: Name of the rule.
        manner: How, or None.
        noun: What is counted, where the reading found it away from the number ("the number of families displaced is 349").
    """

    measure: str
    predicate: Token
    rule: str
    manner: str | None = None
    noun: Token | None = None


def measured(parsed: ParsedText, item: Counted) -> Reading | None:
    """The measure of what is counted, or None."""
    if item.amount.currency:
        return _money(item)
    later: Reading | None = None
    for reading in _readings(parsed, item):
        if not _fits(reading, item):
            continue
        if not measure_words().measures[reading.measure].yields:
            return reading
        later = later or reading
    return later


def _readings(parsed: ParsedText, item: Counted) -> Iterator[Reading]:
    noun, bearer = item.noun, item.bearer
    if noun is not None:
        yield from _named(noun, measure_words().nouns, "act counted")
    yield from _act_over(bearer)
    if item.listed:
        yield from beside(noun or item.numeral)
        yield from (Reading(each.measure, each.predicate, "act over it") for each in _named(bearer, measure_words().nouns, ""))
    if noun is None:
        yield from _state_next(parsed, item.numeral)
    yield from _governed(bearer)
    for token in dict.fromkeys(each for each in (noun, item.numeral, bearer if not item.listed else None) if each is not None):
        yield from beside(token)
    if noun is not None:
        yield from _named(noun, measure_words().those, "those concerned")
    yield from _running(item)
    yield from _near(parsed, item)


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
    if measure.counts == "people" and name in words.things | words.places:
        # places can be emptied of their people
        emptied = reading.measure == "evacuated" and (reading.rule == "act over it" or is_passive(reading.predicate))
        return emptied or reading.measure in OF_ANYTHING
    return measure.counts == "people" or not is_people(noun) or reading.measure == "attacked"


def _named(noun: Token, index: dict[str, str], rule: str) -> Iterator[Reading]:
    """The noun itself, or with the word before it, is a name in the index."""
    name = singular(noun)
    before = [child for child in noun.children if child.dep in {"amod", "compound"} and child.i < noun.i]
    for child in reversed(before):
        found = index.get(f"{child.lemma.lower()} {name}") or index.get(f"{child.lower} {name}")
        if found:
            yield Reading(found, noun, rule)
            return
    found = index.get(name)
    if found:
        yield Reading(found, noun, rule)


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


def _governed(bearer: Token) -> Iterator[Reading]:
    """The verb of the clause, and the verbs that share the bearer with it."""
    for verb, role in _parts(bearer):
        yield from _of_verb(verb, role, bearer)
        for other, part in _chain(verb, role, bearer, 0):
            yield from _of_verb(other, part, bearer)


def _parts(bearer: Token) -> Iterator[tuple[Token, Role]]:
    """The verb that the bearer belongs to, and whether it is done to it or by it."""
    head, dep = bearer.head, bearer.dep
    if dep == "nsubjpass" and head.pos in VERBAL:
        yield head, "to"
    elif dep == "nsubj" and head.pos in {*VERBAL, "ADJ", "NOUN"}:
        if head.tag == "VBN" and head.child("aux", "auxpass") is None:
            yield head, "to"
        yield head, "by"
        # "12 people killed, 30 wounded": a past tense without object is a participle of headlines
        if head.tag in {"VBD", "VBN"} and head.child("dobj", "aux", "ccomp") is None:
            yield head, "to"
    elif dep in {"dobj", "dative", "oprd"} and head.pos in VERBAL:
        yield head, "to"
    elif dep == "pobj" and head.dep == "agent":
        yield head.head, "by"
    elif dep == "pobj" and head.pos in {"ADP", "SCONJ"}:
        above = head.head
        yield (above.head if above.pos not in VERBAL and above.head.pos in VERBAL else above), "to"
    elif dep in {"attr", "npadvmod", "dep", "appos"} and head.pos in VERBAL:
        yield head, "by"
        if head.tag == "VBN" or head.child("dobj") is None:
            yield head, "to"


def _chain(verb: Token, role: Role, bearer: Token, depth: int) -> Iterator[tuple[Token, Role]]:
    """Verbs that have the same subject or object: complements, and coordinated verbs with no subject of their own."""
    if depth > 4:
        return
    subject = bearer.dep in {"nsubj", "nsubjpass"}
    for child in verb.children:
        if child.dep in {"xcomp", "ccomp"} and child.pos in VERBAL and child.child("nsubj", "nsubjpass") in {None, bearer}:
            if not subject or verb.child("dobj") is None:
                part: Role = "to" if is_passive(child) or child.tag == "VBN" else "by"
                yield child, part
                yield from _chain(child, part, bearer, depth + 1)
        elif child.dep == "conj" and child.pos in VERBAL and subject and child.child("nsubj", "nsubjpass") is None:
            passive = child.child("auxpass") is not None or (role == "to" and child.tag == "VBN")
            shared: Role = "to" if passive else "by"
            yield child, shared
            yield from _chain(child, shared, bearer, depth + 1)
        elif child.dep == "conj" and child.pos in VERBAL and not subject and child.child("dobj") is None and child.i < bearer.i:
            yield child, role
    if verb.dep == "conj" and not subject and verb.head.pos in VERBAL and 0 < verb.i - verb.head.i <= 3 and not verb.head.each("dobj"):
        # "damaged or destroyed 120 houses": the object of the last verb is that of the first
        yield verb.head, role
    if (
        verb.dep in {"ccomp", "xcomp"}
        and bearer.dep in {"nsubj", "nsubjpass"}
        and verb.head.pos in VERBAL
        and verb.tag in {"VB", "VBN", "VBG"}
    ):
        # "forced 300 people to flee", where the parser makes the object the subject of the complement
        yield verb.head, "to"


def _of_verb(verb: Token, role: Role, bearer: Token, related: bool = False) -> Iterator[Reading]:
    """The entries of the verb that hold for the role."""
    noun = bearer.lemma.lower()
    found = measure_words().objects.get((verb.lemma.lower(), noun))
    if found:
        yield Reading(found, verb, "clause")
    for entry in measure_words().verbs.get(verb.lemma.lower(), ()):
        if entry.role == role and _holds(entry, verb, bearer, related):
            yield Reading(entry.measure, verb, "clause", entry.manner and " ".join((verb.lower, *entry.words)))
    if verb.lemma == "be" or role == "to" or verb.pos == "ADJ":
        for child in (
            (verb, *verb.each("acomp", "attr", "oprd", "prep", "advmod"))
            if verb.pos == "ADJ"
            else verb.each("acomp", "attr", "oprd", "prep")
        ):
            if child is not bearer and child is not bearer.head:
                yield from _state(child)


def _holds(entry: VerbEntry, verb: Token, bearer: Token, related: bool = False) -> bool:
    """Whether the words of the entry belong to the verb, and the bearer stands where the entry wants it."""
    if entry.after:
        prep = bearer.head
        if bearer.dep != "pobj" or prep.lower != entry.after or prep.head not in {verb, *verb.children}:
            return False
    elif bearer.dep == "pobj" and bearer.head.dep != "agent" and not related:
        return False
    if not entry.words:
        return True
    place = [token for token in _below(verb) if token is not bearer]
    lemmas = {token.lemma.lower() for token in place} | {token.lower for token in place}
    return all(word in lemmas for word in entry.words)


def _below(verb: Token) -> list[Token]:
    """What belongs to a verb closely: its children but for clauses, and two steps below prepositions and objects."""
    found: list[Token] = []
    for child in verb.children:
        if child.dep in {"nsubj", "nsubjpass", "advcl", "conj", "ccomp", "parataxis", "punct", "relcl"}:
            continue
        found.append(child)
        # a state after the object is often given to the object: "left 13 others injured"
        found.extend(each for each in child.each("acl", "oprd", "amod", "acomp", "advmod") if child.dep == "dobj" and each.i > child.i)
        for noun in child.each("pobj", "prep", "pcomp"):
            found.append(noun)
            found.extend(noun.each("conj", "pobj", "compound"))
    return found


def _state(token: Token) -> Iterator[Reading]:
    """A word or prepositional phrase that says in what state something is."""
    adjectives = measure_words().adjectives
    found = adjectives.get(token.lemma.lower()) or adjectives.get(token.lower)
    if found:
        yield Reading(found, token, "state")
    elif token.pos in {"NOUN", "PROPN"}:
        yield from _named(token, measure_words().those, "state")
    elif token.pos in {"ADP", "SCONJ", "ADV"}:
        for noun in token.each("pobj"):
            if token.lower in {"among", "amongst"}:
                yield from _state(noun)
            modifiers = [child.lower for child in noun.children if child.dep in {"amod", "compound"}]
            names = [
                f"{token.lower} {' '.join([*modifiers, noun.lower])}",
                f"{token.lower} {noun.lower}",
                f"{token.lower} {singular(noun)}",
            ]
            found = next((adjectives[name] for name in names if name in adjectives), None)
            if found:
                yield Reading(found, noun, "state")


def _state_next(parsed: ParsedText, numeral: Token) -> Iterator[Reading]:
    """Read "12 dead, 30 injured": the word right behind a numeral without noun."""
    after = parsed.tokens[numeral.i + 1] if numeral.i + 1 < len(parsed.tokens) else None
    if after is not None and after.sent == numeral.sent and after.pos not in {"ADP", "PUNCT"}:
        yield from _state(after)


def beside(noun: Token) -> Iterator[Reading]:
    """Participles, relative clauses, adjectives and prepositional phrases that belong to a noun."""
    verbs = measure_words().verbs
    if noun.pos in {"ADJ", "VERB", "NOUN"} and noun.child("nummod") is not None:
        yield from _state(noun)
    for child in noun.children:
        if child.dep in {"acl", "relcl", "oprd", "advcl"} and child.pos in {*VERBAL, "ADJ"}:
            yield from _clause_beside(child, noun)
        if child.dep in {"amod", "compound", "acl", "oprd", "acomp", "dep"}:
            yield from _state(child)
            if child.tag == "VBN" or child.lower.endswith("ed"):
                entries = verbs.get(child.lemma.lower(), ()) or verbs.get(_undone(child), ())
                plain = next((entry for entry in entries if entry.role == "to" and not entry.words and not entry.after), None)
                if plain is not None:
                    yield Reading(plain.measure, child, "participle")
        elif child.dep == "prep" and child.i > noun.i:
            yield from _state(child)


def _clause_beside(verb: Token, noun: Token) -> Iterator[Reading]:
    """A relative or participial clause of the noun."""
    own = verb.child("nsubj", "nsubjpass")
    if own is not None and own.lower not in RELATIVE:
        role: Role = "to"  # "the people that police detained"
    elif own is None:
        role = "to" if is_passive(verb) or verb.tag == "VBN" else "by"
    else:
        role = "to" if is_passive(verb) else "by"
    relative = own if own is not None else noun
    for other, part in ((verb, role), *_chain(verb, role, relative, 0)):
        for reading in _of_verb(other, part, relative, related=True):
            yield Reading(reading.measure, reading.predicate, "clause beside", reading.manner)


def _undone(participle: Token) -> str:
    """The verb of a participle that the parser took for an adjective ("displaced")."""
    word = participle.lower
    for ending, base in (("ied", "y"), ("ed", "e"), ("ed", "")):
        if word.endswith(ending) and word[: -len(ending)] + base in measure_words().verbs:
            return word[: -len(ending)] + base
    return word


def _running(item: Counted) -> Iterator[Reading]:
    """Read "The death toll rose to 44", "a death toll of 225", "the number of people killed stands at 18"."""
    for head in running_counts(item.bearer):
        yield from total_of(head)


def running_counts(bearer: Token) -> Iterator[Token]:
    """Nouns that the number is the value of."""
    head = bearer.head
    if bearer.dep == "pobj" and head.pos in {"ADP", "SCONJ"} and head.lower in VALUE_PREPOSITIONS:
        above = head.head
        if above.pos in {"ADV", "ADP", "SCONJ"} and above.head.pos in VERBAL:
            above = above.head
        if above.pos in VERBAL:
            yield from above.each("dobj")
            yield from _subjects_up(above)
        elif above.pos in {"NOUN", "PROPN"}:
            yield above
    elif bearer.dep in {"attr", "dobj", "npadvmod", "acomp"} and head.lemma in VALUE_VERBS:
        yield from _subjects_up(head)


def _subjects_up(verb: Token) -> Iterator[Token]:
    """The subject of a verb, of those that it complements, and the noun or object that its clause is about."""
    for _ in range(4):
        yield from verb.each("nsubj", "nsubjpass")
        if verb.dep not in {"conj", "xcomp", "advcl", "acl", "pcomp", "ccomp", "relcl"} or verb.child("nsubj", "nsubjpass") is not None:
            return
        if verb.head.pos not in VERBAL:
            yield verb.head
            return
        verb = verb.head
        yield from verb.each("dobj")


def total_of(head: Token) -> Iterator[Reading]:
    """What a noun of amount is the amount of."""
    words = measure_words()
    for reading in _named(head, words.totals, "running count"):
        if words.measures[reading.measure].counts != "money":
            yield reading
    name = singular(head)
    if name in counted_words_index().groups or name in {"number", "toll"}:
        for prep in head.each("prep"):
            for of in prep.each("pobj") if prep.lower == "of" else ():
                for source in (beside(of), _named(of, words.nouns, "act"), _named(of, words.those, "those"), _state(of)):
                    for reading in source:
                        yield Reading(reading.measure, reading.predicate, "running count", reading.manner, of)
        for child in head.each("compound", "amod", "acl"):
            found = words.nouns.get(child.lemma.lower()) or words.adjectives.get(child.lower)
            if found:
                yield Reading(found, child, "running count")
    for source in (_named(head, words.nouns, "act"), _named(head, words.those, "those")):
        for reading in source:
            yield Reading(reading.measure, reading.predicate, "running count", reading.manner)


def _money(item: Counted) -> Reading | None:
    """What an amount of money is the value of."""
    words = measure_words()
    nouns = [*running_counts(item.bearer)]
    verbs = [token for token in item.bearer.ancestors() if token.pos in VERBAL][:1]
    for verb in verbs:
        nouns += [child for child in verb.children if child.dep in {"nsubj", "nsubjpass", "dobj"} and child is not item.bearer]
        nouns += [each for prep in verb.each("prep") for each in prep.each("pobj") if each is not item.bearer]
    nouns += [each for prep in item.bearer.each("prep") if prep.lower in {"in", "of", "for", "worth"} for each in prep.each("pobj")]
    for noun in nouns:
        for child in (noun, *noun.each("compound", "amod", "conj")):
            found = words.totals.get(singular(child))
            if found and words.measures[found].counts == "money":
                return Reading(found, verbs[0] if verbs else noun, "money")
    for verb in verbs:
        for entry in words.verbs.get(verb.lemma.lower(), ()):
            if words.measures[entry.measure].counts == "money" and _holds(entry, verb, item.bearer):
                return Reading(entry.measure, verb, "money")
    return None


def _near(parsed: ParsedText, item: Counted) -> Iterator[Reading]:
    """A word of the vocabulary close by, in the same stretch between marks; the tree may be broken, the order is not."""
    start = max(item.numeral.i, item.noun.i if item.noun is not None else -1)
    for token in parsed.tokens[start + 1 : start + 1 + REACH]:
        if token.sent != item.numeral.sent or token.pos in {"PUNCT", "NUM"} or token.dep == "nummod" or token.pos == "CCONJ":
            break
        if (
            token.tag in {"VBN", "VBD", "JJ"}
            and token.child("dobj") is None
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
            for reading in (*_of_verb(token, "to", token, related=True), *_state(token)):
                yield Reading(reading.measure, reading.predicate, "near by", reading.manner)
        if token.pos in VERBAL and token.tag not in {"VBN", "VBG"} and token.lemma not in {"be", "have"}:
            break
    yield from _label(parsed, item)


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
        readings = [*_named(token, measure_words().nouns, ""), *_named(token, measure_words().those, ""), *_state(token)]
        if token.tag in {"VBN", "VBD"}:
            readings += _of_verb(token, "to", token, related=True)
        noun = (
            token.head
            if token.dep in {"amod", "compound"} and token.head.pos in {"NOUN", "PROPN"} and token.head is not item.numeral
            else None
        )
        for reading in readings:
            yield Reading(reading.measure, reading.predicate, "label", reading.manner, noun)
