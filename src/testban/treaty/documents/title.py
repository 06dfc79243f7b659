"""The title block: symbol, date, language, original language, session, title."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from testban.treaty.documents.dates import dates_of
from testban.treaty.documents.labels import chinese_number
from testban.treaty.documents.lines import LineKind
from testban.treaty.documents.markdown import FRONT_MATTER
from testban.treaty.documents.paragraphs import Paragraph
from testban.treaty.documents.symbols import SYMBOL, normal_symbol
from testban.treaty.gazetteer import gazetteer
from testban.treaty.languages import Pack

__all__ = ["TitleBlock", "title_block"]

# The names of the six languages as title blocks print them, in any of the languages.
_LANGUAGES = {
    "ar": ("arabic", "阿拉伯文", "arabe", "árabe", "арабский", "عربي", "العربية"),
    "zh": ("chinese", "中文", "汉文", "chinois", "chino", "китайский"),
    "en": ("english", "英文", "anglais", "inglés", "английский", "الإنكليزية"),
    "fr": ("french", "法文", "français", "francés", "французский"),
    "ru": ("russian", "俄文", "russe", "ruso", "русский"),
    "es": ("spanish", "西班牙文", "espagnol", "español", "испанский"),
}
LANGUAGE_NAMES = {name: code for code, names in _LANGUAGES.items() for name in names}
_NAME = "|".join(sorted(LANGUAGE_NAMES, key=len, reverse=True))
ORIGINAL = re.compile(
    rf"(?:original(?:\s+language)?|原件|原文|оригинал)\s*[:：]\s*({_NAME})", re.IGNORECASE
)
_OWN = re.compile(rf"\s*({_NAME})(?:\s+only)?\s*$", re.IGNORECASE)
_OWN_ONLY = re.compile(rf"\b({_NAME})\s+only\b|只有({_NAME})", re.IGNORECASE)
_SESSION_ZH = re.compile(r"^\s*第([一二三四五六七八九十百]+)届(?:会议)?\s*$")
_HEAD_LINES = 45
_TITLE_LINES = 4
_TITLED = 12
# A press release begins with its city and day.
_DATELINES = 8
_LONGEST = 200
_CELL = 100
# What mastheads print beside the symbol and the date.
_MASTHEAD = re.compile(
    r"United Nations|Nations Unies|Naciones Unidas|联\s*合\s*国|ООН|Организация Объединенных Наций"
    r"|General Assembly|Security Council|大\s*会|安全理事会|Economic and Social Council"
    r"|Distr(?:ibution)?\b|Dist\b|分发|General|Limited|Restricted|普通|一般|有限|限制"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\b\d{1,2}(?:\.\d\d)?\s?[ap]\.\s?m\.?|\bnoon\b"
    r"|星期[一二三四五六日]|[上下]午\s?\d{1,2}\s?时(?:\s?\d{1,2}\s?分)?(?:举行)?"
    rf"|Original|原件|原文|only|只有|symbol|date|[Pp]age|{_NAME}",
    re.IGNORECASE,
)
_COLUMNS = re.compile(r"\t| {4,}")
# "75/87. Comprehensive Nuclear-Test-Ban Treaty", "S-10/2. …", "2602 C (XXIV). …": the General
# Assembly numbers its resolutions so; "Resolution 2310 (2016)", the Security Council.
_RESOLUTION = re.compile(
    r"^(?:第)?(?P<number>(?:E?S-)?\d{1,3}/\d{1,4}(?:\s?[A-Z])?|\d{1,4}(?:\s?[A-Z])?\s?[（(](?:E?S-)?[IVXLC]+[)）])"
    r"\s?[.．]\s*(?P<title>\S.+)$"
)
_OF_THE_COUNCIL = re.compile(
    r"^(?:Resolution\s|第\s?)(?P<number>\d{1,4}\s?[（(](?:19|20)\d\d[)）])(?:\s?号\s?决\s?议)?$"
)
# With a mark before it or a full stop after it, a symbol stands in a footnote.
_IN_A_NOTE = re.compile(r"^\s*(?:\d{1,3}|\[\^?\d{1,3}\]:?|[a-z]|[¹²³⁴-⁹]{1,2})\s|[.。]\s*$")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# "4. Comprehensive Nuclear-Test-Ban Treaty", of a chapter; "(CTBT-Art.XIV/2011/6, annex) New York".
_CHAPTER = re.compile(r"^\d{1,2}\.\s+")
_BRACKETED = re.compile(rf"\s*\((?={SYMBOL.pattern})", re.VERBOSE)
_WORD = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """What the title block says; None where it is silent."""

    symbol: str | None
    symbol_from: str | None
    reissued: bool
    date: str | None
    language: str | None
    original_language: str | None
    session: int | None
    title: str


def title_block(found: list[Paragraph], whole: str, language: Pack) -> TitleBlock:
    """Read the title block from the paragraphs of a document and, failing that, its text."""
    head = _head(found)
    # A masthead of two columns says one thing in each.
    names = gazetteer(language.code)
    lines: list[str] = []
    for paragraph in head:
        cells = _COLUMNS.split(paragraph.text.text.strip())
        # The row of a table gives the days of a State, or of what it did, and none of the paper.
        told = any(map(names.covers, cells)) or len(max(cells, key=len)) > _CELL
        if len(cells) == 1 or not told:
            lines += cells
    symbol, source, starred = _symbol(found, lines, whole, language)
    original = next((m for line in lines if (m := ORIGINAL.search(line))), None)
    own = next((name for line in lines if (name := _own_language(line))), None)
    return TitleBlock(
        symbol,
        source,
        starred or language.regex("title", "reissued").search(whole) is not None,
        _date(lines, language),
        LANGUAGE_NAMES[own.lower()] if own else None,
        LANGUAGE_NAMES[original[1].lower()] if original else None,
        _session(lines, language),
        _title(lines, language),
    )


def _own_language(line: str) -> str | None:
    """The name of the language of the paper: a line of its own, or beside "only"."""
    match = _OWN.match(line)
    if match is None and ("only" in line.lower() or "只有" in line):
        match = _OWN_ONLY.search(line)
    return next(filter(None, match.groups())) if match else None


def _head(found: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs before the first numbered one: short lines of the first page."""
    head = []
    for paragraph in found[:_HEAD_LINES]:
        text = paragraph.text.text.strip()
        if re.match(r"^1\s?[.．、]\s*\S", text) and len(text) > 40:
            break
        if paragraph.kind in (LineKind.text, LineKind.furniture):
            head.append(paragraph)
    return head


