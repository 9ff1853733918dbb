"""The interface for other programs: it answers as its description says, whatever is asked, and changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

import reportedly
from reportedly.desk.api import ANSWERS
from reportedly.desk.app import desk
from reportedly.desk.guard import Settings
from reportedly.model.codec import encode
from reportedly.model.ledger import Ledger
from reportedly.model.record import Record
from reportedly.model.schema import schema
from reportedly.run.ledger import LedgerFile
from reportedly.run.taking_in import take_in
from reportedly.run.views import ledger_json

EXAMPLES = Path(__file__).parent.parent / "examples" / "kazakhstan-2022" / "reports.jsonl"
HOME = "http://127.0.0.1:8321"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("api") / "ledger.sqlite"
    with LedgerFile(path, create=True) as opened:
        opened.add(take_in([EXAMPLES]), "2022-04-01T00:00:00+00:00")
    return path


@pytest.fixture(scope="module")
def client(file: Path) -> Iterator[TestClient]:
    with TestClient(desk(file, Settings(hosts=("testserver",))), base_url=HOME) as opened:
        yield opened


@pytest.mark.parametrize("path", [path for path, *_ in ANSWERS])
def test_every_question_is_answered_as_described(client: TestClient, path: str) -> None:
    described = schemathesis.openapi.from_asgi("/api/openapi.json", client.app)

    questions = described[path]["GET"].as_strategy

    @given(case=questions(generation_mode=GenerationMode.POSITIVE) | questions(generation_mode=GenerationMode.NEGATIVE))
    @settings(max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def holds(case: Any) -> None:
        case.call_and_validate(checks=[not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance])

    holds()


@pytest.mark.parametrize("path", [path for path, *_ in ANSWERS])
def test_what_it_answers_has_the_shape_that_it_says(client: TestClient, path: str) -> None:
    description = client.get("/api/openapi.json").json()
    of_a_report = ("/reports/{identity}", "/situations/{identity}", "/situations/{identity}/decisions")
    about = {"/figures/{identity}": "f-7ef97372569b"} | dict.fromkeys(of_a_report, "kz-05")
    answer = client.get("/api" + path.replace("{identity}", about.get(path, "")), params={"q": "detained"} if path == "/search" else {})
    assert answer.status_code == 200
    shape = description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    validator = Draft202012Validator({**shape, "components": description["components"]})
    assert [error.message for error in validator.iter_errors(answer.json())] == []


def test_a_list_comes_a_page_at_a_time(client: TestClient) -> None:
    whole = client.get("/api/figures", params={"measure": "killed"}).json()
    pages = [client.get("/api/figures", params={"measure": "killed", "limit": 5, "offset": at}).json() for at in range(0, 25, 5)]
    assert [each for page in pages for each in page["figures"]] == whole["figures"]
    assert {page["count"] for page in pages} == {len(whole["figures"])}
    then = {"measure": "killed", "as_of": "2022-01-12"}
    assert (
        client.get("/api/figures", params=then | {"limit": 2, "offset": 1}).json()["figures"]
        == (client.get("/api/figures", params=then).json()["figures"][1:3])
    )


def test_a_moment_asks_what_was_known_then(client: TestClient) -> None:
    before = client.get("/api/situations/kz-05", params={"as_of": "2022-01-07"}).json()
    assert before["reports"] == ["kz-01", "kz-02", "kz-03", "kz-04", "kz-07", "kz-05", "kz-06"]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/figures?since=soon", 422, "ISO 8601"),
        ("/figures?as_of=0001-01-01T00:00%2B10:00", 422, "ISO 8601"),
        ("/figures?limit=0", 422, "limit"),
        ("/figures?status=certain", 422, "asserted"),
        ("/figures/f-000000000000", 404, "reportedly figures"),
        ("/reports/none", 404, "reportedly search"),
    ],
)
def test_a_question_without_an_answer_is_told_why(client: TestClient, path: str, status: int, words: str) -> None:
    answer = client.get("/api" + path)
    assert answer.status_code == status
    assert words in answer.json()["problem"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_changed(client: TestClient, file: Path, method: str) -> None:
    before = file.read_bytes()
    for path, *_ in ANSWERS:
        assert client.request(method, "/api" + path.replace("{identity}", "f-7ef97372569b")).status_code in (403, 405)
    assert file.read_bytes() == before


def test_it_stands_behind_the_guard(client: TestClient) -> None:
    assert client.get("/api/figures", headers={"host": "elsewhere.example"}).status_code == 421
    assert "default-src 'none'" in client.get("/api/figures").headers["content-security-policy"]


def test_the_schema_of_the_contract_holds(file: Path) -> None:
    record = reportedly.read("At least 12 people were hurt in Almaty on Friday, police said.", published="2022-01-09")
    with LedgerFile(file) as opened:
        ledger = json.loads(ledger_json(opened))
    for kind, value in ((Record, encode(record)), (Ledger, ledger)):
        shape = schema(kind)
        Draft202012Validator.check_schema(shape)
        assert [error.message for error in Draft202012Validator(shape).iter_errors(value)] == []
    assert schema(Record)["$defs"]["Figure"]["properties"]["qualifier"]["description"] == "How the number bounds the amount."


def test_the_schema_tells_a_wrong_value_from_a_right_one() -> None:
    wrong = encode(reportedly.read("Police detained 30 people."))
    wrong["figures"][0]["qualifier"] = "roughly"
    del wrong["figures"][0]["evidence"]
    found = sorted(error.message for error in Draft202012Validator(schema(Record)).iter_errors(wrong))
    assert len(found) == 2
    assert "'evidence' is a required property" in found
