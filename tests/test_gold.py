"""Reports annotated by hand: the annotations hold, and the records of the reports score no less than their floors."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
import yaml
from tests.gold.rows import HERE, ours, rows, scorer

KINDS = ("figures", "events", "attributions", "dates", "places")
FLOORS = yaml.safe_load((HERE / "floors.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", ours(), ids=lambda path: path.stem)
def test_every_annotation_quotes_its_report(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_bytes().decode()
    assert hashlib.sha256(text.encode()).hexdigest() == gold["report"]["sha256"]
    for kind in KINDS:
        for item in gold[kind]:
            span = item.get("evidence", item)
            assert text[span["start"] : span["end"]] == span["quote"]
    ids = {item["id"] for item in gold["figures"]}
    links = {item[link] for item in gold["figures"] for link in ("subset_of", "same_as") if link in item}
    assert links <= ids


@pytest.mark.skipif(scorer() is None, reason="the scorer of annotated reports is not here; REPORTEDLY_SHARED names its folder")
@pytest.mark.parametrize(
    ("report", "kind", "score"), [(report, kind, score) for report in FLOORS for kind in FLOORS[report] for score in FLOORS[report][kind]]
)
def test_no_score_falls_below_its_floor(report: str, kind: str, score: str) -> None:
    paths = ours() if report == "*" else [HERE / f"{report}.json"]
    assert rows(paths)[kind][score] >= FLOORS[report][kind][score]
