"""Officers, vice-presidents and credentials committees in other words and layouts; what only names an office."""

from __future__ import annotations

import pytest

from .reading import CONFERENCE_ZH, HEAD, MSP, MSP_ZH, said

# Above which head a sentence stands, the sentence, and the fields of each fact that it states.
APPOINTMENT: list[tuple[str, str, list[str]]] = [
    (
        HEAD,
        "The following officers were elected by acclamation: President: Mr. Jan Petersen (Norway); Vice-Presidents: Chile, Ghana and Japan; Rapporteur: Ms. Ana Kovacs (Hungary).",
        ["president|NOR|Jan Petersen", "rapporteur|HUN|Ana Kovacs"],
    ),
    (
        HEAD,
        "The Conference re-elected Mr. Jan Petersen (Norway) as President.",
        ["president|NOR|Jan Petersen"],
    ),
    (
        HEAD,
        "Mr. Jan Petersen (Norway) was re-elected President of the Conference.",
        ["president|NOR|Jan Petersen"],
    ),
    (
        MSP,
        "Ambassador Maria Silva of Brazil took over from Ambassador Juan Ortiz of Mexico as President of the Meeting.",
        ["president|BRA|Maria Silva"],
    ),
    (
        MSP,
        "Ireland and Kenya took over from Austria and Chile as co-chairs of the working group on universalization.",
        ["co_chair|IRL|-", "co_chair|KEN|-"],
    ),
    (
        MSP,
        "Working group on verification: Mexico and New Zealand (co-chairs)",
        ["co_chair|MEX|-", "co_chair|NZL|-"],
    ),
    (
        MSP,
        "The co-chairs of the informal working group on victim assistance are Kazakhstan and Kiribati.",
        ["co_chair|KAZ|-", "co_chair|KIR|-"],
    ),
    (
        MSP,
        "Officers.\n\n| Working group | Co-chairs |\n|---|---|\n| Universalization | Austria, Uruguay |\n| Victim assistance | Kazakhstan and Kiribati |\n| Disarmament verification | Malaysia and New Zealand |\n",
        [
            "co_chair|AUT|-",
            "co_chair|KAZ|-",
            "co_chair|KIR|-",
            "co_chair|MYS|-",
            "co_chair|NZL|-",
            "co_chair|URY|-",
        ],
    ),
    (
        MSP,
        "Working group                     Co-chairs\n\nUniversalization                  Austria and Uruguay\nVictim assistance                 Kazakhstan and Kiribati\nDisarmament verification          Malaysia and New Zealand\n",
        [
            "co_chair|AUT|-",
            "co_chair|KAZ|-",
            "co_chair|KIR|-",
            "co_chair|MYS|-",
            "co_chair|NZL|-",
            "co_chair|URY|-",
        ],
    ),
    (
        MSP,
        "The Meeting was chaired by Ambassador Maria Silva of Brazil.",
        ["president|BRA|Maria Silva"],
    ),
    (
        MSP,
        "The third Meeting of States Parties was held in New York under the presidency of Kazakhstan.",
        ["president|KAZ|-"],
    ),
    (
        MSP,
        "The third Meeting of States Parties was held under the presidency of Mr. Akan Rakhmetullin, First Deputy Minister for Foreign Affairs of Kazakhstan.",
        ["president|KAZ|Akan Rakhmetullin"],
    ),
    (
        HEAD,
        "The Conference was co-chaired by the Ministers for Foreign Affairs of Algeria and Germany.",
        ["president|DEU|-", "president|DZA|-"],
    ),
    (
        HEAD,
        "Italy and South Africa shared the presidency of the Conference.",
        ["president|ITA|-", "president|ZAF|-"],
    ),
    (
        HEAD,
        "At the same meeting, the Conference elected Algeria and Germany as its Co-Presidents.",
        ["president|DEU|-", "president|DZA|-"],
    ),
    (
        HEAD,
        "The Credentials Committee elected Mr. Peter Kovacs (Hungary) as its Chair and Ms. Lila Rao (Nepal) as its Vice-Chair.",
        ["chair|HUN|Peter Kovacs"],
    ),
    (
        HEAD,
        "The Committee, composed of Chile, Ghana, Hungary and Nepal, met on 4 May 2041 under the chairmanship of Ms. Lila Rao (Nepal).",
        ["chair|NPL|Lila Rao"],
    ),
    (HEAD, "Ms. Lila Rao of Nepal chaired the Credentials Committee.", ["chair|NPL|Lila Rao"]),
    (
        HEAD,
        "The Committee of the Whole was presided over by Mr. Tom Hale (Ireland).",
        ["chair|IRL|Tom Hale"],
    ),
    (HEAD, "Mr. Tom Hale (Ireland) presided over the Drafting Committee.", ["chair|IRL|Tom Hale"]),
    (
        HEAD,
        "Ms. Lila Rao (Nepal) was designated Chair of the Drafting Committee, with Mr. Omar Haddad (Jordan) as Rapporteur.",
        ["chair|NPL|Lila Rao", "rapporteur|JOR|Omar Haddad"],
    ),
    (HEAD, "The representative of Nepal was elected Rapporteur.", ["rapporteur|NPL|-"]),
    (HEAD, "Nepal will act as Rapporteur of the Conference.", ["rapporteur|NPL|-"]),
    (
        HEAD,
        "As Rapporteur, the Conference chose Ms. Lila Rao (Nepal).",
        ["rapporteur|NPL|Lila Rao"],
    ),
    (HEAD, "The office of Rapporteur went to Ms. Lila Rao (Nepal).", ["rapporteur|NPL|Lila Rao"]),
    (
        HEAD,
        "Mexico and Turkey were selected as coordinators of the process to promote cooperation.",
        ["coordinator|MEX|-", "coordinator|TUR|-"],
    ),
    (
        HEAD,
        "The ratifying States selected Mexico and Norway to serve as coordinators for the period 2041-2043.",
        ["coordinator|MEX|-", "coordinator|NOR|-"],
    ),
    (
        HEAD,
        "Panama and the Philippines will be the Article XIV coordinators until the next Conference.",
        ["coordinator|PAN|-", "coordinator|PHL|-"],
    ),
    (
        HEAD,
        "The role of Article XIV coordinators passed from Algeria and Germany to Italy and South Africa.",
        ["coordinator|ITA|-", "coordinator|ZAF|-"],
    ),
    (
        HEAD,
        "Regional coordinators: Senegal (Africa); Japan (Asia and the Pacific); Peru (Latin America and the Caribbean).",
        ["coordinator|JPN|-", "coordinator|PER|-", "coordinator|SEN|-"],
    ),
    (
        HEAD,
        "Senegal was named regional coordinator for Africa, Peru for Latin America and the Caribbean and Japan for South-East Asia.",
        ["coordinator|JPN|-", "coordinator|PER|-", "coordinator|SEN|-"],
    ),
    (
        HEAD,
        "The Secretary-General of the United Nations nominated Ms. Marie Dupont as Secretary-General of the Conference.",
        ["secretary_general|-|Marie Dupont"],
    ),
    (
        HEAD,
        "Ms. Marie Dupont (Office for Disarmament Affairs) was confirmed as Secretary of the Conference.",
        ["secretary|-|Marie Dupont"],
    ),
    (
        MSP,
        "Officers\n\nPresident\nMs. Maria Silva (Brazil)\n\nRapporteur\nMr. Jan Petersen (Norway)\n\nSecretary-General of the Meeting\nMs. Marie Dupont\n",
        [
            "president|BRA|Maria Silva",
            "rapporteur|NOR|Jan Petersen",
            "secretary_general|-|Marie Dupont",
        ],
    ),
    (
        MSP,
        "- President: Ambassador Maria Silva (Brazil)\n- Co-chairs of the working group on verification: Mexico, New Zealand\n- Gender focal point: Chile\n- Facilitators on complementarity: Ireland and Thailand\n",
        [
            "co_chair|MEX|-",
            "co_chair|NZL|-",
            "facilitator|IRL|-",
            "facilitator|THA|-",
            "focal_point|CHL|-",
            "president|BRA|Maria Silva",
        ],
    ),
    (
        MSP,
        "Chile was appointed gender focal point for the intersessional period; Ireland and Thailand continue as facilitators.",
        ["facilitator|IRL|-", "facilitator|THA|-", "focal_point|CHL|-"],
    ),
    (
        MSP,
        "The informal facilitators to further explore complementarity, Ireland and Thailand, presented their report.",
        ["facilitator|IRL|-", "facilitator|THA|-"],
    ),
    (
        MSP,
        "South Africa, as President-designate of the first Review Conference, made a statement.",
        ["president|ZAF|-"],
    ),
    (
        MSP,
        "The Meeting decided that South Africa would preside over the first Review Conference.",
        ["president|ZAF|-"],
    ),
    (
        MSP,
        "South Africa was elected to the presidency of the first Review Conference.",
        ["president|ZAF|-"],
    ),
    (
        MSP,
        "It was decided to elect Ms. Thandi Dube (South Africa) President of the Review Conference.",
        ["president|ZAF|Thandi Dube"],
    ),
    (
        MSP,
        "The States parties entrusted Kazakhstan with the presidency of the third Meeting.",
        ["president|KAZ|-"],
    ),
    (
        MSP,
        "Co-chairs by working group:\n\n(a) Universalization: Austria and Uruguay;\n(b) Victim assistance: Kazakhstan and Kiribati;\n(c) Verification: Malaysia and New Zealand.\n",
        [
            "co_chair|AUT|-",
            "co_chair|KAZ|-",
            "co_chair|KIR|-",
            "co_chair|MYS|-",
            "co_chair|NZL|-",
            "co_chair|URY|-",
        ],
    ),
    (
        MSP,
        "The working group on universalization, co-chaired by Austria, Indonesia and Uruguay, met five times.",
        ["co_chair|AUT|-", "co_chair|IDN|-", "co_chair|URY|-"],
    ),
    (
        MSP,
        "The co-chairs (Kazakhstan and Kiribati) reported on the work of the group on victim assistance.",
        ["co_chair|KAZ|-", "co_chair|KIR|-"],
    ),
    (
        MSP,
        "Malaysia and New Zealand share the chair of the working group on verification.",
        ["co_chair|MYS|-", "co_chair|NZL|-"],
    ),
    (
        MSP,
        "Chairing of the working group on verification passes to Brazil and Mexico.",
        ["co_chair|BRA|-", "co_chair|MEX|-"],
    ),
    (
        MSP,
        "The scientific advisory group elected Dr. Zia Mian (United States of America) and Dr. Patricia Lewis (Ireland) as its co-chairs.",
        ["co_chair|IRL|Patricia Lewis", "co_chair|USA|Zia Mian"],
    ),
    (
        HEAD,
        "Ambassador Jan Petersen of Norway, Chair of Working Group B, briefed the meeting.",
        ["chair|NOR|Jan Petersen"],
    ),
    (
        HEAD,
        "The Preparatory Commission elected Ambassador Lila Rao (Nepal) as its Chairperson for 2041, and Ambassadors Tom Hale (Ireland) and Omar Haddad (Jordan) as Vice-Chairpersons.",
        ["chair|NPL|Lila Rao"],
    ),
    (
        HEAD,
        "Mr. Jan Petersen (Norway) was reappointed Chairperson of Working Group A for three years.",
        ["chair|NOR|Jan Petersen"],
    ),
    (
        MSP,
        "Bureau.\n\n| Office | Name | State |\n|---|---|---|\n| President | Maria Silva | Brazil |\n| Rapporteur | Jan Petersen | Norway |\n",
        ["president|BRA|Maria Silva", "rapporteur|NOR|Jan Petersen"],
    ),
    (
        MSP,
        "Bureau.\n\nPresident             Ms. Maria Silva (Brazil)\nRapporteur            Mr. Jan Petersen (Norway)\nSecretary             Ms. Marie Dupont\n",
        ["president|BRA|Maria Silva", "rapporteur|NOR|Jan Petersen", "secretary|-|Marie Dupont"],
    ),
    (
        MSP,
        "Bureau.\n\n| Working group | Co-chairs | Meetings held |\n|---|---|---|\n| Universalization | Austria; Uruguay | 6 |\n| Verification | Malaysia; New Zealand | 4 |\n",
        ["co_chair|AUT|-", "co_chair|MYS|-", "co_chair|NZL|-", "co_chair|URY|-"],
    ),
    (
        MSP,
        "The intersessional structure.\n\nTask                          State(s)\n\nGender focal point            Chile\nFacilitators on article 4     Ireland and Thailand\n",
        ["facilitator|IRL|-", "facilitator|THA|-", "focal_point|CHL|-"],
    ),
    (
        MSP,
        "The following States will serve as co-chairs of the informal working groups:\n\n- Universalization: Austria and Uruguay\n- Victim assistance: Kazakhstan and Kiribati\n",
        ["co_chair|AUT|-", "co_chair|KAZ|-", "co_chair|KIR|-", "co_chair|URY|-"],
    ),
    (
        HEAD,
        "Article XIV coordinators\n\n1999-2001: Japan\n2001-2003: Mexico\n2003-2005: Finland\n",
        ["coordinator|FIN|-", "coordinator|JPN|-", "coordinator|MEX|-"],
    ),
    (HEAD, "President\n\nThe President opened the meeting and thanked Norway.\n", []),
    (
        HEAD,
        "The list of speakers.\n\nSpeaker            State\nPresident          Brazil\nMinister           Norway\n",
        ["president|BRA|-"],
    ),
    (HEAD, "Statements were made by the President, Brazil, Norway and Chile.", []),
    (HEAD, "The Conference thanked the outgoing coordinators, Algeria and Germany.", []),
    (HEAD, "The Norwegian President of the Preparatory Commission visited Chile and Peru.", []),
    (
        HEAD,
        "The article XIV coordinators visited Egypt, Israel and the Islamic Republic of Iran.",
        [],
    ),
    (HEAD, "The coordinators wrote to: Egypt, Israel and the Islamic Republic of Iran.", []),
    (HEAD, "The coordinators (who wrote to Egypt and Israel) reported on their work.", []),
    (HEAD, "The co-chairs travelled to Egypt from Israel.", []),
    (HEAD, "Letters passed from the coordinators of the process to Egypt and Israel.", []),
    (
        CONFERENCE_ZH,
        "会议选举了下列主席团成员：主席：让·彼得森先生(挪威)；副主席：智利、加纳和日本；报告员：安娜·科瓦奇女士(匈牙利)。",
        ["president|NOR|让·彼得森", "rapporteur|HUN|安娜·科瓦奇"],
    ),
    (CONFERENCE_ZH, "会议再次选举让·彼得森先生(挪威)为主席。", ["president|NOR|让·彼得森"]),
    (CONFERENCE_ZH, "让·彼得森先生(挪威)连任会议主席。", ["president|NOR|让·彼得森"]),
    (
        MSP_ZH,
        "巴西的玛丽亚·席尔瓦大使从墨西哥的胡安·奥尔蒂斯大使手中接任会议主席。",
        ["president|BRA|玛丽亚·席尔瓦"],
    ),
    (
        MSP_ZH,
        "爱尔兰和肯尼亚接替奥地利和智利担任普遍加入问题工作组共同主席。",
        ["co_chair|IRL|-", "co_chair|KEN|-"],
    ),
    (MSP_ZH, "核查工作组：墨西哥和新西兰(共同主席)", ["co_chair|MEX|-", "co_chair|NZL|-"]),
    (
        MSP_ZH,
        "受害者援助非正式工作组共同主席是哈萨克斯坦和基里巴斯。",
        ["co_chair|KAZ|-", "co_chair|KIR|-"],
    ),
    (
        MSP_ZH,
        "人选如下。\n\n| 工作组 | 共同主席 |\n|---|---|\n| 普遍加入 | 奥地利、乌拉圭 |\n| 受害者援助 | 哈萨克斯坦和基里巴斯 |\n| 核查 | 马来西亚和新西兰 |\n",
        [
            "co_chair|AUT|-",
            "co_chair|KAZ|-",
            "co_chair|KIR|-",
            "co_chair|MYS|-",
            "co_chair|NZL|-",
            "co_chair|URY|-",
        ],
    ),
    (
        MSP_ZH,
        "工作组                     共同主席\n\n普遍加入                   奥地利、乌拉圭\n受害者援助                 哈萨克斯坦、基里巴斯\n核查                       马来西亚、新西兰\n",
        [
            "co_chair|AUT|-",
            "co_chair|KAZ|-",
            "co_chair|KIR|-",
            "co_chair|MYS|-",
            "co_chair|NZL|-",
            "co_chair|URY|-",
        ],
    ),
    (MSP_ZH, "会议由巴西大使玛丽亚·席尔瓦主持。", ["president|BRA|玛丽亚·席尔瓦"]),
    (MSP_ZH, "第三次缔约国会议在纽约举行，由哈萨克斯坦担任主席国。", ["president|KAZ|-"]),
    (
        MSP_ZH,
        "第三次缔约国会议在哈萨克斯坦外交部第一副部长阿坎·拉赫梅图林主持下举行。",
        ["president|KAZ|阿坎·拉赫梅图林"],
    ),
    (
        CONFERENCE_ZH,
        "会议由阿尔及利亚和德国外交部长共同主持。",
        ["president|DEU|-", "president|DZA|-"],
    ),
    (CONFERENCE_ZH, "意大利和南非共同担任会议主席。", ["president|ITA|-", "president|ZAF|-"]),
    (
        CONFERENCE_ZH,
        "在同次会议上，会议选出阿尔及利亚和德国为共同主席。",
        ["president|DEU|-", "president|DZA|-"],
    ),
    (
        CONFERENCE_ZH,
        "全权证书委员会选举彼得·科瓦奇先生(匈牙利)为主席，莉拉·拉奥女士(尼泊尔)为副主席。",
        ["chair|HUN|彼得·科瓦奇"],
    ),
    (
        CONFERENCE_ZH,
        "委员会由智利、加纳、匈牙利和尼泊尔组成，于2041年5月4日举行会议，由莉拉·拉奥女士(尼泊尔)担任主席。",
        ["chair|NPL|莉拉·拉奥"],
    ),
    (CONFERENCE_ZH, "尼泊尔的莉拉·拉奥女士主持了全权证书委员会的工作。", ["chair|NPL|莉拉·拉奥"]),
    (CONFERENCE_ZH, "全体委员会由汤姆·黑尔先生(爱尔兰)主持。", ["chair|IRL|汤姆·黑尔"]),
    (
        CONFERENCE_ZH,
        "莉拉·拉奥女士(尼泊尔)被指定为起草委员会主席，奥马尔·哈达德先生(约旦)任报告员。",
        ["chair|NPL|莉拉·拉奥", "rapporteur|JOR|奥马尔·哈达德"],
    ),
    (CONFERENCE_ZH, "尼泊尔代表当选报告员。", ["rapporteur|NPL|-"]),
    (CONFERENCE_ZH, "报告员由尼泊尔出任。", ["rapporteur|NPL|-"]),
    (CONFERENCE_ZH, "会议推选莉拉·拉奥女士(尼泊尔)担任报告员。", ["rapporteur|NPL|莉拉·拉奥"]),
    (
        CONFERENCE_ZH,
        "墨西哥和土耳其被选定为促进合作进程的协调国。",
        ["coordinator|MEX|-", "coordinator|TUR|-"],
    ),
    (
        CONFERENCE_ZH,
        "批准国选定墨西哥和挪威担任2041年至2043年期间的协调员。",
        ["coordinator|MEX|-", "coordinator|NOR|-"],
    ),
    (
        CONFERENCE_ZH,
        "巴拿马和菲律宾将担任第十四条协调员，直至下届会议。",
        ["coordinator|PAN|-", "coordinator|PHL|-"],
    ),
    (
        CONFERENCE_ZH,
        "第十四条协调员的职责由阿尔及利亚和德国移交给意大利和南非。",
        ["coordinator|ITA|-", "coordinator|ZAF|-"],
    ),
    (
        CONFERENCE_ZH,
        "区域协调员：塞内加尔(非洲)；日本(亚洲及太平洋)；秘鲁(拉丁美洲和加勒比)。",
        ["coordinator|JPN|-", "coordinator|PER|-", "coordinator|SEN|-"],
    ),
    (
        CONFERENCE_ZH,
        "塞内加尔任非洲区域协调员，秘鲁任拉丁美洲和加勒比区域协调员，日本任东南亚区域协调员。",
        ["coordinator|JPN|-", "coordinator|PER|-", "coordinator|SEN|-"],
    ),
    (
        CONFERENCE_ZH,
        "联合国秘书长提名玛丽·杜邦女士担任会议秘书长。",
        ["secretary_general|-|玛丽·杜邦"],
    ),
    (CONFERENCE_ZH, "玛丽·杜邦女士(裁军事务厅)获确认为会议秘书。", ["secretary|-|玛丽·杜邦"]),
    (
        MSP_ZH,
        "主席团\n\n主席\n玛丽亚·席尔瓦女士(巴西)\n\n报告员\n让·彼得森先生(挪威)\n\n会议秘书长\n玛丽·杜邦女士\n",
        [
            "president|BRA|玛丽亚·席尔瓦",
            "rapporteur|NOR|让·彼得森",
            "secretary_general|-|玛丽·杜邦",
        ],
    ),
    (
        MSP_ZH,
        "- 主席：玛丽亚·席尔瓦大使(巴西)\n- 核查工作组共同主席：墨西哥、新西兰\n- 性别问题协调人：智利\n- 互补性问题协调人：爱尔兰和泰国\n",
        [
            "co_chair|MEX|-",
            "co_chair|NZL|-",
            "facilitator|IRL|-",
            "facilitator|THA|-",
            "focal_point|CHL|-",
            "president|BRA|玛丽亚·席尔瓦",
        ],
    ),
    (
        MSP_ZH,
        "智利获任命为闭会期间性别问题协调人；爱尔兰和泰国继续担任协调人。",
        ["facilitator|IRL|-", "facilitator|THA|-", "focal_point|CHL|-"],
    ),
    (
        MSP_ZH,
        "探讨互补性的非正式协调人爱尔兰和泰国介绍了报告。",
        ["facilitator|IRL|-", "facilitator|THA|-"],
    ),
    (MSP_ZH, "南非以第一次审议大会候任主席身份发了言。", ["president|ZAF|-"]),
    (MSP_ZH, "会议决定由南非主持第一次审议大会。", ["president|ZAF|-"]),
    (MSP_ZH, "会议决定由南非担任第一次审议大会主席。", ["president|ZAF|-"]),
    (MSP_ZH, "会议选举坦迪·杜贝女士(南非)为审议大会主席。", ["president|ZAF|坦迪·杜贝"]),
    (MSP_ZH, "缔约国委托哈萨克斯坦担任第三次会议主席。", ["president|KAZ|-"]),
    (
        MSP_ZH,
        "各工作组共同主席如下：\n\n(a) 普遍加入：奥地利和乌拉圭；\n(b) 受害者援助：哈萨克斯坦和基里巴斯；\n(c) 核查：马来西亚和新西兰。\n",
        [
            "co_chair|AUT|-",
            "co_chair|KAZ|-",
            "co_chair|KIR|-",
            "co_chair|MYS|-",
            "co_chair|NZL|-",
            "co_chair|URY|-",
        ],
    ),
    (
        MSP_ZH,
        "由奥地利、印度尼西亚和乌拉圭共同主持的普遍加入问题工作组举行了五次会议。",
        ["co_chair|AUT|-", "co_chair|IDN|-", "co_chair|URY|-"],
    ),
    (
        MSP_ZH,
        "共同主席(哈萨克斯坦和基里巴斯)报告了受害者援助工作组的工作。",
        ["co_chair|KAZ|-", "co_chair|KIR|-"],
    ),
    (MSP_ZH, "马来西亚与新西兰共同担任核查工作组主席。", ["co_chair|MYS|-", "co_chair|NZL|-"]),
    (MSP_ZH, "核查工作组共同主席改由巴西和墨西哥担任。", ["co_chair|BRA|-", "co_chair|MEX|-"]),
    (
        MSP_ZH,
        "科学咨询小组选举齐亚·米安博士(美利坚合众国)和帕特里夏·刘易斯博士(爱尔兰)为共同主席。",
        ["co_chair|IRL|帕特里夏·刘易斯", "co_chair|USA|齐亚·米安"],
    ),
    (CONFERENCE_ZH, "B工作组主席、挪威的让·彼得森大使向会议通报情况。", ["chair|NOR|让·彼得森"]),
    (CONFERENCE_ZH, "筹备委员会选举莉拉·拉奥大使(尼泊尔)为2041年主席。", ["chair|NPL|莉拉·拉奥"]),
    (
        MSP_ZH,
        "奥地利和哥斯达黎加担任共同主席的普遍加入工作组提交了报告。",
        ["co_chair|AUT|-", "co_chair|CRI|-"],
    ),
    (
        MSP_ZH,
        "会议任命墨西哥和新西兰为核裁军核查工作组共同主席，智利为性别问题协调人。",
        ["co_chair|MEX|-", "co_chair|NZL|-", "focal_point|CHL|-"],
    ),
    (
        MSP,
        "The arrangements between the Meetings are these.\n\nGroup or subject\tFunction\tStates\nVerification\tCo-chairs\tMexico, New Zealand\nGender provisions\tFocal point\tChile\nComplementarity\tFacilitators\tIreland and Thailand\nScientific Advisory Group\tLiaison officer\tGhana\n",
        [
            "co_chair|MEX|-",
            "co_chair|NZL|-",
            "facilitator|IRL|-",
            "facilitator|THA|-",
            "focal_point|CHL|-",
        ],
    ),
    (
        HEAD,
        "By acclamation, the Conference elected Ms. Ana Silva (Brazil) and Mr. Jan Berg (Norway) to act jointly as its Presidents. They succeeded Chile and Kenya, the Presidents of the 2039 Conference.",
        ["president|BRA|Ana Silva", "president|CHL|-", "president|KEN|-", "president|NOR|Jan Berg"],
    ),
    (
        HEAD,
        "A Credentials Committee of nine members was appointed. Mr. Jan Berg of Norway was then elected to chair it.",
        ["chair|NOR|Jan Berg"],
    ),
    (
        HEAD,
        "The previous Conference, which met in Vienna in 2039 and was presided over by Chile, adopted a Declaration.",
        ["president|CHL|-"],
    ),
    (
        MSP,
        "The Meeting thanked Chile, gender focal point, and Ireland and Thailand, facilitators on complementarity.",
        ["facilitator|IRL|-", "facilitator|THA|-", "focal_point|CHL|-"],
    ),
    (
        MSP,
        "Questions may be put to the Secretary-General-designate of the Meeting, Ms. Marie Dupont, in Geneva.",
        ["secretary_general|-|Marie Dupont"],
    ),
    (
        HEAD,
        "List of participants\n\nThe list below rests on what was communicated to the Secretariat up to noon on 4 May 2041, and supersedes every earlier one that has been issued, whether in provisional form or with corrections to the names of delegates.\n\nI. Ratifying States\n\nBRAZIL\n   H.E. Ms. Ana Silva, President of the Conference\n   Mr. Rui Costa, Second Secretary\n\nNORWAY\n   Mr. Jan Berg, Minister Counsellor, Chair of the\n      Credentials Committee\n\nII. Secretariat\n\n   Ms. Marie Dupont, Executive Secretary of the Commission, Secretary of the Conference\n   Mr. Luc Petit, Deputy Secretary of the Conference\n",
        ["chair|NOR|Jan Berg", "president|BRA|Ana Silva", "secretary|-|Marie Dupont"],
    ),
    (
        MSP_ZH,
        "闭会期间的安排如下。\n\n工作组或专题\t职务\t国家\n核查工作组\t共同主席\t墨西哥、新西兰\n互补性\t主持人\t爱尔兰、泰国\n科学咨询小组\t联络人\t加纳\n",
        [
            "co_chair|MEX|-",
            "co_chair|NZL|-",
            "facilitator|IRL|-",
            "facilitator|THA|-",
            "liaison|GHA|-",
        ],
    ),
    (
        MSP_ZH,
        "技术咨询小组自行选举安娜·席尔瓦女士(巴西)和扬·贝里先生(挪威)为共同主席。",
        ["co_chair|BRA|安娜·席尔瓦", "co_chair|NOR|扬·贝里"],
    ),
    (
        MSP_ZH,
        "协调委员会由候任主席安娜·席尔瓦(巴西)担任主席，开会两次。",
        ["chair|BRA|安娜·席尔瓦"],
    ),
    (MSP_ZH, "会议由主席安娜·席尔瓦(巴西)主持开幕。", ["president|BRA|安娜·席尔瓦"]),
    (
        CONFERENCE_ZH,
        "我们感谢智利和肯尼亚在2039年至2041年期间担任协调国。",
        ["coordinator|CHL|-", "coordinator|KEN|-"],
    ),
    (
        CONFERENCE_ZH,
        "智利和肯尼亚作为协调国，已请保存人发出邀请。",
        ["coordinator|CHL|-", "coordinator|KEN|-"],
    ),
    (
        CONFERENCE_ZH,
        "智利和肯尼亚担任2039年至2041年的第十四条进程协调员。",
        ["coordinator|CHL|-", "coordinator|KEN|-"],
    ),
    (
        HEAD,
        "The meeting was convened by Chile and Norway and chaired by H.E. Ms. Ana Silva, Minister for Foreign Affairs of Chile.",
        ["president|CHL|Ana Silva"],
    ),
    (
        HEAD,
        "The next Conference will be held in 2043. Kenya and Peru will coordinate preparations for it.",
        ["coordinator|KEN|-", "coordinator|PER|-"],
    ),
    (
        MSP,
        "A Credentials Committee was set up, with Benin, Chile, Malta, Samoa and Viet Nam as members; Ms. Hoa Tran (Viet Nam) was its Chair.",
        ["chair|VNM|Hoa Tran"],
    ),
    (
        MSP,
        "The Meeting decides to appoint the following co-chairs:\n\n(a) Informal working group on universalization: Kiribati and Uruguay;\n(b) Informal working group on verification: Brazil and New Zealand.\n",
        ["co_chair|BRA|-", "co_chair|KIR|-", "co_chair|NZL|-", "co_chair|URY|-"],
    ),
    (
        HEAD,
        "Ms. Rosa Quispe, Minister for Foreign Affairs of Peru, and Mr. Janez Novak, Minister for Foreign Affairs of Slovenia, presided over the Conference.",
        ["president|PER|Rosa Quispe", "president|SVN|Janez Novak"],
    ),
    (
        HEAD,
        "Mr. Viktor Hansen of the Provisional Technical Secretariat was Secretary of the Conference.",
        ["secretary|-|Viktor Hansen"],
    ),
    (
        CONFERENCE_ZH,
        "会议秘书由临时技术秘书处的玛尔塔·科瓦尔女士担任。",
        ["secretary|-|玛尔塔·科瓦尔"],
    ),
    (
        MSP_ZH,
        "会议决定任命下列国家为共同主席：\n\n(a) 普遍加入问题非正式工作组：基里巴斯和乌拉圭；\n(b) 核查问题非正式工作组：巴西和新西兰。\n",
        ["co_chair|BRA|-", "co_chair|KIR|-", "co_chair|NZL|-", "co_chair|URY|-"],
    ),
    (
        HEAD,
        "The Conference elected the following Co-Presidents:\n\nMs. Rosa Quispe (Peru)\nMr. Janez Novak (Slovenia)\n",
        ["president|PER|Rosa Quispe", "president|SVN|Janez Novak"],
    ),
    (
        HEAD,
        "The two Presidents, Ms. Rosa Quispe (Peru) and Mr. Janez Novak (Slovenia), opened the debate.",
        ["president|PER|Rosa Quispe", "president|SVN|Janez Novak"],
    ),
    (
        HEAD,
        "The meeting was opened by its Chair, Ambassador Ana Silva of Chile, and closed by Mr. Jan Berg (Norway).",
        ["chair|CHL|Ana Silva"],
    ),
    (
        HEAD,
        "The Conference expressed its thanks to its President, Ms. Rosa Quispe of Peru, and to the Rapporteur, Mr. Jan Berg of Norway.",
        ["president|PER|Rosa Quispe", "rapporteur|NOR|Jan Berg"],
    ),
    (
        HEAD,
        "Chile and Peru acted as facilitators of the consultations on the Declaration.",
        ["facilitator|CHL|-", "facilitator|PER|-"],
    ),
    (
        HEAD,
        "Ambassador Ana Silva (Chile) facilitated the consultations on the Final Declaration.",
        ["facilitator|CHL|Ana Silva"],
    ),
    (HEAD, "Consultations on the Declaration were led by Ambassador Ana Silva (Chile).", []),
    (HEAD, "Germany chaired the G7 in 2042, and Chile the Group of 77.", []),
    (
        HEAD,
        "The Prime Minister of Norway, Mr. Jan Berg, met the President of Kenya, Mr. Uhuru Mwangi.",
        [],
    ),
    (HEAD, "The panel was moderated by Ms. Ana Silva of the University of Vienna.", []),
    (CONFERENCE_ZH, "挪威首相扬·贝里先生会见了肯尼亚总统乌胡鲁·姆旺吉先生。", []),
    (
        CONFERENCE_ZH,
        "会议向主席罗莎·基斯佩女士(秘鲁)和报告员扬·贝里先生(挪威)表示感谢。",
        ["president|PER|罗莎·基斯佩", "rapporteur|NOR|扬·贝里"],
    ),
    (CONFERENCE_ZH, "智利大使安娜·席尔瓦女士主持了关于《宣言》草案的磋商。", []),
    (
        CONFERENCE_ZH,
        "两位主席罗莎·基斯佩女士(秘鲁)和亚内兹·诺瓦克先生(斯洛文尼亚)主持了辩论。",
        ["president|PER|罗莎·基斯佩", "president|SVN|亚内兹·诺瓦克"],
    ),
    (
        MSP_ZH,
        "第二次审议大会候任主席由南非担任，协调委员会由奥地利主持。",
        ["chair|AUT|-", "president|ZAF|-"],
    ),
]


