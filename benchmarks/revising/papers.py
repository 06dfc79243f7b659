"""A paper in two languages that can be revised: paragraphs, a list, a table of States, a footnote."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

__all__ = ["Paper", "paper"]

_SENTENCES = {
    "en": (
        "The ratifying States should submit national reports to the depositary by 31 March {y}.",
        "The depositary shall circulate the reports to all States within 60 days.",
        "We call upon the States listed in Annex 2 to ratify the Treaty without delay.",
        "The Preparatory Commission has certified 303 facilities of the monitoring system.",
        "We welcome that 178 States have ratified the Treaty as at 1 June {y}.",
        "States shall not carry out any nuclear explosion, and should maintain their moratoriums.",
        "The coordinators will organize regional workshops in cooperation with civil society.",
        "We recall resolution A/RES/87/64 and request the Secretary-General to report every year.",
        "A fund of 250 thousand dollars supports experts from developing countries.",
        "The verification regime must be ready when the Treaty enters into force.",
        "Youth groups and universities may attend the meetings of the coordinators as observers.",
        "We encourage States to make data of their national networks available to scientists.",
    ),
    "zh": (
        "批准国应当在{y}年3月31日之前向保存人提交国家报告。",
        "保存人必须在60天内将这些报告分发给所有国家。",
        "我们呼吁附件2所列国家毫不拖延地批准《条约》。",
        "筹备委员会已经核证监测系统的303个设施。",
        "我们欣见截至{y}年6月1日已有178个国家批准《条约》。",
        "各国不得进行任何核爆炸，并应当维持暂停试验的政策。",
        "协调员将与民间社会合作举办区域讲习班。",
        "我们回顾第A/RES/87/64号决议，并请秘书长每年提出报告。",
        "一个25万美元的基金资助来自发展中国家的专家。",
        "核查制度必须在《条约》生效时准备就绪。",
        "青年团体和大学可以作为观察员出席协调员会议。",
        "我们鼓励各国向科学家提供本国台网的数据。",
    ),
}
_HEAD = {
    "en": "Final Declaration and Measures\n\nNew York, {y}\n\n",
    "zh": "最后宣言和措施\n\n{y}年，纽约\n\n",
}
_LIST = {
    "en": "The following States took part in the consultations: {}.",
    "zh": "下列国家参加了磋商：{}。",
}
_STATES = {
    "en": ("Austria", "Belgium", "Chile", "Ghana", "Japan", "Kenya", "Norway", "Peru"),
    "zh": ("奥地利", "比利时", "智利", "加纳", "日本", "肯尼亚", "挪威", "秘鲁"),
}
_ANNEX = {
    "en": "\nAnnex I\n\nStates that have offered to host a workshop\n\n{}\n",
    "zh": "\n附件一\n\n愿意承办讲习班的国家\n\n{}\n",
}
_HOSTS = {
    "en": ("Argentina", "Brazil", "Denmark", "Egypt", "Finland", "Indonesia", "Malta", "Sweden"),
    "zh": ("阿根廷", "巴西", "丹麦", "埃及", "芬兰", "印度尼西亚", "马耳他", "瑞典"),
}
_YEAR = 2033


@dataclass(frozen=True)
class Paper:
    """Paragraphs of sentences, the States of its list and of its table, and its footnotes."""

    lang: str
    paragraphs: tuple[tuple[str, ...], ...]
    states: tuple[str, ...]
    hosts: tuple[str, ...]
    list_at: int
    introduction: str
    notes: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        """As printed."""
        space = " " if self.lang == "en" else ""
        bodies = [space.join(paragraph) for paragraph in self.paragraphs]
        bodies.insert(self.list_at, self.introduction.format(self.named(self.states)))
        numbered = "\n\n".join(f"{n}. {body}" for n, body in enumerate(bodies, start=1))
        annex = _ANNEX[self.lang].format("\n".join(self.hosts))
        return f"{_HEAD[self.lang].format(y=_YEAR)}{numbered}\n{annex}"

    def named(self, states: tuple[str, ...]) -> str:
        """A list in a sentence."""
        comma, last = (", ", " and ") if self.lang == "en" else ("、", "和")
        return comma.join(states[:-1]) + last + states[-1]

    def with_paragraphs(self, *paragraphs: tuple[str, ...]) -> Paper:
        """The same with other paragraphs."""
        return replace(self, paragraphs=paragraphs)


def paper(chance: random.Random, lang: str) -> Paper:
    """One paper: the sentences in some order, one or two a paragraph."""
    sentences = [sentence.format(y=_YEAR) for sentence in _SENTENCES[lang]]
    chance.shuffle(sentences)
    paragraphs = tuple(tuple(sentences[n : n + 2]) for n in range(0, len(sentences), 2))
    at = chance.randrange(1, len(paragraphs))
    return Paper(lang, paragraphs, _STATES[lang], _HOSTS[lang], at, _LIST[lang])
