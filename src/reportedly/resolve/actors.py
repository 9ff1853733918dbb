"""Actors of the record, from their mentions.

* A person is kept only who holds an office or speaks as a source: private persons and victims are nobody's record.
* An organisation is kept that has a name of its own, or speaks.
* A group is kept by the words of the text, unless they judge ("bandits"): then its name is a neutral word with the label in
  quotation marks, and the label is kept with the source in whose statement it stands.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.model.actor import Actor, Label
from reportedly.model.attribution import Attribution
from reportedly.model.evidence import Evidence
from reportedly.model.mentions import ActorMention
from reportedly.model.place import Toponym
from reportedly.ontology.roles import roles
from reportedly.resolve.contents import Contents
from reportedly.syntax.tree import ParsedText, Token

# Sectors whose offices are public; a nurse or a soldier is an actor only when speaking.
PUBLIC = frozenset({"government", "military", "judiciary", "legislature", "party", ""})


def settle_actors(
    parsed: ParsedText, mentions: tuple[ActorMention, ...], attributions: tuple[Attribution, ...], places: tuple[Toponym, ...]
) -> tuple[Actor, ...]:
    """The actors of the record, in order of their first mention."""
    chains: dict[int, list[ActorMention]] = {}
    for mention in mentions:
        chains.setdefault(mention.chain, []).append(mention)
    speaking = {attribution.source for attribution in attributions if attribution.source}
    contents = Contents(attributions)
    found: dict[tuple[str, str], Actor] = {}
    for chain in chains.values():
        actor = _actor(parsed, chain, speaking, contents, places)
        if actor is not None:
            key = (actor.kind, actor.name.lower())
            found[key] = _merged(found[key], actor) if key in found else actor
    return tuple(found.values())


def _actor(
    parsed: ParsedText, chain: list[ActorMention], speaking: set[str], contents: Contents, places: tuple[Toponym, ...]
) -> Actor | None:
    first = chain[0]
    role = next((mention.role for mention in chain if mention.role), None)
    evidence = tuple(Evidence.of(parsed.text, mention.start, mention.end) for mention in chain)
    country = next((mention.country for mention in chain if mention.country), None)
    if first.kind == "person":
        sector = _sector_of(role or "", roles().offices)
        if first.name not in speaking and (role is None or sector not in PUBLIC or role == first.name):
            return None
        if role == first.name and not any(letter.isupper() for letter in first.name):
            return None
        return Actor(first.name, "person", sector or None, country or _country_of(role, places), role, evidence)
    if first.kind == "organisation":
        if first.name not in speaking and not _is_name(first.name):
            return None
        sector = "media" if first.name.lower() in roles().outlets else _sector_of(first.name, roles().organisations)
        return Actor(first.name, "organisation", sector or None, country, None, evidence)
    labels = tuple(_labels(parsed, chain, contents))
    head = parsed.tokens[first.token]
    name = first.name
    if labels:
        name = _neutral(parsed, head, first)
    return Actor(name, "group", _sector_of(first.name, roles().groups) or None, country, None, evidence, labels)


def _merged(actor: Actor, other: Actor) -> Actor:
    """Two chains of one name."""
    return Actor(
        actor.name,
        actor.kind,
        actor.sector or other.sector,
        actor.country or other.country,
        actor.role or other.role,
        tuple(sorted((*actor.mentions, *other.mentions))),
        (*actor.labels, *other.labels),
    )


def _is_name(name: str) -> bool:
    return any(word[:1].isupper() for word in name.split()[1:]) or name.isupper() or (name[:1].isupper() and " " not in name)


def _sector_of(words: str, lexicon: dict[str, str]) -> str | None:
    """The sector of the first word that has one; "of" names come first."""
    for word in words.lower().replace(";", " ").replace(",", " ").split():
        for form in (word, word.removesuffix("s")):
            if lexicon.get(form):
                return lexicon[form]
    return "" if any(word in lexicon for word in words.lower().split()) else None


def _country_of(role: str | None, places: tuple[Toponym, ...]) -> str | None:
    """The country that an office names, where that word is a toponym elsewhere in the text."""
    if role is None:
        return None
    named = {place.country for place in places if place.country and place.kind == "country" and place.quote in role}
    return next(iter(named)) if len(named) == 1 else None


def _labels(parsed: ParsedText, chain: list[ActorMention], contents: Contents) -> Iterable[Label]:
    for mention in chain:
        word = _judging(parsed.between(mention.start, mention.end))
        if word is not None:
            quote = parsed.text[word.start : parsed.tokens[mention.token].end] if word.i <= mention.token else word.text
            yield Label(quote, _said_by(contents, mention), Evidence.of(parsed.text, mention.start, mention.end))


def _judging(words: list[Token]) -> Token | None:
    lexicon = roles().labels
    return next((word for word in words if word.lemma.lower() in lexicon or word.lower.removesuffix("s") in lexicon), None)


def _neutral(parsed: ParsedText, head: Token, mention: ActorMention) -> str:
    """The group without the word that judges: "protesters" of "radical protesters", else "people called “bandits”"."""
    word = _judging(parsed.between(mention.start, mention.end))
    lexicon = roles().labels
    if word is None or (head.lemma.lower() not in lexicon and word is not head):
        return head.text.lower()
    neutral = lexicon.get(head.lemma.lower()) or lexicon.get(head.lower.removesuffix("s"), "people")
    return f"{neutral} called “{head.text.lower()}”"


def _said_by(contents: Contents, mention: ActorMention) -> str | None:
    """The source in whose statement the mention stands, the innermost."""
    found = min(contents.holding(mention.start, mention.end), key=lambda each: each[:2], default=None)
    return found[2].source if found is not None else None
