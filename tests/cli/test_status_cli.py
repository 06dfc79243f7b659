"""The commands status, list, whatif, treaties, state and ledger, as a user meets them."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from testban.cli import app
from testban.errors import TestbanError
from testban.treaty.prose.words import PROSE_LANGUAGES, joined, say


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder, no store named, and a terminal wide enough to keep cells on one line."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TESTBAN_DB", raising=False)
    monkeypatch.setenv("COLUMNS", "250")


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(app, list(arguments))
    if result.exception and not isinstance(result.exception, SystemExit | TestbanError):
        raise result.exception
    return result


def text(*arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def error(*arguments: str) -> str:
    result = run(*arguments)
    assert isinstance(result.exception, TestbanError), result.output
    return str(result.exception)


def value(*arguments: str) -> Any:
    return json.loads(text(*arguments, "--format", "json"))


def test_the_first_line_is_the_answer() -> None:
    lines = text("status", "CTBT", "--as-of", "2021-09-23").splitlines()
    assert lines[0] == "The CTBT is not in force on 2021-09-23."
    found = "\n".join(lines)
    assert re.search(r"signatories\W+185\b", found)
    assert re.search(r"ratifiers\W+170\b", found)
    assert "all 44 Annex 2 States: 36 of 44 are on deposit, 8 still missing" in found
    assert re.search(r"India\W+IND\W+not signed", found)
    assert re.search(r"China\W+CHN\W+1996-09-24", found)
    assert "2026-08-22" in lines[-1]


def test_the_tpnw_enters_into_force_tomorrow() -> None:
    found = text("status", "TPNW", "--as-of", "2021-01-21")
    assert found.startswith(
        "The TPNW is not in force on 2021-01-21; it enters into force tomorrow (2021-01-22)."
    )
    found = text("status", "TPNW", "--as-of", "2020-12-22")
    assert "it enters into force in 31 days, on 2021-01-22" in found
    found = text("status", "TPNW", "--as-of", "2021-01-22")
    assert found.startswith("The TPNW is in force on 2021-01-22, since 2021-01-22.")


def test_in_chinese() -> None:
    found = text("status", "全面禁止核试验条约", "--as-of", "2021 年 9 月 23 日", "--lang", "zh")
    assert found.startswith("截至2021年9月23日，《全面禁止核试验条约》尚未生效。")
    assert "44份中已有36份，尚缺8份" in found
    assert "朝鲜民主主义人民共和国" in found
    assert "未签署" in found


def test_a_status_makes_no_store(tmp_path: Path) -> None:
    text("status", "CTBT", "--as-of", "2021-09-23")
    text("state", "CMR")
    assert list(tmp_path.iterdir()) == []


def test_a_day_after_the_cutoff_is_warned_of() -> None:
    assert "after the ledger's cut-off (2026-08-22; last entry 2026-07-07)" in text(
        "status", "CTBT", "--as-of", "2026-08-23"
    )
    assert "after the ledger's cut-off" not in text("status", "CTBT", "--as-of", "2026-08-22")
    result = run("status", "CTBT", "--as-of", "2030-01-01", "--format", "csv")
    assert "cut-off" in result.stderr
    assert "cut-off" not in result.stdout


def test_the_rules_are_explained_with_their_articles() -> None:
    found = text("status", "CTBT", "--as-of", "2021-09-23", "--explain")
    assert "Article XIV, paragraph 1: the treaty enters into force 180 days after" in found
    assert "not before 1998-09-24" in found
    assert "Article XIV, paragraph 5" in found


def test_status_for_programs() -> None:
    found = value("status", "CTBT", "--as-of", "2021-09-23")
    assert list(found)[:5] == ["treaty", "as_of", "in_force", "entry_into_force", "cutoff"]
    assert found["counts"]["annex2_ratifiers"] == 36
    (row,) = csv.DictReader(
        io.StringIO(text("status", "TPNW", "--as-of", "2023-12-01", "--format", "csv"))
    )
    assert (row["parties"], row["in_force_for"]) == ("69", "68")


def test_a_list_in_chinese_and_for_programs() -> None:
    arguments = ("list", "annex2_signed_not_ratified", "--treaty", "CTBT", "--as-of", "2021-09-23")
    found = text(*arguments, "--lang", "zh")
    places = [
        found.index(name) for name in ("中国", "埃及", "伊朗伊斯兰共和国", "以色列", "美利坚")
    ]
    assert places == sorted(places)
    assert "5国" in found
    assert {
        "role": "annex2_signed_not_ratified",
        "treaty": "CTBT",
        "as_of": "2021-09-23",
        "states": ["CHN", "EGY", "IRN", "ISR", "USA"],
    }.items() <= value(*arguments).items()


def test_a_list_with_french_names_follows_the_french_alphabet() -> None:
    found = text("list", "annex2_remaining", "--as-of", "2021-09-23", "--lang", "fr")
    places = [found.index(name) for name in ("Chine", "Égypte", "États-Unis", "Inde", "Israël")]
    assert places == sorted(places)


def test_what_if_all_nine_ratified() -> None:
    nine = "CHN,EGY,IRN,ISR,USA,PRK,IND,PAK,RUS"
    found = text("whatif", "CTBT", "--ratify", nine, "--on", "2027-01-01")
    assert found.startswith("The CTBT would enter into force on 2027-06-30.")
    assert re.search(r"\(PRK\), India \(IND\) and Pakistan \(PAK\) would have to sign first", found)
    as_json = value("whatif", "CTBT", "--ratify", nine, "--on", "2027-01-01")
    assert as_json["entry_into_force"] == "2027-06-30"
    assert {"code": "must_sign_first", "states": ["PRK", "IND", "PAK"], "on": None} in as_json[
        "remarks"
    ]


def test_what_if_in_chinese() -> None:
    found = text("whatif", "CTBT", "--ratify", "中国、印度", "--on", "2027-01-01", "--lang", "zh")
    assert found.startswith("《全面禁止核试验条约》仍不能生效。")
    assert "印度（IND）须先签署" in found


def test_treaties_are_listed_with_their_rules() -> None:
    found = text("treaties")
    assert "all 3 depositary States and 40 other States" in found
    assert [treaty["treaty"] for treaty in value("treaties")["treaties"]] == [
        "CTBT",
        "TPNW",
        "NPT",
        "PTBT",
    ]


def test_everything_known_of_cameroon() -> None:
    found = text("state", "CMR", "--as-of", "2021-09-23")
    for part in (
        "喀麦隆共和国",
        "African",
        "2006-02-06",
        "conflict",
        "RN13",
        "Not an Annex 2 State",
    ):
        assert part in found
    assert "附件1区域：非洲。" in text("state", "CMR", "--lang", "zh")
    as_json = value("state", "喀麦隆", "--as-of", "2021-09-23")
    assert as_json["state"]["iso3"] == "CMR"
    ctbt, tpnw = as_json["treaties"]
    assert (ctbt["standing"], tpnw["standing"]) == ("ratified", "nothing")
    assert all(action["source"] for action in ctbt["actions"])


@pytest.mark.parametrize(
    ("state", "day", "treaty", "says"),
    [
        ("RUS", "2023-11-03", "CTBT", "CTBT: signed; withdrew its instrument on 2023-11-03."),
        ("CHN", "2021-09-23", "CTBT", "CTBT: signed, and has no instrument on deposit."),
        ("LKA", "2023-12-01", "TPNW", "TPNW: party; enters into force for it on 2023-12-18."),
        ("AUT", "2023-12-01", "TPNW", "TPNW: party; in force for it since 2021-01-22."),
        ("IND", "2021-09-23", "TPNW", "TPNW: has not signed."),
    ],
)
def test_where_a_state_stands(state: str, day: str, treaty: str, says: str) -> None:
    assert says in text("state", state, "--as-of", day)


ADD = ("ledger", "add", "CTBT", "ratification", "--state", "CHN", "--deposited", "2026-12-01")
SOURCE = ("--source", "C.N.1.2026")


def test_an_entry_counts_from_its_day_and_stays_visible_when_superseded() -> None:
    assert "CTBT/CHN/ratification" in text(*ADD, *SOURCE)
    after = value("status", "CTBT", "--as-of", "2026-12-01")
    assert after["counts"]["annex2_ratifiers"] == 36
    assert value("status", "CTBT", "--as-of", "2026-11-30")["counts"]["annex2_ratifiers"] == 35
    text(*ADD[:-1], "2026-12-02", *SOURCE, "--supersedes", "CTBT/CHN/ratification",
         "--reason", "the day was misread")  # fmt: skip
    first, second = value("ledger", "show", "--own")["entries"]
    assert first["superseded_by"]["deposited"] == "2026-12-02"
    assert second["superseded_by"] is None
    assert second["reason"] == "the day was misread"
    text("ledger", "void", "CTBT/CHN/ratification", "--reason", "it never happened")
    assert value("status", "CTBT", "--as-of", "2026-12-31")["counts"]["annex2_ratifiers"] == 35
    assert len(value("ledger", "show", "--own")["entries"]) == 3


def test_a_deposit_in_the_future_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    far = date.today().replace(year=date.today().year + 1, day=1).isoformat()
    assert f"Note: {far} has not come yet" in text(*ADD[:-1], far, *SOURCE)
    assert "has not come yet" not in text(
        "ledger", "add", "CTBT", "signature", "--state", "IND", "--deposited", "2020-01-01", *SOURCE
    )


def test_a_file_is_entered_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    good = "treaty,state,action,deposited,source\nCTBT,CHN,ratification,2026-12-01,x\n"
    path.write_text(good + "CTBT,FRA,signature,2026-12-01,x\nCTBT,Wakanda,signature,2026-12-01,x\n")
    assert "new.csv, line 4, state: no State is called 'Wakanda'" in error(
        "ledger", "import", str(path)
    )
    assert not (tmp_path / "testban.sqlite").exists()
    path.write_text(good)
    assert text("ledger", "import", str(path)) == "Actions entered: 1.\n"
    assert "line 2: CHN deposited its ratification on 2026-12-01 already" in error(
        "ledger", "import", str(path)
    )


def test_all_bad_lines_of_a_file_are_named(tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    path.write_text(
        "treaty,state,action,deposited,source\nCTBT,A1,signature,2026-12-01,x\n"
        "CTBT,IND,signature,2026-02-30,x\nCTBT,PAK,signed up,2026-12-01,x\n"
    )
    result = run("ledger", "import", str(path))
    said = f"{result.stderr}{result.exception}"
    assert [int(number) for number in re.findall(r"new.csv, line (\d)", said)] == [2, 3, 4]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("status", "CTTB"), "no treaty is called 'CTTB'. Did you mean CTBT?"),
        (("status", "CTBT", "--as-of", "2026-02-30"), "--as-of: '2026-02-30': February has no"),
        (
            ("status", "CTBT", "--as-of", "2 月 30 日"),
            "--as-of: '2 月 30 日': February has no day 30",
        ),
        (("status", "CTBT", "--lang", "fr"), "--lang: there are no sentences in the language 'fr'"),
        (("status", "NPT"), "of the NPT only the rules are shipped"),
        (("list", "annex3"), "the CTBT has no list 'annex3'. Did you mean annex2?"),
        (("list", "ratified", "--lang", "xx"), "no names in language 'xx'"),
        (("state", "Atlantis"), "no State is called 'Atlantis'. Use an ISO code"),
        (("whatif", "CTBT", "--ratify", "CHN,XYZ"), "--ratify: no State is called 'XYZ'"),
        (("whatif", "CTBT"), "nothing is supposed"),
        ((*ADD, "--source", ""), "--source: no source is given"),
        ((*ADD[:5], "XYZ", *ADD[6:], *SOURCE), "--state: no State is called 'XYZ'"),
        (("ledger", "void", "CTBT/IND/signature"), "no standing entry has the key"),
    ],
)
def test_an_error_is_one_line_with_its_cure(
    arguments: tuple[str, ...], says: str, tmp_path: Path
) -> None:
    said = error(*arguments)
    assert said.startswith(says)
    assert "\n" not in said
    assert list(tmp_path.iterdir()) == []


def test_every_sentence_stands_in_both_languages() -> None:
    from testban.treaty.prose.words import _WORDS

    for name, words in _WORDS.items():
        assert len(words) == len(PROSE_LANGUAGES)
        fields = [set(re.findall(r"{(\w+)}", sentence)) for sentence in words]
        # Either language may leave out what it has no use for; what it adds, the other leaves out.
        assert fields[1] <= fields[0] or fields[0] <= fields[1], name


def test_names_are_joined_as_each_language_does() -> None:
    assert joined(["甲"], "zh") == "甲"
    assert joined(["甲", "乙", "丙"], "zh") == "甲、乙和丙"
    assert joined(["A"], "en") == "A"


def test_days_are_written_as_each_language_does() -> None:
    values = {"treaty": "X", "day": date(2021, 9, 3)}
    assert "2021-09-03" in say("not_in_force", "en", **values)
    assert "2021年9月3日" in say("not_in_force", "zh", **values)


def test_before_its_opening_a_treaty_misses_no_state() -> None:
    found = text("status", "CTBT", "--as-of", "1990-01-01")
    assert found.startswith(
        "The CTBT is not in force on 1990-01-01. "
        "It was not yet open for signature (opened on 1996-09-24)."
    )
    assert "Still missing" not in found
    assert "still missing" not in found
    assert "尚未开放供签署（1996年9月24日起开放）" in text(
        "status", "CTBT", "--as-of", "1990-01-01", "--lang", "zh"
    )
    assert "opened on" in value("status", "CTBT", "--as-of", "1990-01-01")["notes"][0]


def test_a_party_leaves_the_treaty_when_its_notice_has_run() -> None:
    arguments = ("whatif", "TPNW", "--withdraw", "AUT", "--on", "2026-08-01")
    found = text(*arguments)
    assert "AUT withdraws from the treaty." in found
    assert "With, from 2027-08-01" in found
    assert re.search(r"parties\W+(\d+)\W+\1\W+(?!\1)\d+", found)
    assert "奥地利退出条约" in text(*arguments, "--lang", "zh")
    assert "withdraw from the treaty" in text(*arguments[:3], "AUT,MEX", *arguments[4:])


def test_a_ratification_is_withdrawn_before_entry_into_force() -> None:
    found = text("whatif", "CTBT", "--withdraw", "JPN,FRA", "--on", "2026-08-01", "--lang", "zh")
    assert "日本和法国撤销批准" in found
    assert "不计假设" in found
    assert "With, from" not in text("whatif", "CTBT", "--withdraw", "JPN", "--on", "2026-08-01")


def test_a_chinese_screen_is_chinese() -> None:
    found = text("list", "annex2-signed-not-ratified", "--as-of", "2025-01-01", "--lang", "zh")
    assert found.startswith(
        "截至2025年1月1日，《全面禁止核试验条约》已签署但未批准的附件2国家：6国"
    )
    assert "国名均为现用名称" in found
    assert "│ 批准 " in text("list", "ratified", "--as-of", "2025-01-01", "--lang", "zh")
    found = text("state", "RUS", "--lang", "zh")
    for part in ("撤销批准", "多源一致", "基本地震", "备注（英文）", "日期"):
        assert part in found
    for part in ("ratification)", "confirmed", "primary", "撤回"):
        assert part not in found


def test_every_role_has_a_name_in_chinese() -> None:
    for treaty in value("treaties")["treaties"][:2]:
        for role in treaty["roles"]:
            found = text("list", role, "--treaty", treaty["treaty"], "--lang", "zh")
            assert role not in found.splitlines()[0]


def test_lists_have_the_names_of_lists() -> None:
    found = text("list", "signed", "--as-of", "2025-01-01", "--lang", "zh")
    assert re.search(r"刚果\W+COG", found)
    assert re.search(r"多米尼加共和国\W+DOM", found)
    assert "Netherlands (Kingdom of the)" in text("list", "signed", "--as-of", "2025-01-01")
    # Programs get the kind of instrument as the ledger has it, whatever the language of names.
    arguments = ("list", "ratified", "--lang", "zh", "--format", "csv")
    (first, *_) = csv.DictReader(io.StringIO(text(*arguments)))
    assert first["instrument"] == "ratification"


def test_the_ledger_is_shown_of_one_treaty() -> None:
    arguments = ("--state", "RUS")
    shown = value("ledger", "show", "CTBT", *arguments)["entries"]
    assert {entry["treaty"] for entry in shown} == {"CTBT"}
    assert shown == value("ledger", "show", "--treaty", "CTBT", *arguments)["entries"]


def test_a_withdrawal_without_its_scope_is_told_the_option() -> None:
    said = error("ledger", "add", "CTBT", "withdrawal", "--state", "JPN", "--deposited",
                 "2026-08-01", *SOURCE)  # fmt: skip
    assert said.startswith("--scope: ")
    assert "Give ratification or treaty." in said


def test_what_the_ledger_does_not_hold_is_not_claimed(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'own.sqlite'}"
    entered = run(
        *("ledger", "add", "NPT", "accession", "--state", "FRA", "--deposited", "1992-08-03"),
        *("--source", "the depositary's list", "--db", store),
    )
    assert entered.exit_code == 0, entered.output
    assert "NPT: party" in run("state", "FRA", "--db", store).stdout
    assert (
        "NPT: the ledger holds no action of this State."
        in run("state", "DEU", "--db", store).stdout
    )
    assert "the last was deposited" not in run("status", "NPT", "--db", store).stdout


def test_a_state_on_a_day_shows_what_it_had_done_by_then() -> None:
    assert "1998-04-06" not in run("state", "FRA", "--as-of", "1997-01-01").stdout
    assert "1998-04-06" in run("state", "FRA", "--as-of", "1998-04-06").stdout


def test_a_users_entries_go_from_one_store_into_another_as_csv() -> None:
    day = ("--deposited", "2026-12-01", "--source", "C.N.1", "--by", "Ann")
    text("ledger", "add", "CTBT", "ratification", "--state", "CHN", *day, "--db", "a.sqlite")
    text("ledger", "void", "CTBT/CHN/ratification", "--reason", "slip", "--db", "a.sqlite")
    own = text("ledger", "show", "--own", "--format", "csv", "--db", "a.sqlite")
    Path("own.csv").write_text(own, encoding="utf-8")
    assert "entered: 2" in text("ledger", "import", "own.csv", "--by", "Bob", "--db", "b.sqlite")
    there = text("ledger", "show", "--own", "--format", "csv", "--db", "b.sqlite")
    columns = ("key", "deposited", "source", "supersedes", "reason", "superseded_by")
    first, second = (
        [{name: row[name] for name in columns} for row in csv.DictReader(io.StringIO(shown))]
        for shown in (own, there)
    )
    assert first == second
    assert [row["key"] for row in first] == ["CTBT/CHN/ratification", "CTBT/CHN/void"]


@pytest.mark.parametrize("command", [("status", "CTBT"), ("state", "CMR"), ("ledger", "show")])
def test_a_store_that_only_the_environment_names_is_missed_aloud(
    command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TESTBAN_DB", "gone.sqlite")
    result = run(*command)
    assert result.exit_code == 0
    assert result.stderr.startswith("testban: gone.sqlite: there is no store here, though $TESTBAN")
    assert not Path("gone.sqlite").exists()


def test_a_state_that_left_a_treaty_is_told_from_one_that_withdrew_its_ratification() -> None:
    left = ("--scope", "treaty", "--deposited", "2024-01-01", "--source", "C.N.2")
    text("ledger", "add", "TPNW", "withdrawal", "--state", "FJI", *left, "--db", "a.sqlite")
    treaties = value("state", "FJI", "--as-of", "2026-01-01", "--db", "a.sqlite")["treaties"]
    assert {t["treaty"]: t["standing"] for t in treaties}["TPNW"] == "left"
    treaties = value("state", "RUS", "--as-of", "2026-01-01", "--db", "a.sqlite")["treaties"]
    assert {t["treaty"]: t["standing"] for t in treaties}["CTBT"] == "withdrawn"


def test_a_supposed_withdrawal_has_its_later_status_in_json_too() -> None:
    found = value("whatif", "TPNW", "--withdraw", "FJI", "--on", "2026-01-01")
    assert found["later"]["as_of"] == "2027-01-01"
    assert found["later"]["counts"]["parties"] == found["before"]["counts"]["parties"] - 1
    assert value("whatif", "CTBT", "--ratify", "CHN", "--on", "2027-01-01")["later"] is None
