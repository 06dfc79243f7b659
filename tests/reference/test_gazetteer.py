"""Names of States in text: longest wins, look-alikes do not count, offsets hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testban.reference.gazetteer import condense
from testban.treaty.gazetteer import gazetteer


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("zh", "几内亚、几内亚比绍、赤道几内亚和巴布亚新几内亚", ["GIN", "GNB", "GNQ", "PNG"]),
        ("zh", "刚果和刚果民主共和国", ["COG", "COD"]),
        ("zh", "来自发展中国家的专家", []),
        ("zh", "印度尼西亚与印度在印度洋", ["IDN", "IND"]),
        ("zh", "大不列颠及北爱尔兰\n 联合王国", ["GBR"]),
        ("zh", "前南斯拉夫的马其顿共和国", ["MKD"]),
        ("zh", "伊朗（伊斯兰共和国）", ["IRN"]),
        ("zh", "圣文森特和格林纳丁斯以及特立尼达和多巴哥", ["VCT", "TTO"]),
        ("en", "Niger, Nigeria, Oman and Romania", ["NER", "NGA", "OMN", "ROU"]),
        ("en", "the Democratic Republic of the Congo and the Congo", ["COD", "COG"]),
        ("en", "Papua New Guinea; Guinea-Bissau", ["PNG", "GNB"]),
        ("en", "a woman from New Mexico", []),
        ("en", "Norway’s delegation and Côte d’Ivoire", ["NOR", "CIV"]),
        ("en", "CHINA AND EGYPT", ["CHN", "EGY"]),
        ("en", "Dominica and the Dominican Republic", ["DMA", "DOM"]),
    ],
)
def test_names_in_text(language: str, text: str, codes: list[str]) -> None:
    assert [mention.states[0] for mention in gazetteer(language).find(text)] == codes


def test_an_ambiguous_name_keeps_both_readings_the_official_one_first() -> None:
    [mention] = gazetteer("zh").find("多米尼加")
    assert mention.states == ("DOM", "DMA")


@given(st.text(alphabet="阿 曼ab \n２（", max_size=40))
def test_condensing_keeps_every_other_character_and_its_place(text: str) -> None:
    condensed, index = condense(text)
    assert len(condensed) == len(index)
    assert list(index) == sorted(index)
    assert len("".join(condensed.split())) == len("".join(text.split()))


def test_mentions_point_at_the_name_in_the_text_searched() -> None:
    text = "  多民族\n玻利维亚国 与 秘鲁"
    found = [text[m.start : m.end] for m in gazetteer("zh").find(text)]
    assert found == ["多民族\n玻利维亚国", "秘鲁"]
