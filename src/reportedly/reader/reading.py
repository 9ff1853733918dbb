"""Read a parsed text with the learned reader: likelihoods of phrases and sentences.

A small encoder (MiniLM, 8 bits) gives a state to each word piece; two layers on top, the heads, score the phrases and the sentences
(`training/README.md` says how they learned it). The only step that knows onnxruntime and tokenizers. One thread and one fixed
graph: the same text gives the same likelihoods on the same kind of processor, and they are rounded, so that others differ little.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from reportedly.model.evidence import Evidence
from reportedly.model.violence import Scored, Violence
from reportedly.reader.candidates import candidates
from reportedly.reader.labels import OF_PHRASES, OF_SENTENCES, ROLES
from reportedly.reader.weights import weights
from reportedly.reader.windows import windows
from reportedly.syntax.tree import ParsedText

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST = 0.02  # likelihoods below are left out
DIGITS = 3
BLOCK = 6_000  # word pieces scored together
FIRST, LAST = 101, 102  # the word pieces that begin and end a window


def read_violence(parsed: ParsedText) -> Violence:
    """What the learned reader holds likely of a text.

    Raises:
        ReaderMissing: The reader is not installed, or its weights are not those that were trained.
    """
    version = weights().version
    pieces = _pieces(parsed)
    spans = [(first, last) for first, last in candidates(parsed)]
    if len(pieces.ids) == 0 or not parsed.sentences:
        return Violence((), (), version)
    of_phrases, of_sentences = _scores(parsed, pieces, [pieces.span(first.start, last.end) for first, last in spans])
    phrases = []
    for (first, last), row in zip(spans, of_phrases, strict=True):
        if row[: len(ROLES)].max() >= LEAST:
            phrases.append(_scored(parsed.text, first.start, last.end, OF_PHRASES, row))
    sentences = [
        _scored(parsed.text, each.start, each.end, OF_SENTENCES, row) for each, row in zip(parsed.sentences, of_sentences, strict=True)
    ]
    return Violence(tuple(phrases), tuple(sentences), version)


def _scored(text: str, start: int, end: int, labels: tuple[str, ...], row: NDArray[np.float32]) -> Scored:
    likely = {label: round(float(value), DIGITS) for label, value in zip(labels, row, strict=True) if value >= LEAST}
    return Scored(Evidence.of(text, start, end), likely)


class _Pieces:
    """The word pieces of a text, and which of them stand for which characters."""

    def __init__(self, ids: list[int], offsets: list[tuple[int, int]]) -> None:
        import numpy as np  # noqa: PLC0415 - loaded with the reader only

        self.ids = ids
        self._starts = np.array([low for low, _ in offsets])
        self._ends = np.array([high for _, high in offsets])

    def first(self, offset: int) -> int:
        """The first piece that ends behind a character."""
        return int(self._ends.searchsorted(offset, side="right"))

    def behind(self, offset: int) -> int:
        """The first piece that begins at a character or behind it."""
        return int(self._starts.searchsorted(offset, side="left"))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """First and last piece of some characters."""
        top = len(self.ids) - 1
        first = min(self.first(start), top)
        return first, min(max(first, self.behind(end) - 1), top)


def _pieces(parsed: ParsedText) -> _Pieces:
    encoded = _tokenizer().encode(parsed.text, add_special_tokens=False)
    return _Pieces(encoded.ids, encoded.offsets)


def _scores(parsed: ParsedText, pieces: _Pieces, spans: list[tuple[int, int]]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Likelihoods of phrases and of sentences."""
    import numpy as np  # noqa: PLC0415

    encoder, heads = _sessions()
    bounds = [(pieces.first(each.start), pieces.behind(each.end)) for each in parsed.sentences]
    of_phrases = np.zeros((len(spans), len(OF_PHRASES)), dtype=np.float32)
    of_sentences = np.zeros((len(bounds), len(OF_SENTENCES)), dtype=np.float32)
    for block in _blocks(windows(bounds, len(pieces.ids))):
        states = []
        for low, high in block:
            ids = np.array([[FIRST, *pieces.ids[low:high], LAST]], dtype=np.int64)
            states.append(encoder.run(None, {"ids": ids, "mask": np.ones_like(ids)})[0][0, 1:-1])
        low, high = block[0][0], block[-1][1]
        said = [row for row, (first, _) in enumerate(spans) if low <= first < high]
        told = [row for row, (first, _) in enumerate(bounds) if low <= first < high]
        pool = np.zeros((max(2, len(told)), high - low), dtype=np.float32)
        for row, sentence in enumerate(told):
            first, last = bounds[sentence]
            pool[row, first - low : last - low] = 1.0 / max(1, last - first)
        asked = (
            np.array([*(spans[row] for row in said), (low, low), (low, low)], dtype=np.int64) - low
        )  # two more: the graph takes no fewer
        scores = heads.run(None, {"states": np.concatenate(states), "spans": asked.clip(0, high - low - 1), "pool": pool})
        of_phrases[said], of_sentences[told] = scores[0][: len(said)], scores[1][: len(told)]
    return _likelihood(of_phrases), _likelihood(of_sentences)


def _blocks(found: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Windows that are scored together: all of them but for very long texts, whose sentences would not fit in memory."""
    block: list[tuple[int, int]] = []
    for window in found:
        if block and window[1] - block[0][0] > BLOCK:
            yield block
            block = []
        block.append(window)
    if block:
        yield block


def _likelihood(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np  # noqa: PLC0415

    found: NDArray[np.float32] = (1 / (1 + np.exp(-scores))).astype(np.float32)
    return found


@cache
def _tokenizer() -> Any:
    from tokenizers import BertWordPieceTokenizer  # noqa: PLC0415

    return BertWordPieceTokenizer(str(weights().folder / "vocab.txt"), lowercase=True)


@cache
def _sessions() -> tuple[Any, Any]:
    """Encoder and heads, on one thread."""
    import onnxruntime  # type: ignore[import-untyped]  # noqa: PLC0415 - it tells no types

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    found = (
        onnxruntime.InferenceSession(str(weights().folder / name), options, providers=["CPUExecutionProvider"])
        for name in ("encoder.onnx", "heads.onnx")
    )
    encoder, heads = found
    return encoder, heads


def forget() -> None:
    """Look for the weights anew at the next reading, as after another folder was named."""
    _tokenizer.cache_clear()
    _sessions.cache_clear()