def _symbol(
    found: list[Paragraph], lines: list[str], whole: str, language: Pack
) -> tuple[str | None, str | None, bool]:
    """The symbol, where it was read, and whether it carries the asterisk of a reissue."""
    for line in lines:
        # A line that begins with an asterisk is a footnote to the masthead.
        match = None if line.startswith("*") or _IN_A_NOTE.search(line) else SYMBOL.search(line)
        near = match is not None and len(" ".join(line[: match.start()].split())) < 60
        if match and near and _is_masthead(_without_dates(line, match, language)):
            return (
                normal_symbol(match.group()),
                "printed",
                line[match.end() : match.end() + 1] == "*",
            )
    if numbered := _numbered(found, lines, language):
        return numbered, "inferred", False
    heads = Counter(
        (normal_symbol(match.group()), p.text.text[match.end() : match.end() + 1] == "*")
        for p in found
        if p.kind is LineKind.furniture
        and "://" not in p.text.text
        and (match := SYMBOL.search(p.text.text))
    )
    if heads:
        (symbol, starred), _ = heads.most_common(1)[0]
        return symbol, "running_head", starred
    # A title may say whose annex it is: "Final Declaration (CTBT-Art.XIV/2011/6, annex)".
    item = language.regex("title", "agenda_item")
    for line in lines[:_TITLED]:
        if item.match(line):
            break  # what follows is a paper that is taken up, of a record of what was said
        if (bracket := _BRACKETED.search(line)) and language.regex("title", "papers").match(line):
            inner = SYMBOL.match(line, bracket.end())
            return (
                (normal_symbol(inner.group()), "inferred", False) if inner else (None, None, False)
            )
    condensed = re.sub(r"\s+", " ", whole)
    if match := language.regex("title", "speaks_of_itself").search(condensed):
        inner = SYMBOL.search(match.group())
        return (normal_symbol(inner.group()), "inferred", False) if inner else (None, None, False)
    return None, None, False


def _numbered(found: list[Paragraph], lines: list[str], language: Pack) -> str | None:
    """The symbol of the resolution that the paper is, where nothing but its number is printed.

    The masthead says who adopted it, or its first words do. A volume of several is none of them.
    """
    for organ, adopted, pattern in (
        ("A/RES/", "by_assembly", _RESOLUTION),
        ("S/RES/", "by_council", _OF_THE_COUNCIL),
    ):
        by = language.regex("title", adopted)
        if any(by.search(line.strip()) for line in lines):
            texts = (paragraph.text.text.strip() for paragraph in found)
            numbers = {m["number"] for text in texts if (m := pattern.match(text))}
            if len(numbers) == 1:
                return normal_symbol(organ + numbers.pop())
    return None


def _without_dates(line: str, symbol: re.Match[str], language: Pack) -> str:
    return _undated(line[: symbol.start()] + " " + line[symbol.end() :], language)


