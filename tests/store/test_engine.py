"""Connections that cannot be made are told of in one line, and passwords never."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from testban.errors import StoreError
from testban.store import open_store, store_exists
from testban.store.engine import label, locate


@pytest.mark.parametrize(
    "given",
    [
        "postgresql://postgres@127.0.0.1:1/x?nonsense=1",
        "postgresql://postgres@127.0.0.1:1/x?connect_timeout=soon",
        "postgresql://postgres@127.0.0.1:1/x?plugin=nonsense",
        "postgresql://postgres@127.0.0.1:1/x?sslmode=a&sslmode=b",
        f"postgresql://{'a' * 100}.b/x",
        "sqlite:///?nonsense=1",
        "sqlite:///?timeout=soon",
    ],
)
@pytest.mark.parametrize("opened", [open_store, store_exists])
def test_whatever_goes_wrong_while_connecting_is_one_line(
    given: str, opened: Callable[[str], object]
) -> None:
    with pytest.raises(StoreError) as caught:
        opened(given)
    assert "\n" not in str(caught.value)


def test_an_unknown_option_is_named_with_its_cure() -> None:
    with pytest.raises(StoreError, match=r'option "nonsense".*what stands behind its \?'):
        open_store("postgresql://postgres@127.0.0.1:1/x?nonsense=1")


@pytest.mark.parametrize(
    "given",
    [
        "postgresql://me:hush@127.0.0.1:1/papers",
        "postgresql://me@127.0.0.1:1/papers?password=hush",
        "postgresql://127.0.0.1:1/papers?user=me&password=hush&sslpassword=hush",
    ],
)
def test_a_password_is_never_shown(given: str) -> None:
    assert "hush" not in label(locate(given))
    assert label(locate(given)).endswith("127.0.0.1:1/papers")
    with pytest.raises(StoreError) as caught:
        open_store(given)
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize("given", ["postgresql://me:hu@h:hush/x", "postgresql://me@h:hush"])
def test_what_cannot_be_parsed_is_not_shown_either(given: str) -> None:
    with pytest.raises(StoreError, match="not the URL of a store") as caught:
        open_store(given)
    assert "hush" not in str(caught.value)


def test_a_missing_user_is_not_a_missing_database(new_database: Callable[[str], str]) -> None:
    there = make_url(new_database("postgresql"))
    nobody = there.set(username="nobody_of_this_name").render_as_string(hide_password=False)
    with pytest.raises(StoreError) as caught:
        open_store(nobody)
    if "role" not in str(caught.value):
        pytest.skip(f"this server does not tell that a user is missing: {caught.value}")
    assert "createuser" in str(caught.value)
    assert "createdb" not in str(caught.value)
    nothing = there.set(database="no_database_of_this_name", query={})
    with pytest.raises(StoreError, match="createdb"):
        open_store(nothing.render_as_string(hide_password=False))


def test_a_store_in_a_folder_closed_to_writing_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "papers" / "testban.sqlite"
    file.parent.mkdir()
    with open_store(str(file)) as store:
        store.ingest([], workers=1)
    # The administrator may write anywhere: the question itself is answered for another user.
    monkeypatch.setattr("testban.store.engine.os.access", lambda *_: False)
    with open_store(str(file), create=False) as store:
        assert store.search("条约") == []
        assert store.ledger().entries
        with pytest.raises(StoreError, match=r"readonly.*Give yourself the right to write"):
            store.ingest([], workers=1)
    assert sorted(path.name for path in file.parent.iterdir()) == ["testban.sqlite"]
