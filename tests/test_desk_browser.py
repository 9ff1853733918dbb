"""A browser walks through the desk: reads, filters, moves the moment, decides, takes back. Any error, and any request elsewhere, fails it.

To have a page walked and looked at by axe, add a line to `PAGES`; what is done on a page is a test of its own below.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import browser as browsers
from tests.small_png import smaller
from tests.test_desk import attacked, entry_of, hostile_pages, kazakhstan, the_situation  # noqa: F401 - fixtures

pytestmark = pytest.mark.skipif(not browsers.CHROMIUM, reason="no Chromium was found; name one with CHROMIUM=/path/to/chromium")

if browsers.CHROMIUM:
    from playwright.sync_api import Browser, Page, expect

# Name of a page, and its address; {situation}, {figure}, {struck} and {report} stand for ids of the example ledger.
PAGES = {
    "situations": "/",
    "situations then": "/?as_of=2022-01-09",
    "situation": "/situation/{situation}",
    "situation then": "/situation/{situation}?as_of=2022-01-09",
    "series": "/situation/{situation}?series={series}",
    "figure": "/figure/{figure}",
    "struck figure": "/figure/{struck}",
    "report": "/report/{report}",
    "review": "/review",
    "search": "/search",
    "search for words": "/search?words=people",
    "brief": "/brief/{situation}?since=2022-01-10",
    "problem": "/figure/f-none",
}
ALIKE = {"situations then", "situation then", "series"}  # made of the same pieces as others: axe, which is slow, need not look twice
# Screenshots of the documents: file, address, scheme, width, height.
PICTURES = {
    "situations": ("/?as_of=2022-01-10", "light", 1280, 760),
    "situation": ("/situation/{situation}", "light", 1280, 1000),
    "situation-dark": ("/situation/{situation}", "dark", 1280, 1000),
    "figure": ("/figure/{figure}", "light", 1280, 1000),
    "narrow": ("/situation/{situation}", "light", 390, 844),
    "report": ("/report/kz-08", "light", 1280, 760),
    "review": ("/review", "light", 1280, 900),
    "search": ("/search?words=detained", "light", 1280, 760),
}
GRAVE = {"serious", "critical"}


@pytest.fixture(scope="module")
def ids(kazakhstan: Path) -> dict[str, str]:  # noqa: F811 - a fixture
    """What stands for the names in `PAGES`."""
    found = the_situation(kazakhstan)
    return {
        "situation": found.id,
        "figure": entry_of(kazakhstan, "killed", 230).figure.id,
        "struck": entry_of(kazakhstan, "killed", 164).figure.id,
        "series": next(series.id for series in found.series if series.measure == "detained" and series.part_of is None),
        "report": found.reports[0],
    }


@pytest.fixture(scope="module")
def origin(kazakhstan: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: F811 - a fixture
    """A desk over a copy of the example ledger."""
    copy = tmp_path_factory.mktemp("walked") / "kazakhstan.sqlite"
    copy.write_bytes(kazakhstan.read_bytes())
    with browsers.served(copy) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser."""
    with browsers.chromium() as browser:
        yield browser


@pytest.fixture
def walk(chromium: Browser, origin: str) -> Iterator[browsers.Watched]:
    """A page at the desk that must not complain."""
    with browsers.watching(chromium, origin, viewport={"width": 1280, "height": 900}) as watched:
        yield watched


