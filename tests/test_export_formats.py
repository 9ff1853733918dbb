"""Every format is opened by whoever uses it, and read as they read it."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import geopandas
import hxl
import openpyxl
import pandas
import pytest
from followthemoney import model
from hypothesis import given
from hypothesis import strategies as st
from prov.model import ProvDerivation, ProvDocument
from pyld import jsonld
from tests.exported import kazakhstan_ledger
from typer.testing import CliRunner

from reportedly.cli.main import app
from reportedly.export.case import Case, latest, named
from reportedly.export.formats import FORMATS, Format, format_named, formats
from reportedly.export.guard import guarded, unguarded
from reportedly.export.loss import Exported, Loss
from reportedly.export.ucdp import date_precision
from reportedly.export.workbook import escaped, unescaped
from reportedly.intake.received import Received
from reportedly.ontology.load import load
from reportedly.run.exporting import case, export
from reportedly.run.ledger import LedgerFile
from reportedly.run.pipeline import read_received
from reportedly.run.views import Asked

EXPECTED_COLUMNS = {"acled-shaped": 31, "ucdp-shaped": 49}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LedgerFile]:
    with LedgerFile(kazakhstan_ledger(tmp_path_factory.mktemp("export"))) as ledger:
        yield ledger


@pytest.fixture(scope="module")
def whole(file: LedgerFile) -> Case:
    return case(file)


def made(file: LedgerFile, name: str, **asked: Any) -> Exported:
    chosen = format_named(name)
    assert chosen is not None
    return export(file, chosen, Asked(**asked))


def lost(loss: Loss, words: str) -> int:
    return sum(each.count for each in loss.lost if words in each.what)


def rows_of(content: bytes) -> pandas.DataFrame:
    return pandas.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)


@pytest.mark.parametrize("chosen", FORMATS, ids=lambda each: each.name)
def test_the_same_ledger_gives_the_same_bytes(whole: Case, chosen: Format) -> None:
    once, again = chosen.load()(whole), chosen.load()(whole)
    assert once == again
    assert bool(chosen.file) == (list(once.files) == [""])
    assert once.loss.rule
    assert once.loss.written


def test_pandas_and_duckdb_read_the_tables(file: LedgerFile, whole: Case, tmp_path: Path) -> None:
    for name in ("csv", "parquet"):
        for part, content in made(file, name).files.items():
            (tmp_path / part).write_bytes(content)
    figures = rows_of((tmp_path / "figures.csv").read_bytes())
    assert len(figures) == len(list(whole.rows()))
    reports = {row["id"]: row["text"] for row in pandas.read_parquet(tmp_path / "reports.parquet").to_dict("records")}
    for row in pandas.read_parquet(tmp_path / "figures.parquet").to_dict("records"):
        assert reports[row["report"]][row["start"] : row["end"]] == row["quote"]
    best = duckdb.sql(
        f"select s.best, count(*) from '{tmp_path}/series.parquet' s join '{tmp_path}/figures.csv' f on f.series = s.id "  # noqa: S608 - our own folder
        "where s.measure = 'killed' and s.part_of is null group by all"
    ).fetchall()
    assert best == [(230.0, 7)]


def test_a_workbook_holds_no_formula_and_the_same_rows(file: LedgerFile) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(file, "excel").files[""]))
    tables = made(file, "csv").files
    assert [f"{name}.csv" for name in book.sheetnames] == list(tables)
    for sheet in book.worksheets:
        assert not [each for row in sheet.iter_rows() for each in row if each.data_type == "f"]
        assert sheet.max_row - 1 == len(rows_of(tables[f"{sheet.title}.csv"]))


@given(st.text())
def test_what_a_spreadsheet_would_run_is_text_and_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).lstrip().startswith(("=", "+", "-", "@"))


@given(st.text(st.characters(codec=None, exclude_categories=[])))
def test_what_a_sheet_cannot_hold_comes_back(text: str) -> None:
    assert unescaped(escaped(text)) == text


def test_geopandas_reads_points_and_what_has_none(file: LedgerFile) -> None:
    exported = made(file, "geojson")
    found = geopandas.read_file(io.BytesIO(exported.files[""]))
    almaty = found[(found["place"] == "Almaty") & (found["measure"] == "killed")].iloc[0]
    assert (round(almaty.geometry.x), round(almaty.geometry.y), almaty["best"]) == (77, 43, 103)
    assert int(found.geometry.isna().sum()) == lost(exported.loss, "geometry is null")


def test_hxl_is_valid_by_its_own_schema(file: LedgerFile, tmp_path: Path) -> None:
    content = made(file, "hxl").files[""].decode()

    def read(text: str) -> Any:
        path = tmp_path / "hxl.csv"
        path.write_text(text, encoding="utf-8")
        return hxl.data(str(path), hxl.InputOptions(allow_local=True))

    rules = [["#valid_tag", "#valid_datatype"], ["#affected", "number"], ["#geo+lat", "number"], ["#date", "date"]]
    assert read(content).validate()  # the schema that comes with libhxl
    assert read(content).validate(hxl.schema(rules))
    killed = {(row.get("#affected+killed"), row.get("#meta+qualifier")) for row in read(content)}
    assert {("230", "exact"), ("103", "exact")} <= killed
    assert not read(content.replace(",230,\r", ",many,\r")).validate(hxl.schema(rules))


def test_followthemoney_takes_every_property(file: LedgerFile) -> None:
    entities = [json.loads(line) for line in made(file, "ftm").files[""].decode().splitlines()]
    known = {entity["id"] for entity in entities}
    assert {"Article", "Event", "Mention"} <= {entity["schema"] for entity in entities}
    for entity in entities:
        proxy = model.get_proxy(entity, cleaned=False)
        assert {name: sorted(set(values)) for name, values in entity["properties"].items()} == {
            name: sorted(proxy.get(name)) for name in entity["properties"]
        }
        proxy.schema.validate(entity)
        assert {*entity["properties"].get("document", []), *entity["properties"].get("resolved", [])} <= known


def test_plover_has_the_fields_of_its_manual(file: LedgerFile) -> None:
    table = load("exports/plover")
    records = [json.loads(line) for line in made(file, "plover").files[""].decode().splitlines()]
    for record in records:
        assert set(record) <= {*table["event"], *table["own"]}
        assert {"id", "date", "source", "event"} <= set(record)
        assert set(record.get("size", {})) <= set(table["size"])
        assert set(record["event"]) <= set(table["categories"])
        assert all(set(actor) <= set(table["actor"]) for actor in (*record["source"], *record["recipient"]))
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", record["date"])
    dead = [record["size"]["dead"] for record in records if "dead" in record.get("size", {})]
    assert dead == [230]  # the whole; Almaty's 103 and the police are in it
    arrested = [record["size"]["arrested"] for record in records if "arrested" in record.get("size", {})]
    assert arrested == [7939]  # the 1,678 of the last day may be among them


@pytest.mark.parametrize("name", ["acled-shaped", "ucdp-shaped"])
def test_shapes_of_others_have_their_columns_and_say_that_they_are_not_theirs(file: LedgerFile, name: str) -> None:
    exported = made(file, name)
    rows = rows_of(exported.files[""])
    assert len(rows.columns) == EXPECTED_COLUMNS[name]
    assert list(rows.columns) == load(f"exports/{name.partition('-')[0]}")["columns"]
    said = rows["tags"] if "tags" in rows else rows["code_status"]
    assert all("not ACLED data" in each or "not UCDP data" in each for each in said)
    assert "shaped" in exported.loss.rule


def test_acled_codes_are_those_of_the_codebook(file: LedgerFile) -> None:
    table = load("exports/acled")
    for row in rows_of(made(file, "acled-shaped").files[""]).to_dict("records"):
        assert row["disorder_type"] == table["types"][row["event_type"]][row["sub_event_type"]]
        assert row["time_precision"] in {"1", "2", "3"}
        assert row["geo_precision"] in {"1", "2", "3"}
        assert row["iso"] == "398"
        assert row["fatalities"] in ("", "103")
        assert ("[date of the report]" in row["notes"]) <= (row["time_precision"] == "3")


def test_every_acled_code_of_our_events_is_one_of_the_codebook() -> None:
    table = load("exports/acled")["types"]
    known = {f"{kind}/{sub}" for kind, subs in table.items() for sub in subs}
    events = load("events")["events"].values()
    codes = {each["codes"].get("acled") for event in events for each in (event, *(event.get("forms") or {}).values())}
    assert codes - {None} <= known


def test_the_dead_of_ucdp_are_counted_once(file: LedgerFile) -> None:
    exported = made(file, "ucdp-shaped")
    (row,) = rows_of(exported.files[""]).to_dict("records")
    assert (row["low"], row["best"], row["high"], row["where_prec"], row["date_prec"]) == ("230", "230", "230", "6", "4")
    assert lost(exported.loss, "part of another one") == 6


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [("2022-01-05", "2022-01-05", 1), ("2022-01-05", "2022-01-08", 2), ("2022-01-03", "2022-01-09", 3), ("2022-01-01", "2022-01-31", 4),
     ("2022-01-01", "2022-06-30", 5), (None, "2022-01-01", 5)],
)  # fmt: skip
def test_a_span_has_the_precision_of_its_length(first: str | None, last: str, code: int) -> None:
    assert date_precision(first, last) == code


def test_gkg_lines_are_read_by_the_rules_of_the_codebook(file: LedgerFile, whole: Case) -> None:
    table = load("exports/gkg")
    lines = made(file, "gkg").files[""].decode().splitlines()
    texts = [record.report.text for record in whole.records]
    counts = []
    for line, text in zip(lines, texts, strict=True):
        row = dict(zip(table["columns"], line.split("\t"), strict=True))
        assert re.fullmatch(r"\d{14}-\d+", row["GKGRECORDID"])
        assert re.fullmatch(r"\d{14}", row["V2.1DATE"])
        for first, second in zip(filter(None, row["V1COUNTS"].split(";")), filter(None, row["V2.1COUNTS"].split(";")), strict=True):
            block = dict(zip(table["count_fields"], first.split("#"), strict=True))
            assert second.rpartition("#")[0] == first
            assert int(second.rpartition("#")[2]) < len(text)
            counts.append((block["type"], float(block["number"]), block["location_country"]))
        for quotation in filter(None, row["V2.1QUOTATIONS"].split("#")):
            offset, length, _, words = quotation.split("|")
            assert text[int(offset) : int(offset) + int(length)].split() == words.split()
    assert ("KILL", 225.0, "KZ") in counts
    assert {kind for kind, _, _ in counts} <= {"KILL", "WOUND", "ARREST", "PROTEST", "SEIZE", "KIDNAP", "AFFECT", "DISPLACED", "EVACUATION"}


def test_timemap_takes_every_object(file: LedgerFile) -> None:
    table = load("exports/timemap")
    data = json.loads(made(file, "timemap").files[""])

    def valid(item: dict[str, Any], kind: str) -> bool:
        rules = table[kind]
        named_right = set(rules["required"]) <= set(item) <= {*rules["text"], *rules["list"]}
        typed = all(isinstance(value, str if name in rules["text"] else list) for name, value in item.items())
        return named_right and typed

    assert all(valid(each, "event") for each in data["events"])
    assert all(valid(each, "association") and each["mode"] in table["modes"] for each in data["associations"])
    assert all(valid(each, "source") and key == each["id"] for key, each in data["sources"].items())
    ids = [each["id"] for each in data["associations"]]
    assert len(set(ids)) == len(ids)
    for event in data["events"]:
        assert set(event["associations"]) <= set(ids)
        assert set(event["sources"]) <= set(data["sources"])
        assert re.fullmatch(r"\d\d/\d\d/\d{4}", event["date"])


def test_prov_traces_a_position_to_its_report(file: LedgerFile, whole: Case) -> None:
    document = ProvDocument.deserialize(content=made(file, "prov").files[""].decode(), format="json")
    pairs = {tuple(str(value) for _, value in record.attributes)[:2] for record in document.get_records(ProvDerivation)}
    series = next(each for each, _ in whole.heads() if each.measure == "killed" and each.part_of is None)
    entry = latest(series)
    assert entry is not None
    assert (f"r:{series.id}", f"r:{entry.figure.id}") in pairs
    assert (f"r:{entry.figure.id}", f"r:{whole.record_of[entry.figure.id].report.id}") in pairs


def test_annotations_expand_and_their_selectors_hold(file: LedgerFile, whole: Case) -> None:
    context = load("exports/annotation_context")

    def loader(url: str, _options: object) -> dict[str, Any]:
        assert url == context["url"]
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": {"@context": context["context"]}}

    data = json.loads(made(file, "annotations").files[""])
    (expanded,) = jsonld.expand(data, {"documentLoader": loader})
    oa = "http://www.w3.org/ns/oa#"
    items = expanded["https://www.w3.org/ns/activitystreams#first".replace("https", "http")][0]
    listed = items["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    assert len(listed) == data["total"] == sum(len(r.figures) + len(r.events) + len(r.attributions) for r in whole.records)
    texts = {record.report.url or f"urn:sha256:{record.report.sha256}": record.report.text for record in whole.records}
    for item in listed:
        target = item[f"{oa}hasTarget"][0]
        text = texts[target[f"{oa}hasSource"][0]["@id"]]
        quote, position = target[f"{oa}hasSelector"]
        start, end = (int(position[f"{oa}{name}"][0]["@value"]) for name in ("start", "end"))
        exact, prefix, suffix = (quote[f"{oa}{name}"][0]["@value"] for name in ("exact", "prefix", "suffix"))
        assert text[start:end] == exact
        assert prefix + exact + suffix in text


def test_filters_choose_entries_and_are_told(file: LedgerFile) -> None:
    exported = made(file, "csv", measure="killed", as_of="2022-01-09")
    rows = rows_of(exported.files["figures.csv"])
    assert set(rows["measure"]) == {"killed"}
    assert max(rows["published"]) < "2022-01-10"
    assert exported.loss.asked == {"measure": "killed", "as_of": "2022-01-09"}


def test_private_persons_are_not_named() -> None:
    text = "Gunmen shot Aidar Bekov, a student, in Almaty on 5 January 2022, Interior Minister Erlan Turgumbayev said."
    record = read_received(Received(text, published="2022-01-06"))
    assert named("Aidar Bekov", record) is None
    assert named("Bekov", record) is None
    assert named("a student called Aidar", record) is None
    assert named("Protesters", record) == "Protesters"
    assert named("Ninety-five police officers", record) == "Ninety-five police officers"
    assert named("Erlan Turgumbayev", record) == "Erlan Turgumbayev"


def test_the_command_writes_the_file_and_its_loss(file: LedgerFile, tmp_path: Path) -> None:
    out = tmp_path / "crisis.xlsx"
    result = CliRunner().invoke(app, ["export", "excel", "--ledger", file.where, "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert json.loads((tmp_path / "crisis.xlsx.loss.json").read_text(encoding="utf-8"))["format"] == "excel"
    again = CliRunner().invoke(app, ["export", "excel", "--ledger", file.where, "--out", str(out)])
    assert again.exit_code == 2
    assert "--force" in again.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["word"], "there are csv, parquet"), (["csv", "--out", "-"], "name a folder"),
     (["bundle", "--measure", "killed"], "always of the whole ledger")],
)  # fmt: skip
def test_what_cannot_be_written_is_told(file: LedgerFile, tmp_path: Path, arguments: list[str], said: str) -> None:
    where = [] if "--out" in arguments else ["--out", str(tmp_path / "x")]
    result = CliRunner().invoke(app, ["export", *arguments, *where, "--ledger", file.where])
    assert result.exit_code == 2
    assert said in result.output


def test_other_packages_add_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    from reportedly.export import formats as table

    theirs = Format("lines", "a line a figure", "theirs:lines", "lines.txt", "text/plain", "grep", "everything else", origin="theirs")
    taken = Format("csv", "ours", "theirs:csv", "", "text/csv", "", "", origin="theirs")

    class Point:
        def __init__(self, name: str, value: Format) -> None:
            self.name, self._value = name, value

        def load(self) -> Format:
            return self._value

    monkeypatch.setattr(table, "entry_points", lambda group: [Point("b", theirs), Point("a", taken)])
    formats.cache_clear()
    try:
        assert formats() == (*FORMATS, theirs)
    finally:
        formats.cache_clear()


def test_the_example_of_the_docs_is_a_format(monkeypatch: pytest.MonkeyPatch, whole: Case) -> None:
    page = (Path(__file__).parent.parent / "docs" / "exports.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```py\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    package = ModuleType("my_package")
    exec(code, package.__dict__)  # noqa: S102 - our own page
    monkeypatch.setitem(sys.modules, "my_package", package)
    exported = package.LINES.load()(whole)
    assert b"killed\t230\n" in exported.files[""]
    assert lost(exported.loss, "qualifier dropped") > 0


def test_the_docs_list_every_format() -> None:
    page = (Path(__file__).parent.parent / "docs" / "exports.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE) == [each.name for each in FORMATS]