@pytest.mark.parametrize(("head", "text", "expected"), APPOINTMENT)
def test_appointment_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert said(text, "appointment", ("role", "state", "person"), head) == expected


STATE_LIST: list[tuple[str, str, list[str]]] = [
    (
        HEAD,
        "The following officers were elected by acclamation: President: Mr. Jan Petersen (Norway); Vice-Presidents: Chile, Ghana and Japan; Rapporteur: Ms. Ana Kovacs (Hungary).",
        ["vice_presidents|CHL,GHA,JPN"],
    ),
    (
        HEAD,
        "The Conference elected Chile, Ghana, Hungary, Japan and Nepal to serve as Vice-Presidents.",
        ["vice_presidents|CHL,GHA,HUN,JPN,NPL"],
    ),
    (
        HEAD,
        "Vice-Presidents were elected from the following States: Chile, Ghana, Hungary, Japan and Nepal.",
        ["vice_presidents|CHL,GHA,HUN,JPN,NPL"],
    ),
    (
        HEAD,
        "The representatives of Chile, Ghana, Hungary and Japan were elected Vice-Presidents by acclamation.",
        ["vice_presidents|CHL,GHA,HUN,JPN"],
    ),
    (
        HEAD,
        "Six Vice-Presidents assisted the President: Chile, Ghana, Hungary, Japan, Nepal and Peru.",
        ["vice_presidents|CHL,GHA,HUN,JPN,NPL,PER"],
    ),
    (
        HEAD,
        "The General Committee consists of the President and of the Vice-Presidents, Chile, Ghana, Hungary and Japan.",
        ["vice_presidents|CHL,GHA,HUN,JPN"],
    ),
    (
        HEAD,
        "The following were elected as Vice-Presidents:\n\nChile\nGhana\nHungary\nJapan\n",
        ["vice_presidents|CHL,GHA,HUN,JPN"],
    ),
    (
        HEAD,
        "Vice-Presidents\n\n(a) Chile;\n(b) Ghana;\n(c) Hungary.\n",
        ["vice_presidents|CHL,GHA,HUN"],
    ),
    (
        HEAD,
        "Chile, Ghana, Hungary and Japan served as Vice-Presidents of the Conference.",
        ["vice_presidents|CHL,GHA,HUN,JPN"],
    ),
    (
        HEAD,
        "The Conference appointed the following States as members of the Credentials Committee: Chile, Ghana, Hungary, Japan and Nepal.",
        ["credentials_committee|CHL,GHA,HUN,JPN,NPL"],
    ),
    (
        HEAD,
        "Chile, Ghana, Hungary, Japan and Nepal were appointed to the Credentials Committee.",
        ["credentials_committee|CHL,GHA,HUN,JPN,NPL"],
    ),
    (
        HEAD,
        "The Credentials Committee was made up of representatives of Chile, Ghana, Hungary, Japan and Nepal.",
        ["credentials_committee|CHL,GHA,HUN,JPN,NPL"],
    ),
    (
        HEAD,
        "A Credentials Committee of five members (Chile, Ghana, Hungary, Japan and Nepal) examined the credentials.",
        ["credentials_committee|CHL,GHA,HUN,JPN,NPL"],
    ),
    (
        HEAD,
        "In accordance with rule 4, the Conference established a Credentials Committee with Chile, Ghana, Hungary, Japan and Nepal as its members.",
        ["credentials_committee|CHL,GHA,HUN,JPN,NPL"],
    ),
    (
        HEAD,
        "Serving on the Credentials Committee were Chile, Ghana, Hungary, Japan and Nepal.",
        ["credentials_committee|CHL,GHA,HUN,JPN,NPL"],
    ),
    (
        HEAD,
        "Members of the Credentials Committee\n\nChile\nGhana\nHungary\nJapan\nNepal\n",
        ["credentials_committee|CHL,GHA,HUN,JPN,NPL"],
    ),
    (
        CONFERENCE_ZH,
        "会议选举了下列主席团成员：主席：让·彼得森先生(挪威)；副主席：智利、加纳和日本；报告员：安娜·科瓦奇女士(匈牙利)。",
        ["vice_presidents|CHL,GHA,JPN"],
    ),
    (
        CONFERENCE_ZH,
        "会议选举智利、加纳、匈牙利、日本和尼泊尔担任副主席。",
        ["vice_presidents|CHL,GHA,HUN,JPN,NPL"],
    ),
    (
        CONFERENCE_ZH,
        "会议从下列国家选出副主席：智利、加纳、匈牙利、日本和尼泊尔。",
        ["vice_presidents|CHL,GHA,HUN,JPN,NPL"],
    ),
    (
        CONFERENCE_ZH,
        "智利、加纳、匈牙利和日本代表以鼓掌方式当选副主席。",
        ["vice_presidents|CHL,GHA,HUN,JPN"],
    ),
    (
        CONFERENCE_ZH,
        "协助主席的六位副主席来自智利、加纳、匈牙利、日本、尼泊尔和秘鲁。",
        ["vice_presidents|CHL,GHA,HUN,JPN,NPL,PER"],
    ),
    (
        CONFERENCE_ZH,
        "总务委员会由主席和副主席组成，副主席为智利、加纳、匈牙利和日本。",
        ["vice_presidents|CHL,GHA,HUN,JPN"],
    ),
    (
        CONFERENCE_ZH,
        "下列国家当选为副主席：\n\n智利\n加纳\n匈牙利\n日本\n",
        ["vice_presidents|CHL,GHA,HUN,JPN"],
    ),
    (
        CONFERENCE_ZH,
        "副主席\n\n(a) 智利；\n(b) 加纳；\n(c) 匈牙利。\n",
        ["vice_presidents|CHL,GHA,HUN"],
    ),
    (
        CONFERENCE_ZH,
        "智利、加纳、匈牙利和日本担任会议副主席。",
        ["vice_presidents|CHL,GHA,HUN,JPN"],
    ),
    (CONFERENCE_ZH, "副主席由智利、加纳、匈牙利和日本出任。", ["vice_presidents|CHL,GHA,HUN,JPN"]),
    (
        CONFERENCE_ZH,
        "会议任命下列国家为全权证书委员会成员：智利、加纳、匈牙利、日本和尼泊尔。",
        ["credentials_committee|CHL,GHA,HUN,JPN,NPL"],
    ),
    (
        CONFERENCE_ZH,
        "智利、加纳、匈牙利、日本和尼泊尔被任命为全权证书委员会成员。",
        ["credentials_committee|CHL,GHA,HUN,JPN,NPL"],
    ),
    (
        CONFERENCE_ZH,
        "全权证书委员会由智利、加纳、匈牙利、日本和尼泊尔代表组成。",
        ["credentials_committee|CHL,GHA,HUN,JPN,NPL"],
    ),
    (
        CONFERENCE_ZH,
        "由五名成员(智利、加纳、匈牙利、日本和尼泊尔)组成的全权证书委员会审查了全权证书。",
        ["credentials_committee|CHL,GHA,HUN,JPN,NPL"],
    ),
    (
        CONFERENCE_ZH,
        "会议设立全权证书委员会，成员为智利、加纳、匈牙利、日本和尼泊尔。",
        ["credentials_committee|CHL,GHA,HUN,JPN,NPL"],
    ),
    (
        CONFERENCE_ZH,
        "全权证书委员会成员\n\n智利\n加纳\n匈牙利\n日本\n尼泊尔\n",
        ["credentials_committee|CHL,GHA,HUN,JPN,NPL"],
    ),
    (
        MSP,
        "A Credentials Committee was set up, with Benin, Chile, Malta, Samoa and Viet Nam as members; Ms. Hoa Tran (Viet Nam) was its Chair.",
        ["credentials_committee|BEN,CHL,MLT,WSM,VNM"],
    ),
]


@pytest.mark.parametrize(("head", "text", "expected"), STATE_LIST)
def test_state_list_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert said(text, "state_list", ("role", "states"), head) == expected
