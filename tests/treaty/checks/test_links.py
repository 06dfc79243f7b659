"""Links that lie on words, stand beside a symbol or below the page, in text, HTML, DOCX and PDF."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.shared import OxmlElement, qn

from testban.store import open_store
from testban.treaty.checks import check
from testban.treaty.documents import parse
from testban.treaty.documents.readers import decode
from testban.treaty.documents.symbols import symbol_in_url
from tests.treaty.documents.build_files import pdf_of

EN = "CTBT-Art.XIV/2021/6\n\n30 September 2021\n\nReport of the Conference\n\n1. It recalled {}.\n"
ZH = "CTBT-Art.XIV/2021/6\n\n2021年9月30日\n\n促进《全面禁止核试验条约》生效会议报告\n\n1. 会议回顾{}。\n"
PAGE = (
    "<html><body><h1>Report of the Conference</h1><p>CTBT-Art.XIV/2021/6</p>"
    "<p>30 September 2021</p>{}</body></html>"
)
WORD = [*EN.split("\n\n")[:3], "1. It recalled "]


def told(data: bytes, name: str) -> list[tuple[str, str, str]]:
    found = check(parse(decode(data, name)))
    return [
        (f.expected, str(f.values["linked"]), f.cite.quote) for f in found if f.rule.code == "L601"
    ]


@pytest.mark.parametrize(
    ("head", "cited", "url"),
    [
        (EN, "A/RES/76/66 ({})", "https://undocs.org/en/A/RES/{}"),
        (
            EN,
            "resolution 76/66 of 6 December 2021, available at {}",
            "https://docs.un.org/A/RES/{}",
        ),
        (EN, "{} (A/RES/76/66)", "https://www.un.org/ga/search/view_doc.asp?symbol=A/RES/{}"),
        (ZH, "大会第76/66号决议（{}）", "https://undocs.org/zh/A/RES/{}"),
    ],
)
def test_an_address_beside_a_symbol(head: str, cited: str, url: str) -> None:
    def text(number: str) -> bytes:
        return head.format(cited.format(url.format(number))).encode()

    assert [(e, linked) for e, linked, _ in told(text("76/65"), "a.txt")] == [
        ("A/RES/76/66", "A/RES/76/65")
    ]
    assert told(text("76/66"), "a.txt") == []


@pytest.mark.parametrize(
    "body",
    [
        '<p>1. It recalled <a href="https://undocs.org/en/A/RES/{}">A/RES/76/66</a>.</p>',
        '<p>1. It recalled <a href="https://undocs.org/A/RES/{}">resolution 76/66</a> and others.</p>',
        "<p>1. It had:</p><table><tr><th>Symbol</th><th>Title</th></tr><tr><td>"
        '<a href="https://docs.un.org/A/RES/{}">A/RES/76/66</a></td><td>A resolution</td></tr></table>',
    ],
)
def test_a_link_on_the_words_of_a_web_page(body: str) -> None:
    wrong, right = (PAGE.format(body.format(n)).encode() for n in ("75/66", "76/66"))
    assert [(e, linked) for e, linked, _ in told(wrong, "a.html")] == [
        ("A/RES/76/66", "A/RES/75/66")
    ]
    assert told(right, "a.html") == []


@pytest.mark.parametrize("field", [False, True])
def test_a_link_on_the_words_of_a_word_document(field: bool) -> None:
    assert told(_word("https://undocs.org/en/A/RES/75/66", field=field), "a.docx") == [
        ("A/RES/76/66", "A/RES/75/66", "A/RES/76/66")
    ]
    assert told(_word("https://undocs.org/en/A/RES/76/66", field=field), "a.docx") == []
    assert told(_word("https://example.org/75/66", field=field), "a.docx") == []


def _word(url: str, *, field: bool) -> bytes:
    document = docx.Document()
    for line in WORD:
        paragraph = document.add_paragraph(line)
    if field:
        for kind, text in (("begin", ""), ("", f'HYPERLINK "{url}"'), ("separate", "A/RES/76/66")):
            run = paragraph.add_run()
            mark = OxmlElement("w:fldChar" if kind else "w:instrText")
            mark.set(qn("w:fldCharType"), kind) if kind else setattr(mark, "text", text)
            run._r.append(mark)
            if kind and text:
                paragraph.add_run(text)
        end = OxmlElement("w:fldChar")
        end.set(qn("w:fldCharType"), "end")
        paragraph.add_run()._r.append(end)
    else:
        link = OxmlElement("w:hyperlink")
        related = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), related)
        run = paragraph.add_run("A/RES/76/66")._r
        link.append(run)
        paragraph._p.append(link)
    paragraph.add_run(" and closed.")
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def test_an_address_names_a_document_in_several_ways() -> None:
    for url in (
        "http://undocs.org/S/RES/2310(2016)",
        "https://undocs.org/Home/Mobile?FinalSymbol=S%2FRES%2F2310(2016)&Language=E",
        "https://daccess-ods.un.org/access.nsf/Get?Open&DS=S/RES/2310%20(2016)&Lang=E",
    ):
        assert symbol_in_url(url) == "S/RES/2310 (2016)"
    assert symbol_in_url("https://undocs.org/en/home") is None


def test_a_link_on_the_words_of_a_pdf() -> None:
    def paper(number: str) -> bytes:
        right = '<link href="https://undocs.org/en/A/RES/76/66">A/RES/76/66</link>'
        wrong = right.replace("A/RES/76/66", f"A/RES/{number}/66", 1)
        # Cited without a link, then with the right one, then with the one in question.
        line = (
            f"1. It recalled A/RES/76/66, as well as {right}, and after some thought {wrong} too."
        )
        return pdf_of([*EN.split("\n\n")[:3], line])

    assert told(paper("75"), "a.pdf") == [("A/RES/76/66", "A/RES/75/66", "A/RES/76/66")]
    assert told(paper("76"), "a.pdf") == []
    source = decode(paper("75"), "a.pdf")
    starts = [source.text[:start].count("A/RES/76/66") for start, _, _ in source.links]
    assert starts == [1, 2]


def test_a_link_is_known_to_the_store_that_read_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    link = '<p>1. It recalled <a href="https://undocs.org/en/A/RES/75/66">A/RES/76/66</a>.</p>'
    path.write_text(PAGE.format(link), encoding="utf-8")
    with open_store(f"sqlite:///{tmp_path / 'kept.sqlite'}") as store:
        store.ingest([path])
        assert store.counts().findings == 1
        assert [row[0] for row in store.finding_numbers()] == ["L601"]
