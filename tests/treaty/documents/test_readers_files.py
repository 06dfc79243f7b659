"""What is no document is refused in one line that names the file, what it is, and the cure."""

from __future__ import annotations

import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from testban.errors import DocumentError
from testban.treaty.documents.readers import decode, read_source
from testban.treaty.documents.readers.sniff import kind_of
from tests.treaty.documents.build_files import docx_lines, pdf_of_lines, unzipped, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
FOREIGN = [
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "PNG picture"),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF\0", "JPEG picture"),
    (b"GIF89a\x01\x00\x01\x00", "GIF picture"),
    (b"II*\x00\x08\x00", "TIFF picture"),
    (b"MZ\x90\x00\x03\x00\x00\x00", "Windows program"),
    (b"\x7fELF\x02\x01\x01\x00", "program"),
    (b"{\\rtf1\\ansi Hello}", "RTF document"),
    (b"\xffWPC\x10\x00", "WordPerfect"),
    (b"%!PS-Adobe-3.0\n", "PostScript"),
    (b"\x1f\x8b\x08\x00", "gzip"),
    (b"7z\xbc\xaf\x27\x1c\x00", "7z archive"),
    (b"Rar!\x1a\x07\x00", "RAR archive"),
    (b"SQLite format 3\x00", "SQLite database"),
    (b"\0" * 257 + b"ustar\x00", "tar archive"),
    (OLE + "WordDocument".encode("utf-16-le"), r"old \.doc kind"),
    (OLE + "Workbook".encode("utf-16-le"), r"old \.xls kind"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted Office document"),
    (OLE, "old Office file"),
    (b"PK\x05\x06" + b"\0" * 18, "empty ZIP"),
    (b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"/>', "XML file"),
]


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(("data", "what"), FOREIGN)
def test_other_formats_are_named(tmp_path: Path, data: bytes, what: str) -> None:
    path = write(tmp_path, "paper.txt", data)
    with pytest.raises(DocumentError, match=what) as caught:
        read_source(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert caught.value.cure
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("member", "content", "what"),
    [
        ("a.txt", b"text", "a ZIP archive, not a document"),
        ("mimetype", b"application/vnd.oasis.opendocument.text", r"OpenDocument text \(\.odt\)"),
        ("mimetype", b"application/epub+zip", "EPUB"),
        ("META-INF/MANIFEST.MF", b"", "Java archive"),
    ],
)
def test_other_zip_archives_are_named(member: str, content: bytes, what: str) -> None:
    with pytest.raises(DocumentError, match=what):
        decode(zipped({member: content}), "paper.docx")


def test_a_workbook_is_named() -> None:
    members = unzipped(docx_lines("x"))
    members["word/document.xml"] = b'<workbook xmlns="urn:x"/>'
    with pytest.raises(DocumentError, match="Excel workbook"):
        decode(zipped(members), "paper.docx")


def test_letters_that_open_other_formats_may_open_a_text() -> None:
    for start in ("MZ is a code", "ID3 tags", "BZh", "RIFF raff", "PK is Pakistan", "OggS"):
        assert decode(f"{start} and more\n".encode(), "paper.txt").text.startswith(start)


def test_content_decides_and_not_the_name() -> None:
    assert kind_of(pdf_of_lines(["x"]), "paper.doc") == "pdf"
    assert kind_of(b"junk\r\n" + pdf_of_lines(["x"]), "paper.txt") == "pdf"
    assert kind_of(docx_lines("x"), "paper.pdf") == "docx"
    assert kind_of(b"<!DOCTYPE html>\n<p>x", "paper.txt") == "html"
    assert kind_of("<html>".encode("utf-16"), "paper.txt") == "html"
    assert kind_of(b"<!-- saved -->\n<HTML lang=en>", "paper") == "html"
    assert kind_of(b"Plain text, %PDF-1.4 in it", "paper.doc") == "text"
    assert kind_of(b"1 < 2 and <p> is a tag", "paper") == "text"


@pytest.mark.parametrize("name", ["paper.pdf", "paper.DOCX"])
def test_a_name_that_promises_what_the_file_does_not_hold_is_refused(name: str) -> None:
    with pytest.raises(DocumentError, match="plain text"):
        kind_of(b"Report\n\n1. It met.\n", name)
    with pytest.raises(DocumentError, match="does not begin like one"):
        kind_of(bytes(range(1, 256)) * 4, name)


def test_the_name_decides_where_the_content_cannot() -> None:
    fragment = b"<p>One</p><p>Two</p>"
    assert kind_of(fragment, "paper.html") == "html"
    assert kind_of(fragment, "paper") == "html"
    assert kind_of(fragment, "paper.md") == "text"


@pytest.mark.parametrize("name", ["paper.txt", "paper.pdf", "paper.docx", "paper.html"])
def test_an_empty_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(DocumentError, match="the file is empty"):
        read_source(write(tmp_path, name, b""))


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file"):
        read_source(tmp_path / "none.txt")
    write(tmp_path, "file", b"x")
    with pytest.raises(DocumentError, match="a part of the path is not a folder"):
        read_source(tmp_path / "file" / "none.txt")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="a folder, not a file"):
        read_source(tmp_path)


def test_a_link_that_leads_back_to_itself(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(DocumentError, match="a symbolic link that leads back to itself"):
        read_source(tmp_path / "loop")


def test_a_path_with_nul_and_one_too_long() -> None:
    with pytest.raises(DocumentError, match="NUL"):
        read_source(Path("a\0b"))
    with pytest.raises(DocumentError, match="too long"):
        read_source(Path("a" * 5000))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in its folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DocumentError, match="a pipe, not a file"):
        read_source(tmp_path / "pipe")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
def test_a_device_is_not_read() -> None:
    with pytest.raises(DocumentError, match="a device, not a file"):
        read_source(Path("/dev/zero"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = write(tmp_path, "paper.txt", b"x")
    path.chmod(0)
    with pytest.raises(DocumentError, match="permission denied"):
        read_source(path)


@pytest.mark.parametrize(("head", "limit"), [(b"text ", 64), (b"%PDF-1.4\n", 256), (b"<p>", 64)])
def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path, head: bytes, limit: int) -> None:
    path = write(tmp_path, "paper", head)
    os.truncate(path, (limit << 20) + 1)
    with pytest.raises(DocumentError, match=f"too large: the limit for this .* {limit} MiB.*Split"):
        read_source(path)


def test_what_a_source_says_of_its_file(tmp_path: Path) -> None:
    path = write(tmp_path, "paper.txt", b"text\n")
    source = read_source(path)
    assert source.name == "paper.txt"
    assert source.sha256 == "b9e68e1bea3e5b19ca6b2f98b73a54b73daafaa250484902e09982e07a12e733"


def test_a_zip_cut_short() -> None:
    data = docx_lines("One")
    with pytest.raises(DocumentError, match="damaged or cut short"):
        decode(data[: len(data) // 2], "paper.docx")


def test_an_encrypted_zip_member() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in unzipped(docx_lines("x")).items():
            archive.writestr(name, data)
    data = bytearray(stream.getvalue())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)
    with pytest.raises(DocumentError, match="the DOCX is encrypted"):
        decode(bytes(data), "paper.docx")
