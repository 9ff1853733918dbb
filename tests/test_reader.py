"""The learned reader: what it scores, that it is optional, and that it runs only the weights that were trained."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportedly
from reportedly.model import codec
from reportedly.model.record import Record
from reportedly.parse.text import parse
from reportedly.reader import weights as kept
from reportedly.reader.candidates import candidates
from reportedly.reader.weights import SHIPPED, ReaderMissing, weights
from reportedly.reader.windows import LONGEST, windows

ATTACK = (
    "Two heavily armed men shot and killed trade unionist Ramiro Quispe Lara outside his home in Arequipa yesterday. "
    "The killers fled on a motorcycle."
)
QUIET = "The central bank kept its interest rate at five percent. Exports of coffee grew for the third month."


@pytest.fixture(scope="module")
def attack() -> Record:
    return reportedly.read(ATTACK, published="1990-03-05", violence=True)


def test_a_phrase_and_the_shorter_ones_in_it_are_candidates() -> None:
    found = {ATTACK[first.start : last.end] for first, last in candidates(parse(ATTACK))}
    assert {"Two heavily armed men", "armed men", "men", "Ramiro Quispe Lara", "home", "motorcycle"} <= found
    assert not any(phrase.startswith(("and ", "his ", "shot and")) for phrase in found)


def test_the_victim_is_likelier_a_victim_than_anybody_else(attack: Record) -> None:
    assert attack.violence is not None
    named = {item.evidence.quote: item.likelihoods.get("hum_name", 0.0) for item in attack.violence.phrases}
    assert max(named, key=lambda phrase: named[phrase]) == "Ramiro Quispe Lara"


def test_a_sentence_on_a_killing_likelier_tells_of_an_incident_than_one_on_a_bank(attack: Record) -> None:
    quiet = reportedly.read(QUIET, violence=True)
    assert attack.violence is not None
    assert quiet.violence is not None
    assert attack.violence.sentences[0].likelihoods.get("ACCOMPLISHED", 0.0) > 0.4
    assert all(item.likelihoods.get("ACCOMPLISHED", 0.0) < 0.2 for item in quiet.violence.sentences)


def test_all_that_is_scored_stands_in_the_text(attack: Record) -> None:
    assert attack.violence is not None
    assert all(item.evidence.holds_in(ATTACK) for item in (*attack.violence.phrases, *attack.violence.sentences))
    assert all(0.0 < value <= 1.0 for item in attack.violence.phrases for value in item.likelihoods.values())


def test_the_same_text_has_the_same_likelihoods_and_they_survive_json(attack: Record) -> None:
    again = reportedly.read(ATTACK, published="1990-03-05", violence=True)
    assert again == attack
    assert codec.decode(Record, codec.encode(attack)) == attack


def test_unasked_nothing_is_scored_and_nothing_is_said_of_it(attack: Record) -> None:
    plain = reportedly.read(ATTACK, published="1990-03-05")
    assert plain.violence is None
    assert "violence" not in codec.encode(plain)
    assert plain.events == attack.events


@pytest.mark.parametrize("text", ["", " ", "-", "Boom", "Boom. " * 3, "a" * 3000, "word " * 9000])
def test_odd_texts_are_scored_like_others(text: str) -> None:
    found = reportedly.read(text, violence=True)
    assert found.violence is None or len(found.violence.sentences) <= len(text)


@given(st.lists(st.integers(min_value=1, max_value=600), max_size=60))
def test_windows_cover_a_text_once_and_none_is_too_long(lengths: list[int]) -> None:
    bounds, low = [], 0
    for length in lengths:
        bounds.append((low, low + length))
        low += length
    found = windows(bounds, low)
    assert [piece for first, last in found for piece in range(first, last)] == list(range(low))
    assert all(last - first <= LONGEST for first, last in found)


def test_without_what_runs_it_the_reader_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "find_spec", lambda name: None if name == "onnxruntime" else object())
    assert not kept.is_installed()
    with pytest.raises(ReaderMissing, match=r"onnxruntime is not installed; run `pip install reportedly\[reader\]`"):
        weights()


def test_weights_that_were_changed_are_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("weights.yaml", "heads.onnx", "vocab.txt"):
        shutil.copyfile(SHIPPED / name, tmp_path / name)
    (tmp_path / "encoder.onnx").write_bytes(b"others")
    monkeypatch.setenv(kept.PLACE, str(tmp_path))
    with pytest.raises(ReaderMissing, match=r"encoder\.onnx with SHA-256 \w{12} was expected, \w{12} found"):
        weights()


def test_the_weights_fit_in_the_package() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 25_000_000
