"""Every command, option, field, table and error has its place in the documentation."""

from __future__ import annotations

import ast
import csv
import doctest
import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest

import build_accuracy_table
import build_cli_reference
import build_python_reference
import build_rules_page
from testban import errors
from testban.treaty.definitions import DEFINITIONS
from testban.treaty.documents.model import Block
from testban.treaty.extract.model import FIELDS, Citation

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
DATA = ROOT / "src" / "testban" / "reference" / "data"
PAGES = sorted(DOCS.rglob("*.md"))
TEXTS = [*sorted(ROOT.glob("*.md")), *PAGES]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def section(page: str, heading: str) -> str:
    """The text under a heading, up to the next one of its level or above."""
    text = (DOCS / page).read_text(encoding="utf-8")
    match = re.search(rf"^(#+) {re.escape(heading)}$", text, re.MULTILINE)
    assert match, f"docs/{page} has no heading '{heading}'"
    rest = text[match.end() :]
    following = re.search(rf"^#{{1,{len(match[1])}}} ", rest, re.MULTILINE)
    return rest[: following.start()] if following else rest


def first_cells(text: str) -> set[str]:
    """What stands in backticks in the first column of the tables."""
    rows = re.findall(r"^\| (`.+?) \|", text, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


# -- the command line ---------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "command"), list(build_cli_reference.commands()))
def test_every_command_and_option_is_in_the_reference(name: str, command: object) -> None:
    page = "reference/cli.md"
    text = (DOCS / page).read_text(encoding="utf-8") if name == "testban" else section(page, name)
    for parameter in getattr(command, "params", []):
        for spelling in parameter.opts:
            if spelling.startswith("-") and parameter.name != "help":
                assert re.search(rf"`{re.escape(spelling)}[ `]", text), f"{name} {spelling}"


@pytest.mark.parametrize(
    "builder",
    [build_cli_reference, build_python_reference, build_rules_page, build_accuracy_table],
)
def test_a_generated_page_is_fresh(builder: object) -> None:
    page: Path = builder.PAGE  # type: ignore[attr-defined]
    wanted: str = builder.page()  # type: ignore[attr-defined]
    assert page.read_text(encoding="utf-8") == wanted, f"run scripts/{builder.__name__}.py"  # type: ignore[attr-defined]


def test_every_command_is_shown_at_work() -> None:
    shown = "\n".join(path.read_text(encoding="utf-8") for path in TEXTS)
    for name, command in build_cli_reference.commands():
        if not getattr(command, "commands", None):
            assert re.search(rf"^\$ .*\b{name} ", shown, re.MULTILINE), f"no example of '{name}'"


# -- facts and other JSON -----------------------------------------------------------------------


@pytest.mark.parametrize("kind", FIELDS)
def test_every_field_of_every_kind_of_fact_is_documented(kind: str) -> None:
    assert first_cells(section("reference/json.md", kind)) == set(FIELDS[kind])


def test_no_kind_of_fact_is_documented_that_does_not_exist() -> None:
    headings = re.findall(r"^### (\S+)$", section("reference/json.md", "Facts"), re.MULTILINE)
    assert set(headings) - {"cite"} == set(FIELDS)


def test_the_citation_and_the_blocks_are_documented() -> None:
    citation = Citation((), 1, None, "", "").as_json()
    assert first_cells(section("reference/json.md", "cite")) == set(citation)
    kinds = Block.__annotations__["kind"]
    assert kinds == "BlockKind"
    for kind in ("title", "heading", "paragraph", "item", "row", "footnote", "furniture"):
        assert f"`{kind}`" in section("reference/json.md", "Read")


def words_of_the_packs(name: str, table: str) -> set[str]:
    """The values of a key in the rules of a section, over all language packs."""
    folder = ROOT / "src" / "testban" / "treaty" / "languages"
    packs = [tomllib.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.toml")]
    return {rule[name] for pack in packs for rule in pack.get(table, ()) if name in rule}


@pytest.mark.parametrize(
    ("kind", "field", "tables"),
    [
        ("count", "subject", ("count",)),
        ("state_list", "role", ("state_list", "state_table")),
        ("organisation_list", "role", ("organisation_list", "organisation_annex")),
        ("appointment", "role", ("appointment",)),
        ("rule", "name", ("rule",)),
        ("activity", "section", ("activity_section",)),
    ],
)
def test_every_word_that_the_packs_put_into_facts_is_explained(
    kind: str, field: str, tables: tuple[str, ...]
) -> None:
    explained = section("reference/json.md", kind)
    used = {word for table in tables for word in words_of_the_packs(field, table)}
    assert used
    assert not [word for word in sorted(used) if f"`{word}`" not in explained]


def test_every_definition_is_given_in_both_languages() -> None:
    page = (DOCS / "reference" / "counts.md").read_text(encoding="utf-8")
    for name, words in DEFINITIONS.items():
        for text in words.values():
            assert f"| {text} |" in page, name


# -- data and errors ----------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.name)
def test_every_shipped_table_is_described(path: Path) -> None:
    header, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
    text = section("reference/data.md", path.name)
    assert first_cells(text) >= set(header)
    assert f"{len(rows)} rows." in text, f"{path.name} has {len(rows)} rows"


def test_every_shipped_treaty_is_named() -> None:
    table = tomllib.loads((DATA / "treaties.toml").read_text(encoding="utf-8"))
    text = section("reference/data.md", "treaties.toml")
    for treaty in table["treaty"]:
        assert treaty["id"] in text


def test_every_public_error_is_described() -> None:
    text = section("reference/python.md", "testban.errors")
    for name in errors.__all__:
        assert f"### {name}\n" in text


def test_every_dependency_says_what_it_earns() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (DOCS / "explanation" / "dependencies.md").read_text(encoding="utf-8").lower()
    extras = [need for needs in project["optional-dependencies"].values() for need in needs]
    for need in [*project["dependencies"], *extras]:
        package = re.split(r"[\[<>=]", need)[0].strip().lower()
        if package not in ("testban", "types-docutils"):
            assert package in page, package


# -- the pages themselves -----------------------------------------------------------------------


def anchors(path: Path) -> set[str]:
    """The anchors of a page, as mkdocs makes them of headings."""
    from markdown.extensions.toc import (  # type: ignore[import-untyped]
        slugify,
        slugify_unicode,
    )

    found: set[str] = set()
    for title in re.findall(r"^#+ (.+)$", without_code(path), re.MULTILINE):
        plain = re.sub(r"[`*]", "", title)
        found |= {slugify(plain, "-"), slugify_unicode(plain, "-")}
    return found


def without_code(path: Path) -> str:
    return re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)


def links(path: Path) -> Iterator[str]:
    yield from re.findall(r"\]\(([^)\s]+)\)", without_code(path))


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_no_internal_link_is_broken(path: Path) -> None:
    for link in links(path):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = unquote(link).partition("#")
        file = (path.parent / target).resolve() if target else path
        assert file.exists(), f"{name_of(path)}: {link}"
        if anchor:
            assert anchor in anchors(file), f"{name_of(path)}: {link}"


def test_every_page_is_in_the_navigation() -> None:
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for path in PAGES:
        assert f": {path.relative_to(DOCS)}\n" in navigation, name_of(path)


def test_every_page_is_reached_from_the_index_of_its_language() -> None:
    for index in (DOCS / "index.md", DOCS / "zh" / "index.md"):
        reached = {(index.parent / link.partition("#")[0]).resolve() for link in links(index)}
        chinese = index.parent.name == "zh"
        pages = {path for path in PAGES if ("zh" in path.parts) is chinese} - {index}
        assert pages <= reached, sorted(map(name_of, pages - reached))


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_no_page_speaks_of_what_is_not_the_readers(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for word in ("/home/", "/root/", "/tmp/", "TODO", "FIXME"):
        assert word not in text


# The Python reference is made of docstrings, which are tested where they stand.
WITH_EXAMPLES = [path for path in PAGES if path != build_python_reference.PAGE]


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=name_of)
def test_python_examples_work(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    fences = re.finditer(r"^```python\n(?P<code>.*?)^```$", path.read_text("utf-8"), re.M | re.S)
    code = ""
    for fence in fences:
        if ">>> " in fence["code"]:
            code += fence["code"] + "\n"
        else:
            ast.parse(fence["code"])
    test = doctest.DocTestParser().get_doctest(code, {}, name_of(path), name_of(path), 0)
    said: list[str] = []
    failed = doctest.DocTestRunner().run(test, out=said.append).failed
    assert not failed, "".join(said)


def test_chinese_paragraphs_stand_on_one_line() -> None:
    # A line break inside a Chinese paragraph shows as a blank.
    for path in [ROOT / "README.zh.md", *(DOCS / "zh").glob("*.md")]:
        lines = without_code(path).splitlines()
        for before, after in pairwise(lines):
            starts = re.match(r"[#|>-]|\d+\. |\s*$", after)
            assert starts or not before.strip(), f"{name_of(path)}: {after[:40]}"
