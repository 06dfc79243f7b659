"""Lists of organisations: English, then Chinese."""

from __future__ import annotations

import pytest

from .reading import TPNW, check, stated


def test_organisations_are_parted_at_the_right_conjunction() -> None:
    text = (
        "1. In accordance with rule 1 (2), the International Atomic Energy Agency, the Organization "
        "for Security and Co-operation in Europe and the European Union attended the Meeting as "
        "observers."
    )
    assert stated(text, "organisation_list")[0]["names"] == [
        "International Atomic Energy Agency",
        "Organization for Security and Co-operation in Europe",
        "European Union",
    ]


ORGANISATIONS = [
    (
        "下列国际组织出席了会议：非洲联盟、世界卫生组织和红十字国际委员会。",
        "attending_organisations",
        ["非洲联盟", "世界卫生组织", "红十字国际委员会"],
    ),
    (
        "国际原子能机构、红十字国际委员会以及各国议会联盟的代表以观察员身份出席了会议。",
        "observer_organisations",
        ["国际原子能机构", "红十字国际委员会", "各国议会联盟"],
    ),
    (
        "根据议事规则第 41 条，下列专门机构和政府间组织派观察员出席了会议：国际原子能机构、"
        "阿拉伯国家联盟。",
        "observer_organisations",
        ["国际原子能机构", "阿拉伯国家联盟"],
    ),
]


@pytest.mark.parametrize(("sentence", "role", "names"), ORGANISATIONS)
def test_chinese_lists_of_organisations(sentence: str, role: str, names: list[str]) -> None:
    check(TPNW + sentence, "organisation_list", [{"role": role, "names": names}])
