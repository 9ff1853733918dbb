"""Whether a pattern fits a verb or a noun of action, and who takes part then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.extract.happenings.given import speaker_behind
from reportedly.extract.happenings.patterns import Oblique, Pattern, Slot, Words
from reportedly.syntax.kinds import is_kind, kinds_of, within_heap
from reportedly.syntax.predicates import Arguments, conjuncts, obliques
from reportedly.syntax.tree import Token

Roles = dict[str, list[Token]]
COUNTED = "counted"  # in a pattern, before a noun: a number
PLURAL = "plural"  # in a pattern, before a noun: more than one
_COMPLEMENTS = frozenset(
    {"dobj", "oprd", "acomp", "advmod", "attr", "xcomp", "ccomp", "prt", "npadvmod", "amod", "nsubjpass", "dative", "advcl"}
)
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "nummod", "npadvmod", "punct"})
_NEAR = 4  # tokens from a verb to the noun that belongs to it ("went on *strike*")
_STATES = frozenset({"dead", "injured", "wounded", "hurt", "homeless", "hostage", "captive", "guilty", "ablaze", "alight"})
_DOER = frozenset({"person", "force", "armed", "organisation", "country", "protester"})
_INSTRUMENT = frozenset({"weapon"})
_VEHICLE = frozenset({"vehicle"})
_NO_MEMBER = frozenset({"event", "abstract", "time"})
_NO_PARTICIPANT = frozenset({"time", "abstract"})
_NO_DOER = frozenset({"event", "abstract", "time", "place", "structure", "goods"})
_BY_VEHICLE = frozenset({"attack", "deployment", "rescue", "aid"})  # what a vehicle can be said to do; else it is the cause, as a storm is
_VESSEL = frozenset({"weapon", "vehicle"})


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern that fits.

    Attributes:
        pattern: The pattern.
        roles: Participants by role.
        words: Tokens that tell of the event together with its head.
    """

    pattern: Pattern
    roles: Roles
    words: tuple[Token, ...]


def match_verb(verb: Token, pattern: Pattern, given: Arguments) -> Match | None:
    """The participants of a verb by a pattern; None where it does not fit."""
    particle = _particle(verb, pattern.particle)
    if particle is None or (pattern.passive and not given.passive):
        return None
    words = _spoken(verb, pattern.words, given)
    if words is None:
        return None
    roles: Roles = {}
    around = [*given.obliques, *(pair for word in words for pair in obliques(word))]
    subjects = given.patients if pattern.passive else given.agents
    # "they died", "the boat sank": neither passive nor with an object
    if given.passive and _is_intransitive(pattern) and not (pattern.passive or pattern.obliques):
        return None
    undergoes = pattern.subject is not None and pattern.subject.role == "TARGET"
    if not pattern.passive and ((undergoes and given.passive) or (given.patients and not given.passive and _is_intransitive(pattern))):
        return None
    objects = () if pattern.passive else tuple(token for token in given.patients if token not in words) or _small_clause(verb, words)
    if not _fill(roles, pattern.subject, subjects) or not _fill(roles, pattern.object, objects):
        return None
    if not all(_oblique(roles, oblique, around, verb, given) for oblique in pattern.obliques):
        return None
    near = [token for each in pattern.obliques if isinstance(each.holds, Words) for _, token in around if says(token, each.holds)]
    return Match(pattern, roles, (verb, *particle, *words, *(token for token in near if 0 < token.i - verb.i <= _NEAR)))


def _is_intransitive(pattern: Pattern) -> bool:
    return not pattern.words and pattern.object is None


def match_noun(noun: Token, pattern: Pattern, around: list[tuple[str, Token]]) -> Match | None:
    """The participants of a noun of action by a pattern; None where it does not fit."""
    before = [
        token for child in noun.children if child.i < noun.i and child.dep in _MODIFIERS for token in child.subtree() if token.i < noun.i
    ]
    words: list[Token] = []
    for choices in pattern.modifiers:
        found = next((token for token in before if token.lemma.lower() in choices or token.lower in choices), None)
        if found is None and choices & {COUNTED, PLURAL}:
            if not (is_counted(noun) if COUNTED in choices else noun.tag == "NNS"):
                return None
            continue
        if found is None:
            return None
        words.append(found)
    roles: Roles = {}
    _fill_before(roles, noun, pattern, words)
    if not all(_oblique(roles, oblique, around, noun, None) for oblique in pattern.obliques):
        return None
    return Match(pattern, roles, (*words, noun))