@pytest.mark.parametrize("name", [each for each in PAGES if each not in ALIKE])
def test_pages_are_fit_for_everybody(chromium: Browser, origin: str, ids: dict[str, str], name: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    # axe is put into the page from outside, where the page's own policy would not let it
    context = chromium.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(origin + PAGES[name].format(**ids))
    page.evaluate("() => { document.querySelectorAll('details').forEach(each => { each.open = true }) }")
    found = {"light": Axe().run(page).response}
    page.emulate_media(color_scheme="dark")
    found["dark"] = Axe().run(page, options={"runOnly": ["color-contrast"]}).response
    context.close()
    assert len(found["light"]["passes"]) > 10
    assert len(found["dark"]["passes"]) == 1
    grave = [(scheme, each) for scheme, told in found.items() for each in told["violations"] if each["impact"] in GRAVE]
    assert [(scheme, each["id"], [node["target"] for node in each["nodes"]][:3]) for scheme, each in grave] == []


@pytest.mark.parametrize("name", [each for each in PAGES if each != "problem"])
def test_pages_complain_of_nothing_and_fit_a_telephone(chromium: Browser, origin: str, ids: dict[str, str], name: str) -> None:
    for width in (1280, 360):
        with browsers.watching(chromium, origin, viewport={"width": width, "height": 800}) as watched:
            page = watched.open(PAGES[name].format(**ids))
            expect(page.locator("h1")).to_be_visible()
            assert page.evaluate("document.scrollingElement.scrollWidth") <= width, f"{name} at {width}"


def test_situations_are_found_and_the_address_tells(walk: browsers.Watched) -> None:
    page = walk.open("/")
    page.get_by_label("Words of the title, or a place").fill("Kyzylorda")
    page.get_by_role("button", name="Find").click()
    assert "situation=Kyzylorda" in page.url
    page.get_by_role("textbox", name="As of").fill("2022-01-09")
    page.get_by_role("button", name="Show").click()
    assert "situation=Kyzylorda" in page.url
    assert "as_of=2022-01-09" in page.url
    expect(page.get_by_text("164 people killed").or_(page.get_by_text("people killed")).first).to_be_visible()
    page.get_by_role("link", name="Kazakhstan, January 2022, killing").click()
    assert page.url.endswith("as_of=2022-01-09")
    page.get_by_role("link", name="Back to now").click()
    assert "as_of" not in page.url


def test_the_slide_moves_the_whole_page_and_the_address(walk: browsers.Watched, ids: dict[str, str]) -> None:
    page = walk.open(f"/situation/{ids['situation']}")
    slide = page.get_by_label("What was known")
    slide.focus()
    page.keyboard.press("Home")
    expect(page.locator("#then")).to_contain_text("2022-01-05 20:15 +06:00")
    expect(page.locator("[data-moves]")).not_to_contain_text("230")
    expect(page.locator("[data-moves]")).to_contain_text("95")
    assert "as_of=2022-01-05T20%3A15" in page.url
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#then")).to_contain_text("2022-01-07 11:00 +06:00")
    assert page.evaluate("document.activeElement.id") == "step"
    page.reload()
    expect(page.locator("#then")).to_contain_text("2022-01-07 11:00 +06:00")
    page.get_by_label("What was known").focus()
    page.keyboard.press("End")
    expect(page.locator("#then")).to_be_empty()
    assert "as_of" not in page.url


def test_the_slide_works_without_a_script(chromium: Browser, origin: str, ids: dict[str, str]) -> None:
    with browsers.watching(chromium, origin, java_script_enabled=False) as watched:
        page = watched.open(f"/situation/{ids['situation']}")
        page.get_by_label("What was known").focus()
        page.keyboard.press("Home")
        page.locator(".slide").get_by_role("button", name="Show").click()
        assert "as_of=2022-01-05T20%3A15" in page.url
        expect(page.locator("#then")).to_contain_text("2022-01-05 20:15")


def test_a_decision_is_made_and_taken_back(walk: browsers.Watched, ids: dict[str, str]) -> None:
    page = walk.open(f"/figure/{ids['figure']}")
    page.get_by_label("Reject").check()
    expect(page.get_by_text("It is wrong, or is about something else")).to_be_visible()
    expect(page.get_by_label("Low")).to_be_hidden()
    page.get_by_label("Why", exact=True).fill("another count")
    page.get_by_label("Your name").last.fill("A. Reader")
    page.get_by_role("button", name="Keep the decision").click()
    expect(page.get_by_role("status").filter(has_text="Kept")).to_contain_text("A. Reader decided to reject")
    expect(page.get_by_text("It does not count now")).to_be_visible()
    page.reload()  # decides nothing
    expect(page.get_by_role("heading", name="Decisions").locator("..")).to_contain_text("1, none is ever removed")
    page.locator(".undo summary").first.click()
    page.get_by_label("Why it is taken back").fill("it was right")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status").filter(has_text="Kept")).to_contain_text("decided to undo")
    expect(page.get_by_text("It does not count now")).to_have_count(0)


def test_a_figure_is_corrected_by_the_keyboard_alone(walk: browsers.Watched, ids: dict[str, str]) -> None:
    page = walk.open(f"/figure/{ids['figure']}")
    page.get_by_label("Accept").focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Correct")).to_be_checked()
    page.get_by_label("Number", exact=True).press_sequentially("231")
    page.get_by_label("Why", exact=True).press_sequentially("a slip of the pen")
    page.get_by_label("Your name").last.press_sequentially("A. Reader")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("231 people killed")
    expect(page.get_by_role("status").filter(has_text="Kept")).to_contain_text("number 231")
    page.locator(".undo summary").last.click()
    page.get_by_label("Why it is taken back").last.fill("no slip")
    page.get_by_role("button", name="Undo").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("230 people killed")


def test_two_browsers_decide_on_one_figure(chromium: Browser, origin: str, ids: dict[str, str]) -> None:
    with browsers.watching(chromium, origin) as first, browsers.watching(chromium, origin) as second:
        pages: list[Page] = [each.open(f"/figure/{ids['struck']}") for each in (first, second)]
        for page, choice, name in zip(pages, ("Accept", "Reject"), ("B. Early", "C. Late"), strict=True):
            page.get_by_label(choice).check()
            page.get_by_label("Why", exact=True).fill(f"{name} looked")
            page.get_by_label("Your name").last.fill(name)
            page.get_by_role("button", name="Keep the decision").click()
        expect(pages[0].locator("#decided")).not_to_contain_text("Somebody else")
        expect(pages[1].locator("#decided")).to_contain_text("Somebody else decided about it while you were looking.")
        expect(pages[1].locator("#decided")).to_contain_text("B. Early looked")
        expect(pages[1].locator("#decisions").locator("../..")).to_contain_text("C. Late looked")


def test_a_mark_tells_its_quote_to_the_pointer_and_to_the_keyboard(walk: browsers.Watched, ids: dict[str, str]) -> None:
    page = walk.open(f"/situation/{ids['situation']}?series={ids['series']}")
    marks = page.locator("svg [data-figure]")
    assert marks.count() == 7
    marks.first.hover()
    expect(page.locator(".tip")).to_contain_text("About 3,000 people have been detained across Kazakhstan")
    page.keyboard.press("Escape")
    expect(page.locator(".tip")).to_be_hidden()
    marks.last.focus()
    expect(page.locator(".tip")).to_contain_text("7,939 people detained")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("7,939 people detained")


def test_the_first_key_leads_past_the_navigation(walk: browsers.Watched) -> None:
    page = walk.open("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_pages_print(walk: browsers.Watched, ids: dict[str, str]) -> None:
    for path in ("/", f"/situation/{ids['situation']}", f"/figure/{ids['figure']}"):
        assert walk.open(path).pdf().startswith(b"%PDF")


def test_a_hostile_ledger_does_nothing_in_a_browser(chromium: Browser, attacked: Path) -> None:  # noqa: F811 - a fixture
    with browsers.served(attacked) as origin, browsers.watching(chromium, origin) as watched:
        for path in hostile_pages(attacked):
            page = watched.open(path)
            scripts = page.evaluate("[...document.scripts].map(each => each.src)")
            assert scripts
            assert all(each.startswith(f"{origin}/static/") for each in scripts)
            assert page.evaluate("document.querySelectorAll('img, iframe, object, embed, animate, base').length") == 0


@pytest.mark.skipif("REPORTEDLY_PICTURES" not in os.environ, reason="screenshots are made by: make pictures")
@pytest.mark.parametrize("name", PICTURES)
def test_screenshots(chromium: Browser, origin: str, ids: dict[str, str], name: str) -> None:
    path, scheme, width, height = PICTURES[name]
    with browsers.watching(chromium, origin, color_scheme=scheme, viewport={"width": width, "height": height}) as watched:
        page = watched.open(path.format(**ids))
        expect(page.locator("h1")).to_be_visible()
        target = Path(os.environ["REPORTEDLY_PICTURES"]) / f"{name}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        shot = page.screenshot()
        target.write_bytes(smaller(shot))
    assert 1_000 < target.stat().st_size < len(shot)
