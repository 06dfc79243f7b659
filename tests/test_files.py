"""Files on the way in and out."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from testban.errors import BulletinError, UsageError
from testban.files import opened, place_to_write, read_text, write_whole


def test_bytes_come_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1\r\n\x1a2")
    with opened(tmp_path / "a", UsageError) as file:
        assert file.read() == b"1\r\n\x1a2"


def test_text_is_read_within_a_limit_and_whatever_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbf1 \xff 2")
    assert read_text(tmp_path / "a", 8, UsageError) == "1 \ufffd 2"
    with pytest.raises(UsageError, match="larger than"):
        read_text(tmp_path / "a", 7, UsageError)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("folder", "a folder, not a file"),
        ("none", "no such file"),
        ("file/below", "a part of the path is not a folder"),
        ("loop", "a symbolic link that leads back to itself"),
        ("nul\0", "a NUL character"),
        ("n" * 300, "the path is too long"),
    ],
)
def test_what_is_no_ordinary_file_is_refused_in_the_callers_own_error(
    tmp_path: Path, name: str, said: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x", "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(BulletinError, match=said), opened(tmp_path / name, BulletinError):
        pass


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_without_a_writer_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UsageError, match="a pipe"), opened(tmp_path / "pipe", UsageError):
        pass


def test_a_file_that_cannot_be_finished_leaves_the_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="No space left"):
        write_whole(tmp_path / "out", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("out", b"old")]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_written_file_is_as_open_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    write_whole(tmp_path / "out", b"new")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("usual", "out")]
    assert modes[0] == modes[1]


@pytest.mark.parametrize("name", ["missing/out", "folder", "nul\0", "n" * 5000])
def test_a_place_that_takes_no_file_is_told_of(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError):
        write_whole(tmp_path / name, b"x")


def test_what_a_link_leads_to_is_written_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    write_whole(tmp_path / "link", b"x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_bytes() == b"x"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_no_file_takes_the_place_of_a_pipe_or_device(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UsageError, match="a pipe or a device"):
        write_whole(tmp_path / "pipe", b"x")
    assert (tmp_path / "pipe").is_fifo()
    with pytest.raises(UsageError, match="a pipe or a device"):
        place_to_write(Path(os.devnull))


def test_a_closed_folder_is_told_of_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(UsageError, match="Permission denied"):
        place_to_write(tmp_path / "out")
