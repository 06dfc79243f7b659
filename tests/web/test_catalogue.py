"""Every text of the site exists in Chinese, and no Chinese text is left over."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest

import testban.web
from testban.errors import ReferenceError
from testban.web.catalogue import messages, read_po, translations

WEB = Path(testban.web.__file__).parent


def _texts() -> Iterator[str]:
    environment = jinja2.Environment(extensions=["jinja2.ext.i18n"])
    for path in sorted((WEB / "templates").glob("*.html")):
        for _, _, message in environment.extract_translations(path.read_text("utf-8")):  # type: ignore[attr-defined]
            yield message if isinstance(message, str) else message[0]
    for path in sorted(WEB.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named = isinstance(node, ast.Call) and (
                getattr(node.func, "attr", "") == "gettext"
                or getattr(node.func, "id", "") == "words"
            )
            if named and isinstance(node.args[0], ast.Constant):
                yield node.args[0].value


def test_the_chinese_catalogue_is_complete() -> None:
    chinese = {key: text for key, text in messages("zh").items() if key}
    assert set(_texts()) == set(chinese)
    assert [key for key, text in chinese.items() if not text] == []


def test_places_for_values_are_the_same() -> None:
    for key, text in messages("zh").items():
        if key:
            assert sorted(re.findall(r"%\(\w+\)s", key)) == sorted(re.findall(r"%\(\w+\)s", text))


def test_a_catalogue_is_compiled() -> None:
    assert translations("zh").gettext("Search") == "搜索"
    assert translations("en").gettext("Search") == "Search"


def test_a_broken_catalogue_is_told_by_its_line() -> None:
    with pytest.raises(ReferenceError, match=r"a\.po:3"):
        read_po('msgid "a"\nmsgstr "b"\nnonsense\n', "a.po")
