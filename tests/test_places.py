"""Places: sentences in, toponyms out; docs/places.md is executed here."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.extract.places import find_places
from reportedly.extract.toponyms.outlet import home
from reportedly.gazetteer import build
from reportedly.gazetteer.lookup import candidates, contains, country_name, country_of_demonym, is_known_key, is_place_name, place
from reportedly.gazetteer.names import key
from reportedly.model.place import Toponym
from reportedly.parse.text import parse

PAGE = Path(__file__).parents[1] / "docs" / "places.md"


def rows(width: int) -> list[list[str]]:
    """The rows of the page's tables that have so many columns."""
    cells = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in PAGE.read_text().splitlines() if line.startswith("| ")]
    return [row for row in cells if len(row) == width and row[0] != "text"]


def toponyms(text: str, outlet: str | None = None) -> dict[str, Toponym]:
    return {found.quote: found for found in find_places(parse(text), outlet)}


def names(text: str) -> list[str]:
    return [found.quote for found in find_places(parse(text))]


@pytest.mark.parametrize("row", rows(6), ids=lambda row: row[0])
def test_the_page_tells_the_truth_about_places(row: list[str]) -> None:
    text, quote, name, kind, country, role = row
    found = toponyms(text)[quote]
    assert [found.name, found.kind, found.country, found.role] == [name, kind, country, role]
    assert found.lat is not None
    assert found.lon is not None
    assert found.why


@pytest.mark.parametrize("row", rows(5), ids=lambda row: row[0])
def test_the_page_tells_the_truth_about_namesakes(row: list[str]) -> None:
    text, quote, country, region, _ = row
    found = toponyms(text)[quote]
    assert (found.country, found.admin1 or "") == (country, region)


@pytest.mark.parametrize("row", rows(2), ids=lambda row: row[0])
def test_the_page_tells_the_truth_about_what_is_no_place(row: list[str]) -> None:
    assert not names(row[0])


def test_the_sentence_decides_where_the_parser_sees_a_person() -> None:
    found = toponyms("Protests began in Zhanaozen and spread to Aktau. Zhanaozen residents fled.")
    assert {item.name for item in found.values()} == {"Zhanaozen", "Aktau"}
    assert all(item.country == "KZ" and item.role == "place" for item in found.values())


def test_a_dateline_in_capitals_tags_no_other_word() -> None:
    found = toponyms("SAN SALVADOR, 3 JAN 90 (REUTERS) -- GUERRILLAS ATTACKED THE ARMY BASE IN SAN MIGUEL AND TROOPS NEAR USULUTAN.")
    assert {quote: item.country for quote, item in found.items()} == {"SAN SALVADOR": "SV", "SAN MIGUEL": "SV", "USULUTAN": "SV"}


def test_names_in_a_list_share_its_sign() -> None:
    assert set(names("Shells fell in Bakhmut, Soledar and Kreminna.")) == {"Bakhmut", "Soledar", "Kreminna"}


def test_a_peninsula_is_not_the_town_that_it_is_called_after() -> None:
    found = toponyms("At least 30 people died on the Noto peninsula in Japan.")["Noto peninsula"]
    assert (found.name, found.kind, found.country, found.geonameid) == ("Noto peninsula", "area", "JP", None)
    assert found.lat is not None


def test_a_lake_is_no_town_called_lake() -> None:
    assert set(names("A boat sank in Lake Kivu. Others were seen near Lake Charles.")) == {"Lake Kivu", "Lake Charles"}


def test_a_list_of_counties_is_of_counties() -> None:
    found = toponyms("Storms hit Jackson, Barrow and Oconee counties in Georgia.")
    assert {found[name].kind for name in ("Jackson", "Barrow", "Oconee")} == {"admin2"}
    assert {found[name].admin1 for name in ("Jackson", "Barrow", "Oconee")} == {"US.GA"}


