"""A browser reads reports, reviews and searches: the same watch as in `test_desk_browser`, on the pages to read with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import browser as browsers
from tests.test_desk import attacked, kazakhstan  # noqa: F401 - fixtures
from tests.test_desk_reading import reading_pages, told  # noqa: F401 - fixtures

from reportedly.run.ledger import LedgerFile
from reportedly.run.views import decisions

pytestmark = pytest.mark.skipif(not browsers.CHROMIUM, reason="no Chromium was found; name one with CHROMIUM=/path/to/chromium")

if browsers.CHROMIUM:
    from playwright.sync_api import Browser, Page, expect

PAGES = {
    "report": "/report/kz-08",
    "report with headline": "/report/kz-09?show=figure,statement",
    "review": "/review",
    "search": "/search?words=people",
    "search in reports": "/search?words=police&in=reports",
    "search for all": "/search?measure=killed&status=retracted",
}
OF_VERSIONS = {"version": "/report/v1", "versions": "/report/v2/versions", "part": "/report/feeds%2Flong.txt?page=2"}
GRAVE = {"serious", "critical"}


@pytest.fixture
def ledger(kazakhstan: Path, tmp_path: Path) -> Path:  # noqa: F811 - a fixture
    """A copy of the example ledger, to decide on."""
    copy = tmp_path / "kazakhstan.sqlite"
    copy.write_bytes(kazakhstan.read_bytes())
    return copy


@pytest.fixture
def origin(ledger: Path) -> Iterator[str]:
    """A desk over it."""
    with browsers.served(ledger) as address:
        yield address


@pytest.fixture(scope="module")
def versions(told: LedgerFile) -> Iterator[str]:  # noqa: F811 - a fixture
    """A desk over reports with versions."""
    with browsers.served(told.path) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser."""
    with browsers.chromium() as browser:
        yield browser


@pytest.fixture
def walk(chromium: Browser, origin: str) -> Iterator[browsers.Watched]:
    """A page at the desk that must not complain."""
    with browsers.watching(chromium, origin, viewport={"width": 1280, "height": 700}) as watched:
        yield watched


def faults(browser: Browser, address: str) -> list[tuple[str, str, object]]:
    """What axe finds grave about a page, in light and in dark."""
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address)
    page.evaluate("() => { document.querySelectorAll('details').forEach(each => { each.open = true }) }")
    found = [("light", each) for each in Axe().run(page).response["violations"]]
    page.emulate_media(color_scheme="dark")
    found += [("dark", each) for each in Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]]
    context.close()
    return [(scheme, each["id"], [node["target"] for node in each["nodes"]][:3]) for scheme, each in found if each["impact"] in GRAVE]


def test_pages_are_fit_for_everybody(chromium: Browser, origin: str, versions: str) -> None:
    for name, path in PAGES.items():
        assert faults(chromium, origin + path) == [], name
    for name, path in OF_VERSIONS.items():
        assert faults(chromium, versions + path) == [], name


def test_pages_complain_of_nothing_and_fit_a_telephone(chromium: Browser, origin: str, versions: str) -> None:
    addresses = [(origin, path) for path in PAGES.values()] + [(versions, path) for path in OF_VERSIONS.values()]
    for width in (1280, 360):
        for home, path in addresses:
            with browsers.watching(chromium, home, viewport={"width": width, "height": 800}) as watched:
                page = watched.open(path)
                expect(page.locator("h1")).to_be_visible()
                assert page.evaluate("document.scrollingElement.scrollWidth") <= width, f"{path} at {width}"


def test_words_lead_to_their_claim_and_back(walk: browsers.Watched) -> None:
    page = walk.open("/report/kz-08")
    page.get_by_role("link", name="125 criminal cases").first.click()
    claim = page.locator(".claim.on")
    expect(claim).to_contain_text("125 criminal cases")
    expect(claim).to_be_in_viewport()
    assert "#c-f-" in page.url
    marked = page.locator("a.m.on")
    expect(marked).to_have_text("125 criminal cases")
    page.locator(".claim", has_text="346 police vehicles").locator(".key").click()
    expect(page.locator("a.m.on").first).to_contain_text("of which 346 were police vehicles")
    expect(page.locator("a.m.on").first).to_be_in_viewport()
    page.go_back()
    expect(page.locator(".claim.on")).to_contain_text("125 criminal cases")


def test_kinds_are_switched_in_place_and_the_address_tells(walk: browsers.Watched) -> None:
    page = walk.open("/report/kz-08")
    events = page.locator("a.m.event")
    assert events.count() == 5
    page.get_by_role("checkbox", name="Events").uncheck()
    expect(events).to_have_count(0)
    assert "show=figure%2Cstatement%2Cplace%2Cdate" in page.url
    page.reload()
    expect(page.get_by_role("checkbox", name="Events")).not_to_be_checked()
    expect(events).to_have_count(0)
    page.get_by_role("checkbox", name="Events").check()
    expect(events).to_have_count(5)
    assert "show" not in page.url


