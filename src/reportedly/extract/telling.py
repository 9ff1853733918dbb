"""The words that tell a measure, each way that a text can put them: verbs, participles, adjectives, nouns.

Every function takes a token and yields readings; which of them holds for a number is decided in `measured`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.extract.counted import singular
from reportedly.extract.measure_words import Role, VerbEntry, measure_words
from reportedly.syntax.predicates import RELATIVE, is_passive
from reportedly.syntax.tree import Token

VERBAL = frozenset({"VERB", "AUX"})
COPULAS = frozenset({"be", "remain", "stay", "lie", "become", "end"})


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


def of_verb(verb: Token, role: Role, bearer: Token, related: bool = False) -> Iterator[Reading]:
    """The entries of the verb that hold for the role."""
    noun = bearer.lemma.lower()
    found = measure_words().objects.get((verb.lemma.lower(), noun))
    if found:
        yield Reading(found, verb, "clause")
    for entry in measure_words().verbs.get(verb.lemma.lower(), ()):
        if entry.role == role and holds(entry, verb, bearer, related):
            yield Reading(entry.measure, verb, "clause", entry.manner and " ".join((verb.lower, *entry.words)))
    if verb.lemma in COPULAS or role == "to" or verb.pos == "ADJ":
        for child in (
            (verb, *verb.each("acomp", "attr", "oprd", "prep", "advmod"))
            if verb.pos == "ADJ"
            else verb.each("acomp", "attr", "oprd", "prep")
        ):
            if child is not bearer and child is not bearer.head:
                yield from state_of(child)


def holds(entry: VerbEntry, verb: Token, bearer: Token, related: bool = False) -> bool:
    """Whether the words of the entry belong to the verb, and the bearer stands where the entry wants it."""
    if entry.after:
        prep = bearer.head
        if bearer.dep != "pobj" or prep.lower != entry.after or prep.head not in {verb, *verb.children}:
            return False
    elif bearer.dep == "pobj" and bearer.head.dep != "agent" and not related:
        return False
    if entry.passive and not (is_passive(verb) or verb.tag == "VBN"):
        return False
    if not entry.words:
        return True
    # "shot dead six people": the state is often given to what is counted
    below = [token for token in _below(verb, bearer) if token.i > verb.i or token.dep == "advmod"]  # "was fatally shot"
    place = [*below, *(token for token in bearer.each("amod", "advmod") if token is not bearer and token.i > verb.i)]
    place = [token for token in place if token is not bearer]
    if entry.after:
        place += verb.each("nsubjpass", "dobj")  # "cases were opened against 86 people"
    lemmas = {token.lemma.lower() for token in place} | {token.lower for token in place}
    return all(word in lemmas for word in entry.words)


def _below(verb: Token, bearer: Token) -> list[Token]:
    """What belongs to a verb closely: its children but for clauses, and two steps below prepositions and objects.

    Of two objects each has its own state: "left one man dead and six others with wounds".
    """
    found: list[Token] = []
    for child in verb.children:
        go = child.dep == "ccomp" and child.i == verb.i + 1 and child.tag == "VB"  # "were let go"
        if child.dep in {"nsubj", "nsubjpass", "advcl", "conj", "ccomp", "parataxis", "punct", "relcl"} and not go:
            continue
        found.append(child)
        if child.dep == "dobj":
            found.extend(each for each in child.each("det") if each.lower == "no")  # "have no electricity"
        # a state after the object is often given to the object: "left 13 others injured"
        if child.dep == "dobj" and (bearer.dep != "dobj" or child is bearer):
            found.extend(each for each in child.each("acl", "oprd", "amod", "acomp", "advmod") if each.i > child.i)
        if child.lower == "by":  # who did it: "brought to hospital by police"
            continue
        for noun in child.each("pobj", "prep", "pcomp"):
            found.append(noun)
            found.extend(noun.each("conj", "pobj"))
    return found


def state_of(token: Token) -> Iterator[Reading]:
    """A word or prepositional phrase that says in what state something is."""
    adjectives = measure_words().adjectives
    found = adjectives.get(token.lemma.lower()) or adjectives.get(token.lower)
    before = token.children[0] if token.children and token.pos == "ADJ" else None
    if found is None and before is not None and before.i == token.i - 1:
        found = adjectives.get(f"{before.lower} {token.lower}")  # "at large", read as one adjective by the parser
    if found:
        yield Reading(found, token, "state")
    elif token.pos in {"NOUN", "PROPN"}:
        yield from named(token, measure_words().those, "state")
    elif token.pos in {"ADP", "SCONJ", "ADV"}:
        for noun in token.each("pobj", "amod"):
            if token.lower in {"among", "amongst"}:
                yield from state_of(noun)
                yield from beside(noun)
            modifiers = [child.lower for child in noun.children if child.dep in {"amod", "compound"}]
            names = [
                f"{token.lower} {' '.join([*modifiers, noun.lower])}",
                f"{token.lower} {noun.lower}",
                f"{token.lower} {singular(noun)}",
            ]
            found = next((adjectives[name] for name in names if name in adjectives), None)
            if found:
                yield Reading(found, noun, "state")


def undergone(participle: Token) -> Iterator[Reading]:
    """Read "the nine killed", where the participle stands for the people."""
    if participle.pos == "VERB" and participle.tag in {"VBN", "VBD"} and participle.dep in {"pobj", "nsubj", "dobj", "conj"}:
        for reading in of_verb(participle, "to", participle, related=True):
            yield Reading(reading.measure, participle, "state", reading.manner)


def named(noun: Token, index: dict[str, str], rule: str) -> Iterator[Reading]:
    """The noun itself, or with the word before it, is a name in the index."""
    name = singular(noun)
    before = [child for child in noun.children if child.dep in {"amod", "compound"} and child.i < noun.i]
    for child in reversed(before):
        found = index.get(f"{child.lemma.lower()} {name}") or index.get(f"{child.lower} {name}")
        if found:
            yield Reading(found, noun, rule)
            return
    found = index.get(name) or index.get(noun.lower)
    if found:
        yield Reading(found, noun, rule)


def case_of(noun: Token) -> Iterator[Reading]:
    """Read "300 cases of measles"."""
    for prep in noun.each("prep") if singular(noun) == "case" else ():
        for disease in prep.each("pobj") if prep.lower == "of" else ():
            before = [child.lower for child in disease.children if child.dep in {"compound", "amod"}]
            found = measure_words().cases_of.get(" ".join([*before, disease.lower])) or measure_words().cases_of.get(disease.lower)
            if found:
                yield Reading(found, noun, "act counted")


def beside(noun: Token, phrases: bool = True) -> Iterator[Reading]:
    """Participles, relative clauses, adjectives and prepositional phrases that belong to a noun."""
    verbs = measure_words().verbs
    if noun.pos in {"ADJ", "VERB", "NOUN"} and noun.child("nummod") is not None:
        yield from state_of(noun)
    for child in noun.children:
        if child.dep in {"acl", "relcl", "oprd", "advcl"} and child.pos in {*VERBAL, "ADJ"}:
            yield from _clause_beside(child, noun)
        if child.dep in {"amod", "compound", "acl", "oprd", "acomp", "dep"}:
            yield from state_of(child)
            if child.tag == "VBN" or child.lower.endswith("ed"):
                entries = verbs.get(child.lemma.lower(), ()) or verbs.get(_undone(child), ())
                plain = next((entry for entry in entries if entry.role == "to" and not entry.words and not entry.after), None)
                if plain is not None:
                    yield Reading(plain.measure, child, "participle")
        elif child.dep == "prep" and child.i > noun.i and phrases:
            yield from state_of(child)


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
    for other, part in ((verb, role), *sharing(verb, role, relative, 0)):
        for reading in of_verb(other, part, relative, related=True):
            yield Reading(reading.measure, reading.predicate, "clause beside", reading.manner)


def sharing(verb: Token, role: Role, bearer: Token, depth: int) -> Iterator[tuple[Token, Role]]:
    """Verbs that have the same subject or object: complements, and coordinated verbs with no subject of their own."""
    if depth > 4:
        return
    subject = bearer.dep in {"nsubj", "nsubjpass"}
    for child in verb.children:
        if child.dep in {"xcomp", "ccomp"} and child.pos in VERBAL and child.child("nsubj", "nsubjpass") in {None, bearer}:
            if not subject or verb.child("dobj") is None:
                perfect = any(each.lemma == "have" for each in child.each("aux"))  # "are known to have died"
                part: Role = "to" if is_passive(child) or (child.tag == "VBN" and not perfect) else "by"
                yield child, part
                yield from sharing(child, part, bearer, depth + 1)
        elif child.dep == "conj" and child.pos in VERBAL and subject and child.child("nsubj", "nsubjpass") is None:
            passive = child.child("auxpass") is not None or (role == "to" and child.tag == "VBN")
            shared: Role = "to" if passive else "by"
            yield child, shared
            yield from sharing(child, shared, bearer, depth + 1)
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


def _undone(participle: Token) -> str:
    """The verb of a participle that the parser took for an adjective ("displaced")."""
    word = participle.lower
    for ending, base in (("ied", "y"), ("ed", "e"), ("ed", "")):
        if word.endswith(ending) and word[: -len(ending)] + base in measure_words().verbs:
            return word[: -len(ending)] + base
    return word
