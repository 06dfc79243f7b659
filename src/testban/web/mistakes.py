"""What a Chinese reader is told where an address cannot be shown: the usual English lines, read back."""

from __future__ import annotations

import re

__all__ = ["mistake"]

# The end of a line that names a cure: what cures it on the site is said in the Chinese.
_CURE = r"(?:[.:] .*)?"
_LINES = tuple(
    (re.compile(rf"(?:[\w/-]+: )?{english}{_CURE}"), chinese)
    for english, chinese in (
        (r"(.+) is not a day", "{0}不是日期，请写作 2021-09-23"),
        (r"(.+): there is no (?:month|day|year) (\d+)", "{0}不是日期，请写作 2021-09-23"),
        (r"(.+) is no date", "{0}不是日期，请写作 2020、2020-05 或 2020-05-31"),
        (r"the store holds no document (.+?)", "库中没有文件{0}，见“文件”页"),
        (r"no State (?:is called|has the code) (.+?)", "没有名为{0}的国家，见“国家”页"),
        (r"(.+) is not a State of today", "{0}不是现有国家，见“国家”页"),
        (r"no treaty is called (.+?)", "没有名为{0}的条约"),
        (r"no meeting is called (.+?)", "没有名为{0}的会议，见“会议”页"),
        (r"no section is called (.+?)", "没有名为{0}的节次"),
        (r"no language is called (.+?)", "没有名为{0}的语文"),
        (r"no format is called (.+?)", "没有名为{0}的格式"),
        (r"(?:there is no event|no event is called) (.+?)", "没有事件{0}，见“事件”页"),
        (r"a comparison needs two papers", "对照需要两份文件"),
        (r"the query holds no word", "查询中没有词语"),
        (r"a query of (.+) characters is too long", "查询过长（{0}个字符）"),
        (r"no file was chosen", "没有选择文件"),
        (r"the file is too large", "文件过大"),
        (r"Not Found", "没有这一页"),
        (r"Method Not Allowed", "此处不能这样请求"),
    )
)


def mistake(line: str, lang: str) -> str:
    """The line in the reader's language; in English where there is no other.

    >>> mistake("no treaty is called 'NOPE'. The treaties are CTBT, TPNW.", "zh")
    "没有名为'NOPE'的条约"
    """
    if lang == "zh":
        for pattern, chinese in _LINES:
            if found := pattern.fullmatch(line):
                return chinese.format(*found.groups())
    return line
