"""Sums of money and rules in figures: English, then Chinese."""

from __future__ import annotations

from typing import Any

import pytest

from .reading import CTBT, TPNW, check, pairs

AMOUNTS = [
    ("Norway paid US$ 150,000 towards a seminar in Lima.", (150000, "USD", "a seminar in Lima")),
    ("The cost was estimated at $287,300.", (287300, "USD", None)),
    ("The European Union gave 2.1 million euros for training.", (2100000, "EUR", "training")),
    ("A sum of €1.2 million was received.", (1200000, "EUR", None)),
    ("It gave 500 000 Czech koruny.", (500000, "CZK", None)),
    ("It gave 90,000 United States dollars.", (90000, "USD", None)),
]


@pytest.mark.parametrize(("text", "expected"), AMOUNTS)
def test_sums_of_money_have_a_currency(text: str, expected: tuple[Any, ...]) -> None:
    assert pairs(f"1. {text}", "amount", "value", "currency", "purpose") == [expected]


RULES = [
    ("Decides to apply a maximum assessment rate of 22 per cent", ("assessment_ceiling", "22%")),
    ("No State shall be assessed more than 22 per cent of the cost", ("assessment_ceiling", "22%")),
    ("The estimate includes a 15 per cent contingency reserve", ("contingency_reserve", "15%")),
    ("A reserve of not more than 5 per cent is set aside", ("contingency_reserve", "5%")),
    ("The minimum assessment is 0.01 per cent", ("assessment_floor", "0.01%")),
]


@pytest.mark.parametrize(("text", "expected"), RULES)
def test_rules_are_laid_down_in_figures(text: str, expected: tuple[str, str]) -> None:
    assert pairs(f"1. {text}.", "rule", "name", "value") == [expected]


CHINESE_AMOUNTS = [
    ("日本提供了 243 万美元，用于购买监测设备。", [(2_430_000, "USD", "购买监测设备")]),
    ("挪威捐款 100 万挪威克朗，荷兰捐款 25 万欧元。", [(1_000_000, "NOK"), (250_000, "EUR")]),
    ("会议费用为 1,234,567 美元。", [(1_234_567, "USD")]),
    ("共有 243 万人参观了展览。", []),
]


@pytest.mark.parametrize(("sentence", "amounts"), CHINESE_AMOUNTS)
def test_chinese_amounts(sentence: str, amounts: list[tuple[Any, ...]]) -> None:
    names = ("value", "currency", "purpose")
    check(CTBT + sentence, "amount", [dict(zip(names, amount, strict=False)) for amount in amounts])


def test_chinese_rules() -> None:
    check(
        f"{TPNW}最高分摊率为 22%，费用应列入 15%的应急准备金。",
        "rule",
        [
            {"name": "assessment_ceiling", "value": "22%"},
            {"name": "contingency_reserve", "value": "15%"},
        ],
    )


def test_each_sum_of_a_sentence_has_its_own_purpose() -> None:
    text = (
        "1. Norway pledged €3.5 million to the monitoring system and Japan contributed $150,000, "
        "earmarked for the participation of experts. A grant of 20,000 euros will cover travel."
    )
    assert pairs(text, "amount", "value", "currency", "purpose") == [
        (3500000, "EUR", "the monitoring system"),
        (150000, "USD", "the participation of experts"),
        (20000, "EUR", "travel"),
    ]


def test_each_chinese_sum_of_a_sentence_has_its_own_purpose() -> None:
    check(
        f"{CTBT}挪威为监测系统认捐350万欧元，日本捐助15万美元，用于资助专家与会。",
        "amount",
        [
            {"value": 3500000, "currency": "EUR", "purpose": "监测系统"},
            {"value": 150000, "currency": "USD", "purpose": "资助专家与会"},
        ],
    )
