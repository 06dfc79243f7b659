"""What was read in a place, told in words: the fields of a fact for a reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from testban.reference.states import list_name
from testban.treaty.extract.model import Fact
from testban.treaty.prose.vocabulary import act, word
from testban.web.labels import labels

__all__ = ["FIELDS", "LETTERS", "read_in"]

FIELDS: Mapping[str, tuple[str, str]] = {
    "action": ("action", "行动"),
    "actor": ("actor", "行为国"),
    "addressee": ("addressee", "对象"),
    "abstain": ("abstaining", "弃权"),
    "as_of": ("as of", "截至"),
    "body": ("of", "机构"),
    "capacity": ("capacity", "身份"),
    "comment": ("comment", "评论"),
    "currency": ("currency", "货币"),
    "date": ("date", "日期"),
    "end": ("end", "止"),
    "forums": ("forums", "场合"),
    "groups": ("groups", "国家集团"),
    "label": ("label", "序号"),
    "meeting": ("meeting", "会议"),
    "name": ("name", "名称"),
    "names": ("names", "名称"),
    "no": ("against", "反对"),
    "ordinal": ("ordinal", "届次"),
    "original_language": ("original language", "原语文"),
    "part": ("part", "部分"),
    "person": ("person", "姓名"),
    "place": ("place", "地点"),
    "purpose": ("purpose", "用途"),
    "ambiguous": ("two readings", "两种读法"),
    "intersessional": ("intersessional", "闭会期间"),
    "resolution": ("resolution", "决议"),
    "role": ("role", "类别"),
    "section": ("section", "节次"),
    "since": ("since", "自"),
    "sponsors": ("sponsors", "提案国"),
    "starred": ("starred", "带星号者"),
    "start": ("start", "起"),
    "state": ("State", "国家"),
    "states": ("States", "国家"),
    "states_abstain": ("States abstaining", "弃权国"),
    "states_no": ("States against", "反对国"),
    "states_yes": ("States in favour", "赞成国"),
    "subject": ("subject", "统计项"),
    "submitter": ("submitted by", "提交者"),
    "symbol": ("symbol", "文号"),
    "targets": ("targets", "对象国"),
    "text": ("text", "案文"),
    "title": ("title", "标题"),
    "treaty": ("treaty", "条约"),
    "url": ("address", "网址"),
    "value": ("value", "数值"),
    "yes": ("in favour", "赞成"),
}
"""The fields of facts, in English and Chinese."""
LETTERS: Mapping[str, str] = {
    kind: chr(ord("a") + number)
    for number, kind in enumerate((
        "count", "state_list", "organisation_list", "treaty_action", "activity", "vote", "meeting",
        "appointment", "agenda_item", "measure", "decision", "document_entry", "statement",
        "reference", "amount", "rule",
    ))
}  # fmt: skip
"""The letter behind the marks of each kind: the style sheet writes it, so that no kind is told by colour alone."""
_SUBJECTS: Mapping[str, str] = {
    "signatories": "签署国",
    "ratifiers": "批准国",
    "signed_not_ratified": "已签署但未批准的国家",
    "states_parties": "缔约国",
    "annex2_states": "附件2国家",
    "annex2_signatories": "附件2国家中的签署国",
    "annex2_ratifiers": "附件2国家中的批准国",
    "annex2_remaining": "未批准的附件2国家",
    "certified_ims_facilities": "已核证的监测设施",
    "attending_states": "与会国家",
    "attending_signatories": "与会签署国",
    "attending_states_parties": "与会缔约国",
    "observer_states": "观察员国",
    "attending_ngos": "与会非政府组织",
}
_STATES = frozenset(
    {"state", "states", "states_yes", "states_no", "states_abstain", "sponsors", "targets", "actor"}
)
_LONGEST = 160
# Of long lists the first few say which list it is; the States stand in the text itself.
_MOST = 12


def read_in(fact: Fact, lang: str) -> list[tuple[str, str]]:
    """The fields that have a value: what each is called, and the value in words."""
    return list(_told(fact, lang))


def _told(fact: Fact, lang: str) -> Iterator[tuple[str, str]]:
    for name, value in fact.fields.items():
        if value is None or value in ("", [], ()):
            continue
        called = FIELDS.get(name, (name.replace("_", " "),) * 2)[lang == "zh"]
        yield called, _short(_worded(fact, name, value, lang))


def _worded(fact: Fact, name: str, value: object, lang: str) -> str:
    if isinstance(value, (list, tuple)):
        shown = [_worded(fact, name, each, lang) for each in value[:_MOST]]
        text = ("、" if lang == "zh" else ", ").join(shown)
        more = f" … ({len(value)})" if lang == "en" else f"等（共{len(value)}个）"
        return text + (more if len(value) > _MOST else "")
    text = str(value)
    if name in _STATES:
        return list_name(text, lang) if len(text) in (2, 3, 4) and text.isupper() else text
    if name == "action":
        return act(text, str(fact.fields.get("scope") or ""), lang)
    if name in ("role", "section"):
        return labels(lang).get(text, word(text, lang))
    if name == "subject":
        return _SUBJECTS.get(text, text) if lang == "zh" else text.replace("_", " ")
    return text


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"
