"""Who does what to whom: the arguments of verbs and of nouns that tell of an action.

Written over ClearNLP dependencies. Every function takes tokens and gives tokens; conjuncts are spelled out, so
"shops, pharmacies and banks" is three patients. Control and coordination hand subjects down ("tried to attack",
"broke in and set fire"), relative clauses hand their antecedent up ("officials who died").
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.ontology.load import load
from reportedly.syntax.tree import Token

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
PASSIVE_AUXILIARIES = frozenset({"be", "get", "become"})
_KNOWN = frozenset({"the", "this", "that", "these", "those", "both", "all"})


@dataclass(frozen=True, slots=True)
class Arguments:
    """The participants of a predicate, as head tokens.

    Attributes:
        agents: Who does it; logical subjects.
        patients: To whom it is done; logical objects.
        passive: Whether the clause is passive.
        obliques: Pairs of preposition (lower case) and head token of its object.
    """

    agents: tuple[Token, ...]
    patients: tuple[Token, ...]
    passive: bool
    obliques: tuple[tuple[str, Token], ...]


def conjuncts(token: Token) -> tuple[Token, ...]:
    """The token and all that is coordinated below it, in order of the text.

    A list whose second member the parser took for an apposition is one all the same ("machine guns, a rifle and pistols").
    """
    found, todo = [], [token]
    while todo:
        each = todo.pop()
        found.append(each)
        todo.extend(each.each("conj"))
        todo.extend(listed for listed in each.each("appos") if _is_listed(each, listed))
    return tuple(sorted(found, key=lambda item: item.i))


def _is_listed(first: Token, second: Token) -> bool:
    """Whether an apposition is the next member of a list: common nouns, of which the first is told of nothing known.

    "the victims, a father and his son" and "two men, a father and his son" say who they are; they are no lists.
    """
    if first.pos != "NOUN" or second.pos != "NOUN" or second.i < first.i or first.lemma == second.lemma:
        return False
    if any(child.dep in {"nummod", "poss"} or child.lower in _KNOWN for child in first.children):
        return False
    bare = not any(child.dep in {"det", "nummod", "poss"} for child in (*first.children, *second.children))
    coordinated = second.child("cc") is not None and second.child("conj") is not None
    return (bare or coordinated) and any(child.text == "," for child in first.children)


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive: an auxiliary or subject says so, or it is a bare past participle after a noun."""
    if verb.child("auxpass", "nsubjpass", "agent"):
        return True
    if (
        verb.dep == "ccomp"
        and verb.tag in {"VBD", "VBN"}
        and verb.head.lemma in {"find", "leave"}
        and verb.child("aux", "dobj", "mark") is None
    ):
        return True  # "found a man shot in the head"
    if verb.tag != "VBN":
        return False
    if verb.dep in {"acl", "advcl"} and not _has_perfect(verb):  # "a statement that it had killed nine" hangs on a noun too
        return True
    if _is_gapped(verb):
        return True
    if verb.dep == "conj" and not _has_perfect(verb) and (verb.child("nsubj") is None or verb.child("aux", "dobj") is None):
        # "15 were killed and 12 wounded": the auxiliary is said once
        return verb.head.pos in {"VERB", "AUX"} and is_passive(verb.head)
    return False


def _has_perfect(verb: Token) -> bool:
    return any(token.dep == "aux" and token.lemma == "have" for token in verb.children)


def _is_gapped(verb: Token) -> bool:
    """Whether a participle shares the auxiliary of the clause before it: "15 were killed and 12 wounded"."""
    counted = verb.head
    return (
        verb.tag == "VBN" and verb.dep == "oprd" and counted.dep == "conj" and counted.pos in {"NUM", "NOUN", "PRON"} and counted.i < verb.i
    )


def antecedent(verb: Token) -> Token | None:
    """The noun that a relative or participial clause is about."""
    clause = verb
    while clause.dep == "conj" and clause.head.pos in {"VERB", "AUX"}:
        clause = clause.head
    nominal = clause.head.pos in {"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"}
    return clause.head if clause.dep in {"relcl", "acl"} and nominal else None


