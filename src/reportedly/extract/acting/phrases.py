"""Phrases that name or describe an actor, one by one, before they are chained.

Every noun that heads a phrase is read with the words before it (and "of ..." behind it):

* person: an office ("the acting interior minister"), a name behind an office or a title ("Gen. Petrov"), a name beside an
  office in apposition ("the president of X, Y"), or a name that the parser takes for a person and the gazetteer for no place;
* organisation: a noun of `organisations` with a name or article; a name right behind such a noun ("the separatist group X");
  an outlet, a name in capitals that the parser takes for one;
* group: a noun of `groups`, in the plural, or a label ("militants");
* pronouns, for the chains.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.ontology.cues import cues
from reportedly.ontology.roles import Roles
from reportedly.syntax.kinds import is_kind
from reportedly.syntax.tree import Token

NAME_PARTS = frozenset({"compound", "amod", "nmod", "poss", "det", "nummod", "punct", "case"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PEOPLE = frozenset({"human"})
NOMINAL = frozenset({"NOUN", "PROPN"})
PERSONAL = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
    "it": "o",
    "its": "o",
    "itself": "o",
    "they": "p",
    "them": "p",
    "their": "p",
}
RELATIVE = frozenset({"who", "which", "whom"})
WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
LINKING = frozenset({"of", "for", "in", "on", "across", "without", "the", "and", "to", "against", "with"})  # small words inside a name
PARTICLES = frozenset({"al", "el", "ul", "e", "de", "del", "du", "des", "la", "y", "ibn", "bin"})  # "Jaysh al-Islam", "Lashkar-e-Taiba"
# Groups that say nothing without what follows: "participants in the riots".
PARTIAL = frozenset({"participants", "members", "residents", "families", "relatives", "supporters", "opponents", "leaders"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """One mention.

    Attributes:
        start: First character of the whole phrase.
        end: After its last.
        token: Head token.
        kind: `person`, `organisation`, `group` or `pronoun`.
        name: Words of the name, or of the description, without article.
        role: Words of the office, or None.
        proper: Whether it names rather than describes.
        gender: "m", "f", "o" (thing), "p" (several) or "".
    """

    start: int
    end: int
    token: Token
    kind: str
    name: str
    role: str | None = None
    proper: bool = False
    gender: str = ""


def read_phrase(tokens: list[Token], head: Token, roles: Roles, places: frozenset[int]) -> Phrase | None:
    """The mention that a token heads, if it is one. `places` are indices of tokens within toponyms."""
    if head.pos == "PRON":
        gender = PERSONAL.get(head.lower)
        return Phrase(head.start, head.end, head, "pronoun", head.text, gender=gender) if gender else None
    if head.pos not in NOMINAL or head.dep in {"compound", "nmod"}:
        return None
    first = _first_of(head)
    lemma = head.lemma.lower()
    if head.pos == "PROPN" and _behind_organisation(tokens, first, head, roles):
        return _organisation(tokens, first, head, roles)
    if head.pos == "PROPN" and not _is_plain(head):
        person = _person(tokens, first, head, roles, places)
        if person is not None:
            return person
    if head.lower in roles.offices or lemma in roles.offices:
        if head.tag not in {"NNS", "NNPS"}:
            return _office(tokens, first, head, roles)
        if head.lower not in roles.groups:
            return _described(tokens, first, head, "group")
    beside = next((child for child in head.each("appos") if child.pos == "PROPN" and child.ent == "PERSON" and child.i not in places), None)
    if beside is not None and head.tag == "NN" and lemma not in roles.organisations:
        return _office(tokens, first, head, roles)  # "the watchman, Jaime Gaviria"
    called = _called(tokens, head, roles)
    if called:
        return Phrase(first.start, called[-1].end, head, "organisation", _text(called), None, True, "o")
    if head.text[:1].isupper() and first is not head and _has_acronym(tokens, head):
        return _organisation(tokens, first, head, roles)
    if lemma in roles.labels or head.lower in roles.groups or (lemma in roles.groups and head.tag in {"NNS", "NNPS"}):
        plain = head.pos == "NOUN" or head.tag == "NNPS" or head.lower in {"police", "military"}
        named = head.pos == "PROPN" and first is not head and (lemma in roles.organisations or head.ent == "ORG")
        if named and head.ent == "ORG" and lemma not in roles.labels and tokens[head.i - 1].text[:1].isupper():
            return _organisation(tokens, first, head, roles)
        if not named and (plain or lemma in roles.labels) and (head.tag in {"NNS", "NNPS"} or head.lower in roles.groups):
            return _described(tokens, first, head, "group")
    if (lemma in roles.organisations or head.lower in roles.organisations) and head.i not in places:
        return _organisation(tokens, first, head, roles)
    if head.lower in roles.outlets or (head.pos == "PROPN" and head.ent == "ORG" and head.i not in places):
        return _organisation(tokens, first, head, roles)
    acronym = head.text.isupper() and head.text.isalpha() and 3 <= len(head.text) <= 6 and head.i not in places
    if acronym and (head.ent == "ORG" or (head.pos == "PROPN" and not head.ent)):
        return _organisation(tokens, first, head, roles)
    if head.tag == "NN" and speaks(head) and is_kind(head, _PEOPLE):
        words = _text(_description_words(head))  # "a woman of 40 said": who she is, for the pronouns that follow
        return Phrase(first.start, head.end, head, "person", words, None, False, _gender([head], None, roles))
    return None


def speaks(token: Token) -> bool:
    """A subject or doer of a verb of saying, or the one behind "according to"."""
    if token.dep == "pobj" and token.head.head.lower == "according":
        return True
    verb = token.head.head if token.dep == "pobj" else token.head
    cue = cues().verbs.get(verb.lemma.lower())
    return cue is not None and cue.takes("clause") and leads(token)


def leads(token: Token) -> bool:
    """A subject, or the doer of a passive."""
    return token.dep in SUBJECTS or (token.dep == "pobj" and token.head.dep == "agent")


def _called(tokens: list[Token], head: Token, roles: Roles) -> list[Token]:
    """The name right behind a noun that says what sort of organisation it is: "the monitoring group Open Eyes said"."""
    if head.tag != "NN" or head.lemma.lower() not in roles.organisations or head.text[:1].isupper():
        return []
    words: list[Token] = []
    for token in (tokens[at] for at in range(head.i + 1, len(tokens))):
        if token.sent != head.sent or token.ent in {"DATE", "TIME"} or token.lower in {"i", "he", "she", "we", "they"}:
            break
        named = token.text[:1].isupper() and token.pos not in {"DET", "PRON", "ADP"}
        inside = bool(words) and (token.lower in LINKING or token.text in {"-", "‑", "&"})
        following = [other.text for other in tokens[token.i + 1 : token.i + 3] if other.sent == head.sent]
        inside = inside and (following[:1] or [""])[0][:1].isupper()
        joined = (
            bool(words) and token.lower in PARTICLES | {"-"} and any(text[:1].isupper() or text.lower() in PARTICLES for text in following)
        )
        if not named and not inside and not joined:
            break
        words.append(token)
    if not words or words[-1].lower == "'s" or not _is_beside(words, head):
        return []
    after = tokens[words[-1].i + 1] if words[-1].i + 1 < len(tokens) else None
    return [] if after is not None and after.dep == "case" else words


def _is_beside(words: list[Token], head: Token) -> bool:
    """Whether the parser hangs the name on the noun, or took both for subjects of one verb."""
    return any(word.dep == "appos" and word.head is head for word in words) or any(
        word.head is head.head and word.dep == head.dep and word.dep in {"nsubj", "nsubjpass"} for word in words
    )


def _behind_organisation(tokens: list[Token], first: Token, head: Token, roles: Roles) -> bool:
    """Whether a name stands behind what sort of organisation it is: "state news agency SANA"."""
    if head is first:
        return False
    noun = tokens[head.i - 1]
    return (
        noun.pos == "NOUN"
        and noun.dep == "compound"
        and noun.lemma.lower() in roles.organisations
        and noun.lemma.lower() not in roles.groups
    )


def _is_plain(head: Token) -> bool:
    """Whether a word is written small; the second part of a hyphenated name is not."""
    return not head.text[:1].isupper() and not any(child.text == "-" and child.i == head.i - 1 for child in head.children)


def _first_of(head: Token) -> Token:
    """The first token of the words before a head that belong to it, hyphens inside names included."""
    first = head
    for child in reversed([child for child in head.children if child.i < head.i and child.dep in NAME_PARTS]):
        if child.dep == "punct" and child.text not in {"-", "‑", "'", "’", "."}:
            break
        low = child.subtree()[0]
        if child.i < first.i and child.subtree()[-1].i >= first.i - 1:
            first = low if low.i < first.i else first
        else:
            break
    return first


def _without_article(words: list[Token]) -> list[Token]:
    while words and (words[0].dep in {"det", "predet"} or words[0].lower in {"the", "a", "an"} or words[0].tag == "PRP$"):
        words = words[1:]
    return words


def _without_titles(words: list[Token], roles: Roles) -> list[Token]:
    words = _without_article(words)
    while len(words) > 1 and (words[0].lower.rstrip(".") in roles.titles or words[0].text == "."):
        words = words[1:]
    return words


def _text(words: list[Token]) -> str:
    """The words as in the text, one space where there was white space."""
    parts: list[str] = []
    for index, word in enumerate(words):
        if index and word.start > words[index - 1].end:
            parts.append(" ")
        parts.append(word.text)
    return "".join(parts)


def _person(tokens: list[Token], first: Token, head: Token, roles: Roles, places: frozenset[int]) -> Phrase | None:
    """A name, with the office and title before it."""
    words = [token for token in tokens[first.i : head.i + 1] if token.dep != "det" and token.lower not in {"the", "a", "an"}]
    cut = 0
    for index, word in enumerate(words[:-1]):
        bare = word.lower.rstrip(".")
        if bare in roles.offices or bare in roles.titles or (word.lemma.lower() in roles.offices):
            cut = index + 1
    if cut < len(words) and words[cut].text == ".":
        cut += 1
    cut += _title_of(words[cut:])
    named, before = words[cut:], words[:cut]
    if not named or any(word.pos not in {"PROPN", "PUNCT", "PART", "X", "SYM"} and word.text[:1].islower() for word in named):
        return None
    if (
        named[-1].lower in roles.organisations
        or named[-1].lower in roles.groups
        or named[-1].lower in roles.offices
        or named[-1].lower in roles.outlets
    ):
        return None
    appositive = _office_beside(head, roles)
    titled = bool(before)
    gender_words = list(before)
    if not titled and appositive is None and (head.ent != "PERSON" or head.i in places or any(word.i in places for word in named)):
        return None
    if not titled and appositive is not None and head.ent in {"GPE", "LOC", "ORG"} and head.i in places:
        return None
    while before and (before[-1].lower.rstrip(".") in roles.titles or before[-1].text == "."):
        before = before[:-1]
    role = _text(before) if before and any(word.lemma.lower() in roles.offices or word.lower in roles.offices for word in before) else None
    if appositive is not None:
        role = f"{role}; {appositive}" if role else appositive
    gender = _gender(gender_words, role, roles)
    return Phrase(first.start, head.end, head, "person", _text(named), role, True, gender)


def _title_of(words: list[Token]) -> int:
    """How many words belong to the office yet: "of State" in "Secretary of State Antony Blinken"."""
    if not words or words[0].lower not in {"of", "for"}:
        return 0
    named = next((index for index, word in enumerate(words) if word.ent == "PERSON"), 0)
    return named if all(word.ent == "PERSON" for word in words[named:]) else 0


def _gender(before: list[Token], role: str | None, roles: Roles) -> str:
    words = {word.lower.rstrip(".") for word in before} | set((role or "").lower().split())
    if words & roles.women:
        return "f"
    return "m" if words & roles.men else ""


def _office_beside(head: Token, roles: Roles) -> str | None:
    """The office in apposition to a name, on either side."""
    for other in [*head.each("appos"), *([head.head] if head.dep == "appos" else [])]:
        lemma = other.lemma.lower()
        if lemma in roles.offices or other.lower in roles.offices:
            return _description(other)
    return None


def _description(head: Token) -> str:
    """An office with the words around it: "head of the emergency service"."""
    return _text(_description_words(head))


def _description_words(head: Token) -> list[Token]:
    words = [head]
    for child in head.children:
        if child.i < head.i and child.dep in NAME_PARTS and child.dep != "det":
            words.extend(child.subtree())
        if child.dep == "prep" and child.i > head.i and (child.lower in {"of", "for", "in"} or _tells_where_from(child)):
            words.extend(token for token in child.subtree())
    words.sort(key=lambda token: token.i)
    at = words.index(head)
    last = at
    while last + 1 < len(words) and words[last + 1].i == words[last].i + 1 and words[last + 1].text not in {",", "("}:
        last += 1
    return _without_article(words[: last + 1]) or [head]


def _tells_where_from(preposition: Token) -> bool:
    """Read "a doctor at al-Nao hospital", "a worker with the agency Relief": the house that somebody speaks from."""
    noun = preposition.child("pobj")
    if preposition.lower not in {"at", "with"} or noun is None or noun.sent != preposition.sent:
        return False
    return preposition.i == preposition.head.i + 1 and any(
        word.pos == "PROPN" and word.dep in {"compound", "pobj"} for word in (noun, *noun.children)
    )


def _office(tokens: list[Token], first: Token, head: Token, roles: Roles) -> Phrase | None:
    """An office without a name, or with one in apposition."""
    described = _description_words(head)
    role, named = _text(described), _name_beside(head)
    if named is not None:
        words = _without_titles(tokens[_first_of(named).i : named.i + 1], roles)
        return Phrase(first.start, named.end, head, "person", _text(words), role, True, _gender([], role, roles))
    return Phrase(first.start, max(described[-1].end, head.end), head, "person", role, role, False, _gender([], role, roles))


def _name_beside(head: Token) -> Token | None:
    """The name in apposition to an office, or to the place of the office where the parser hung it there."""
    own = next((child for child in head.each("appos") if child.pos == "PROPN" and child.i > head.i), None)
    if own is not None:
        return own
    places = (preposition.child("pobj") for preposition in head.each("prep") if preposition.lower in {"of", "for", "in"})
    return next(
        (child for place in places if place is not None for child in place.each("appos") if child.pos == "PROPN" and child.ent == "PERSON"),
        None,
    )


def _organisation(tokens: list[Token], first: Token, head: Token, roles: Roles) -> Phrase | None:
    """The name of an organisation with its "of ..." and "in ..." behind."""
    words = _without_kind(_without_article(list(tokens[first.i : head.i + 1])), roles)
    last = max(_last_of_name(tokens, head), _last_of_entity(tokens, head))
    words = [*words, *tokens[head.i + 1 : last + 1]]
    if not words or tokens[first.i].tag == "PRP$":
        return None
    named = head.pos == "PROPN" or _has_acronym(tokens, head) or (head.text[:1].isupper() and head.ent == "ORG" and first is not head)
    proper = named or any(word.pos == "PROPN" for word in words)
    if not named and (head.tag == "NNS" or head.lemma.lower() not in roles.stand_ins):
        return None
    return Phrase(tokens[first.i].start, words[-1].end, head, "organisation", _text(words), None, proper, "o")


def _without_kind(words: list[Token], roles: Roles) -> list[Token]:
    """A name without the day or the sort of organisation before it: "Monday WHO", "grid operator Ukrenergo"."""
    while len(words) > 1 and words[0].ent == "DATE" and words[0].lower in WEEKDAYS:
        words = words[1:]
    cut = next((at for at in range(len(words) - 1, 0, -1) if not words[at].text[:1].isupper()), 0)
    kind = words[cut] if cut < len(words) - 1 else None
    if kind is not None and kind.pos == "NOUN" and kind.lemma.lower() in roles.organisations and kind.lemma.lower() not in roles.groups:
        return words[cut + 1 :]
    return words


def _has_acronym(tokens: list[Token], head: Token) -> bool:
    """Whether an acronym in brackets stands behind a name: "Human Rights Activists in Iran (HRAI)"."""
    last = head.i
    while (
        last + 1 < len(tokens)
        and last < head.i + 5
        and (tokens[last + 1].pos == "PROPN" or tokens[last + 1].lower in {"of", "in", "for", "the"})
    ):
        last += 1
    if last + 2 >= len(tokens) or tokens[last + 1].text != "(":
        return False
    acronym = tokens[last + 2].text
    return acronym.isupper() and 2 <= len(acronym) <= 8 and tokens[last + 2].sent == head.sent


def _last_of_entity(tokens: list[Token], head: Token) -> int:
    """The end of a coordinated name: "Flood Forecasting and Warning Centre"."""
    last = head.i
    if head.ent == "ORG":
        while last + 1 < len(tokens) and tokens[last + 1].ent == "ORG" and tokens[last + 1].sent == head.sent:
            last += 1
    coordinated = last > head.i and tokens[head.i + 1].lower in {"and", "&"} and tokens[last].text[:1].isupper()
    return last if coordinated else head.i


def _last_of_name(tokens: list[Token], head: Token, common: bool = False) -> int:
    """Index of the last token of "of ...", "for ..." and, before a name, "in ..." behind a head."""
    last = head.i
    for child in head.children:
        if child.dep != "prep" or child.i != last + 1 or child.lower not in {"of", "for", "in", "on"}:
            continue
        noun = child.child("pobj")
        if noun is None or (child.lower in {"in", "on"} and noun.pos != "PROPN" and not common) or noun.ent in {"DATE", "TIME"}:
            continue
        inside = [token for token in noun.subtree() if token.i > child.i and token.dep not in {"relcl", "acl"}]
        end = child.i
        for token in sorted(inside, key=lambda token: token.i):
            if token.i != end + 1 or token.text in {",", "(", ")"}:
                break
            end = token.i
        if end > child.i:
            last = end
    # a hyphenated name that the parser cut: "Alma-Ata"
    while (
        last + 2 < len(tokens)
        and tokens[last + 1].text in {"-", "‑"}
        and tokens[last + 1].start == tokens[last].end
        and tokens[last + 2].start == tokens[last + 1].end
    ):
        last += 2
    return last


def _described(tokens: list[Token], first: Token, head: Token, kind: str) -> Phrase | None:
    """A group by its words, numbers left out: "security officials" of "more than 16 security officials"."""
    words = _without_article(list(tokens[first.i : head.i + 1]))
    counts = [word.i for word in words if word.pos == "NUM" or word.dep in {"nummod", "quantmod"}]
    words = [word for word in words if not counts or word.i > counts[-1]]
    if not words:
        return None
    named = words
    if head.lower in PARTIAL:
        named = [*words, *tokens[head.i + 1 : _last_of_name(tokens, head, common=True) + 1]]
    return Phrase(words[0].start, head.end, head, kind, _text(named), None, any(word.pos == "PROPN" for word in words), "p")
