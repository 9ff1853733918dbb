"""The desk's menu of exports."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.exported import kazakhstan_ledger

from reportedly.desk.app import desk
from reportedly.export.formats import FORMATS


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    ledger: Path = kazakhstan_ledger(tmp_path_factory.mktemp("desk"))
    with TestClient(desk(ledger), base_url="http://127.0.0.1:8000") as client:
        yield client


def test_the_menu_lists_every_format_and_keeps_filters(page: TestClient) -> None:
    text = page.get("/export").text
    assert all(f"/export/{each.name}" in text and each.loses.partition(";")[0] in text for each in FORMATS)
    narrowed = page.get("/export?measure=killed&as_of=2022-01-09").text
    assert "/export/hxl?measure=killed&amp;as_of=2022-01-09" in narrowed
    assert "/export/bundle" not in narrowed


def test_a_format_comes_with_what_it_lost(page: TestClient) -> None:
    answer = page.get("/export/hxl?measure=killed")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["loss.json", "reportedly-hxl.csv"]
        assert json.loads(archive.read("loss.json"))["asked"] == {"measure": "killed"}


@pytest.mark.parametrize("path", ["/export/word", "/export/bundle?measure=killed"])
def test_what_cannot_be_had_is_told(page: TestClient, path: str) -> None:
    assert page.get(path).status_code == 400