def subjects(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """The grammatical subjects of a verb, its own or handed down to it."""
    if verb.dep == "ccomp" and _is_swallowed(verb):
        return (verb.head.head,)
    own = _own_subject(verb)
    if own is not None:
        if own.lower in RELATIVE and own.dep != "csubj":
            noun = antecedent(verb)
            return conjuncts(noun) if noun is not None and noun.dep != "conj" else ((noun,) if noun is not None else ())
        return conjuncts(own)
    if depth > 6:
        return ()
    if _is_gapped(verb):
        return (verb.head,)
    if (first := _first_of_series(verb)) is not None:
        return subjects(first, depth + 1)
    if verb.dep == "conj" and verb.head.pos in {"VERB", "AUX"}:
        # "vowed to find them and condemned the raid", "said it would study it and urged ...": a past tense goes on with the verb above
        above = verb.head.head
        if verb.tag in {"VBD", "VBZ"} and verb.head.tag == "VB" and verb.head.dep in {"xcomp", "ccomp"} and above.tag == verb.tag:
            return subjects(above, depth + 1)
        return subjects(verb.head, depth + 1)
    if verb.dep == "acl" and verb.tag == "VB":
        # "the rebels' attempt to storm the base": whose attempt it is
        return tuple(token for owner in verb.head.each("poss") for token in conjuncts(owner)) or _of_attempt(verb.head, depth)
    if verb.dep == "acl":
        return (verb.head,)
    if verb.dep == "relcl":
        # "the people that police detained": the antecedent is the object, and the subject its own; none here
        return (verb.head,)
    if verb.dep in {"xcomp", "ccomp"} and verb.head.pos in {"VERB", "AUX", "ADJ"} and verb.tag in {"VB", "VBG", "VBN"}:
        governed = verb.head.each("dobj")
        if governed and verb.dep == "xcomp":
            return conjuncts(governed[0])
        return subjects(verb.head, depth + 1)
    if verb.dep == "pcomp" and verb.head.lower in {"of", "from", "for"}:
        # "accused the rebels of killing", "prevented them from entering": the object does it, if there is one
        accused = verb.head.head if verb.head.head.dep == "dobj" else verb.head.head.child("dobj")
        if accused is not None and accused.pos in {"NOUN", "PROPN", "PRON"} and accused.head.lemma in _words("controlling"):
            return conjuncts(accused)
        grounds = verb.head.head
        if grounds.lemma in _words("grounds") and grounds.dep == "pobj" and grounds.head.head.pos in {"VERB", "AUX"}:
            held = grounds.head.head  # "police arrested a man on suspicion of setting fires": the man is who set them
            return subjects(held, depth + 1) if is_passive(held) else objects(held)
    if verb.dep in {"advcl", "pcomp"} and verb.tag in {"VBG", "VBN", "VB"}:
        head = verb.head
        while head.pos not in {"VERB", "AUX"} and head.head is not head:
            head = head.head
        return subjects(head, depth + 1) if head.pos in {"VERB", "AUX"} and head is not verb else ()
    if verb.dep == "pcomp" and verb.head.head.pos in {"VERB", "AUX"}:
        return subjects(verb.head.head, depth + 1)
    return ()


def _of_attempt(noun: Token, depth: int) -> tuple[Token, ...]:
    """Who does what a noun with an infinitive tells: "soldiers made an attempt to enter", "an attempt by soldiers to enter"."""
    by = tuple(token for preposition, token in obliques(noun) if preposition == "by")
    makes = noun.dep == "dobj" and noun.head.lemma in _words("attempting")
    return by or (subjects(noun.head, depth + 1) if makes else ())


def _own_subject(verb: Token) -> Token | None:
    """The subject among the children of a verb: of two, the one nearer to it ("KYIV, March 2 (News) - Missiles struck")."""
    found = verb.each("nsubj", "nsubjpass", "csubj")
    return min(found, key=lambda token: abs(token.i - verb.i)) if found else None


def _is_swallowed(verb: Token) -> bool:
    """Whether a main verb was parsed into the relative clause before it: "the bandits who caused the riots / have undergone".

    Then the noun governs the sentence, and the object of the clause was taken for the subject of the verb.
    """
    clause = verb.head
    if clause.dep != "relcl" or clause.head.dep != "ROOT" or clause.head.pos in {"VERB", "AUX"} or verb.child("mark") is not None:
        return False
    own = verb.child("nsubj")
    pronoun = clause.child("nsubj")
    return own is not None and pronoun is not None and pronoun.lower in RELATIVE and own.i > clause.i and clause.child("dobj") is None


def _first_of_series(verb: Token) -> Token | None:
    """The verb with the subject of "police arrested 12 men, raided homes and seized guns", where the parser hangs it on the second."""
    for child in verb.each("advcl"):
        if child.i < verb.i and child.tag == verb.tag and child.tag in {"VBD", "VBZ", "VBP"} and child.child("nsubj") is not None:
            clause = child.child("mark", "advmod")
            return child if clause is None or clause.i > child.i or clause.tag not in {"IN", "WRB"} else None
    return None


def companions(verb: Token, found: tuple[Token, ...]) -> tuple[Token, ...]:
    """Those who act together with the subjects: "soldiers, together with police officers, took ..."."""
    more = [
        token
        for head in (verb, *found)
        for preposition in head.each("prep")
        if (preposition.lower == "with" and any(child.lower in _words("together") for child in preposition.children))
        or preposition.lower == "alongside"
        for noun in preposition.each("pobj")
        for token in conjuncts(noun)
    ]
    return tuple(sorted({token.i: token for token in more}.values(), key=lambda token: token.i))


def objects(verb: Token) -> tuple[Token, ...]:
    """The direct objects of a verb, its own, those shared by coordination, or the antecedent of its clause."""
    own = [token for token in verb.children if token.dep in {"dobj", "dative", "oprd"} and token.pos != "ADP"]
    direct = [token for token in own if token.dep in {"dobj", "dative"}] or own[:1]
    if direct:
        noun = antecedent(verb)
        if direct[0].lower in RELATIVE and noun is not None:
            return conjuncts(noun)
        return tuple(token for each in direct for token in conjuncts(each))
    moved = _moved_object(verb)
    if moved is not None:
        return conjuncts(moved)
    if verb.dep == "relcl" and not is_passive(verb) and verb.child("nsubj") is not None:
        subject = verb.child("nsubj")
        if subject is not None and subject.lower not in RELATIVE and not any(child.tag == "WRB" for child in verb.children):
            return (verb.head,)
    # "looting, destroying shops": the object of the last of coordinated verbs belongs to all of them
    for later in verb.each("conj"):
        between = [token for token in verb.children if verb.i < token.i < later.i]
        if later.tag == verb.tag and not any(token.dep in {"dobj", "prep"} for token in between):
            shared = later.child("dobj")
            if shared is not None and shared.i - later.i < 8 and verb.child("prep", "prt") is None:
                return conjuncts(shared)
    return ()


def _moved_object(verb: Token) -> Token | None:
    """An object that the parser lost.

    "delivered to Kazakhstan the Armenian military": behind a prepositional phrase, taken for an apposition to its noun.
    "looting, destroying shops": the second participle taken for an adjective of the shops.
    """
    for preposition in verb.each("prep"):
        place = preposition.child("pobj")
        stray = place.child("appos") if place is not None else None
        if place is None or stray is None or stray.pos != "NOUN" or stray.child("det") is None:
            continue
        if not any(child.dep == "punct" and child.i < stray.i for child in (*place.children, *preposition.children)):
            return stray
    for stray in verb.each("conj"):
        first = stray.children[0] if stray.children else None
        if (
            verb.tag == "VBG"
            and stray.pos == "NOUN"
            and first is not None
            and first.tag == "VBG"
            and first.dep == "amod"
            and first.i > verb.i
        ):
            return stray
    return None


def obliques(token: Token) -> tuple[tuple[str, Token], ...]:
    """Preposition and object pairs that hang on a predicate, coordinated objects spelled out."""
    found: list[tuple[str, Token]] = []
    for preposition in token.each("prep", "agent", "dative"):
        if preposition.pos not in {"ADP", "SCONJ", "VERB", "ADV"}:
            continue
        for each in conjuncts(preposition):
            for noun in each.each("pobj"):
                found.extend((each.lower, conjunct) for conjunct in conjuncts(noun))
            for nested in each.each("prep"):
                for noun in nested.each("pobj"):
                    found.extend((f"{each.lower} {nested.lower}", conjunct) for conjunct in conjuncts(noun))
    return tuple(found)


def arguments(predicate: Token) -> Arguments:
    """The participants of a verb or of a noun of action."""
    return _of_verb(predicate) if predicate.pos in {"VERB", "AUX"} else _of_noun(predicate)


def _of_verb(verb: Token) -> Arguments:
    around = obliques(verb)
    if is_passive(verb):
        agents = tuple(token for preposition in verb.each("agent") for noun in preposition.each("pobj") for token in conjuncts(noun))
        return Arguments(agents, subjects(verb), True, around)
    agents = subjects(verb)
    return Arguments((*agents, *companions(verb, agents)), objects(verb), False, around)


def _of_noun(noun: Token) -> Arguments:
    """Read "the detention of radicals by police", "the police's detention of radicals", "Tokayev's detention"."""
    around = obliques(noun)
    by = tuple(token for preposition, token in around if preposition == "by")
    of = tuple(token for preposition, token in around if preposition == "of")
    owners = tuple(token for owner in noun.each("poss") for token in conjuncts(owner))
    if of:
        return Arguments(by or owners, of, False, around)
    return Arguments(by, owners, False, around)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("clauses")[name])
