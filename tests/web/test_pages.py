"""What the pages state, and what they must never do."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from testban.store import Store
from testban.web.quotes import around_name
from testban.web.read import FIELDS, LETTERS

PAGES = (
    "/", "/treaties", "/treaty/CTBT", "/treaty/TPNW", "/treaty/CTBT/actions", "/states",
    "/state/CMR", "/documents", "/findings", "/activities", "/meetings", "/meeting/CTBT-2021",
    "/measures", "/search?q=treaty", "/network", "/events", "/event/1", "/api",
)  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_shown_in_both_languages(client: TestClient, page: str, lang: str) -> None:
    answer = client.get(page, headers={"Accept-Language": lang})
    assert answer.status_code == 200
    assert f'<html lang="{"zh-Hans" if lang == "zh" else "en"}">' in answer.text
    assert answer.text.count("<h1>") == 1


def test_home_answers_for_the_day_asked_about(client: TestClient) -> None:
    page = client.get("/?on=2021-09-23").text
    assert "The CTBT is not in force on 2021-09-23." in page
    for number in (185, 170, 36):
        # Each figure leads to the list of those that it counts.
        assert re.search(
            rf'<dd><a href="/treaty/CTBT\?on=2021-09-23&amp;role=\w+#list">{number}</a></dd>', page
        )
    assert '<progress max="44" value="36"' in page
    assert "The TPNW is in force on 2021-09-23, since 2021-01-22." in page
    assert "尚未生效" in client.get("/?on=2021-09-23&lang=zh").text
    client.cookies.clear()


def test_home_shows_the_newest_events_and_what_they_rest_on(
    client: TestClient, store: Store
) -> None:
    page = client.get("/?on=2049-12-31").text
    (line,) = store.events(limit=1)[0]
    assert f'<a href="/event/{line.number}">' in page
    stations = len({each.station for each in store.recorded(line.number)})
    assert f"events 1, stations {stations}, from 20" in page
    before = client.get("/?on=1999-01-01").text
    assert "This store holds no located event up to that day." in before
    assert "No recordings are kept." in before


def test_what_if_all_that_are_missing_ratify(client: TestClient) -> None:
    missing = "CHN,EGY,IRN,ISR,USA,PRK,IND,PAK"
    page = client.get(f"/treaty/CTBT?on=2021-09-23&more={missing}").text
    assert "The CTBT would enter into force on 2022-03-22." in page
    one = client.get("/treaty/CTBT?on=2021-09-23&ratify=CHN").text
    assert "The CTBT would still not enter into force." in one
    assert '<input type="checkbox" name="ratify" value="CHN" checked>' in one


def test_the_map_and_the_table_hold_all_facilities(client: TestClient) -> None:
    page = client.get("/network").text
    assert len(re.findall('<tr id="[A-Z]{2}[0-9]+">', page)) == 321 + 16
    assert client.get("/network?technology=infrasound").text.count('<th scope="row">') == 60


def test_the_map_shows_where_states_stand_and_says_so_in_a_table(client: TestClient) -> None:
    page = client.get("/treaty/CTBT?on=2021-09-23").text
    assert "China: signed, not ratified, 1996-09-24" in page
    assert "Greenland (Denmark): instrument" in page
    assert "<title>Western Sahara</title>" in page
    assert "Taiwan Province of China (China)" in page
    # 170 instruments, 15 signatures more, and 12 States without: 197 in all.
    assert re.findall(r'<span class="number">(\d+)</span>', page) == ["170", "15", "12"]
    for code in ("CHN", "EGY", "IRN", "ISR", "USA", "PRK", "IND", "PAK"):
        assert re.search(
            rf'<a href="/state/{code}"[^>]*><path class="area (signed|none) needed"', page
        )
    assert page.count(" needed") == 8 + 1  # and the legend
    assert "express no opinion on the legal status" in page
    then = client.get("/treaty/CTBT?on=1999-10-06").text
    assert '<a href="/state/RUS" tabindex="-1"><path class="area signed needed"' in then


def test_lists_bear_the_letters_of_the_declarations(client: TestClient) -> None:
    page = client.get("/treaty/CTBT?on=2021-09-23&role=annex2_not_signed").text
    chips = re.search(r'<p class="chips">(.*?)</p>', page)
    assert chips
    assert re.findall(r">([AB][.123]*) <", chips[1]) == ["A", "B", "B.1", "B.2", "B.3"]
    assert 'class="chips"' not in client.get("/treaty/TPNW").text
    # Any State without an instrument can be ticked.
    assert (
        'value="DEU"> Germany' in client.get("/treaty/TPNW", headers={"Accept-Language": "en"}).text
    )


def test_words_of_a_document_are_escaped(client: TestClient, store: Store) -> None:
    hostile = next(each for each in store.documents() if each.name == "hostile.txt")
    page = client.get(f"/document/{hostile.sha256}").text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "<script>" not in client.get("/search", params={"q": '"><script>alert(1)</script>'}).text


def test_facts_and_findings_are_marked_in_the_text(client: TestClient, store: Store) -> None:
    paper = next(each for each in store.documents() if "zh_final_declaration_2037" in each.name)
    page = client.get(f"/document/{paper.sha256}", headers={"Accept-Language": "zh"}).text
    assert '<mark class="fact k-measure"' in page
    assert '<div class="beside' in page
    assert "C101" in page


def test_no_page_allows_inline_script_or_has_any(client: TestClient) -> None:
    for page in PAGES:
        answer = client.get(page)
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert policy.startswith("default-src 'none'")
        assert re.findall("<script[^>]*>[^<]*", answer.text) == [
            '<script src="/static/site.js" defer>'
        ]
        assert not re.search(r"""\son\w+=|\sstyle=|javascript:""", answer.text.split("<body>")[0])
        assert " style=" not in answer.text


def test_a_page_is_asked_for_again_by_its_tag(client: TestClient) -> None:
    first = client.get("/treaty/CTBT?on=2021-09-23", headers={"Accept-Encoding": "gzip"})
    assert first.headers["Content-Encoding"] == "gzip"
    again = client.get(
        "/treaty/CTBT?on=2021-09-23", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert again.status_code == 304
    assert again.content == b""
    other = client.get(
        "/treaty/CTBT?on=2021-09-24", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert other.status_code == 200


def test_lists_are_paged(client: TestClient) -> None:
    first = client.get("/treaty/CTBT/actions").text
    assert first.count('<tr><td class="d">') + first.count('superseded"><td class="d">') == 50
    assert 'rel="next" href="/treaty/CTBT/actions?page=2"' in first
    assert 'rel="prev"' not in first
    assert client.get("/treaty/CTBT/actions?page=99999").status_code == 200


@pytest.mark.parametrize(
    ("address", "status", "line"),
    [
        ("/?on=2021-02-30", 400, "February has no day 30"),
        ("/treaty/NPT1", 404, "see /treaties"),
        ("/document/none", 404, "see /documents"),
        ("/document/none.txt", 404, "see /documents"),
        ("/compare?a=none&b=none", 404, "see /documents"),
        ("/state/zzz", 404, "see /states"),
        ("/meeting/none", 404, "see /meetings"),
        ("/activities?start=2020-13", 400, "no month 13"),
        ("/activities?end=soon", 400, "no date"),
        ("/event/999", 404, "see /events"),
        (f"/event/{'9' * 30}.xml", 404, "see /events"),
        ("/event/1.exe", 404, "no format is called"),
        ("/static/../app.py", 404, "Not Found"),
        ("/nowhere", 404, "Not Found"),
    ],
)
def test_a_mistake_is_told_in_one_line(
    client: TestClient, address: str, status: int, line: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert line in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_written(client: TestClient, method: str) -> None:
    for address in ("/", "/api/v1/documents", "/event/1"):
        assert getattr(client, method)(address).status_code == 405


def test_an_event_is_downloaded(client: TestClient) -> None:
    assert "quakeml" in client.get("/event/1.xml").text
    assert "DATA_TYPE BULLETIN IMS1.0" in client.get("/event/1.ims1").text
    assert client.get("/event/1.csv").text.startswith("event,station,")


def test_feeds_are_xml(client: TestClient) -> None:
    from lxml import etree

    for name, least in (("actions", 50), ("events", 1)):
        answer = client.get(f"/feeds/{name}.atom")
        tree = etree.fromstring(answer.content)
        assert len(tree.findall("{http://www.w3.org/2005/Atom}entry")) >= least


def test_a_quotation_is_cut_around_the_name_of_the_state() -> None:
    names = "Albania, Algeria, Andorra, Argentina, " * 9
    cut = around_name(f"The States are: {names}Cameroon, {names}and others…", "CMR")
    assert "Cameroon" in cut
    assert len(cut) < 260
    assert cut.startswith("…")
    assert cut.endswith("…")
    assert "…." not in around_name("Words that end there…", "CMR")


def test_all_that_the_api_has_is_told_in_chinese(client: TestClient) -> None:
    page = client.get("/api", headers={"Accept-Language": "zh"}).text
    cells = re.findall(r"<td>(.*?)</td>", page, re.DOTALL)
    assert len(cells) > 20
    assert [each for each in cells if not re.search("[一-鿿]", each)] == []
    assert "<title>testban：条约行动</title>" in client.get("/feeds/actions.atom?lang=zh").text
    client.cookies.clear()


def test_no_half_width_marks_stand_in_chinese(client: TestClient) -> None:
    page = client.get("/treaty/CTBT?on=2021-09-23", headers={"Accept-Language": "zh"}).text
    assert "（未签署）" in page
    assert re.findall("[一-鿿] ?[(,;:][ 一-鿿]", re.sub("<[^>]+>", "<", page)) == []


def test_what_was_read_is_told_below_the_paragraph(client: TestClient, store: Store) -> None:
    paper = next(each for each in store.documents() if "en_final_declaration" in each.name)
    page = client.get(f"/document/{paper.sha256}", headers={"Accept-Language": "en"}).text
    assert page.count('<details class="read"') > 5
    assert re.search(
        r"<strong>measure <span class=\"quiet\">j</span></strong>.*?label</span> a", page, re.DOTALL
    )
    style = client.get("/static/style.css").text
    for kind, letter in LETTERS.items():
        assert f'.k-{kind}.end::after {{ content: "{letter}";' in style
    known = {name for fact in store.facts() for name in fact.fact.fields}
    assert known - set(FIELDS) <= {"scope"}


def test_sources_that_are_addresses_are_links_and_doubts_are_explained(client: TestClient) -> None:
    page = client.get("/treaty/CTBT/actions?page=3", headers={"Accept-Language": "en"}).text
    assert 'href="https://' in page
    assert "Sources differ: another source" in page


def test_the_yearly_table_has_every_year(client: TestClient) -> None:
    page = client.get("/treaty/CTBT?on=2021-09-23").text
    assert re.findall(r'<th scope="row">(\d{4})</th>', page) == [str(y) for y in range(1996, 2022)]
