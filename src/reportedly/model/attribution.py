"""Who says what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.model.evidence import Evidence
from reportedly.model.time import When

SourceKind = Literal["person", "organisation", "group", "document", "outlet", "agency", "impersonal", "unknown"]
AttributionKind = Literal["direct", "indirect", "mixed"]
Polarity = Literal["asserts", "denies", "alleges", "retracts", "estimates"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """A statement, thought or intention that the report ascribes to somebody.

    Attributes:
        id: Content id within the record (`a-...`).
        source: Fullest name that the report gives the source; null where it names nobody.
        role: Office or description of the source ("acting Interior Minister"), as in the text; null where none.
        source_kind: What sort of source.
        cue: The words that ascribe ("said", "according to").
        kind: Quotation marks around all, none or some of the content.
        when: When it was said, where the text says so.
        content: What is ascribed, pronouns and short names kept as in the text; fragments joined by a space.
        via: Id of the attribution around it, the next link of the chain outlet -> agency -> office.
        evidence: Source and cue in the text.
        source_spans: The words of the source, empty where there is none.
        cue_spans: The words of the cue.
        content_spans: The words of the content, in order.
        basis: `stated`, or how a source was carried over ("also" in the next sentence), or how a pronoun was resolved.
        polarity: `denies` where the source denies the content, else `asserts`; `alleges` where the cue marks doubt.
        act: What the source does: `say`, `tell`, `deny`, `allege`, `estimate`, `retract`, `warn`, `show`, `think`, `promise` (it answers
            for the content), or `withhold`, `ask`, `plan`, `want`, `judge`, `order` (it does not: the content may be no fact to it).
    """

    id: str
    source: str | None
    role: str | None
    source_kind: SourceKind
    cue: str
    kind: AttributionKind
    when: When | None
    content: str
    via: str | None
    evidence: Evidence
    source_spans: tuple[Evidence, ...] = ()
    cue_spans: tuple[Evidence, ...] = ()
    content_spans: tuple[Evidence, ...] = ()
    basis: str = "stated"
    polarity: Polarity = "asserts"
    act: str = "say"
