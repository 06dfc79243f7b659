"""Findings, activities, meetings and measures: what the papers say, in one place."""

from __future__ import annotations

import csv
import io
import re

import docx
import pytest
from fastapi.testclient import TestClient

from testban.store import Store

EN = {"Accept-Language": "en"}


def test_findings_are_counted_by_rule_and_told_one_by_one(client: TestClient) -> None:
    page = client.get("/findings", headers=EN).text
    total = int(re.search(r"<h2>(\d+) findings</h2>", page)[1])  # type: ignore[index]
    table = page.split("<tbody>")[1].split("</tbody>")[0]
    assert total == sum(map(int, re.findall(r'<td class="n">(\d+)</td>', table))) > 0
    # 188 ratifiers are stated, and 187 are listed.
    one = client.get("/findings?code=C101", headers=EN).text
    assert "187" in one
    assert "188" in one
    assert client.get("/findings?cause=translation&severity=error", headers=EN).status_code == 200
    assert "<h2>0 findings</h2>" in client.get("/findings?code=Z999", headers=EN).text


@pytest.fixture(scope="module")
def activities(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A store with two papers of activities, one in each language."""
    from testban.store import open_store
    from testban.web import create_app
    from tests.web.conftest import TESTS

    store = open_store(str(tmp_path_factory.mktemp("activities") / "a.sqlite"))
    names = ("en_activities_2030_2031", "zh_sg_report_activities_2032_2033")
    store.ingest([TESTS / f"specimens/{name}.txt" for name in names], workers=1)
    return TestClient(create_app(store))


def rows(client: TestClient, query: str) -> list[dict[str, str]]:
    text = client.get(f"/activities.csv{query}").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_activities_are_filtered_and_downloaded(activities: TestClient) -> None:
    whole = rows(activities, "")
    assert len(whole) > 40
    australia = rows(activities, "?actor=Australia")
    assert {row["actor"] for row in australia} == {"AUS"}
    assert len(australia) == sum(row["actor"] == "AUS" for row in whole)
    at_china = rows(activities, "?target=CHN&section=1a")
    assert len(at_china) == sum(
        "CHN" in row["targets"].split() and row["section"] == "1a" for row in whole
    )
    assert at_china
    early = rows(activities, "?end=2030-12")
    assert early
    assert all(row["start"] <= "2030-12-31" for row in early)
    assert not [row for row in whole if row["capacity"] == "'"]
    page = activities.get("/activities?actor=AUS", headers=EN).text
    assert f"{len(australia)} activities" in page
    assert 'href="/activities.docx?actor=AUS"' in page


def test_the_word_file_has_the_four_columns_of_the_report(activities: TestClient) -> None:
    answer = activities.get("/activities.docx?actor=AUS", headers=EN)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="activities.docx"'
    (table,) = docx.Document(io.BytesIO(answer.content)).tables
    assert [cell.text for cell in table.rows[0].cells] == [
        "State", "Date/period", "Activity and background", "Comments",
    ]  # fmt: skip
    assert table.rows[1].cells[0].text == "1. Bilateral efforts"
    assert table.rows[2].cells[0].text == "1(a) Activities related to Annex 2 States"
    assert table.rows[3].cells[0].text == "Australia"
    assert table.rows[3].cells[1].text == "August 2030–May 2031"
    assert table.rows[4].cells[0].text == ""  # a State stands in its first row alone
    chinese = docx.Document(io.BytesIO(activities.get("/activities.docx?lang=zh").content))
    activities.cookies.clear()
    assert [cell.text for cell in chinese.tables[0].rows[0].cells] == [
        "国家", "日期/期间", "活动和背景", "评论",
    ]  # fmt: skip


def test_a_state_has_its_votes_and_meetings(activities: TestClient, client: TestClient) -> None:
    page = activities.get("/state/IND", headers=EN).text
    assert re.search(r"A/RES/85/71 </th><td>abstained</td><td class=\"n\">168 – 2 – 4</td>", page)
    assert "against" in activities.get("/state/PRK", headers=EN).text
    lists = client.get("/api/v1/facts?kind=state_list&limit=1000").json()["items"]
    spoke = next(each for each in lists if each["role"] == "vice_presidents")
    assert "Vice-presidents" in client.get(f"/state/{spoke['states'][0]}", headers=EN).text
    assert "Vice-presidents" not in client.get("/state/TUV", headers=EN).text


def test_two_versions_are_compared_line_by_line(client: TestClient, store: Store) -> None:
    one = next(d for d in store.documents() if d.language == "zh" and d.symbol)
    same = client.get(f"/compare?a={one.sha256}&b={one.sha256}", headers=EN)
    assert same.status_code == 200
    assert "Changes of substance (0)" in " ".join(same.text.split())
    assert client.get(f"/compare?a={one.sha256}&b=", headers=EN).status_code == 400


@pytest.mark.parametrize("query", ["?actor=Atlantis", "?section=9z"])
def test_what_no_register_has_is_told(activities: TestClient, query: str) -> None:
    answer = activities.get(f"/activities{query}", headers=EN)
    assert answer.status_code == 400
    assert "is called" in answer.text


def test_a_meeting_shows_who_came_and_where_that_is_said(client: TestClient) -> None:
    listed = client.get("/meetings", headers=EN).text
    assert 'href="/meeting/CTBT-Art.XIV/2041"' in listed  # known from a paper alone
    assert 'href="/meeting/CTBT-Art.XIV/2021"' in listed  # known from the table
    page = client.get("/meeting/CTBT-Art.XIV/2041", headers=EN).text
    assert "Attended: ratifying and signatory States" in page
    assert re.search(
        r'<a class="quiet" href="/document/[0-9a-f]{64}#line-\d+">CTBT-Art.XIV/2041/7', page
    )
    assert client.get("/meeting/CTBT-2021").status_code == 200
    assert client.get("/meeting/CTBT-Art.XIV/1066").status_code == 404


def test_measures_are_shown_by_declaration(client: TestClient) -> None:
    page = client.get("/measures?language=zh", headers=EN).text
    assert ">2037</a>" in page
    assert page.count('<tr><th scope="row"') >= 10


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A report in two languages, and a draft declaration with its revision."""
    from testban.store import open_store
    from testban.web import create_app
    from tests.web.conftest import TESTS

    folder = tmp_path_factory.mktemp("versions")
    draft = (TESTS / "specimens/en_final_declaration_2033.txt").read_text("utf-8")
    revised = folder / "revised.txt"
    revised.write_text(draft.replace("/2033/WP.1", "/2033/WP.1/Rev.1"), "utf-8")
    names = ("en_artxiv_report_2041", "zh_artxiv_report_2041", "en_final_declaration_2033")
    papers = [*(TESTS / f"specimens/{name}.txt" for name in names), revised]
    store = open_store(str(folder / "v.sqlite"))
    store.ingest(papers, workers=1)
    return TestClient(create_app(store))


def test_a_meeting_told_in_two_languages_is_attended_once(versions: TestClient) -> None:
    lists = versions.get("/api/v1/facts?kind=state_list&limit=1000").json()["items"]
    (code, *_) = next(
        each["states"] for each in lists if each["role"] == "attending_ratifiers_and_signatories"
    )
    page = versions.get(f"/state/{code}", headers=EN).text
    assert page.count('<a href="/meeting/CTBT-Art.XIV/2041">') == 1
    table = page.split('aria-label="Meetings"')[1].split("</table>")[0]
    assert sorted(re.findall(r"</a> (en|zh)", table)) == ["en", "zh"]


def test_versions_of_one_paper_are_offered_the_earlier_first(versions: TestClient) -> None:
    held = {
        each["symbol"]: each["sha256"]
        for each in versions.get("/api/v1/documents?language=en").json()["items"]
    }
    draft = held["CTBT-Art.XIV/2033/WP.1"]
    later = held["CTBT-Art.XIV/2033/WP.1/Rev.1"]
    for key in (draft, later):
        page = versions.get(f"/document/{key}", headers=EN).text
        assert re.findall(r'href="/compare\?([^"]+)"', page) == [f"a={draft}&amp;b={later}"]
    # The report of another meeting is no version of a declaration.
    report = versions.get(f"/document/{held['CTBT-Art.XIV/2041/7']}", headers=EN).text
    assert "/compare?" not in report


@pytest.mark.parametrize(("lang", "source"), [("en", "Source: "), ("zh", "来源：")])
def test_every_activity_says_where_it_stands(
    activities: TestClient, lang: str, source: str
) -> None:
    told = rows(activities, "")
    addresses = set()
    for row in told:
        assert row["document"]
        address, _, line = row["address"].partition("#line-")
        assert line == row["line"]
        addresses.add(address)
    assert [activities.get(each).status_code for each in addresses] == [200, 200]
    word = activities.get("/activities.docx", headers={"Accept-Language": lang}).content
    # Cells of python-docx take long to ask for.
    (table,) = docx.Document(io.BytesIO(word)).tables
    text = "\n".join(each.text or "" for each in table._tbl.iter() if each.tag.endswith("}t"))
    assert text.count(source) == len(told)
    assert all(source + row["document"] in text for row in told)
