"""The site in a real browser: what a reader does, without errors and barriers."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn

from testban.store import Store
from testban.web import create_app

sync_api = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

PAGES = (
    "/?on=2021-09-23", "/treaty/CTBT", "/treaty/TPNW?more=CHN", "/treaty/CTBT/actions", "/states", "/treaties",
    "/state/CMR", "/documents", "/search?q=treaty", "/network?technology=hydroacoustic", "/meetings",
    "/meeting/CTBT-Art.XIV/2041", "/measures", "/findings", "/activities", "/events", "/event/1",
    "/api", "/nowhere",
)  # fmt: skip


@pytest.fixture(scope="module")
def address(store: Store) -> Iterator[str]:
    """The site, served on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(store), port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    for _ in range(200):
        if server.started:
            break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    """Chromium without a screen."""
    with sync_api.sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_no_page_has_barriers_or_errors(browser: Any, address: str, look: str) -> None:
    locale, width = ("en-US", 1200) if look == "light" else ("zh-CN", 390)
    size = {"width": width, "height": 800}
    context = browser.new_context(locale=locale, color_scheme=look, viewport=size)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
    barriers = {}
    paper = _paper(page, address)
    both = paper.removeprefix("/document/")
    for path in (*PAGES, paper, f"/compare?a={both}&b={both}"):
        page.goto(address + path)
        found = axe.Axe().run(page).response["violations"]
        if found:
            barriers[path] = [(each["id"], each["nodes"][0]["html"][:200]) for each in found]
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path} is wider than the screen"
    context.close()
    assert barriers == {}
    # A browser tells of the page that is not there.
    assert [line for line in errors if "/nowhere" not in line] == []


def _paper(page: Any, address: str) -> str:
    page.goto(f"{address}/documents")
    return str(page.locator("tbody a").first.get_attribute("href"))


def test_what_if_and_the_day_and_the_language(browser: Any, address: str) -> None:
    context = browser.new_context(locale="en-US", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/treaty/CTBT?on=2021-09-23")
    for box in page.locator("input[name=ratify]:visible").all():
        box.check()
    page.locator("form.whatif button").click()
    assert "would enter into force on 2022-03-22" in page.locator("[role=status]").inner_text()
    page.locator("#on").fill("1999-10-06")
    page.locator("form.day button").click()
    assert "not in force on 1999-10-06" in page.locator(".answer").first.inner_text()
    page.locator("a.switch").click()
    assert "截至1999年10月6日" in page.locator(".answer").first.inner_text()
    page.goto(f"{address}/network")
    assert page.locator("h1").inner_text() == "国际监测系统"
    context.close()


def test_the_slider_moves_map_and_figures(browser: Any, address: str) -> None:
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    page.goto(f"{address}/treaty/CTBT?on=2021-09-23&ratify=CHN&role=ratified")
    page.locator("input[name=ratify][value=IND]").check()
    numbers = page.locator(".legend .number")
    assert numbers.all_inner_texts() == ["170", "15", "12"]
    slide = page.locator("#slide")
    slide.focus()
    slide.press("Home")
    page.locator(".answer", has_text="1996-09-24").first.wait_for()
    assert numbers.nth(0).inner_text() == "0"
    assert page.locator("#on").input_value() == "1996-09-24"
    assert "on=1996-09-24" in page.url
    # What has no colour keeps none, and everything else changed with the day.
    assert page.locator("path.bound").count() == 0
    assert "1996-09-24: 0 States" in page.locator("#listed").inner_text()
    assert page.locator(".years [aria-current]").inner_text() == "1996"
    # The field keeps the day it was made with, as an attribute that nobody reads.
    main = page.locator("main").inner_html().replace('value="2021-09-23"', "")
    assert "2021-09-23" not in main
    # What was ticked stays ticked; the other language is of the same day and question.
    assert page.locator("input[name=ratify][value=IND]").is_checked()
    page.locator("a.switch").click()
    page.wait_for_url("**lang=zh**")
    assert "截至1996年9月24日" in page.locator(".answer").first.inner_text()
    assert page.locator("#role").input_value() == "ratified"
    # One sentence is read aloud, not the page.
    assert page.locator("[aria-live]").count() == 1
    assert len(page.locator("[aria-live]").inner_text()) < 60
    context.close()


@pytest.mark.parametrize("number", [0, 1], ids=["records", "arrivals"])
def test_an_event_can_be_looked_at_more_closely(browser: Any, address: str, number: int) -> None:
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    page.goto(f"{address}/event/1")
    figure = page.locator("figure[data-zoom]").nth(number)
    plot = figure.locator("svg")
    whole = plot.get_attribute("viewBox")
    figure.locator("button[data-step=in]").click()
    closer = plot.get_attribute("viewBox")
    assert float(closer.split()[2]) < float(whole.split()[2])
    plot.focus()
    plot.press("ArrowRight")
    assert float(plot.get_attribute("viewBox").split()[0]) > float(closer.split()[0])
    plot.press("0")
    assert [float(x) for x in plot.get_attribute("viewBox").split()] == [
        float(x) for x in whole.split()
    ]
    context.close()


def test_wheel_and_finger_move_the_page_until_a_plot_is_closer(browser: Any, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 700}, has_touch=True)
    page = context.new_page()
    page.goto(f"{address}/event/1")
    figure = page.locator("figure[data-zoom]").first
    plot = figure.locator("svg")
    plot.scroll_into_view_if_needed()
    # Names of stations can be read on a phone: the plot is wider than the screen, the page is not.
    tall = "document.querySelector('.records text').getBoundingClientRect().height"
    assert page.evaluate(tall) > 8
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    touch = "getComputedStyle(document.querySelector('.records')).touchAction"
    assert page.evaluate(touch) == "auto"
    at, before = plot.bounding_box(), page.evaluate("scrollY")
    page.mouse.move(at["x"] + 100, at["y"] + 20)
    page.mouse.wheel(0, 120)
    # The policy of the pages lets no text be evaluated in them: asked from outside.
    for _ in range(50):
        if page.evaluate("scrollY") > before:
            break
        page.wait_for_timeout(100)
    assert page.evaluate("scrollY") > before
    whole = plot.get_attribute("viewBox")
    figure.locator("button[data-step=in]").click()
    assert page.evaluate(touch) == "none"
    assert plot.get_attribute("viewBox") != whole
    cut = """(svg) => [...svg.querySelectorAll("text")].filter(
        (text) => text.getBBox().x + text.getBBox().width > svg.viewBox.baseVal.width).length"""
    figure.locator("button[data-step=whole]").click()
    assert plot.evaluate(cut) == 0
    context.close()


@pytest.mark.parametrize("script", [True, False], ids=["script", "none"])
def test_records_are_filtered_with_and_without_script(
    browser: Any, address: str, script: bool
) -> None:
    context = browser.new_context(locale="en-US", java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{address}/event/1")
    traces = page.locator(".records .trace")
    before = traces.first.get_attribute("d")
    assert page.locator(".records .picked").count() >= traces.count() > 3
    page.locator("#band").select_option("0.5-2")
    page.locator("#seconds").select_option("60")
    page.locator("form[action='#records'] button").click()
    page.locator("#band option[value='0.5-2'][selected]").wait_for(state="attached")
    assert "band=0.5-2" in page.url
    assert traces.first.get_attribute("d") != before
    context.close()
