"""Mistakes in other wordings, in English and Chinese, and the right text beside each."""

from __future__ import annotations

import pytest

from testban.treaty.checks import check
from testban.treaty.documents import parse
from testban.treaty.documents.readers import decode
from testban.treaty.ledger import Ledger
from tests.treaty.checks.test_right_text import EN, EN_2017, ZH, ZH_2017, codes

LEDGER = Ledger.shipped()
MET_EN = f"{EN}1. The following States attended the Conference: Chile, Fiji, Italy, Japan and Togo.\n\n2. "
MET_ZH = f"{ZH}1. 下列国家出席了会议：智利、斐济、意大利、日本和多哥。\n\n2. "
PERIOD_EN = (
    "CTBT-Art.XIV/2019/WP.2\n\n30 September 2019\n\nActivities undertaken by signatory and ratifying "
    "States\n\n1. The present report covers the period from June 2017 to May 2019.\n\n"
    "2. In September 2017, Japan hosted a workshop on the Treaty in Tokyo.\n\n"
    "3. In March {}, Australia organized a seminar, as a follow-up to one held in March 2016.\n\n"
    "4. On 3 October 2018, Finland raised the Treaty with Egypt.\n"
)
PERIOD_ZH = (
    "CTBT-Art.XIV/2019/WP.2\n\n2019年9月30日\n\n各签署国和批准国开展的活动\n\n"
    "1. 本报告所述期间为2017年6月至2019年5月。\n\n2. 2017年9月，日本在东京主办了《条约》讲习班。\n\n"
    "3. {}年3月，澳大利亚在堪培拉组织了《条约》研讨会。\n\n4. 2018年10月3日，芬兰向埃及提出了《条约》问题。\n"
)
PERIOD_TABLE = (
    "<html><body><h1>Activities undertaken by signatory and ratifying States</h1>"
    "<p>CTBT-Art.XIV/2019/WP.2</p><p>Reporting period: June 2017 to May 2019</p><table>"
    "<tr><th>State</th><th>Date</th><th>Activity</th></tr>"
    "<tr><td>Japan</td><td>September 2017</td><td>Hosted a workshop on the Treaty</td></tr>"
    "<tr><td>Australia</td><td>March {}</td><td>Organized a seminar on the Treaty</td></tr>"
    "<tr><td>Finland</td><td>3 October 2018</td><td>Raised the Treaty with Egypt</td></tr>"
    "</table></body></html>"
)

# A resolution recalls a conference in the year before its own day.
RESOLUTION_EN = (
    "A/RES/77/94\n\n15 December 2022\n\nResolution adopted by the General Assembly on 7 December 2022"
    "\n\n77/94. Comprehensive Nuclear-Test-Ban Treaty\n\nThe General Assembly,\n\n{}"
    "Recalling the Final Declaration adopted by the twelfth Conference on Facilitating the Entry into "
    "Force\nof the Treaty, held in New York on 23 and 24 September 2021,\n\n"
    "1. Stresses the urgency of signature and ratification.\n"
)
RESOLUTION_ZH = (
    "A/RES/77/94\n\n2022年12月15日\n\n2022年12月7日大会决议\n\n77/94. 全面禁止核试验条约\n\n大会，\n\n{}"
    "回顾2021年9月23日和24日在纽约举行的第十二次促进《全面禁止核试验条约》生效会议通过的最后宣言，\n\n"
    "1. 强调签署和批准的紧迫性。\n"
)


