"""What extractors hand to `resolve`: findings in one text, before names, places and sources are settled.

Spans are character offsets into the canonical text, end exclusive; `token` is the index of the governing token in
the parsed text. Mentions live only between steps; no user sees them.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.model.attribution import AttributionKind, Polarity, SourceKind
from reportedly.model.figure import Number, Qualifier, ScopeKind, Stage, Status

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in words or digits, with the words that qualify it.

    Attributes:
        start: First character of the whole expression, qualifier included ("more than 400", "an estimated $1.2bn").
        end: After its last character, scale and currency words included ("87 billion tenge").
        numeral: Span of the numeral alone ("400", "$1.2bn", "between 3 and 5").
        number: As stated, scale applied (87_000_000_000); null for a range and for vague words.
        qualifier: How it bounds the amount.
        low: Lower bound as stated; null where open.
        high: Upper bound as stated; null where open.
        currency: ISO 4217 code where it is money.
        status: `estimated` or `preliminary` where the qualifier says so ("an estimated 300").
        implicit: True for "a policeman": an article that stands for one.
        unit_words: Span of a measure word that belongs to the numeral (km, tonnes, per cent), where it is no count.
        rule: The production of the grammar.
    """

    start: int
    end: int
    numeral: Span
    number: Number | None
    qualifier: Qualifier
    low: Number | None
    high: Number | None
    currency: str | None = None
    status: Status | None = None
    implicit: bool = False
    unit_words: Span | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class AttributionMention:
    """Source, cue and content, as spans.

    Attributes:
        source: Spans of the source; empty where the text names nobody.
        source_token: Head token of the source, -1 where there is none.
        cue: Spans of the cue.
        cue_token: Head token of the cue.
        content: Spans of the content, in order.
        kind: Direct, indirect or mixed.
        source_kind: What sort of source, as far as the words tell.
        polarity: See `Attribution.polarity`.
        basis: `stated`, or how the source was carried over.
        rule: Name of the rule.
        act: Class of the cue in `ontology/cues.yaml`; see `Attribution.act`.
    """

    source: tuple[Span, ...]
    source_token: int
    cue: tuple[Span, ...]
    cue_token: int
    content: tuple[Span, ...]
    kind: AttributionKind
    source_kind: SourceKind = "unknown"
    polarity: Polarity = "asserts"
    basis: str = "stated"
    rule: str = ""
    act: str = "say"


@dataclass(frozen=True, slots=True)
class Participant:
    """A phrase that takes part in an event.

    Attributes:
        start: First character of the phrase.
        end: After its last character.
        token: Its head token.
    """

    start: int
    end: int
    token: int


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event as its clause tells it.

    Attributes:
        type: Name in `ontology/events.yaml`.
        trigger: Span of the words that tell of it.
        token: Head token of the trigger.
        stage: Done, tried, planned, ...
        status: How the text itself marks it.
        agents: Who did it.
        targets: To whom or what.
        instruments: With what.
        evidence: Span of the clause.
        rules: Names of the rules.
        form: Finer name of the type, whose codes come first; null where the type has none.
    """

    type: str
    trigger: Span
    token: int
    stage: Stage
    status: Status
    agents: tuple[Participant, ...]
    targets: tuple[Participant, ...]
    instruments: tuple[Participant, ...]
    evidence: Span
    rules: tuple[str, ...] = ()
    form: str | None = None


@dataclass(frozen=True, slots=True)
class FigureMention:
    """An amount with what was counted and what happened to it.

    Attributes:
        amount: The number.
        measure: Name in `ontology/measures.yaml`, or null.
        unit: `people`, a lemma, or an ISO 4217 code.
        subject: The words counted.
        evidence: Span of the clause, or from the amount to the predicate.
        token: Head token of what was counted.
        predicate: Token of what happened to it, -1 where there is none.
        status: How the text itself marks the claim.
        stage: Done, tried, planned, ...
        scope: Running total, increment, part.
        part_of: Position in the list of the figure that this is a part of, or null.
        previous_of: Position of the figure that replaced this one, or null.
        manner: How ("beheaded"), or null.
        rules: Names of the rules.
    """

    amount: Amount
    measure: str | None
    unit: str
    subject: str
    evidence: Span
    token: int
    predicate: int
    status: Status = "asserted"
    stage: Stage = "accomplished"
    scope: ScopeKind = "total"
    part_of: int | None = None
    previous_of: int | None = None
    manner: str | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A phrase that names or describes an actor.

    Attributes:
        start: First character of the phrase.
        end: After its last character.
        token: Its head token.
        chain: Number of the chain of mentions of one actor in this text.
        name: Fullest name of that chain in the text.
        kind: `person`, `organisation` or `group`.
        role: Office or description, null where none.
        country: ISO code where the words tell it.
        pronoun: True for "he", "they", "it".
    """

    start: int
    end: int
    token: int
    chain: int
    name: str
    kind: str
    role: str | None = None
    country: str | None = None
    pronoun: bool = False
