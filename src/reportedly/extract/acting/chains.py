"""Which phrases speak of one actor: full names, short names, roles, acronyms, pronouns.

1. People with one last name are one person, unless their first names differ; a short name beside two such people stays
   by itself.
2. A short name of an organisation ("the Ministry of Health") belongs to the longer one that begins or ends with it, if
   there is only one. An acronym belongs to the name it stands behind in brackets, or whose initials it spells.
3. An office without a name ("the president of X", "the minister") is the last person before it who was given that
   office and no other country; "the ministry", "the organisation" the last organisation before it with that noun.
4. "he", "she" and "him" are the last person: of the same sentence's subject, else of the sentence before, looking
   back three sentences and not beyond; "it" the last organisation that is a subject. Two equally near: nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.extract.acting.naming import Words, full_names, words_of
from reportedly.extract.acting.phrases import SUBJECTS, Phrase, leads, speaks
from reportedly.ontology.cues import cues
from reportedly.ontology.roles import Roles
from reportedly.syntax.tree import ParsedText, Token

# Nouns that stand for any organisation that spoke just before.
GENERIC = frozenset({"group", "organization", "organisation", "agency", "body", "watchdog", "charity", "ngo", "network", "monitor"})
FAR = 200  # phrases that an office or a stand-in looks back over
BACK = 3  # sentences that a pronoun looks back over


class Chains:
    """The chains of one text: for each phrase the number of its chain, and for each chain its fullest phrase."""

    def __init__(self, parsed: ParsedText, phrases: list[Phrase], roles: Roles):
        self.parsed, self.phrases, self.roles = parsed, phrases, roles
        self.of: dict[int, int] = {}
        self.fullest: dict[int, Phrase] = {}
        self.role: dict[int, str] = {}
        self.gender: dict[int, str] = {}
        self.people: dict[str, int] = {}  # chains by last name
        self.met: set[int] = set()  # people named so far
        self.by_office: dict[str, list[int]] = {}  # chains by the words of their office
        self._name_people()
        self._name_organisations()
        self._name_groups()
        self._follow()

    def _start(self, index: int, phrase: Phrase) -> int:
        number = len(self.fullest)
        self.fullest[number] = phrase
        self.of[index] = number
        return number

    def _named(self, kind: str) -> Iterator[tuple[int, Phrase]]:
        return ((index, phrase) for index, phrase in enumerate(self.phrases) if phrase.kind == kind and phrase.proper)

    def _name_people(self) -> None:
        by_last: dict[str, list[tuple[int, Phrase, tuple[str, ...]]]] = {}
        for index, phrase in self._named("person"):
            if phrase.name != phrase.role:
                words = words_of(phrase.name)
                if words:
                    by_last.setdefault(words[-1], []).append((index, phrase, words))
        chain_of_first: dict[str, int] = {}
        for mentions in by_last.values():
            full: dict[str, int] = {}
            for index, phrase, words in mentions:
                if len(words) > 1:
                    key = words[0]
                    chain = full.get(key)
                    if chain is None:
                        full[key] = chain = self._start(index, phrase)
                        chain_of_first.setdefault(key, chain)
                    self._join(index, phrase, chain)
            alone = next(iter(full.values())) if len(full) == 1 else None
            for index, phrase, words in mentions:
                if len(words) == 1:
                    chain = alone
                    if chain is None:
                        chain = self._start(index, phrase)
                        alone = chain if not full else None
                    self._join(index, phrase, chain)
            last = next(iter(mentions))[2][-1]
            if alone is not None:
                self.people[last] = alone
        self._join_first_names(chain_of_first)

    def _join_first_names(self, by_first: dict[str, int]) -> None:
        """A single word that is the first word of one full name, and of no other's last: "Kim" of "Kim Sung-ho"."""
        for last, chain in list(self.people.items()):
            owner = by_first.get(last)
            if owner is not None and owner != chain and len(words_of(self.fullest[chain].name)) == 1:
                self.people[last] = owner
                for index in [index for index, held in self.of.items() if held == chain]:
                    self.of[index] = owner

    def _join(self, index: int, phrase: Phrase, chain: int) -> None:
        self.of[index] = chain
        if len(words_of(phrase.name)) > len(words_of(self.fullest[chain].name)):
            self.fullest[chain] = phrase
        if phrase.role:
            held = self.role.get(chain)
            self.role[chain] = phrase.role if held is None or words_of(phrase.role) == words_of(held) else _both(held, phrase.role)
            for word in dict.fromkeys(words_of(phrase.role)):
                self.by_office.setdefault(word, []).append(chain)
        if phrase.gender in {"m", "f"}:
            self.gender.setdefault(chain, phrase.gender)

    def _name_organisations(self) -> None:
        mentions: list[tuple[int, Phrase, Words]] = []
        for index, phrase in self._named("organisation"):
            words = words_of(phrase.name)
            if len(words) == 1 and words[0] in self.people:
                self.of[index] = self.people[words[0]]  # a short name that the parser took for an organisation
            else:
                mentions.append((index, phrase, words))
        full = full_names(self.parsed.text, [(phrase, words) for _, phrase, words in mentions])
        owners: dict[Words, Phrase] = {}
        for _, phrase, words in mentions:
            owners.setdefault(words, phrase)
        chains: dict[Words, int] = {}
        for index, phrase, words in mentions:
            name = full.get(words, words)
            if name not in chains:
                chains[name] = self._start(index, owners.get(name, phrase))
            self.of[index] = chains[name]

    def _name_groups(self) -> None:
        known: dict[str, int] = {}
        for index, phrase in enumerate(self.phrases):
            if phrase.kind == "group":
                key = phrase.name.lower()
                if key not in known:
                    known[key] = self._start(index, phrase)
                self.of[index] = known[key]

    def _follow(self) -> None:
        """Offices, stand-ins and pronouns, in order of the text, each by what came before."""
        for index, phrase in enumerate(self.phrases):
            if index in self.of:
                if phrase.kind == "person":
                    self.met.add(self.of[index])
                continue
            if phrase.kind == "person":
                chain = self._holder(index, phrase)
                self.of[index] = self._start(index, phrase) if chain is None else chain
                if chain is None and phrase.role:
                    self.role[self.of[index]] = phrase.role
            elif phrase.kind == "organisation":
                chain = self._stood_for(index, phrase)
                self.of[index] = self._start(index, phrase) if chain is None else chain
            elif phrase.kind == "pronoun":
                chain = self._meant(index, phrase)
                if chain is not None:
                    self.of[index] = chain
                    if phrase.gender in {"m", "f"}:
                        self.gender.setdefault(chain, phrase.gender)

    def _holder(self, index: int, phrase: Phrase) -> int | None:
        """Whose office it is: the last person before, else the only one in the text, with the words of this office."""
        wanted = set(words_of(phrase.name))
        head = phrase.token.lemma.lower()
        for other in range(index - 1, max(-1, index - FAR), -1):
            chain = self.of.get(other)
            if chain is None or self.phrases[other].kind != "person":
                continue
            role = self.role.get(chain)
            if role and (wanted <= set(words_of(role)) or (head in words_of(role) and self._agrees(wanted, set(words_of(role))))):
                return chain
        if len(wanted) == 1 and _definite(phrase.token) and len(self.met) == 1:
            (only,) = self.met
            if only not in self.role and self.fullest[only].proper:
                return only
        later = {
            chain
            for chain in self.by_office.get(head, ())
            if self.fullest[chain].proper and len(wanted) > 1 and wanted <= set(words_of(self.role[chain]))
        }
        return later.pop() if len(later) == 1 else None

    @staticmethod
    def _agrees(wanted: set[str], role: set[str]) -> bool:
        """The bare office stands for a longer one; a longer one only for its own words."""
        return len(wanted) == 1 or wanted <= role or (role <= wanted)

    def _stood_for(self, index: int, phrase: Phrase) -> int | None:
        if not phrase.token.children or not _definite(phrase.token) or len(words_of(phrase.name)) > 1:
            return None
        noun = phrase.token.lemma.lower()
        if noun not in self.roles.stand_ins:
            return None
        for other in range(index - 1, max(-1, index - FAR), -1):
            chain = self.of.get(other)
            if chain is None or self.phrases[other].kind != "organisation":
                continue
            full = self.fullest[chain]
            if full.proper and (_same_noun(noun, words_of(full.name)) or _apposed(noun, self.phrases[other].token)):
                return chain
            if full.proper and noun in GENERIC and speaks(phrase.token) and speaks(self.phrases[other].token):
                near = phrase.token.sent - self.phrases[other].token.sent
                return chain if near <= BACK else None
        return None

    def _meant(self, index: int, phrase: Phrase) -> int | None:
        token = phrase.token
        kind = {"m": "person", "f": "person", "o": "organisation", "p": "group"}[phrase.gender]
        here = self._before(index, token.sent - BACK)
        for sentence in range(token.sent, token.sent - BACK - 1, -1):
            near = [other for other in here if self.phrases[other].token.sent == sentence and self.fullest[self.of[other]].kind == kind]
            if speaks(token):
                near = [other for other in near if not _addressed(self.phrases[other].token)]
            near = [other for other in near if self._fits(self.of[other], phrase) and not _same_clause(self.phrases[other].token, token)]
            if sentence == token.sent and self._closes(token):
                # "A teacher and two pupils were freed, he added": whoever spoke before, not who is told of
                near = [other for other in near if speaks(self.phrases[other].token)]
            if not near:
                continue
            chains = list(dict.fromkeys(self.of[other] for other in near))
            if len(chains) == 1:
                return chains[0] if kind == "person" or any(leads(self.phrases[other].token) for other in near) else None
            for fits in (speaks, leads) if speaks(token) else (leads,):
                subjects = list(dict.fromkeys(self.of[other] for other in near if fits(self.phrases[other].token)))
                if len(subjects) == 1:
                    return subjects[0]
            return None
        return None

    def _closes(self, token: Token) -> bool:
        """Whether a pronoun with its verb of saying stands behind what is said."""
        before = self.parsed.tokens[token.i - 1] if token.i else None
        verb = token.head
        behind = any(child.i > verb.i and child.dep in {"ccomp", "xcomp", "dobj"} for child in verb.children)
        return speaks(token) and before is not None and before.text == "," and verb.i > token.i and not behind

    def _before(self, index: int, sentence: int) -> list[int]:
        """Positions of chained phrases ahead of one, nearest first, back to a sentence."""
        found: list[int] = []
        for other in range(index - 1, -1, -1):
            if self.phrases[other].token.sent < sentence:
                break
            if other in self.of:
                found.append(other)
        return found

    def _fits(self, chain: int, phrase: Phrase) -> bool:
        gender = self.gender.get(chain, "")
        return phrase.gender not in {"m", "f"} or not gender or gender == phrase.gender