def is_counted(noun: Token) -> bool:
    """Whether a noun has its number with it: "14 deaths", "six of the deaths"."""
    return noun.child("nummod") is not None or (noun.dep == "pobj" and noun.head.lower == "of" and noun.head.head.pos == "NUM")


def with_instruments(match: Match, around: Iterable[tuple[str, Token]], passive: bool) -> Match:
    """Weapons that do it, or by which it is done, are instruments and not agents; acts and ideas are neither."""
    roles = {role: list(tokens) for role, tokens in match.roles.items()}
    tools = [token for preposition, token in around if preposition in {"with", "using", "by means of"} and _is_only(token, _VESSEL)]
    doers: list[Token] = []
    for token in roles.get("AGENT", []):
        if _is_only(token, _VESSEL if passive and match.pattern.type not in _BY_VEHICLE - {"attack"} else _INSTRUMENT):
            tools.append(token)
        elif not _is_only(token, _NO_DOER) and (match.pattern.type in _BY_VEHICLE or not _is_only(token, _VEHICLE)):
            doers.append(token)
    roles["AGENT"] = doers
    roles["INSTRUMENT"] = _unique([*roles.get("INSTRUMENT", []), *tools])
    return Match(match.pattern, roles, match.words)


def _is_only(token: Token, kinds: frozenset[str]) -> bool:
    known = kinds_of(token)
    return bool(known) and known is not None and bool(known & kinds) and not known & (_DOER - kinds)


def _unique(tokens: list[Token]) -> list[Token]:
    return sorted({token.i: token for token in tokens}.values(), key=lambda token: token.i)


def _particle(verb: Token, particle: str) -> tuple[Token, ...] | None:
    """The particle's token; nothing where none is asked for; None where it is missing."""
    if not particle:
        return ()
    for child in verb.children:
        governs = particle == "in" and child.dep == "prep" and child.child("pobj") is not None  # "broke the news in London"
        if child.lower == particle and child.dep in {"prt", "advmod", "prep", "advcl"} and not governs:
            return (child,)
    return None


def _spoken(verb: Token, asked: tuple[Words, ...], given: Arguments) -> tuple[Token, ...] | None:
    """The tokens of the words that a pattern asks for beside its verb; None where some are missing."""
    found: list[Token] = []
    for each in asked:
        near = [*given.patients, *(child for child in verb.children if child.dep in _COMPLEMENTS)]
        near.extend(
            child for patient in given.patients for child in patient.children if child.i == verb.i + 1 and child.lemma in _STATES
        )  # "shot dead four people"
        token = next((token for token in near if says(token, each)), None)
        if token is None and each.required:
            return None
        if token is not None:
            found.append(token)
    return tuple(found)


def says(token: Token, asked: Words) -> bool:
    """Whether a token, with its phrase, is one of the words; of "thirty tonnes of food" it is "food"."""
    token = within_heap(token)
    for lemma, within in asked.choices:
        if lemma in (token.lemma.lower(), token.lower) and (
            not within or any(within in (t.lemma.lower(), t.lower) for t in token.subtree())
        ):
            return True
    return False


def _small_clause(verb: Token, words: tuple[Token, ...]) -> tuple[Token, ...]:
    """Read "left three people dead", "took 300 passengers hostage": what the parser hangs on the second is the object of the verb."""
    for word in words:
        inner = word.child("nsubj", "nmod", "compound") if word.head is verb and word.lemma in _STATES else None
        if inner is not None:
            return conjuncts(inner)
    return ()


