"""Structure: numbered paragraphs, scoped numbering, annexes, notes and their marks."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from testban.treaty.documents import Document, Source, parse


def document(text: str) -> Document:
    return parse(Source("test.txt", hashlib.sha256(text.encode()).hexdigest(), "text/plain", text))


def blocks(text: str) -> list[tuple[str, str, str]]:
    return [(b.kind, b.label, b.text.text) for b in document(text).blocks]


def test_agenda_items_have_a_numbering_of_their_own() -> None:
    found = document(
        "7. 会议通过了议程如下：\n1. 会议开幕。\n2. 通过议程：\n(a) 甲事项；\n(b) 乙事项。\n"
        "3. 其他事项。\n8. 会议注意到时间表。\n9. 会议闭幕了。\n"
    ).blocks
    assert [(b.kind, b.label) for b in found] == [
        ("paragraph", "7"), ("item", "1"), ("item", "2"), ("item", "a"), ("item", "b"),
        ("item", "3"), ("paragraph", "8"), ("paragraph", "9"),
    ]  # fmt: skip
    assert [b.place for b in found][3] == "para. 7 (2) (a)"


def test_a_number_that_is_a_markdown_heading_is_that_of_the_paragraph_below_it() -> None:
    text = "## Part I\n\n### 69\n\nThe team may act.\n\n### 70\n\nIt may act again.\n\nAt once.\n"
    assert blocks(f"####Overflights\n\n{text}")[2:] == [
        ("heading", "", "69"), ("paragraph", "69", "The team may act."),
        ("heading", "", "70"), ("paragraph", "70", "It may act again."), ("paragraph", "", "At once."),
    ]  # fmt: skip
    assert blocks(f"####Overflights\n\n{text}")[0][2] == "Overflights"


def test_a_list_whose_next_number_is_the_papers_own_goes_on_where_that_number_comes_again() -> None:
    agenda = "3. The Meeting adopted the agenda:\n\n1. Opening.\n\n2. Address by the host.\n\n3. Report.\n\n"
    rest = "4. Financial matters of the Meeting.\n\n5. Closure of the Meeting.\n\n"
    heard = "The Meeting heard a report by the host on the facilities, and took note of it."
    own = f"4. {heard}\n\n5. {heard}\n"
    kinds = [(kind, label) for kind, label, _ in blocks(agenda + rest + own) if label]
    assert kinds == [
        ("paragraph", "3"), *(("item", label) for label in "12345"),
        ("paragraph", "4"), ("paragraph", "5"),
    ]  # fmt: skip
    # Where it does not come again, a sentence is the next paragraph.
    kinds = [(kind, label) for kind, label, _ in blocks(agenda + own) if label]
    assert kinds[-3:] == [("item", "3"), ("paragraph", "4"), ("paragraph", "5")]


def test_a_mark_glued_to_a_number_is_a_note() -> None:
    text = (
        "附件二\n\n会议的决定\n\n决定 11\n\n缔约国会议决定延长工作组的任期。\n\n决定 21\n\n"
        "缔约国会议决定设立基金。\n\n__________\n 1 以默许程序通过。\n"
    )
    found = document(text).blocks
    assert [b.text.text for b in found if b.kind == "heading"][2:] == ["决定 1", "决定 2"]
    [note] = [b for b in found if b.kind == "footnote"]
    assert (note.label, note.text.text) == ("1", "以默许程序通过。")


def test_footnote_marks_leave_the_text_and_the_note_knows_where_they_stood() -> None:
    text = "1. 该系统目前有 302 个[†]经核证设施，并将继续扩大其覆盖的范围。\n\n[†] 将视需要更新。\n"
    paragraph, note = document(text).blocks
    assert paragraph.text.text == "该系统目前有 302 个经核证设施，并将继续扩大其覆盖的范围。"
    assert note.mark is not None
    assert text[note.mark - 2 : note.mark + 1] == "[†]"


def test_page_furniture_in_mid_sentence_is_taken_out_and_kept() -> None:
    before = "".join(f"{n}. 我们欢迎第{n}项进展，并请各国继续努力。\n" for n in range(1, 10))
    text = before + (
        "10. 我们重申，促进《条约》生效的会议进程至关重要，并欢迎各国为此目的所作的\n"
        "TPNW/MSP/2031/9\n3/22 31-25276\n\f"
        "努力，特别是在区域一级所作的努力，并请各国继续加强这些努力以及其他努力。\n"
        "11. 我们欢迎各国在执行行动计划方面所取得的进展，并请各国继续加强这些努力。\n"
    )
    found = document(text).blocks
    furniture = [b.text.text for b in found if b.kind == "furniture"]
    assert furniture == ["TPNW/MSP/2031/9", "3/22 31-25276"]
    assert "为此目的所作的努力" in next(b.text.text for b in found if b.label == "10")


def test_nothing_of_the_original_is_lost(shared: Path) -> None:
    for path in sorted((shared / "documents").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        kept = [False] * len(text)
        for block in document(text).blocks:
            for start, end in block.text.spans(text):
                kept[start:end] = [True] * (end - start)
        # Labels, rules above notes and note marks are structure; no word may be missing.
        lost = "".join(" " if k else c for c, k in zip(text, kept, strict=True))
        assert re.findall(r"[^\W\d_一二三四五六七八九十㈠-㈩]{2,}", lost) == []


def test_places_name_annex_and_paragraph() -> None:
    text = "1. 甲。\n\n附件一\n\n会议宣言\n\n1. 我们，缔约国，举行会议，坚定不移。\n\n5. 目前有 93 个签署国。\n"
    last = document(text).blocks[-1]
    assert last.place.startswith("annex I")
    assert last.place.endswith("para. 5")


def test_notes_end_at_a_running_head_with_its_page_and_at_a_blank_line() -> None:
    body = (
        "11. The Conference held two plenary meetings, and had before it the documents that were listed\n"
        "in the note by the secretariat.\n\n"
    )
    note = (
        "__________________\n 1 The list of participants was issued later, in another document.\n"
    )
    head = "CTBT-Art.XIV/2039/6                                                       2/4\n\n"
    words = "10. The Conference elected its officers.1\n\n"
    first = "CTBT-Art.XIV/2039/6        Distr.: General\n\nReport of the Conference\n\n"
    start = first + body.replace("11.", "9.") * 3 + words + note
    for between in (head, "\n"):
        found = document(start + between + "III. Work of the Conference\n\n" + body).blocks
        [printed] = [b.text.text for b in found if b.kind == "footnote"]
        assert printed.endswith("in another document.")
        assert [b.label for b in found if b.kind == "paragraph"][-1] == "11"