def _both(held: str, role: str) -> str:
    """Two offices of one person, the longer where one contains the other."""
    first, second = set(words_of(held)), set(words_of(role))
    if second <= first:
        return held
    return role if first <= second else f"{held}; {role}"


def _definite(token: Token) -> bool:
    determiner = token.child("det")
    return determiner is not None and determiner.lower in {"the", "this", "that"}


def _same_noun(noun: str, name: tuple[str, ...]) -> bool:
    spelled = noun.replace("organisation", "organization")
    return spelled in {word.replace("organisation", "organization") for word in name}


def _apposed(noun: str, name: Token) -> bool:
    """Whether the name has the noun in apposition: "the Legal Aid Monitor, a rights group", "the rights group Monitor"."""
    return name.lemma.lower() == noun or any(child.lemma.lower() == noun for child in name.each("appos"))


def _same_clause(other: Token, pronoun: Token) -> bool:
    """A pronoun is not a fellow argument of its verb: "Petrov told him"."""
    return (
        other.sent == pronoun.sent and other.head is pronoun.head and other.dep in SUBJECTS | {"dobj", "dative"} and pronoun.dep != "poss"
    )


def _addressed(token: Token) -> bool:
    """Whom somebody tells it: "a mother told our correspondent"."""
    cue = cues().verbs.get(token.head.lemma.lower())
    return token.dep in {"dobj", "dative"} and cue is not None and cue.class_of("clause") == "tell"