@pytest.mark.parametrize(
    ("text", "words", "kind", "country"),
    [
        ("Gunmen burned farms in Kano state.", "Kano state", "admin1", "NG"),
        ("Cholera spread through Lagos state, officials said.", "Lagos state", "admin1", "NG"),
        ("A fire swept Washington state.", "Washington state", "admin1", "US"),
        ("Police in Khartoum State held twelve men.", "Khartoum State", "admin1", "SD"),
        ("Floods cut roads in Sylhet division.", "Sylhet division", "admin1", "BD"),
        ("A quake shook Nara prefecture.", "Nara prefecture", "admin1", "JP"),
        ("Guerrillas left the department of Cauca.", "Cauca", "admin1", "CO"),
        ("Shells fell on Belgorod region.", "Belgorod region", "admin1", "RU"),
        ("A mine went off in Khost province.", "Khost province", "admin1", "AF"),
        ("Raids went on in Jenin governorate.", "Jenin governorate", "admin2", "PS"),
        ("The first case was in Machinga district, Malawi.", "Machinga district", "admin2", "MW"),
        ("The ferry left Banyuwangi regency in Indonesia.", "Banyuwangi regency", "admin2", "ID"),
        ("The river rose in Jigawa and Kano states.", "Kano", "admin1", "NG"),
        ("The river rose in the states of Kano and Jigawa.", "Jigawa", "admin1", "NG"),
        ("Riots shook Kano state. In neighbouring Katsina, shops closed.", "Katsina", "admin1", "NG"),
    ],
)
def test_a_word_for_a_sort_of_place_tells_the_region_from_its_town(text: str, words: str, kind: str, country: str) -> None:
    found = toponyms(text)[words]
    assert (found.kind, found.country) == (kind, country)
    assert found.lat is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Lagos state of emergency ended.", "Lagos"),
        ("Syria state television showed a crater.", "Syria"),
        ("The Kharkiv division of the army withdrew.", "Kharkiv"),
        ("Riots shook Kano. In neighbouring Katsina, shops closed.", "Katsina"),
    ],
)
def test_what_only_looks_like_a_word_for_a_sort_of_place_tells_nothing(text: str, words: str) -> None:
    assert toponyms(text)[words].kind in {"city", "country"}


def test_a_town_is_not_taken_for_a_namesake_outside_the_region_that_it_is_said_to_be_in() -> None:
    found = toponyms("Rockets hit the village of Jurin, in neighbouring Hama province.")["Jurin"]
    assert (found.geonameid, found.country, found.lat) == (None, "SY", None)
    assert toponyms("Families fled Palma, a town in Mozambique's Cabo Delgado province.")["Palma"].country == "MZ"
    owned = toponyms("Nineteen died in eastern Congo's Ituri province.")
    assert owned["Congo"].country == owned["Ituri province"].country == "CD"


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Seven died in the city of al-Fashir.", "al-Fashir", "SD"),
        ("Seven women were killed in Maarat al-Numan.", "Maarat al-Numan", "SY"),
        ("Bombs fell near el-Geneina on Friday.", "el-Geneina", "SD"),
    ],
)
def test_arabic_names_are_found_however_their_article_is_spelled(text: str, words: str, country: str) -> None:
    assert toponyms(text)[words].country == country


@pytest.mark.parametrize("text", ["Bashar al-Assad spoke.", "Fighters of al-Qaeda left.", "Men loyal to al-Sadr fled."])
def test_an_arabic_article_makes_no_place_of_a_person(text: str) -> None:
    assert not names(text)


@pytest.mark.parametrize(
    ("text", "words", "kind", "country"),
    [
        ("Rebels hold most of Idlib. Bombs fell in Idlib province.", "Idlib", "admin1", "SY"),
        ("Clashes spread across Aleppo, a day after a raid in Aleppo province.", "Aleppo", "admin1", "SY"),
        ("A bus burned in Aleppo, a day after a raid in Aleppo province.", "Aleppo", "city", "SY"),
        ("Some 41 names came from Grodno and 17 from Vitebsk in Belarus.", "Grodno", "city", "BY"),
        ("KYIV, March 2, 2025 (Steppe Wire) - Drones came at night.", "KYIV", "city", "UA"),
        ("The ship was due to dock at Gilimanuk in western Bali.", "Gilimanuk", "city", "ID"),
        ("They lived in the Haitian town of Qwyz-Sondé.", "Qwyz-Sondé", "city", "HT"),
        ("Troops shelled the Qwyzam camp near El Fasher.", "Qwyzam camp", "facility", "SD"),
        ("Gunmen attacked Qwyzata village in Benue State, Nigeria.", "Qwyzata village", "city", "NG"),
        ("A typhoon hit the Philippines.", "Philippines", "country", "PH"),
    ],
)
def test_a_name_is_of_the_sort_that_the_words_around_it_tell(text: str, words: str, kind: str, country: str) -> None:
    found = toponyms(text)[words]
    assert (found.kind, found.country, found.role) == (kind, country, "place")


def test_numbers_in_brackets_do_not_break_a_list_of_places() -> None:
    assert set(names("Lilongwe (141) and Blantyre (98) had most of the cases.")) == {"Lilongwe", "Blantyre"}


def test_a_bare_name_means_what_it_meant_with_its_state() -> None:
    found = find_places(parse("A man from Paris, Texas, was arrested. Paris is calm. The mayor of Paris resigned."))
    assert {item.admin1 for item in found if item.quote == "Paris"} == {"US.TX"}


@pytest.mark.parametrize(
    ("text", "facility", "country"),
    [
        ("Officers ran to Bent Tree Park in Sydney.", "Bent Tree Park", "AU"),
        ("Doctors at Al-Noor Hospital in Gaza City fled.", "Al-Noor Hospital", "PS"),
        ("The army took Aleppo. Later rebels fired on Umayyad Square.", "Umayyad Square", "SY"),
    ],
)
def test_a_facility_is_at_the_town_beside_it(text: str, facility: str, country: str) -> None:
    found = toponyms(text)[facility]
    assert (found.kind, found.country, found.geonameid) == ("facility", country, None)
    assert found.lat is not None


