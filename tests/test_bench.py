"""The bench: halves and samples, adapters on toy texts, MUC's incidents put together, articles grouped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from bench import displacement, incidents, scoring, spans
from bench.__main__ import main
from bench.documents import Document, chosen, chosen_ids, documents, in_half, shared
from bench.muc import candidates, templates
from bench.muc.cast import looks_like_name, split_number, split_title
from bench.muc.happenings import happenings, without_part
from bench.muc.incidents import incidents as put_together
from bench.muc.relevance import likelihood
from bench.muc.sorting import core, kind_of, same
from bench.muc.train import Example, fit
from bench.tasks import TASKS

import reportedly
from reportedly.model.record import Record
from reportedly.reconcile.tallies import Count, Tally


def read(text: str) -> tuple[Document, Record]:
    document = Document("toy", text, "2020-03-05")
    return document, reportedly.read(text, published=document.published)


def test_halves_divide_and_samples_are_fixed() -> None:
    items = [Document(str(number), "") for number in range(200)]
    halves = [{item.id for item in chosen(items, half=half)} for half in ("A", "B")]
    assert halves[0] | halves[1] == {item.id for item in items}
    assert not halves[0] & halves[1]
    assert 70 < len(halves[0]) < 130
    assert len(chosen(items, 10)) == 10
    assert chosen(items, 10) == chosen(list(items), 10)
    assert chosen_ids(["3", "1", "2"], 2) == chosen_ids(["1", "2", "3"], 2)
    assert in_half("anything", None)


def test_documents_are_read_with_whatever_date_the_task_gives(tmp_path: Path) -> None:
    file = tmp_path / "docs.jsonl"
    rows: list[dict[str, object]] = [
        {"id": "a", "text": "x", "dct": "1998-01-08"},
        {"id": "b", "text": "y", "dateline_date": None, "publisher": "p"},
    ]
    scoring.write_lines(file, rows)
    assert [(item.published, item.outlet) for item in documents(file)] == [("1998-01-08", None), (None, "p")]


def test_a_malformed_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "docs.jsonl").write_text('{"id": "a", "text": ""}\n[]\n')
    with pytest.raises(ValueError, match="line 2"):
        documents(tmp_path / "docs.jsonl")


def test_spans_are_those_of_the_record() -> None:
    document, record = read("Police in Lyon said on Friday that 12 people were hurt.")
    said = spans.attribution(document, record)["attributions"]
    assert [document.text[slice(*item["cue"][0])] for item in said] == ["said"]
    assert [document.text[item["start"] : item["end"]] for item in spans.dates(document, record)["timexes"]] == ["Friday"]
    assert [(document.text[item["start"] : item["end"]], item["country"]) for item in spans.places(document, record)["places"]] == [
        ("Lyon", "FR")
    ]


def test_displacement_is_said_in_the_terms_of_the_task() -> None:
    document, record = read("About 4,500 people were displaced and 300 houses were destroyed by the flood.")
    assert displacement.figures(document, record)["figures"] == [
        {"value": 4500, "measure": "displaced", "unit": "people"},
        {"value": 300, "measure": "destroyed housing", "unit": "households"},
    ]


@pytest.mark.parametrize(
    ("phrase", "lexicon", "kind"),
    [
        ("THREE POLICEMEN", "people", "LAW ENFORCEMENT"),
        ("PEASANT LEADERS OF THE VALLEY", "people", "CIVILIAN"),
        ("THE MAYOR", "people", "GOVERNMENT OFFICIAL"),
        ("TWO CAR BOMBS", "weapons", "VEHICLE BOMB"),
        ("HIGH-VOLTAGE TOWERS", "things", "ENERGY"),
        ("FREEDOM", "things", None),
    ],
)
def test_words_are_sorted_by_their_head(phrase: str, lexicon: str, kind: str | None) -> None:
    assert kind_of(phrase, lexicon) == kind


def test_phrases_are_cut_to_what_a_key_holds() -> None:
    assert core("THE BUS ON THE ROAD TO THE COAST") == "BUS"
    assert without_part("WINDOWS OF THE CENTRAL BANK") == "CENTRAL BANK"
    assert split_number("ABOUT 50 PEASANTS") == ("~50", "PEASANTS")
    assert split_number("PEASANTS") == ("PLURAL", "PEASANTS")
    assert split_title("COLONEL PABLO ARCE") == ("COLONEL", "PABLO ARCE")


BOMB = (
    "   LIMA, 5 MAR 2020 -- [TEXT] GUERRILLAS KIDNAPPED JUDGE PABLO ARCE IN AREQUIPA ON 2 MARCH.\n\n"
    "   IN LIMA, A CAR BOMB EXPLODED YESTERDAY NEAR A BANK. THE BANK WAS DESTROYED AND TWO CIVILIANS WERE KILLED."
)


def test_happenings_of_one_incident_are_one_template() -> None:
    document, record = read(BOMB)
    made = {incident.kind: templates.template(incident, record, document.published) for incident in put_together(happenings(record))}
    assert sorted(made) == ["BOMBING", "KIDNAPPING"]
    assert [fill["value"] for fill in made["KIDNAPPING"]["hum_name"]] == ["PABLO ARCE"]
    assert [fill["value"] for fill in made["BOMBING"]["hum_type"]] == ["CIVILIAN"]
    assert [fill["value"] for fill in made["BOMBING"]["hum_effect"]] == ["DEATH"]
    assert made["BOMBING"]["location"][0]["value"]["country"] == "PERU"


@pytest.mark.parametrize(
    ("phrase", "name"), [("PABLO ARCE", True), ("OLMEDO AVENUE", False), ("WESTERN QUITO", False), ("VARIOUS TARGETS", False)]
)
def test_streets_and_quarters_are_nobodys_names(phrase: str, name: bool) -> None:
    assert looks_like_name(phrase) is name


CLAIM = (
    "   LIMA, 5 MAR 2020 -- [TEXT] A BOMB EXPLODED YESTERDAY AT THE CENTRAL BANK AND KILLED TWO CIVILIANS.\n\n"
    "   THE SHINING PATH CLAIMED RESPONSIBILITY. HEAVILY ARMED GUERRILLAS HAD FLED WITH RIFLES."
)


def test_those_who_may_have_done_it_are_sought_around_the_incident() -> None:
    _, record = read(CLAIM)
    incident = next(each for each in put_together(happenings(record)) if each.kind == "BOMBING")
    organizations = candidates.candidates("organizations", incident, record)
    assert [item.phrase for item in organizations] == ["SHINING PATH"]
    assert {"then CLAIMED", "no event names one"} <= organizations[0].signs
    assert "HEAVILY ARMED GUERRILLAS" in {item.phrase for item in candidates.candidates("individuals", incident, record)}


def test_without_weights_only_events_name_participants(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "learned", dict)
    _, record = read(CLAIM)
    incident = next(each for each in put_together(happenings(record)) if each.kind == "BOMBING")
    assert [item.phrase for item in candidates.chosen_for("weapons", incident, record)] == incident.gathered("weapons")


def test_both_forms_of_templates_are_json() -> None:
    document, record = read(BOMB)
    for form in (templates.full, templates.five):
        line = form(document, record)
        assert json.loads(json.dumps(line)) == line
        assert line["id"] == "toy"


def test_nothing_is_asked_for_in_a_text_about_nothing() -> None:
    document, record = read("THE MINISTER OPENED A SCHOOL.")
    assert templates.full(document, record)["templates"] == []


def test_learning_is_certain_and_finds_the_sign_that_tells() -> None:
    items = [Example(str(number), frozenset({"old"} if number % 2 else {"recent"}), number % 2 == 0) for number in range(40)]
    learned = fit(items)
    assert learned == fit(items)
    assert likelihood(frozenset({"recent"}), learned) > 0.8 > 0.2 > likelihood(frozenset({"old"}), learned)


def test_articles_are_grouped_by_what_they_share() -> None:
    same = "Two brothers were shot dead at a bakery in Springfield late on Monday, police said."
    others = ["A ferry sank off the island and forty swam ashore.", "Farmers blocked the northern highway with tractors."]
    items = [Document("a", same, "2020-01-01"), Document("b", f"{same} An arrest was made.", "2020-01-03")]
    items += [Document(str(number), text, "2020-01-02") for number, text in enumerate(others * 2)]
    assert ["a", "b"] in [[item.id for item in group] for group in incidents.grouped(items)]


def test_articles_of_one_incident_are_merged_by_majority() -> None:
    one, two = Tally(Count(1, "total"), Count(2, "total")), Tally(Count(2, "total"), Count(2, "total"), Count(1, "total"))
    told = [incidents.Told(one, "2020-01-01", None), incidents.Told(two, "2020-01-01", ("Springfield", "Ohio"))]
    told.append(incidents.Told(Tally(Count(2, "total")), None, ("Springfield", "Ohio")))
    articles = [(Document(str(number), "", "2020-01-02"), each) for number, each in enumerate(told)]
    assert incidents.merged(articles) == {
        "killed": 2,
        "injured": 2,
        "arrested": 1,
        "date": "2020-01-01",
        "city": "Springfield",
        "state": "Ohio",
    }


def test_missing_data_are_asked_for(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    monkeypatch.setenv("REPORTEDLY_SHARED", str(tmp_path / "nowhere"))
    assert main(["gold"]) == 2
    assert "REPORTEDLY_SHARED" in capsys.readouterr().err


@pytest.mark.skipif(not shared().is_dir(), reason="the shared benchmarks are not here")
@pytest.mark.parametrize("name", [name for name, task in TASKS.items() if task.adapter])
def test_the_scorers_take_what_the_adapters_write(name: str, tmp_path: Path) -> None:
    task = TASKS[name]
    items = chosen(documents(scoring.docs_file(task)), 2)
    assert task.adapter is not None
    scoring.write_lines(tmp_path / "out.jsonl", (task.adapter(item, Record(read("Nothing.")[1].report)) for item in items))
    assert scoring.rows(scoring.score(task, tmp_path / "out.jsonl"))


def test_the_published_scores_can_be_read() -> None:
    published = yaml.safe_load((Path(__file__).parent.parent / "bench" / "published.yaml").read_text(encoding="utf-8"))
    assert {"muc", "muc-five", "attribution", "dates", "places", "figures", "incidents"} <= set(published)
    assert all(entry["apart"] for entry in published.values())


def test_an_organization_and_its_abbreviation_are_one() -> None:
    assert same("FARABUNDO MARTI NATIONAL LIBERATION FRONT", "FMLN")
    assert same("TERRORISTS OF THE FMLN", "TERRORISTS")
    assert not same("SHINING PATH", "MRTA")
    assert not same("ELN", "FARABUNDO MARTI NATIONAL LIBERATION FRONT")


def test_both_ends_of_a_range_of_days_are_marked() -> None:
    text = "The siege lasted from 22-25 April 2021 and again between 8 May and 3 June."
    lines = spans.dates(Document("a", text), reportedly.read(text, published="2021-07-01"))["timexes"]
    assert [(text[line["start"] : line["end"]], line["value"]) for line in lines] == [
        ("22", "2021-04-22"), ("25 April 2021", "2021-04-25"), ("8 May", "2021-05-08"), ("3 June", "2021-06-03"),
    ]  # fmt: skip
