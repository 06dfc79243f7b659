"""Search: what is found, in which order, with which citation; the same on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from testban.errors import UsageError
from testban.store import Hit, Store, open_store
from testban.store import search as search_module
from testban.store.tokens import parse_query, tokenise
from tests.store import papers

PAPERS = {
    "zh.txt": (
        {"symbol": "X/2021/6", "date": "2021-09-23", "language": "zh"},
        "~X/2021/6 条约 第 1 页",
        "与附件2国家有关的活动。",
        "喀麦隆以协调员身份促请附件 2国\n家尽早批准《条约》。中国表示支持！",
        "\f第二页：附件中列有 2 个国家。",
        "全面禁止核试验条约",
    ),
    "en.txt": (
        {"symbol": "X/2021/6/E", "date": "2021-09-24", "language": "en"},
        "Cameroon ratified the Treaty in 2006. The Annex 2 States were urged to ratify it.",
        "States listed in Annex 2: the 44 States of the annex.",
        'Syntax such as NEAR(a b) OR "quoted" AND tokens: x* - ^y is plain text.',
    ),
    "fr.txt": (
        {"date": "2020-01-01", "language": "fr"},
        "Le Cameroun a ratifié le Traité ; les États parties se félicitent.",
    ),
    "ru.txt": ({"language": "ru"}, "Договор ещё не вступил в силу."),
    "ar.txt": ({"language": "ar"}, "لم تدخل المُعاهَدة حيّز النفاذ بعد."),
    "es.txt": ({"language": "es"}, "La Conferencia reafirmó su compromiso."),
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def library(
    request: pytest.FixtureRequest,
    new_database: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("papers")
    for name, (head, *paragraphs) in PAPERS.items():
        papers.write(folder, name, *paragraphs, **head)
    with open_store(new_database(request.param)) as store:
        assert store.ingest([folder], pipeline=papers.PIPELINE, workers=1).failed == []
        yield store


def quotes(hits: list[Hit]) -> list[str]:
    return [hit.cite.quote for hit in hits]


@pytest.mark.parametrize("typed", ["附件 2 国家", "附件2国家", "附件２国家", "附件 2国家"])
def test_a_term_is_found_however_it_is_spaced(library: Store, typed: str) -> None:
    found = library.search(typed, phrase=True)
    assert {hit.marked("«", "»") for hit in found} == {
        "与«附件2国家»有关的活动。",
        "喀麦隆以协调员身份促请«附件 2国家»尽早批准《条约》。",
    }


def test_the_phrase_comes_before_the_scattered_words(library: Store) -> None:
    found = quotes(library.search("附件 2 国家"))
    assert len(found) == 3
    assert found[2] == "第二页：附件中列有 2 个国家。"
    assert len(library.search("附件 2 国家", limit=2)) == 2


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("条约", ["zh.txt", "zh.txt"]),
        ("约", ["zh.txt", "zh.txt"]),
        ("核", ["zh.txt"]),
        ("条约批准", []),
        ("批准条约", ["zh.txt"]),
        ("etats", ["fr.txt"]),
        ("RATIFIÉ", ["fr.txt"]),
        ("ratif*", ["en.txt", "fr.txt"]),
        ("еще", ["ru.txt"]),
        ("المعاهدة", ["ar.txt"]),
        ("reafirmo compromiso", ["es.txt"]),
        ("compromiso reafirmo", ["es.txt"]),
        ('"compromiso reafirmo"', []),
        ('"reafirmó su" conferencia', ["es.txt"]),
        ("annex states", ["en.txt", "en.txt"]),
        ("nothing of the kind", []),
    ],
)
def test_what_is_found(library: Store, typed: str, names: list[str]) -> None:
    assert sorted(hit.document.name for hit in library.search(typed)) == names


def test_a_hit_points_at_its_sentence_in_the_original(library: Store, tmp_path: Path) -> None:
    (hit,) = library.search("尽早")
    original = library.document(hit.document.sha256).text
    (start, end), *more = hit.cite.spans
    assert more == []
    assert original[start:end] == "喀麦隆以协调员身份促请附件 2国\n家尽早批准《条约》。"
    assert hit.cite.quote == "喀麦隆以协调员身份促请附件 2国家尽早批准《条约》。"
    assert (hit.cite.line, hit.cite.page, hit.cite.place) == (9, 1, "para. 3")
    (second,) = library.search("支持")
    assert (second.cite.line, second.cite.quote) == (10, "中国表示支持！")
    (third,) = library.search("第二页")
    assert (third.cite.line, third.cite.page) == (12, 2)
    assert hit.as_json()["document"]["symbol"] == "X/2021/6"


def test_a_running_head_is_not_found(library: Store) -> None:
    assert library.search("X/2021/6 第 1 页") == []


def test_the_state_filter_keeps_paragraphs_that_mention_it(library: Store) -> None:
    assert {hit.document.name for hit in library.search("批准", state="CMR")} == {"zh.txt"}
    assert library.search("annex", state="喀麦隆")[0].document.name == "en.txt"
    assert len(library.search("annex")) == 2
    assert len(library.search("annex", state="Cameroon")) == 1
    assert library.search("条约", state="EGY") == []
    assert library.search("条约", state="SUHH") == library.search("条约", state="eu") == []


def test_the_language_filter(library: Store) -> None:
    assert {hit.document.name for hit in library.search("2")} == {"zh.txt", "en.txt"}
    assert {hit.document.name for hit in library.search("2", language="en")} == {"en.txt"}
    assert library.search("2", language="ar") == []


def test_what_cannot_be_asked(library: Store) -> None:
    with pytest.raises(UsageError, match="no word"):
        library.search("«…»")
    with pytest.raises(UsageError, match="Did you mean Cameroon"):
        library.search("条约", state="Cameroom")
    with pytest.raises(UsageError, match="no language is called 'cn'"):
        library.search("条约", language="cn")
    with pytest.raises(UsageError, match="2,000 characters is too long"):
        library.search("条约" * 1000)
    with pytest.raises(UsageError, match="limit"):
        library.search("条约", limit=0)


def test_operators_of_the_databases_are_plain_words(library: Store) -> None:
    (hit,) = library.search('NEAR(a b) OR "quoted" AND')
    assert hit.document.name == "en.txt"
    assert library.search("en OR zh") == library.search("NOT x ^y") == []
    assert [hit.document.name for hit in library.search("tokens: x* - ^y")] == ["en.txt"]


WORDS = st.sampled_from(
    [
        "条约",
        "附件",
        "2",
        "国家",
        "核",
        "States",
        "annex*",
        "ratif*",
        '"',
        '"the Treaty"',
        "État",
        "*",
    ]
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=6).map(" ".join)))
@example("A *")
@example('ratif "*')
def test_any_query_finds_exactly_the_paragraphs_with_its_terms(library: Store, typed: str) -> None:
    """The databases agree with a search that looks at every paragraph."""
    query = parse_query(typed)
    if query is None:
        with pytest.raises(UsageError):
            library.search(typed)
        return
    expected = 0
    for _, *paragraphs in PAPERS.values():
        for paragraph in paragraphs:
            if not paragraph.startswith("~"):
                text = tokenise(paragraph.replace("\n", "").strip("\f"))
                expected += all(any(term.find(text)) for term in query.terms)
    found = library.search(typed, limit=1000)
    assert len(found) == expected
    assert all(hit.matches for hit in found)


def test_of_equal_paragraphs_the_newest_document_comes_first(store: Store, folder: Path) -> None:
    for name, date in (("a", "2019"), ("b", "2021-09-23"), ("c", "2020-05"), ("d", None)):
        head = {"date": date} if date else {}
        papers.write(folder, f"{name}.txt", "条约生效。", "条约生效。", f"{name}", **head)
    store.ingest([folder], pipeline=papers.PIPELINE, workers=1)
    found = store.search("条约")
    assert [hit.document.name[0] for hit in found] == list("bbccaadd")
    assert [hit.cite.place for hit in found] == ["para. 1", "para. 2"] * 4


def test_where_too_many_match_the_newest_are_ranked(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = dict.fromkeys(search_module.MOST_RANKED, 10)
    monkeypatch.setattr(search_module, "MOST_RANKED", most)
    monkeypatch.setattr("testban.store.read.BATCH", 5)
    for year in range(2000, 2020):
        papers.write(folder, f"{year}.txt", *["条约。"] * 2, date=str(year))
    papers.write(folder, "old.txt", *["条约与国家。"] * 3, date="1990")
    store.ingest([folder], pipeline=papers.PIPELINE, workers=1)
    years = {int(hit.document.date or 0) for hit in store.search("条约", limit=8)}
    assert years == {2019, 2018, 2017, 2016}
    found = store.search("条约", limit=43)
    assert len({(hit.document.name, hit.cite.place) for hit in found}) == 43
    # Where the newest do not have enough of them, all are looked at.
    assert len(store.search("条约", limit=30)) == 30
    assert len(store.search("国家", limit=30)) == 3


def test_in_real_papers_both_spellings_are_found_where_they_stand(
    shared: Path, tmp_path: Path
) -> None:
    with open_store(str(tmp_path / "testban.sqlite")) as real:
        report = real.ingest([shared / "documents"])
        assert (len(report.ingested), report.failed) == (5, [])
        found = real.search("附件 2 国家", phrase=True, limit=1000)
        printed = {hit.cite.quote[start:end] for hit in found for start, end in hit.matches}
        assert {"附件 2国家", "附件 2 国家"} <= printed
        for typed in ("附件 2 国家", "条约", "喀麦隆", "2021", "CTBT"):
            for hit in real.search(typed, limit=1000):
                text = real.document(hit.document.sha256).text
                cited = "".join(text[start:end] for start, end in hit.cite.spans)
                assert "".join(cited.split()) == "".join(hit.cite.quote.split())
                first = hit.cite.spans[0][0]
                assert hit.cite.line == text.count("\n", 0, first) + 1
                assert hit.matches
        cameroon = real.search("批准", state="喀麦隆")
        assert any("2006 年 3 月 1日" in hit.cite.quote for hit in cameroon)


@pytest.mark.parametrize("limit", [0, 10_001, 1 << 70])
def test_a_limit_out_of_range_is_refused(library: Store, limit: int) -> None:
    with pytest.raises(UsageError, match=r"a limit of .* Give"):
        library.search("条约", limit=limit)


def test_the_greatest_limit_is_taken(library: Store) -> None:
    assert len(library.search("条约", limit=10_000)) == len(library.search("条约", limit=100))
