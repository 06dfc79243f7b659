"""The sentences that the status commands print, in English and Chinese, in one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from testban.errors import UsageError

__all__ = ["GROUPS", "PROSE_LANGUAGES", "check_language", "joined", "say"]

GROUPS: Mapping[str, str] = {
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
}
"""Regional groups of the United Nations and regions of CTBT Annex 1, in Chinese."""

PROSE_LANGUAGES = ("en", "zh")
"""The languages in which there are sentences; names of States exist in six."""

_WORDS: Mapping[str, tuple[str, str]] = {
    # The answer.
    "in_force": (
        "The {treaty} is in force on {day}, since {on}.",
        "截至{day}，{treaty}已经生效（{on}起生效）。",
    ),
    "not_in_force": (
        "The {treaty} is not in force on {day}.",
        "截至{day}，{treaty}尚未生效。",
    ),
    "enters_tomorrow": (
        "The {treaty} is not in force on {day}; it enters into force tomorrow ({on}).",
        "截至{day}，{treaty}尚未生效，将于次日（{on}）生效。",
    ),
    "enters_later": (
        "The {treaty} is not in force on {day}; it enters into force in {days} days, on {on}.",
        "截至{day}，{treaty}尚未生效，将于{days}天后（{on}）生效。",
    ),
    # What the treaty asks for.
    "needs_set": ("all {number} {set}", "全部{number}个{set}"),
    "needs_number": ("{number} States", "{number}个国家"),
    "needs_both": (
        "all {number} {set} and {others} other States",
        "全部{number}个{set}及另外{others}个国家",
    ),
    "requires": (
        "{article} asks for the instruments of {needs}: {met} of {required} are on deposit, "
        "{lacking} still missing.",
        "{article}要求{needs}交存批准书：{required}份中已有{met}份，尚缺{lacking}份。",
    ),
    "required_met": (
        "{article} asks for the instruments of {needs}: the last was deposited on {met_on}.",
        "{article}要求{needs}交存批准书：最后一份于{met_on}交存。",
    ),
    "not_opened": (
        "It was opened for signature on {opened} only.",
        "条约于{opened}才开放供签署。",
    ),
    # Columns and labels.
    "count": ("Count", "统计项"),
    "number": ("Number", "数目"),
    "definition": ("Definition", "定义"),
    "state": ("State", "国家"),
    "code": ("Code", "代码"),
    "signed": ("Signed", "签署"),
    "instrument": ("Instrument", "文书"),
    "deposited": ("Deposited", "交存"),
    "in_force_since": ("In force for it", "对其生效"),
    "withdrawn": ("Withdrawn", "撤回"),
    "before": ("Without", "之前"),
    "after": ("With", "之后"),
    "not_signed": ("not signed", "未签署"),
    "missing_title": ("Still missing", "尚缺的国家"),
    "signatories": ("signatories", "签署国"),
    "ratifiers": ("ratifiers", "批准国"),
    "parties": ("parties", "缔约国"),
    "in_force_for": ("in force for", "已对其生效"),
    "set_states": ("{set}", "{set}"),
    "set_ratifiers": ("{set}: ratifiers", "{set}中的批准国"),
    "set_remaining": ("{set}: remaining", "尚缺的{set}"),
    # What the answer rests on.
    "ledger": (
        "Ledger: actions gathered up to {cutoff}; last entry {last}.",
        "台账：所收条约行动截至{cutoff}；最后一项为{last}。",
    ),
    "ledger_users": (
        "Ledger: none of this treaty's actions are shipped; these are users' entries, the last of "
        "{last}.",
        "台账：软件未附带本条约的行动；以上仅据用户录入，最后一项为{last}。",
    ),
    "beyond_cutoff": (
        "Note: {day} is after the ledger's cut-off ({cutoff}; last entry {last}), so later actions "
        "may be missing. Enter them with: testban ledger add.",
        "注意：{day}晚于台账截止日（{cutoff}；最后一项为{last}），其后的行动可能未收入。"
        "请用 testban ledger add 录入。",
    ),
    "published": (
        "Note: the date of entry into force is the one that the depositary published; the ledger "
        "holds too little of this treaty to derive it.",
        "注意：生效日期为保存人公布的日期；台账所收行动不足以推算。",
    ),
    "source": ("Text: {source}.", "条约文本：{source}。"),
    # --explain.
    "rule_entry": (
        "{article}: the treaty enters into force {delay} days after {needs} have deposited their "
        "instruments{not_before}.",
        "{article}：{needs}交存批准书{delay}天后生效{not_before}。",
    ),
    "rule_entry_at_once": (
        "{article}: the treaty enters into force when {needs} have deposited their instruments"
        "{not_before}.",
        "{article}：{needs}交存批准书时生效{not_before}。",
    ),
    "rule_not_before": (", but not before {day}", "，但不早于{day}"),
    "rule_later_entry_into_force": (
        "{article}: for a State that deposits after the entry into force, {delay} days after its "
        "own deposit.",
        "{article}：对生效后交存的国家，自其交存{delay}天后生效。",
    ),
    "rule_later_requirement": (
        "{article}: for a State that deposits after that requirement was complete, {delay} days "
        "after its own deposit.",
        "{article}：对上述条件满足之后交存的国家，自其交存{delay}天后生效。",
    ),
    "rule_later_at_once": (
        "{article}: for a State that deposits after the entry into force, on the day of its own "
        "deposit.",
        "{article}：对生效后交存的国家，自其交存之日起生效。",
    ),
    "rule_withdrawal": (
        "{article}: a party withdraws by giving {months} months' notice.",
        "{article}：缔约国须提前{months}个月通知方可退出。",
    ),
    "rule_days": (
        "Days are calendar days; the day of deposit is not counted. Until the treaty is in force a "
        "withdrawn ratification no longer counts towards it.",
        "天数按日历计算，交存当日不计；条约生效前，撤回的批准不再计入。",
    ),
    # Lists.
    "lists": ("Lists: {lists}.", "可列的名单：{lists}。"),
    "list": (
        "{role}, {treaty}, {day}: {states}: {definition}.",
        "截至{day}，{treaty} {role} 名单，{states}：{definition}。",
    ),
    "one_state": ("1 State", "1国"),
    "many_states": ("{number} States", "{number}国"),
    # What if.
    "would_enter": (
        "The {treaty} would enter into force on {on}.",
        "{treaty}将于{on}生效。",
    ),
    "would_not": (
        "The {treaty} would still not enter into force.",
        "{treaty}仍不能生效。",
    ),
    "would_no_longer": (
        "The {treaty} would no longer enter into force.",
        "{treaty}将不再能够生效。",
    ),
    "would_stay": (
        "The {treaty} is in force already, since {on}.",
        "{treaty}已自{on}起生效。",
    ),
    "supposed": ("Supposed on {on}: {acts}.", "假设于{on}：{acts}。"),
    "act_signature": ("{states} sign", "{states}签署"),
    "act_ratification": ("{states} ratify", "{states}批准"),
    "act_accession": ("{states} accede", "{states}加入"),
    "act_withdrawal": ("{states} withdraw", "{states}撤回批准或退出"),
    "act_none": ("nothing that changes anything", "没有改变任何情况的行动"),
    "must_sign_first": (
        "{states} would have to sign first ({article}); the signature is supposed on the same day.",
        "{states}须先签署（{article}）；此处假设于同日签署。",
    ),
    "accedes": (
        "{states} would accede: without a signature there is nothing to ratify.",
        "{states}未曾签署，故以加入方式成为缔约国。",
    ),
    "ratifies_again": (
        "{states} would ratify again, having withdrawn.",
        "{states}曾撤回批准，此为再次批准。",
    ),
    "already_signed": ("{states}: signed already.", "{states}：早已签署。"),
    "already_ratified": (
        "{states}: an instrument is on deposit already.",
        "{states}：批准书早已交存。",
    ),
    "signature_closed": (
        "{states} cannot sign any more: the treaty is in force ({article}).",
        "{states}已不能签署：条约业已生效（{article}）。",
    ),
    "nothing_to_withdraw": (
        "{states}: there is no instrument on deposit to withdraw.",
        "{states}：没有可撤回的批准书。",
    ),
    "leaves_on": (
        "{states} would leave on {on}, when the notice has run.",
        "{states}将于通知期满之日（{on}）退出。",
    ),
    # The ledger.
    "entered": ("Entered: {key}, deposited {day}.", "已录入：{key}，交存日期{day}。"),
    "entered_many": ("Actions entered: {number}.", "已录入{number}项行动。"),
    "future": (
        "Note: {day} has not come yet; the entry counts from that day on.",
        "注意：{day}尚未到来；该项自该日起计入。",
    ),
    "supersedes": ("It supersedes {key}: {reason}.", "取代{key}：{reason}。"),
    # One State.
    "names": ("Names", "国名"),
    "language": ("Language", "语文"),
    "short_name": ("Short name", "简称"),
    "formal_name": ("Formal name", "全称"),
    "codes": (
        "ISO 3166 {iso2}, {iso3}; M49 {m49}; {un_status}.",
        "ISO 3166 代码 {iso2}、{iso3}；M49 代码 {m49}；{un_status}。",
    ),
    "un_member": ("Member of the United Nations", "联合国会员国"),
    "un_observer": ("Observer of the United Nations", "联合国观察员国"),
    "un_other": ("neither member nor observer of the United Nations", "非联合国会员国或观察员国"),
    "regional_group": ("Regional group: {group}.", "区域组：{group}。"),
    "ctbt_region": (
        "Region in CTBT Annex 1: {group}.",
        "《全面禁止核试验条约》附件1区域：{group}。",
    ),
    "annex2": (
        "An Annex 2 State: the CTBT needs its ratification to enter into force.",
        "附件2国家：《全面禁止核试验条约》须经其批准方能生效。",
    ),
    "not_annex2": ("Not an Annex 2 State.", "非附件2国家。"),
    "ldc": ("Least developed country.", "最不发达国家。"),
    "sids": ("Small island developing State.", "小岛屿发展中国家。"),
    "stands_party": (
        "{treaty}: party; in force for it since {on}.",
        "{treaty}：缔约国；{on}起对其生效。",
    ),
    "stands_party_later": (
        "{treaty}: party; enters into force for it on {on}.",
        "{treaty}：缔约国；将于{on}对其生效。",
    ),
    "stands_ratified": (
        "{treaty}: has an instrument on deposit; the treaty is not in force.",
        "{treaty}：已交存批准书；条约尚未生效。",
    ),
    "stands_withdrawn": (
        "{treaty}: signed; withdrew its instrument on {on}.",
        "{treaty}：已签署；于{on}撤回批准书。",
    ),
    "stands_signed": (
        "{treaty}: signed, and has no instrument on deposit.",
        "{treaty}：已签署，未交存批准书。",
    ),
    "stands_nothing": ("{treaty}: has not signed.", "{treaty}：未签署。"),
    "actions": ("Actions", "条约行动"),
    "treaty": ("Treaty", "条约"),
    "action": ("Action", "行动"),
    "effect": ("Effect", "生效日期"),
    "notified": ("Notified", "通知日期"),
    "confidence": ("Confidence", "可靠程度"),
    "note": ("Note", "备注"),
    "source_column": ("Source", "来源"),
    "key": ("Key", "键"),
    "entered_by": ("Entered by", "录入者"),
    "replaces": ("Supersedes", "取代何项"),
    "reason": ("Reason", "理由"),
    "superseded": ("Superseded by", "被取代"),
    "facilities": ("Monitoring facilities (Protocol, Annex 1)", "监测设施（议定书附件1）"),
    "facility": ("Facility", "设施"),
    "network": ("Network", "网络"),
    "place": ("Place", "地点"),
    "documents": ("What documents in the store say", "库中文件的记载"),
    "document": ("Document", "文件"),
    "kind": ("Kind", "类别"),
    "quote": ("Words", "原文"),
    "no_facts": ("No document in the store mentions it.", "库中没有文件提及该国。"),
    "known": (
        "Actual actions are taken into account up to {day}.",
        "实际行动计至{day}。",
    ),
}


def check_language(lang: str) -> str:
    """`lang`, if there are sentences in it.

    Raises
    ------
    UsageError
        There are none.
    """
    if lang not in PROSE_LANGUAGES:
        raise UsageError(
            f"there are no sentences in the language {lang!r}",
            where="--lang",
            cure=f"Use {' or '.join(PROSE_LANGUAGES)}.",
        )
    return lang


def _shown(value: Any, lang: str) -> Any:
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日" if lang == "zh" else value.isoformat()
    return value


def say(name: str, lang: str, **values: Any) -> str:
    """The sentence `name` in `lang`; days among `values` are written as the language does."""
    words = _WORDS[name][PROSE_LANGUAGES.index(lang)]
    return words.format_map({key: _shown(value, lang) for key, value in values.items()})


def joined(names: Sequence[str], lang: str) -> str:
    """``a, b and c``, or ``a、b和c``.

    Examples
    --------
    >>> joined(["PRK", "IND", "PAK"], "en")
    'PRK, IND and PAK'
    """
    if lang == "zh":
        return "和".join(part for part in ("、".join(names[:-1]), names[-1]) if part)
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