def test_a_facility_without_a_town_has_no_point_and_says_why() -> None:
    found = toponyms("They gathered at Freedom Square.")["Freedom Square"]
    assert (found.lat, found.lon, found.country) == (None, None, None)
    assert "no town named with it" in found.why


def test_an_unknown_village_has_no_point() -> None:
    found = toponyms("Rebels burned houses in the village of Qwyzhabad in Sudan.")
    assert found["Qwyzhabad"].lat is None
    assert found["Qwyzhabad"].role == "place"


@pytest.mark.parametrize(("text", "words"), [("U.S.-led forces left.", "U.S."), ("Rep. Ann Hall, D-Calif., disagreed.", "Calif")])
def test_names_joined_by_a_hyphen_are_found(text: str, words: str) -> None:
    assert any(name.startswith(words) for name in names(text))


def test_the_outlet_tells_its_town_and_country() -> None:
    assert home("www.parisbeacon.com").country is None
    assert "Paris" in {row.name for row in home("www.parisbeacon.com").rows}
    assert home("news.example.ge").country == "GE"
    assert home("The Daily Planet").rows == ()
    assert toponyms("Firefighters in Paris made quick work of a fire.", "parisbeacon.com")["Paris"].country == "US"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_goes_through_and_every_quote_stands_at_its_offsets(text: str) -> None:
    found = find_places(parse(text))
    assert all(text[item.start : item.end] == item.quote and item.quote for item in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("text", ["", "\n \n", "A B C " * 300, "Paris and " * 300, "PARIS " * 300, "Royal Street " * 300, "x" * 20_000])
def test_odd_texts_go_through(text: str) -> None:
    find_places(parse(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Petersburg", "Saint Petersburg"),
        ("Alma-Ata", "ALMA ATA"),
        ("Herāt", "Herat"),
        ("Łódź", "Lodz"),
        ("Ra’s al Khaymah", "Ras al Khaymah"),
    ],
)
def test_spellings_share_a_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(name: str) -> None:
    assert key(key(name)) == key(name)


def test_the_gazetteer_knows_former_names_demonyms_and_what_lies_in_what() -> None:
    almaty, *_ = candidates("Alma-Ata")
    assert (almaty.name, almaty.primary) == ("Almaty", False)
    assert place(almaty.id or 0) is not None
    assert country_of_demonym("Armenians") == "AM"
    assert country_of_demonym("table") is None
    assert country_name("XX") is None
    assert is_place_name("Taldykorgan")
    assert not is_place_name("Qwyzhabad")
    assert not is_known_key(key("Qwyzhabad"))
    texas, ohio = (candidates(name)[0] for name in ("Texas", "Ohio"))
    (paris,) = [row for row in candidates("Paris") if row.admin1 == "US.TX"]
    assert contains(texas, paris)
    assert not contains(ohio, paris)
    assert contains(candidates("Kazakhstan")[0], almaty)


def test_a_crash_leaves_no_half_written_gazetteer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(file: Path) -> None:
        file.write_bytes(b"half")
        raise OSError("disk full")

    monkeypatch.setenv("REPORTEDLY_CACHE", str(tmp_path))
    monkeypatch.setattr(build, "_write", crash)
    with pytest.raises(OSError, match="disk full"):
        build.path()
    assert list(tmp_path.iterdir()) == []


def test_the_gazetteer_is_where_it_is_asked_to_be_and_named_after_its_inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(file: Path) -> None:
        sqlite3.connect(file).close()
        file.write_bytes(b"whole")

    monkeypatch.setenv("REPORTEDLY_CACHE", str(tmp_path / "deep"))
    monkeypatch.setattr(build, "_write", write)
    first = build.path()
    assert first.read_bytes() == b"whole"
    assert first == build.path()
    assert first.parent == tmp_path / "deep"
    monkeypatch.setattr(build, "SCHEMA_VERSION", 99)
    assert build.path() != first


def test_two_processes_with_other_hash_seeds_find_the_same() -> None:
    code = (
        "from reportedly.extract.places import find_places; from reportedly.parse.text import parse;"
        "print(find_places(parse('San Miguel, San Salvador, Springfield, Richmond and Madison County, Paris and Victoria.')))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed, **_environment()}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in ("HOME", "PATH", "REPORTEDLY_CACHE", "XDG_CACHE_HOME") if name in os.environ}


def test_hyphens_join_a_name() -> None:
    found = find_places(parse("A court in Port-au-Prince heard of killings in Pont-Sondé, Haiti, and in Alma-Ata."))
    assert [(place.quote, place.country) for place in found] == [("Port-au-Prince", "HT"), ("Haiti", "HT"), ("Alma-Ata", "KZ")]
