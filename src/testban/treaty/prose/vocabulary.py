"""The fixed vocabulary of the tables in Chinese: kinds of action, networks, groups and so on."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["ACTS", "CHINESE", "act", "word"]

CHINESE: Mapping[str, str] = {
    # Kinds of action.
    "signature": "签署",
    "ratification": "批准",
    "acceptance": "接受",
    "approval": "核准",
    "accession": "加入",
    "succession": "继承",
    "withdrawal": "退出",
    "void": "作废",
    # How sure an entry is.
    "confirmed": "多源一致",
    "single": "单一来源",
    "conflict": "来源不一",
    "user": "用户录入",
    # In what capacity a State acts.
    "Article XIV coordinator": "第十四条进程协调员",
    "outgoing Article XIV coordinator": "卸任第十四条进程协调员",
    # Networks of the International Monitoring System.
    "primary seismic": "基本地震",
    "auxiliary seismic": "辅助地震",
    "radionuclide": "放射性核素",
    "radionuclide laboratory": "放射性核素实验室",
    "hydroacoustic": "水声",
    "infrasound": "次声",
    # Regional groups of the United Nations and regions of CTBT Annex 1.
    "African": "非洲国家组",
    "Asia-Pacific": "亚洲及太平洋国家组",
    "Eastern European": "东欧国家组",
    "Latin American and Caribbean": "拉丁美洲和加勒比国家组",
    "Western European and Other": "西欧和其他国家组",
    "Africa": "非洲",
    "Eastern Europe": "东欧",
    "Latin America and the Caribbean": "拉丁美洲和加勒比",
    "Middle East and South Asia": "中东和南亚",
    "North America and Western Europe": "北美和西欧",
    "South East Asia, the Pacific and the Far East": "东南亚、太平洋和远东",
    # Kinds of fact.
    "count": "计数",
    "state_list": "国家名单",
    "organisation_list": "组织名单",
    "treaty_action": "条约行动",
    "activity": "活动",
    "vote": "表决",
    "meeting": "会议",
    "appointment": "任职",
    "agenda_item": "议程项目",
    "measure": "措施",
    "decision": "决定",
    "document_entry": "文件条目",
    "statement": "发言",
    "reference": "文件引用",
    "amount": "金额",
    "rule": "规则",
}

ACTS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("succession", "signature"): ("succession to signature", "继承签署"),
    ("succession", "ratification"): ("succession to ratification", "继承批准"),
    ("withdrawal", "ratification"): ("withdrawal of ratification", "撤销批准"),
    ("withdrawal", "treaty"): ("withdrawal from the treaty", "退出条约"),
}
"""The acts that say what they extend to, in English and Chinese."""


def word(code: str, lang: str) -> str:
    """`code` as a reader of `lang` is shown it: itself but in Chinese."""
    return CHINESE.get(code, code) if lang == "zh" else code


def act(action: str, scope: str, lang: str) -> str:
    """A kind of action and what it extends to.

    Examples
    --------
    >>> act("withdrawal", "ratification", "zh"), act("signature", "", "en")
    ('撤销批准', 'signature')
    """
    if (action, scope) in ACTS:
        return ACTS[action, scope][lang == "zh"]
    return word(action, lang)
