"""The sentences that the status commands print, in English and Chinese, in one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from testban.errors import UsageError

__all__ = ["PROSE_LANGUAGES", "check_language", "joined", "say"]

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
        "It was not yet open for signature (opened on {opened}).",
        "条约尚未开放供签署（{opened}起开放）。",
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
    "date": ("Date", "日期"),
    "in_force_since": ("In force for it", "对其生效"),
    "withdrawn": ("Withdrawn", "撤销批准"),
    "before": ("Without", "不计假设"),
    "after": ("With", "计入假设"),
    "later": ("With, from {day}", "计入假设（{day}起）"),
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
        "天数按日历计算，交存当日不计；条约生效前，已撤销的批准不再计入。",
    ),
    # Lists.
    "lists": ("Lists: {lists}.", "可列的名单：{lists}。"),
    "list": (
        "{role}, {treaty}, {day}: {states}: {definition}.",
        "截至{day}，{treaty}{role}：{states}（{definition}）。",
    ),
    "list_without_code": (
        "{treaty}, {day}: {states}: {definition}.",
        "截至{day}，{treaty}{role}：{states}（{definition}）。",
    ),
    "names_today": ("Names of States are those of today.", "国名均为现用名称。"),
    "role_signed": ("signed", "签署国"),
    "role_ratified": ("ratified", "批准国"),
    "role_signed_not_ratified": ("signed, not ratified", "已签署但未批准的国家"),
    "role_not_signed": ("not signed", "未签署的国家"),
    "role_parties": ("parties", "缔约国"),
    "role_in_force_for": ("in force for", "已对其生效的缔约国"),
    "role_withdrawn": ("withdrawn", "已撤销批准或退出的国家"),
    "role_set": ("{set}", "{set}"),
    "role_set_ratified": ("{set}: ratified", "已批准的{set}"),
    "role_set_signed_not_ratified": ("{set}: signed, not ratified", "已签署但未批准的{set}"),
    "role_set_not_signed": ("{set}: not signed", "未签署的{set}"),
    "role_set_remaining": ("{set}: remaining", "尚未批准的{set}"),
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
    "act_signature_one": ("{states} signs", "{states}签署"),
    "act_ratification": ("{states} ratify", "{states}批准"),
    "act_ratification_one": ("{states} ratifies", "{states}批准"),
    "act_accession": ("{states} accede", "{states}加入"),
    "act_accession_one": ("{states} accedes", "{states}加入"),
    "act_withdrawal_ratification": (
        "{states} withdraw their ratifications",
        "{states}撤销批准",
    ),
    "act_withdrawal_ratification_one": (
        "{states} withdraws its ratification",
        "{states}撤销批准",
    ),
    "act_withdrawal_treaty": ("{states} withdraw from the treaty", "{states}退出条约"),
    "act_withdrawal_treaty_one": ("{states} withdraws from the treaty", "{states}退出条约"),
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
        "{states}曾撤销批准，此为再次批准。",
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
        "{states}：没有可撤销的批准书。",
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
        "{treaty}：已签署；于{on}撤销批准。",
    ),
    "stands_left": ("{treaty}: left the treaty on {on}.", "{treaty}：已于{on}退出条约。"),
    "stands_signed": (
        "{treaty}: signed, and has no instrument on deposit.",
        "{treaty}：已签署，未交存批准书。",
    ),
    "stands_unknown": (
        "{treaty}: the ledger holds no action of this State.",
        "{treaty}：台账中没有该国的条约行动。",
    ),
    "stands_nothing": ("{treaty}: has not signed.", "{treaty}：未签署。"),
    "actions": ("Actions", "条约行动"),
    "treaty": ("Treaty", "条约"),
    "action": ("Action", "行动"),
    "effect": ("Effect", "生效日期"),
    "notified": ("Notified", "通知日期"),
    "confidence": ("Confidence", "可靠程度"),
    "note": ("Note", "备注（英文）"),
    "group_note": ("({note})", "（英文说明：{note}）"),
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
        "实际条约行动计至{day}。",
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