@pytest.mark.parametrize(
    ("text", "wrong", "right", "code"),
    [
        (MET_EN + "It elected Italy as President and Chile, {} and Japan as Vice-Presidents.\n",
         "Kenya", "Fiji", "M701"),
        (MET_EN + "It elected Mr. Mario Rossi (Italy) as President, Chile and {} as Vice-Presidents.\n",
         "Kenya", "Fiji", "M701"),
        (MET_EN + "The representative of {} made a statement.\n", "Kenya", "Fiji", "M701"),
        (MET_EN + "The representative of Kenya made a statement {}.\n",
         "on behalf of the Group", "at a workshop held in 2019", "M701"),
        (MET_ZH + "会议选举意大利为主席，智利和{}为副主席。\n", "肯尼亚", "斐济", "M701"),
        (MET_ZH + "{}代表作了发言。\n", "肯尼亚", "斐济", "M701"),
        (MET_ZH + "{}外交部长主持了会议。\n", "肯尼亚", "斐济", "M701"),
        ("1. The Conference met in New York on 23 and 24 September 2021. The following States attended "
         "the Conference: Chile, Fiji, Italy, Japan and Togo.\n\n2. Statements were made by Chile, Fiji, "
         "{} and Togo.\n", "Peru", "Italy", "M701"),
        ("1. 会议于2021年9月23日和24日在纽约举行。出席会议的国家有：智利、斐济、意大利、日本和多哥。\n\n"
         "2. 智利、斐济、{}和多哥的代表作了发言。\n", "秘鲁", "日本", "M701"),
        (f"{EN}1. In {{}}, Japan urged Brazil and Egypt to ratify the Treaty.\n",
         "March 2019", "March 1997", "S208"),
        (f"{EN}1. The Conference urged {{}}, China and Egypt to ratify the Treaty.\n",
         "Brazil", "the United States", "S208"),
        (f"{EN}1. {{}} urged Brazil to ratify the Additional Protocol.\n",
         "Brazil urged Chile to ratify the Treaty. Japan", "Japan", "S208"),
        (f"{ZH}1. 会议敦促{{}}、中国和埃及尽快批准《条约》。\n", "巴西", "美国", "S208"),
        (f"{EN}1. The Conference called on India to {{}}ratify the Treaty.\n", "", "sign and ", "S207"),
        (f"{ZH}1. 会议呼吁印度{{}}批准《条约》。\n", "尽快", "尽快签署和", "S207"),
        (PERIOD_EN, "2016", "2018", "D303"),
        (PERIOD_ZH, "2016", "2018", "D303"),
        (PERIOD_TABLE, "2016", "2018", "D303"),
        (f"{EN}1. The following States have ratified the Treaty since 2015:\n\nAngola (20 March 2015)\n\n"
         "Thailand ({} September 2018)\n", "26", "25", "S203"),
        (f"{ZH}1. 2015年以来，下列国家批准了《条约》：安哥拉（2015年3月{{}}日）和泰国（2018年9月25日）。\n",
         "21", "20", "S203"),
        ("CTBT-Art.XIV/2021/6\n\n30 September 2021\n\nStatus of ratification\n\n1. It is as follows.\n\nAnnex"
         "\n\nStates listed in Annex 2 to the Treaty that have not ratified the Treaty\n\nChina\n\n"
         "Democratic People's Republic of Korea\n\nEgypt\n\nIndia{}\n\nIran (Islamic Republic of)\n\nIsrael"
         "\n\nPakistan\n\nUnited States of America\n", "\n\nIndonesia", "", "S202"),
        (MET_EN + "A joint statement was submitted by Chile, Italy and {}.\n", "Kenya", "Togo", "M701"),
        (MET_ZH + "智利、意大利和{}提交了联合声明。\n", "肯尼亚", "多哥", "M701"),
        (f"{EN}1. The representative of {{}} made a statement.\n\n2. The Conference thanked Cabo Verde.\n",
         "Cape Verde", "Cabo Verde", "T802"),
        (f"{EN}1. {{}}, now Eswatini, signed.\n\n2. The Conference thanked Eswatini.\n",
         "It thanked Swaziland. Eswatini", "Swaziland", "T802"),
        (f"{EN}1. Swaziland spoke at the {{}} Conference.\n\n2. The Conference thanked Eswatini.\n",
         "2021", "2017", "T802"),
        (f"{ZH}1. 斯威士兰代表作了发言。\n\n2. 会议感谢{{}}的发言。\n", "埃斯瓦蒂尼", "斯威士兰", "T802"),
        (f"{EN}1. Mr. Robert Floyd made a statement.\n\n2. The Conference thanked Robert {{}}.\n",
         "Flyod", "Floyd", "T801"),
        (f"{ZH}1. 执行秘书罗伯特·弗洛伊德作了发言。\n\n2. 会议感谢罗伯特·弗{{}}伊德的发言。\n", "罗", "洛", "T801"),
        ("TPNW/MSP/2022/6\n\n21 July 2022\n\nFirst Meeting of States Parties to the Treaty on the Prohibition "
         "of Nuclear Weapons\n\nVienna, 21–{} June 2022\n\nReport\n\n1. The Meeting was held in Vienna.\n",
         "24", "23", "D307"),
        (RESOLUTION_EN.format(
            "Welcoming that the Treaty has been signed by {} States and ratified by 176 States,\n\n"),
         "168", "186", "S201"),
        (RESOLUTION_ZH.format("欣见已有{}个国家签署、176个国家批准《条约》，\n\n"), "168", "186", "S201"),
        (RESOLUTION_EN.format(
            "Welcoming that the Treaty has been signed by 186 States, including {} of the 44 needed for "
            "its entry into force,\n\n"), "42", "41", "S201"),
        (RESOLUTION_EN.format(
            "Recalling also its resolutions 75/87 of 7 December {} and 76/66 of 6 December 2021,\n\n"),
         "2021", "2020", "D310"),
        (RESOLUTION_EN.format(
            "Recalling also its resolutions 75/87 of 7 December 2020 and 76/66 of 6 December {},\n\n"),
         "2022", "2021", "D310"),
        (RESOLUTION_ZH.format("又回顾其{}年12月7日第75/87号和2021年12月6日第76/66号决议，\n\n"),
         "2021", "2020", "D310"),
        ("CTBT-Art.XIV/2017/WP.1\n\n促进《全面禁止核试验条约》生效会议\n2017年9月20日，纽约\n\n最后宣言\n\n1. 我们，批准国，于2017年"
         "9月20日在{}举行会议，讨论促进《全面禁止核试验条约》生效的措施。\n", "维也纳", "纽约", "M707"),
        ("CTBT-Art.XIV/2017/WP.1\n\nCONFERENCE ON FACILITATING THE ENTRY INTO FORCE OF THE TREATY\n"
         "New York, 20 September 2017\n\nFinal Declaration\n\n1. We, the ratifying States, met in {} on "
         "20 September 2017 to discuss the Treaty.\n", "Vienna", "New York", "M707"),
        ("CTBT-Art.XIV/2017/WP.1\n\n2017年9月20日\n\n最后宣言\n\n附录\n\nA. 已签署但尚未批准《条约》的国家\n\n"
         "中国、埃及、{}、冈比亚、以色列\n", "几内亚", "赤道几内亚", "S202"),
        (ZH_2017 + "附录\n\nB. 《条约》必须得到其批准才能生效而尚未批准《条约》的国家\n1. 已签署《条约》的国家"
         "（{}个）：\n中国\n埃及\n伊朗伊斯兰共和国\n以色列\n美利坚合众国\n2. 尚未签署《条约》的国家（3个）：\n"
         "朝鲜民主主义人民共和国\n印度\n巴基斯坦\n", "6", "5", "C101"),
        (EN_2017 + "1. We, the ratifying States, together with other States Signatories, call upon all those "
         "States to sign and ratify the Treaty without delay.\n\nAppendix\n\nB. States listed in Annex 2 which have "
         "not ratified the Treaty\n1. States which have signed the Treaty (five States):"
         "\nChina\nEgypt\n{}\nIsrael\nUnited States of America\n2. States which have not signed the "
         "Treaty (three):\nDemocratic People's Republic of Korea\nIndia\nPakistan\n",
         "Iraq", "Iran (Islamic Republic of)", "S202"),
        (EN_2017 + "Appendix\n\nA. States which have not signed the Treaty ({})\nBhutan\nCuba\nDominica\n"
         "India\nPakistan\n", "six", "five", "C101"),
        (EN_2017 + "Appendix\n\nA. States which have not signed the Treaty, under article 14 (2)\n\nBhutan, "
         "Cuba, {}, India, Pakistan\n", "Brazil", "Dominica", "S202"),
        ("CTBT-Art.XIV/2017/WP.1\n\n20 September 2017\n\nFinal Declaration\n\nAppendix\n\nA. States which "
         "have not signed the Treaty\n\nBhutan, Cuba, {}, India, Pakistan\n",
         "Dominican Republic", "Dominica", "S202"),
        ("TPNW/MSP/2022/6\n\n2022年7月21日\n\n《禁止核武器条约》缔约国第一次会议报告\n\n1. 会议于2022年6月21日"
         "至{}日在维也纳举行。\n", "24", "23", "D307"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_and_the_right_text_is_not(
    text: str, wrong: str, right: str, code: str
) -> None:
    def told(part: str) -> list[str]:
        if not text.startswith("<html>"):
            return codes(text.format(part))
        page = parse(decode(text.format(part).encode(), "a.html"))
        return [f.rule.code for f in check(page, ledger=LEDGER)]

    assert code in told(wrong)
    assert told(right) == []