def _undated(rest: str, language: Pack) -> str:
    """The line without its dates."""
    for mention in reversed([*dates_of(language.code).find(rest)]):
        rest = rest[: mention.start] + " " + rest[mention.end :]
    return rest


def _is_masthead(rest: str) -> bool:
    """Nothing but the words of a masthead is left beside a symbol or a date."""
    return not _WORD.search(_MASTHEAD.sub(" ", rest))


def _date(lines: list[str], language: Pack) -> str | None:
    """The first full date that stands alone or among the words of the masthead."""
    front = (m for line in lines if (m := FRONT_MATTER.match(line)) and m["name"] == "date")
    written = next((m["value"] for m in front if _ISO_DAY.fullmatch(m["value"])), None)
    readers = [dates_of(language.code)] + ([dates_of("en")] if language.code != "en" else [])
    for line in lines:
        if len(line) > _LONGEST:
            continue
        for reader in readers:
            for mention in reader.find(line):
                rest = line[: mention.start] + " " + line[mention.end :]
                full = mention.end_date is None and len(mention.date) == len("2021-09-30")
                if full and _is_masthead(SYMBOL.sub(" ", rest)):
                    return mention.date
    return written or _dateline(lines, language)


def _dateline(lines: list[str], language: Pack) -> str | None:
    """The day beside the city (and the agency) of a press release; none in a paper with a symbol."""
    if any(SYMBOL.search(line) for line in lines):
        return None
    beside = language.regex("title", "dateline")
    reader = dates_of(language.code)
    for line in lines[:_DATELINES]:
        for mention in reader.find(line):
            rest = f"{line[: mention.start]} {line[mention.end :]}".strip()
            full = mention.end_date is None and len(mention.date) == len("2021-09-30")
            if full and len(line) < _LONGEST and beside.search(rest):
                return mention.date
    return None


def _session(lines: list[str], language: Pack) -> int | None:
    for line in lines:
        if match := _SESSION_ZH.match(line):
            return chinese_number(match[1])
        if match := language.regex("title", "session").match(line):
            return language.table("ordinals").get(match[1].lower())
    return None


def _title(lines: list[str], language: Pack) -> str:
    """The paper's name: a resolution's, else the line that says report, declaration …, else the first.

    The name of a conference stands above that of its paper.
    """
    plain = [line for line in lines if not SYMBOL.fullmatch(line.strip(" *")) and "://" not in line]
    front = next(
        (m["value"] for line in lines if (m := FRONT_MATTER.match(line)) and m["name"] == "title"),
        "",
    ).rstrip(" :")
    if any(line.startswith("symbol:") for line in lines):
        plain = [line for line in plain if not FRONT_MATTER.match(line) and line.strip("- ")]
    resolution = next((m for line in plain if (m := _RESOLUTION.match(line))), None)
    if resolution is not None:
        # Catalogues give the whole of a title that runs over two lines of the page.
        shown = resolution["title"].strip()
        return front if front.startswith(shown) else shown
    for kind in ("papers", "kinds"):
        named = [line for line in plain if language.regex("title", kind).search(line)]
        if named:
            break
    chosen = named[0] if named else (plain[0] if plain else "")
    at = plain.index(chosen) if chosen else 0
    whole = _all_lines(plain, at, language) if chosen else ""
    if language.regex("title", "whose").match(whole) and (about := _above(plain, at, language)):
        whole = f"{about}: {whole}"
    whole = _BRACKETED.split(_CHAPTER.sub("", whole))[0]
    return re.sub(r"(?<=\D)\d$", "", whole).strip(" *")


def _above(lines: list[str], at: int, language: Pack) -> str:
    """What the lines above the words "Report of the Secretary-General" say it is about."""
    unfinished = language.regex("title", "unfinished")
    barred = language.regex("title", "not_above")
    shown: list[str] = []
    for line in reversed(lines[max(0, at - 2) : at]):
        stop = barred.search(line) or _is_masthead(_undated(line, language))
        if stop or (shown and not unfinished.search(line)):
            break
        shown.insert(0, line.strip(" *"))
    return " ".join(shown)


def _all_lines(lines: list[str], at: int, language: Pack) -> str:
    """The title in line `at` with the lines over which it runs."""
    shown = [lines[at]]
    opens = language.regex("title", "opens")
    if at and opens.search(lines[at - 1]):
        shown.insert(0, lines[at - 1])
    unfinished = language.regex("title", "unfinished")
    heading = language.regex("structure", "first_heading")
    for line in lines[at + 1 : at + _TITLE_LINES]:
        # A title set in capitals ends where the capitals end.
        goes_on = unfinished.search(shown[-1]) or (shown[-1].isupper() and line.isupper())
        if not goes_on or _is_masthead(line) or heading.match(line.strip()):
            break
        shown.append(line)
    return (" " if language.table("title").get("spaced", True) else "").join(shown)
