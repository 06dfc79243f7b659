"""Facts that two papers state: one of the two is changed, and papers in two languages count too."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["FACTS", "Stated", "paper_on"]

_HEAD = {
    "en": "CTBT-Art.XIV/2021/{}\n\n30 September 2021\n\nReport of the Conference\n\n",
    "zh": "CTBT-Art.XIV/2021/{}\n\n2021年9月30日\n\n促进《全面禁止核试验条约》生效会议报告\n\n",
}


class Stated(NamedTuple):
    """A fact in both languages: what is right, and what one of two papers says instead."""

    code: str
    frames: dict[str, str]
    right: dict[str, str]
    wrong: dict[str, tuple[str, ...]]


def paper_on(fact: Stated, lang: str, words: str, number: int) -> str:
    """A paper that states the fact."""
    return _HEAD[lang].format(number) + fact.frames[lang].format(words) + "\n"


def _numbers(right: str, *wrong: str) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    return {"en": right, "zh": right}, {"en": wrong, "zh": wrong}


FACTS: tuple[Stated, ...] = (
    Stated(
        "X901",
        {
            "en": "1. As at 23 September 2021, {} States had signed the Treaty.",
            "zh": "1. 截至2021年9月23日，{}个国家已经签署《条约》。",
        },
        *_numbers("185", "184", "186", "158"),
    ),
    Stated(
        "X902",
        {
            "en": "1. Fiji ratified the Comprehensive Nuclear-Test-Ban Treaty on {} October 1996.",
            "zh": "1. 斐济于1996年10月{}日批准了《全面禁止核试验条约》。",
        },
        *_numbers("10", "11", "1", "20"),
    ),
    Stated(
        "X903",
        {
            "en": "1. The 2005 Article XIV Conference was held in New York from {} to 23 September 2005.",
            "zh": "1. 2005年第十四条大会于2005年9月{}日至23日在纽约举行。",
        },
        *_numbers("21", "20", "22", "19"),
    ),
    Stated(
        "X904",
        {
            "en": "1. Resolution 60/95 was adopted by {} votes to 1, with 4 abstentions.",
            "zh": "1. 第60/95号决议以{}票赞成、1票反对、4票弃权获得通过。",
        },
        *_numbers("172", "171", "127", "182"),
    ),
    Stated(
        "X905",
        {
            "en": "1. The Conference elected {} as President of the Conference.",
            "zh": "1. 会议选举{}担任会议主席。",
        },
        {"en": "South Africa", "zh": "南非"},
        {"en": ("Spain", "Italy", "Kenya"), "zh": ("西班牙", "意大利", "肯尼亚")},
    ),
    Stated(
        "X906",
        {
            "en": "1. The following 3 States attended as observers: Chile, Fiji and {}.",
            "zh": "1. 下列3个国家以观察员身份出席了会议：智利、斐济和{}。",
        },
        {"en": "Togo", "zh": "多哥"},
        {"en": ("Tonga", "Tuvalu", "Palau"), "zh": ("汤加", "图瓦卢", "帕劳")},
    ),
)  # fmt: skip
