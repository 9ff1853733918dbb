"""One input of a harness, as it is made, checked, made smaller and kept."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"


@dataclass(frozen=True, slots=True)
class Sample:
    """One input.

    Attributes:
        text: The text; for a file its bytes, one character each.
        name: The name of the file.
        published: When the report was published, ISO 8601.
        lot: What the parse is drawn by, where there is no parser.
    """

    text: str
    name: str = ""
    published: str | None = None
    lot: int = 0

    @classmethod
    def of(cls, raw: bytes, name: str) -> Sample:
        """A file."""
        return cls(raw.decode("latin-1"), name)

    @property
    def raw(self) -> bytes:
        """The bytes of a file."""
        return self.text.encode("latin-1")

    def but(self, text: str) -> Sample:
        """The same with another text."""
        return replace(self, text=text)


def load(path: Path) -> Sample:
    """A sample of the corpus."""
    return Sample(**json.loads(path.read_text("ascii")))


def save(path: Path, sample: Sample) -> None:
    """Keep a sample, in characters that every file can hold."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(sample), indent=1) + "\n", "ascii")


def corpus(harness: str) -> list[Path]:
    """What was once a fault of a harness."""
    return sorted((CORPUS / harness).glob("*.json"))
