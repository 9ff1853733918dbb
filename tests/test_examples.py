"""The example reports: each can be read, and the listing has their texts."""

from __future__ import annotations

import json

from examples.list_reports import FOLDER, OUTLETS

ROWS = [json.loads(line) for line in (FOLDER / "reports.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_listing_has_every_file_in_order() -> None:
    files = sorted(path for path in FOLDER.iterdir() if path.suffix in {".txt", ".html"})
    assert [row["id"] for row in ROWS] == [f"kz-{path.stem[:2]}" for path in files]
    assert [row["published"][:10] for row in ROWS] == sorted(path.stem[-10:] for path in files)
    assert {row["outlet"] for row in ROWS} == set(OUTLETS.values())


def test_the_listing_has_the_texts_of_the_files() -> None:
    texts = {row["id"]: row["text"] for row in ROWS}
    for path in FOLDER.glob("*.txt"):
        assert texts[f"kz-{path.stem[:2]}"] == path.read_text(encoding="utf-8"), "run `python examples/list_reports.py`"
    for path in FOLDER.glob("*.html"):
        assert "Newsletter" not in texts[f"kz-{path.stem[:2]}"]
        assert "Interior Ministry" in texts[f"kz-{path.stem[:2]}"]
