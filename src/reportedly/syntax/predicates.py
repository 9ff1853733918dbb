"""Who does what to whom: the arguments of verbs and of nouns that tell of an action.

Written over ClearNLP dependencies. Every function takes tokens and gives tokens; conjuncts are spelled out, so
"shops, pharmacies and banks" is three patients. Control and coordination hand subjects down ("tried to attack",
"broke in and set fire"), relative clauses hand their antecedent up ("officials who died").
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.syntax.tree import Token

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
PASSIVE_AUXILIARIES = frozenset({"be", "get", "become"})


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
    """The token and all that is coordinated below it, in order of the text."""
    found, todo = [], [token]
    while todo:
        each = todo.pop()
        found.append(each)
        todo.extend(each.each("conj"))
    return tuple(sorted(found, key=lambda item: item.i))


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive: an auxiliary or subject says so, or it is a bare past participle after a noun."""
    if verb.child("auxpass", "nsubjpass", "agent"):
        return True
    if verb.tag != "VBN":
        return False
    if verb.dep == "acl":
        return True
    if verb.dep == "conj" and verb.child("nsubj") is None and not _has_perfect(verb):
        return verb.head.pos in {"VERB", "AUX"} and is_passive(verb.head)
    return False


def _has_perfect(verb: Token) -> bool:
    return any(token.dep == "aux" and token.lemma == "have" for token in verb.children)


def antecedent(verb: Token) -> Token | None:
    """The noun that a relative or participial clause is about."""
    clause = verb
    while clause.dep == "conj" and clause.head.pos in {"VERB", "AUX"}:
        clause = clause.head
    nominal = clause.head.pos in {"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"}
    return clause.head if clause.dep in {"relcl", "acl"} and nominal else None


def subjects(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """The grammatical subjects of a verb, its own or handed down to it."""
    own = verb.child("nsubj", "nsubjpass", "csubj")
    if own is not None:
        if own.lower in RELATIVE and own.dep != "csubj":
            noun = antecedent(verb)
            return conjuncts(noun) if noun is not None and noun.dep != "conj" else ((noun,) if noun is not None else ())
        return conjuncts(own)
    if depth > 6:
        return ()
    if verb.dep == "conj" and verb.head.pos in {"VERB", "AUX"}:
        return subjects(verb.head, depth + 1)
    if verb.dep == "acl":
        return (verb.head,)
    if verb.dep == "relcl":
        # "the people that police detained": the antecedent is the object, and the subject its own; none here
        return (verb.head,)
    if verb.dep in {"xcomp", "ccomp"} and verb.head.pos in {"VERB", "AUX", "ADJ"} and verb.tag in {"VB", "VBG", "VBN"}:
        objects = verb.head.each("dobj")
        if objects and verb.dep == "xcomp":
            return conjuncts(objects[0])
        return subjects(verb.head, depth + 1)
    if verb.dep in {"advcl", "pcomp"} and verb.tag in {"VBG", "VBN", "VB"}:
        head = verb.head
        while head.pos not in {"VERB", "AUX"} and head.head is not head:
            head = head.head
        return subjects(head, depth + 1) if head.pos in {"VERB", "AUX"} and head is not verb else ()
    if verb.dep == "pcomp" and verb.head.head.pos in {"VERB", "AUX"}:
        return subjects(verb.head.head, depth + 1)
    return ()


def objects(verb: Token) -> tuple[Token, ...]:
    """The direct objects of a verb, its own, those shared by coordination, or the antecedent of its clause."""
    own = [token for token in verb.children if token.dep in {"dobj", "dative", "oprd"} and token.pos != "ADP"]
    direct = [token for token in own if token.dep == "dobj"] or own[:1]
    if direct:
        noun = antecedent(verb)
        if direct[0].lower in RELATIVE and noun is not None:
            return conjuncts(noun)
        return conjuncts(direct[0])
    if verb.dep == "relcl" and not is_passive(verb) and verb.child("nsubj") is not None:
        subject = verb.child("nsubj")
        if subject is not None and subject.lower not in RELATIVE:
            return (verb.head,)
    # "looting, destroying shops": the object of the last of coordinated verbs belongs to all of them
    for later in verb.each("conj"):
        between = [token for token in verb.children if verb.i < token.i < later.i]
        if later.tag == verb.tag and not any(token.dep in {"dobj", "prep"} for token in between):
            shared = later.child("dobj")
            if shared is not None and shared.i - later.i < 8 and verb.child("prep", "prt") is None:
                return conjuncts(shared)
    return ()


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
    return Arguments(subjects(verb), objects(verb), False, around)


def _of_noun(noun: Token) -> Arguments:
    """Read "the detention of radicals by police", "the police's detention of radicals", "Tokayev's detention"."""
    around = obliques(noun)
    by = tuple(token for preposition, token in around if preposition == "by")
    of = tuple(token for preposition, token in around if preposition == "of")
    owners = tuple(token for owner in noun.each("poss") for token in conjuncts(owner))
    if of:
        return Arguments(by or owners, of, False, around)
    return Arguments(by, owners, False, around)
