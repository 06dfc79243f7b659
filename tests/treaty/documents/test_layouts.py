"""One paper, set in several layouts, states the same: what extraction did to its lines is repaired.

The paper is our own. Each layout is a function from its paragraphs to a text.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable

import pytest

from testban.treaty.documents import Document, Source, parse
from testban.treaty.documents.lines import display_width
from testban.treaty.extract import extract_facts

SYMBOL = "CTBT-Art.XIV/2033/6"
PAPER = [
    "促进《全面禁止核试验条约》生效会议",
    "2033年9月20日至21日，维也纳",
    "一. 导言",
    "1. 第十八次促进《全面禁止核试验条约》生效会议于 2033 年 9 月 20 日至 21 日在维也纳举行，"
    "由保存人召集；会上审议了为使《条约》早日生效而可以采取的各项具体措施，并听取了执行秘书的报告。",
    "2. 截至 2033 年 9 月 1 日，共有 188 个国家签署了《条约》，179 个国家批准了《条约》，"
    "其中包括附件 2 所列 44 个国家中的多数；国际监测系统已有 311 个设施获得核证，数据中心运转良好。",
    "3. 会议选举多米尼克、尼日尔和乌拉圭为副主席，并感谢加纳和挪威担任批准国协调员期间所做的大量工作，"
    "包括在各个区域举办的讲习班和就法律问题提供的协助。",
    "4. 会议通过了议程(CTBT-Art.XIV/2033/2)，内容如下：",
    "1. 会议开幕",
    "2. 高级别会议：",
    "(a) 批准国和签署国代表的发言",
    "(b) 非签署国代表的发言",
    "3. 会议闭幕",
    "5. 我们为此采取下列措施：",
    "(a) 鼓励所有尚未签署或批准《条约》的国家，特别是附件 2 所列的国家，毫不拖延地完成国内程序，"
    "并将进展情况告知协调员；",
    "(b) 请筹备委员会继续举办区域讲习班；",
    "(c) 支持各种双边举措。",
    "附件",
    "文件一览表",
    "CTBT-Art.XIV/2033/1 议事规则草案",
    "CTBT-Art.XIV/2033/3 全面禁止核试验条约组织筹备委员会临时技术秘书处为促进《条约》生效会议编写的背景文件",
    "CTBT-Art.XIV/2033/WP.1 关于加强区域讲习班和各国数据中心之间合作的建议：南非、加纳和乌拉圭提交的工作文件",
    "CTBT-Art.XIV/2033/INF.1 与会者须知",
]


def wrapped(paragraph: str, width: int) -> list[str]:
    """Lines of at most `width` columns; no line begins with a stop, none cuts a number or symbol."""
    lines = [""]
    for part in re.findall(r"[A-Za-z0-9/.-]+|.", paragraph):
        full = display_width(lines[-1] + part) > width and part not in "，。；、：）》)"
        lines[-1:] = [lines[-1].rstrip(), part.lstrip()] if full else [lines[-1] + part]
    return lines


def one_line_each(paper: list[str]) -> str:
    return "\n\n".join(paper)


def no_blank_lines(paper: list[str]) -> str:
    return "\n".join(paper)


def wrapped_at(width: int, between: str = "\n") -> Callable[[list[str]], str]:
    return lambda paper: between.join(line for p in paper for line in wrapped(p, width))


def spaced_paragraphs(paper: list[str]) -> str:
    return "\n\n".join("\n".join(wrapped(p, 76)) for p in paper)


def with_spaces_at_the_ends(paper: list[str]) -> str:
    return "\n\n".join(line for p in paper for line in _ended(wrapped(p, 76)))


def _ended(lines: list[str]) -> list[str]:
    return [*lines[:-1], f"{lines[-1]} "]


def indented(paper: list[str]) -> str:
    return "\n".join("\n".join(wrapped(f"　　{p}", 70)) for p in paper)


def full_width_digits(paper: list[str]) -> str:
    digits = {ord("0") + n: 0xFF10 + n for n in range(10)}
    return one_line_each([p if SYMBOL[:9] in p else p.translate(digits) for p in paper])


def without_spaces(paper: list[str]) -> str:
    return one_line_each(
        [re.sub(r"(?<=[\u4e00-\u9fff])\s|\s(?=[\u4e00-\u9fff])", "", p) for p in paper]
    )


def no_break_spaces(paper: list[str]) -> str:
    return one_line_each(paper).replace(" ", "\xa0")


def with_masthead(paper: list[str]) -> str:
    head = [SYMBOL, "Distr.: General", "5 October 2033", "Chinese", "Original: English"]
    return one_line_each([*head, *paper])


def in_pages(furniture: Callable[[int], str]) -> Callable[[list[str]], str]:
    def layout(paper: list[str]) -> str:
        lines = wrapped_at(76)(paper).split("\n")
        pages = [lines[at : at + 12] for at in range(0, len(lines), 12)]
        return "".join("\n".join(page) + furniture(n) for n, page in enumerate(pages, start=1))

    return layout


LAYOUTS: dict[str, Callable[[list[str]], str]] = {
    "no blank lines": no_blank_lines,
    "wrapped at 60": wrapped_at(60),
    "wrapped at 80": wrapped_at(80),
    "wrapped at 110": wrapped_at(110),
    "wrapped, a blank line after every line": wrapped_at(76, "\n\n"),
    "wrapped, a blank line after every paragraph": spaced_paragraphs,
    "a space at the end of every paragraph": with_spaces_at_the_ends,
    "indented": indented,
    "full-width digits": full_width_digits,
    "without spaces beside Chinese": without_spaces,
    "no-break spaces": no_break_spaces,
    "carriage returns": lambda paper: one_line_each(paper).replace("\n", "\r\n"),
    "with a masthead": with_masthead,
    "in pages of the United Nations": in_pages(lambda n: f"\n\n33-0876{n} {n}/9\n\n{SYMBOL}\n\n"),
    "in pages with a form feed": in_pages(lambda n: f"\n\f{SYMBOL}\nPage {n + 1}\n"),
}


def read(text: str) -> Document:
    return parse(Source("paper.txt", hashlib.sha256(text.encode()).hexdigest(), "text/plain", text))


def stated(text: str) -> list[str]:
    """What the text states, without where: each fact a line, blanks and citations left out."""
    plain = []
    for fact in extract_facts(read(text)):
        fields = {k: v for k, v in fact.fields.items() if k not in ("as_of", "meeting", "body")}
        shown = json.dumps({"kind": fact.kind, **fields}, ensure_ascii=False, sort_keys=True)
        plain.append(re.sub(r"\s", "", shown))
    return sorted(plain)


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_changes_nothing_that_is_stated(name: str) -> None:
    expected, found = stated(one_line_each(PAPER)), stated(LAYOUTS[name](PAPER))
    assert [fact for fact in found if fact not in expected] == []
    assert [fact for fact in expected if fact not in found] == []


def test_the_paper_states_something_of_every_part() -> None:
    kinds = [fact.kind for fact in extract_facts(read(one_line_each(PAPER)))]
    assert {kind: kinds.count(kind) for kind in sorted(set(kinds))} == {
        "agenda_item": 5,
        "appointment": 2,
        "count": 4,
        "document_entry": 4,
        "measure": 3,
        "meeting": 1,
        "reference": 1,
        "state_list": 1,
    }


TABLE_HEAD = ["促进《全面禁止核试验条约》生效会议", "国家\t日期/期间\t活动和背景\t评论"]
ROWS = [
    ("1. 双边努力",),
    ("1(a) 与附件2国家有关的活动",),
    (
        "比利时",
        "2031年6月-2033年5月",
        "比利时以第十四条协调员的身份促请中国和埃及尽早批准《条约》，并同两国官员讨论了核查制度。",
        "两国均已答复。",
    ),
    ("", "2032年3月7日", "比利时外交大臣致函印度的对等官员，鼓励印度尽早签署《条约》。", ""),
    ("2. 多边努力",),
    ("2(a) 全球范围",),
    ("尼日尔", "2032年9月26日", "尼日尔在第九次《条约》之友部长级会议上发言支持《条约》。", ""),
]


def tabs() -> str:
    return "\n".join([*TABLE_HEAD, *("\t".join(row) for row in ROWS)])


def interleaved() -> str:
    """State, period and activity on one line, and the comment below it in a narrow column."""
    lines = [TABLE_HEAD[0], "", TABLE_HEAD[1].replace("\t", " ")]
    for row in ROWS:
        lines += wrapped(" ".join(cell for cell in row[:3] if cell), 76)
        lines += wrapped(row[3], 12) if len(row) > 3 and row[3] else []
    return "\n".join(lines)


@pytest.mark.parametrize("layout", [tabs, interleaved])
def test_a_table_of_activities_is_read_row_by_row(layout: Callable[[], str]) -> None:
    facts = [fact for fact in extract_facts(read(layout())) if fact.kind == "activity"]
    shown = [
        (f.fields["section"], f.fields["actor"], f.fields["start"], f.fields["end"]) for f in facts
    ]
    assert shown == [
        ("1a", "BEL", "2031-06", "2033-05"),
        ("1a", "BEL", "2032-03-07", "2032-03-07"),
        ("2a", "NER", "2032-09-26", "2032-09-26"),
    ]
    assert [f.fields["targets"] for f in facts] == [["CHN", "EGY"], ["IND"], []]
    assert [f.fields["comment"] for f in facts] == ["两国均已答复。", None, None]
    assert [f.fields["text"] for f in facts] == [row[2] for row in ROWS if len(row) > 1]
