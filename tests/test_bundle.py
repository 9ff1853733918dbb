"""An evidence bundle is checked elsewhere, tells what was changed, and restores its ledger."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from tests.exported import kazakhstan_ledger
from typer.testing import CliRunner

from reportedly.cli.main import app
from reportedly.export.bundle import MANIFEST, manifest
from reportedly.export.packing import packed, unpacked
from reportedly.run import bundles
from reportedly.run.bundles import BadBundle, restore, verify_bundle


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with decisions of several kinds, one of them taken back."""
    path = kazakhstan_ledger(tmp_path_factory.mktemp("bundle"))
    figures = json.loads(run("figures", "--measure", "killed", "--json", "--ledger", path))
    why = ("--by", "A. Reader", "--why", "a test")
    run("decide", "reject", figures[0]["figure"]["id"], *why, "--ledger", path)
    run("decide", "correct", figures[1]["figure"]["id"], "number=19", *why, "--ledger", path)
    taken_back = run("decide", "accept", figures[2]["figure"]["id"], *why, "--ledger", path).strip()
    run("undo", taken_back, *why, "--ledger", path)
    return path


@pytest.fixture(scope="module")
def bundle(ledger: Path) -> bytes:
    out = ledger.with_name("case.zip")
    run("export", "bundle", "--out", out, "--ledger", ledger)
    return out.read_bytes()


def changed(bundle: bytes, name: str, content: bytes | None, *, told: bool = False) -> bytes:
    """The bundle with a file changed or left out; `told`: with a manifest that knows of it."""
    files = unpacked(bundle)
    files.pop(name, None)
    if content is not None:
        files[name] = content
    if told:
        files[MANIFEST] = manifest({key: each for key, each in files.items() if key != MANIFEST})
    return packed(files)


def test_a_bundle_is_checked_by_the_command(bundle: bytes, tmp_path: Path) -> None:
    path = tmp_path / "case.zip"
    path.write_bytes(bundle)
    said = run("verify", path)
    assert "4 decisions in an unbroken chain" in said
    assert "15 reports" in said


def test_a_bundle_restores_its_ledger_and_its_decisions(bundle: bytes, ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "case.zip").write_bytes(bundle)
    new = tmp_path / "new.sqlite"
    run("import", tmp_path / "case.zip", "--ledger", new)
    assert run("ledger", "--json", "--ledger", new) == run("ledger", "--json", "--ledger", ledger)
    run("verify", "--ledger", new)
    again = tmp_path / "again.zip"
    run("export", "bundle", "--out", again, "--ledger", new)
    assert again.read_bytes() == bundle
    assert CliRunner().invoke(app, ["import", str(tmp_path / "case.zip"), "--ledger", str(new)]).exit_code == 2


def test_a_bundle_has_a_brief_of_each_situation(bundle: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(bundle)) as file:
        names = [name for name in file.namelist() if name.startswith("brief/")]
        assert {name.rpartition(".")[2] for name in names} == {"html", "md"}
        told = file.read(next(name for name in names if name.endswith(".md"))).decode()
    assert "people killed" in told
    assert "[^1]" in told


def test_the_index_has_no_script_and_names_every_text(bundle: bytes) -> None:
    files = unpacked(bundle)
    page = files["index.html"].decode()
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=['\"]?(?:https?:|//|javascript:)", page)
    assert set(re.findall(r"href='([^']+)'", page)) == set(files) - {"index.html"}


@pytest.mark.parametrize("name", ["ledger.json", "records.jsonl", "decisions.json", "tables/figures.csv", "index.html"])
def test_a_changed_file_is_named(bundle: bytes, name: str) -> None:
    with pytest.raises(BadBundle, match=re.escape(name)):
        verify_bundle(changed(bundle, name, unpacked(bundle)[name] + b" "))


def test_missing_and_added_files_are_named(bundle: bytes) -> None:
    with pytest.raises(BadBundle, match="does not have it"):
        verify_bundle(changed(bundle, "ledger.json", None))
    with pytest.raises(BadBundle, match=r"more\.txt is in the bundle and not in its manifest"):
        verify_bundle(changed(bundle, "more.txt", b"x"))
    with pytest.raises(BadBundle, match="no evidence bundle"):
        verify_bundle(packed({"a.txt": b"a"}))
    with pytest.raises(BadBundle, match="no ZIP file"):
        verify_bundle(b"PK not at all")


def test_a_change_that_the_manifest_knows_of_is_found_by_what_it_says(bundle: bytes, tmp_path: Path) -> None:
    files = unpacked(bundle)
    with pytest.raises(BadBundle, match="the text was changed"):
        verify_bundle(
            changed(bundle, "records.jsonl", files["records.jsonl"].replace(b"Ninety-five police", b"Ninety-six police "), told=True)
        )
    decisions = files["decisions.json"].replace(b"a test", b"no test", 1)
    with pytest.raises(BadBundle, match="was changed after it was made"):
        verify_bundle(changed(bundle, "decisions.json", decisions, told=True))
    ledger = changed(bundle, "ledger.json", files["ledger.json"].replace(b'"best": 230', b'"best": 23'), told=True)
    with pytest.raises(BadBundle, match=r"not the ledger\.json of the bundle"):
        restore(ledger, tmp_path / "new.sqlite")


@pytest.mark.parametrize("name", ["../out.txt", "/out.txt", "a/../../out.txt", "C:\\out.txt", "a\\b.txt"])
def test_names_that_lead_out_are_refused(bundle: bytes, name: str) -> None:
    with pytest.raises(BadBundle, match="leads out"):
        verify_bundle(_with(bundle, zipfile.ZipInfo(name), b"x"))


def test_links_and_doubled_names_are_refused(bundle: bytes) -> None:
    link = zipfile.ZipInfo("texts/link.txt")
    link.external_attr = 0o120777 << 16
    with pytest.raises(BadBundle, match="it is a link"):
        verify_bundle(_with(bundle, link, b"elsewhere"))
    with pytest.warns(UserWarning, match="Duplicate"), pytest.raises(BadBundle, match="comes twice"):
        verify_bundle(_with(bundle, zipfile.ZipInfo("ledger.json"), b"{}"))


def test_a_bomb_is_refused_before_it_is_unpacked(bundle: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "_read", lambda *_: pytest.fail("it was unpacked"))
    with pytest.raises(BadBundle, match="far more than it should"):
        verify_bundle(_with(bundle, zipfile.ZipInfo("texts/zeros.txt"), b"\0" * 100_000_000))


def _with(bundle: bytes, entry: zipfile.ZipInfo, content: bytes) -> bytes:
    target = io.BytesIO(bundle)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(entry, content)
    return target.getvalue()
