"""A declaration in two languages, our own writing, to be changed by tests in known ways."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from testban.treaty.compare import Change, Comparison, compare
from testban.treaty.documents import Document, Source, parse

ENGLISH = """Conference on Facilitating the Entry into Force of the Treaty

Final Declaration and Measures

1. We, the ratifying States, met in New York on 23 September 2033 to discuss how the Treaty can be brought into force without delay.

2. We welcome that 178 States have ratified the Treaty, among them 36 of the 44 States listed in its Annex 2, and recall resolution A/RES/87/64 of the General Assembly.

3. We remain firmly committed to giving the Preparatory Commission the political and financial support that it needs, and stress that a moratorium does not have the force of law.

4. We urge all States that have not ratified the Treaty to do so, and invite them to send observers to the sessions of the Preparatory Commission.

5. Mr. Anders Lindqvist, who coordinated the work of the ratifying States between the two conferences, presented a report on the bilateral and regional meetings held in that period.

6. The following States took part in the informal consultations: Austria, Belgium, Chile, Ghana, Japan, Kenya and Norway.

7. The States that preside over the next conference shall be elected by the ratifying States, and will report every year to the depositary on what was done to bring the Treaty into force.

8. The training courses of the Commission, held in the laboratories of several continents, have helped many young scientists to understand the methods of verification.

Annex I

States that have offered to host a regional workshop

Argentina
Eswatini
Indonesia
Malta
Peru

Annex II

Documents of the Conference

CTBT-Art.XIV/2033/1\tProvisional agenda
CTBT-Art.XIV/2033/2\tDraft rules of procedure
CTBT-Art.XIV/2033/3\tReport on activities
"""

CHINESE = """促进《全面禁止核试验条约》生效会议

最后宣言和措施

1. 我们，批准国，于2033年9月23日在纽约举行会议，讨论如何使《条约》不再拖延地生效。

2. 我们欣见178个国家已经批准《条约》，其中包括附件2所列44个国家中的36个国家，并回顾联合国大会第A/RES/87/64号决议。

3. 我们仍然坚定致力于为筹备委员会提供其所需的政治和财政支持，并着重指出暂停试验不具有法律效力。

4. 我们敦促所有尚未批准《条约》的国家予以批准，并邀请这些国家派观察员参加筹备委员会各届会议。

5. 在两次会议之间协调批准国工作的安德斯·林德奎斯特先生介绍了这一时期举行的双边和区域会议的情况。

6. 下列国家参加了非正式协商：奥地利、比利时、智利、加纳、日本、肯尼亚和挪威。

7. 下届会议的主席国应由批准国选举产生，并将每年向保存人报告为促使《条约》生效所做的工作。

8. 筹备委员会在各大洲的实验室举办的培训班帮助许多青年科学家了解了核查方法。

附件一

愿意承办区域讲习班的国家

阿根廷
斯威士兰
印度尼西亚
马耳他
秘鲁

附件二

会议文件

CTBT-Art.XIV/2033/1\t临时议程
CTBT-Art.XIV/2033/2\t议事规则草案
CTBT-Art.XIV/2033/3\t活动报告
"""


def document(text: str, name: str = "paper.txt") -> Document:
    """A paper of these words."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return parse(Source(name, digest, "text/plain", text))


def changed(text: str, *replacements: tuple[str, str]) -> Comparison:
    """A paper held against itself with some words replaced, each of them once."""
    after = text
    for old, new in replacements:
        assert after.count(old) == 1, f"{after.count(old)} times: {old}"
        after = after.replace(old, new)
    return compare(document(text, "a.txt"), document(after, "b.txt"))


def told(changes: tuple[Change, ...]) -> list[tuple[str, str, str]]:
    """Kind, old and new of each change."""
    return [(change.kind.name, change.old, change.new) for change in changes]


Edit = Callable[[str], str]