def fits(token: Token, slot: Slot) -> bool:
    """Whether a phrase is of the kinds that a slot asks for."""
    if "speaker" in slot.kinds and speaker_behind(token) is not None:
        return True
    known = kinds_of(token)
    dated = token.ent in {"DATE", "TIME"} and token.pos != "NUM" and (token.pos == "PROPN" or not (known and known & _DOER))
    magnitude = token.pos == "NUM" and "." in token.text  # "an earthquake of magnitude 6.2 killed ..."
    if dated or magnitude or (known and known <= _NO_PARTICIPANT):
        return False
    if slot.barred and not slot.kinds:
        return not (known and known <= slot.barred)
    if slot.barred and known and known & slot.barred:
        return False
    return not slot.kinds or is_kind(token, slot.kinds) is True


def _fill(roles: Roles, slot: Slot | None, tokens: tuple[Token, ...]) -> bool:
    """Put tokens into a slot. False where the pattern fails: what is required is missing, or all is of the wrong kind."""
    if slot is None:
        return True
    fitting = [token for token in tokens if fits(token, slot)]
    if not fitting:
        return not slot.required and (not tokens or not (slot.kinds or slot.barred))
    # an unknown word in a list is of the kind of its neighbours
    everybody = slot.role == "AGENT" and tokens[0] in fitting
    # "30 doctors and a field kitchen": what is said of the first of a list is said of the others
    listed = slot.role == "TARGET" and tokens[0] in fitting and not slot.barred
    kept = [
        token
        for token in tokens
        if everybody
        or token in fitting
        or (listed and fits(token, Slot(slot.role)) and not is_kind(token, _NO_MEMBER))
        or (slot.kinds and is_kind(token, slot.kinds) is None)
    ]
    roles.setdefault(slot.role, []).extend(kept)
    return True


def _oblique(roles: Roles, oblique: Oblique, around: list[tuple[str, Token]], head: Token, given: Arguments | None) -> bool:
    found = [token for preposition, token in around if preposition.split()[0] in oblique.prepositions]
    if isinstance(oblique.holds, Words):
        return not oblique.holds.required or any(says(token, oblique.holds) for token in found)
    if not found and given is not None and given.passive and _is_stranded(head, oblique.prepositions):
        found = list(given.patients)
    fitting = [token for token in found if fits(token, oblique.holds)]
    if fitting:
        roles.setdefault(oblique.holds.role, []).extend(token for token in fitting if token not in roles.get(oblique.holds.role, []))
        return True
    return not oblique.holds.required or (bool(roles.get(oblique.holds.role)) and given is None)


def _is_stranded(verb: Token, prepositions: frozenset[str]) -> bool:
    """Whether a preposition is left without its object: "the shop was broken into"."""
    return any(child.lower in prepositions and child.child("pobj", "pcomp") is None for child in verb.each("prep", "prt", "advmod"))


def _fill_before(roles: Roles, noun: Token, pattern: Pattern, taken: list[Token]) -> None:
    """Owners and compounds: "the army's detention of radicals", "Tokayev's arrest", "rebel attack", "prisoner release"."""
    of = next((oblique.holds for oblique in pattern.obliques if "of" in oblique.prepositions and isinstance(oblique.holds, Slot)), None)
    of_filled = of is not None and any(child.lower == "of" for child in noun.each("prep"))
    for child in noun.children:
        if child.i > noun.i or child in taken:
            continue
        if child.dep == "poss" and child.pos != "DET":
            role = of.role if of is not None and not of_filled else "AGENT"
            if child.ent not in {"DATE", "TIME"} and (of is None or of_filled or fits(child, of)):
                roles.setdefault(role, []).extend(conjuncts(child))
        elif child.dep in {"compound", "nmod"}:
            known = kinds_of(child) or frozenset()
            if known & {"weapon"}:
                roles.setdefault("INSTRUMENT", []).append(child)
            elif known & {"person", "force", "armed"} and child.ent not in {"GPE", "PERSON"}:
                role = of.role if of is not None and not of_filled else "AGENT"
                if of is None or role != of.role or (of.kinds and fits(child, of)):
                    roles.setdefault(role, []).append(child)