def test_a_report_is_read_without_a_script(chromium: Browser, origin: str) -> None:
    with browsers.watching(chromium, origin, java_script_enabled=False) as watched:
        page = watched.open("/report/kz-08")
        page.get_by_role("link", name="125 criminal cases").first.click()
        expect(page.locator(".claim:target")).to_contain_text("125 criminal cases")
        page.locator(".claim:target .key").click()
        expect(page.locator(".pc:has(> :target)")).to_have_text("125 criminal cases")
        page.get_by_role("checkbox", name="Events").uncheck()
        page.locator("form.kinds").get_by_role("button", name="Show").click()
        expect(page.locator("a.m.event")).to_have_count(0)


def test_a_claim_of_another_page_leads_to_its_words(walk: browsers.Watched) -> None:
    page = walk.open("/search?words=criminal+cases+opened&in=statements")
    page.locator(".hits").get_by_role("link", name="Steppe Wire").click()
    expect(page.locator(".claim.on")).to_contain_text("125 criminal cases had been opened")
    expect(page.locator("a.m.on").first).to_be_in_viewport()


def press(page: Page, key: str) -> None:
    """Press a key on a page whose script is there."""
    expect(page.get_by_role("button", name="Keys")).to_be_visible()
    page.keyboard.press(key)


def test_a_review_is_done_by_the_keyboard_alone(walk: browsers.Watched, ledger: Path) -> None:
    page = walk.open("/review")
    expect(page.locator("#where")).to_contain_text("1 of 3")
    first = page.locator("#claim a").get_attribute("href")
    press(page, "j")
    expect(page.locator("#where")).to_contain_text("2 of 3")
    press(page, "k")
    expect(page.locator("#where")).to_contain_text("1 of 3")
    press(page, "?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    press(page, "r")
    expect(page.get_by_label("Reject")).to_be_checked()
    expect(page.get_by_label("Your name")).to_be_focused()
    page.keyboard.type("J. Reader")  # letters that are keys elsewhere are letters here
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Kept")).to_contain_text("J. Reader decided to reject")
    expect(page.locator("#where")).to_contain_text("1 decided in this sitting")
    press(page, "u")
    expect(page.locator("#where")).to_contain_text("1 of 3")
    assert page.locator("#claim a").get_attribute("href") == first
    press(page, "a")
    expect(page.get_by_label("Why", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Kept")).to_contain_text("J. Reader decided to accept")
    with LedgerFile(ledger) as file:
        assert [each.kind for each in decisions(file)] == ["reject", "undo", "accept"]


def test_single_keys_can_be_turned_off(walk: browsers.Watched) -> None:
    page = walk.open("/review")
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Single keys work").uncheck()
    page.get_by_role("button", name="Close").click()
    press(page, "j")
    page.reload()
    press(page, "j")
    expect(page.locator("#where")).to_contain_text("1 of 3")


def test_the_second_to_review_is_told(chromium: Browser, origin: str) -> None:
    with browsers.watching(chromium, origin) as first, browsers.watching(chromium, origin) as second:
        pages = [each.open("/review") for each in (first, second)]
        for page, key, name in zip(pages, "ar", ("B. Early", "C. Late"), strict=True):
            press(page, key)
            page.get_by_label("Your name").fill(name)
            page.keyboard.press("Enter")
            expect(page.locator(".kept")).to_contain_text(f"{name} decided")
        expect(pages[0].locator(".kept")).not_to_contain_text("Somebody else")
        expect(pages[1].locator(".kept")).to_contain_text("Somebody else decided about it while you were looking.")
        expect(pages[1].locator(".kept")).to_contain_text("B. Early decided to accept")


def test_a_search_is_narrowed_and_widened_by_its_facets(walk: browsers.Watched) -> None:
    page = walk.open("/search")
    page.get_by_label("Words").fill("people")
    page.get_by_role("button", name="Search").click()
    every = page.locator("#results").inner_text()
    page.get_by_role("region", name="Measure").get_by_role("link", name="detained").click()
    expect(page.locator("#results")).to_contain_text("10 figures")
    page.get_by_role("region", name="Place").get_by_role("link", name="Almaty").click()
    expect(page.locator("#results")).to_contain_text("2 figures")
    assert "measure=detained" in page.url
    assert "place=Almaty" in page.url
    expect(page.locator(".hits mark").first).to_have_text("people")
    page.get_by_role("list", name="Chosen").get_by_role("link", name="measure").click()
    page.get_by_role("list", name="Chosen").get_by_role("link", name="place").click()
    expect(page.locator("#results")).to_have_text(every)
    page.get_by_role("link", name="Reports", exact=False).first.click()
    assert "in=reports" in page.url
    expect(page.locator("#results")).to_contain_text("reports")


def test_pages_print(walk: browsers.Watched) -> None:
    for path in PAGES.values():
        assert walk.open(path).pdf().startswith(b"%PDF")


def test_a_hostile_ledger_does_nothing_in_a_browser(chromium: Browser, attacked: Path) -> None:  # noqa: F811 - a fixture
    with browsers.served(attacked) as home, browsers.watching(chromium, home) as watched:
        for path in reading_pages(attacked)[::2]:
            page = watched.open(path)
            assert set(page.evaluate("[...document.scripts].map(each => each.src)")) <= {
                f"{home}/static/{name}.js" for name in ("desk", "report", "review")
            }
            assert page.evaluate("document.querySelectorAll('img, iframe, object, embed, animate, base').length") == 0
