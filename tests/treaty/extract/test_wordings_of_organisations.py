"""Organisations who attend, observe or are accredited, in other words and layouts; what only names some."""

from __future__ import annotations

import pytest

from .reading import CONFERENCE_ZH, HEAD, MSP, MSP_ZH, said

# Above which head a sentence stands, the sentence, and the fields of each fact that it states.
ORGANISATION_LIST: list[tuple[str, str, list[str]]] = [
    (
        HEAD,
        "The following specialized agencies, related organizations and intergovernmental organizations attended the Conference: African Union, European Union, International Atomic Energy Agency and League of Arab States.",
        [
            "attending_organisations|African Union,European Union,International Atomic Energy Agency,League of Arab States"
        ],
    ),
    (
        HEAD,
        "Representatives of the International Atomic Energy Agency, the League of Arab States and the Organization for Security and Co-operation in Europe were also present.",
        [
            "attending_organisations|International Atomic Energy Agency,League of Arab States,Organization for Security and Co-operation in Europe"
        ],
    ),
    (
        HEAD,
        "The International Atomic Energy Agency, the African Union and the Organization of American States participated as observers.",
        [
            "observer_organisations|International Atomic Energy Agency,African Union,Organization of American States"
        ],
    ),
    (
        HEAD,
        "Observers from the International Atomic Energy Agency, the African Union and the Organization of American States attended the meeting.",
        [
            "observer_organisations|International Atomic Energy Agency,African Union,Organization of American States"
        ],
    ),
    (
        HEAD,
        "Three organizations took part as observers: International Atomic Energy Agency, African Union and League of Arab States.",
        [
            "observer_organisations|International Atomic Energy Agency,African Union,League of Arab States"
        ],
    ),
    (
        HEAD,
        "Among the organizations represented were the International Atomic Energy Agency, the African Union and the League of Arab States.",
        [
            "attending_organisations|International Atomic Energy Agency,African Union,League of Arab States"
        ],
    ),
    (
        HEAD,
        "Organizations in attendance: International Atomic Energy Agency; African Union; League of Arab States.",
        [
            "attending_organisations|International Atomic Energy Agency,African Union,League of Arab States"
        ],
    ),
    (
        HEAD,
        "Five non-governmental organizations attended the public meetings: Arms Control Association, Atomic Reporters, Peace Boat, Soka Gakkai International and Vienna Center for Disarmament and Non-Proliferation.",
        [
            "attending_ngos|Arms Control Association,Atomic Reporters,Peace Boat,Soka Gakkai International,Vienna Center for Disarmament and Non-Proliferation"
        ],
    ),
    (
        HEAD,
        "Representatives of the following non-governmental organizations attended the Conference: Arms Control Association, Atomic Reporters and Peace Boat.",
        ["attending_ngos|Arms Control Association,Atomic Reporters,Peace Boat"],
    ),
    (
        MSP,
        "In accordance with rule 2 of the rules of procedure, the International Committee of the Red Cross and the International Campaign to Abolish Nuclear Weapons attended as observers.",
        [
            "observer_organisations|International Committee of the Red Cross,International Campaign to Abolish Nuclear Weapons"
        ],
    ),
    (
        MSP,
        "Civil society was represented by the International Campaign to Abolish Nuclear Weapons, Mayors for Peace and Soka Gakkai International.",
        [
            "attending_ngos|International Campaign to Abolish Nuclear Weapons,Mayors for Peace,Soka Gakkai International"
        ],
    ),
    (
        MSP,
        "The following non-governmental organizations took part:\n\n- International Campaign to Abolish Nuclear Weapons\n- Mayors for Peace\n- Soka Gakkai International\n",
        [
            "attending_ngos|International Campaign to Abolish Nuclear Weapons,Mayors for Peace,Soka Gakkai International"
        ],
    ),
    (
        MSP,
        "The following organizations attended as observers:\n\n(a) International Atomic Energy Agency;\n(b) International Committee of the Red Cross;\n(c) League of Arab States.\n",
        [
            "observer_organisations|International Atomic Energy Agency,International Committee of the Red Cross,League of Arab States"
        ],
    ),
    (
        MSP,
        "International organizations\n\nInternational Atomic Energy Agency\nInternational Committee of the Red Cross\nLeague of Arab States\n\nNon-governmental organizations\n\nMayors for Peace\nPeace Boat\nSoka Gakkai International\n",
        [
            "attending_ngos|Mayors for Peace,Peace Boat,Soka Gakkai International",
            "attending_organisations|International Atomic Energy Agency,International Committee of the Red Cross,League of Arab States",
        ],
    ),
    (
        MSP,
        "Also in attendance were the United Nations Institute for Disarmament Research, the International Committee of the Red Cross and the Holy See's relief agency Caritas Internationalis.",
        [
            "attending_organisations|United Nations Institute for Disarmament Research,International Committee of the Red Cross,Holy See's relief agency Caritas Internationalis"
        ],
    ),
    (
        MSP,
        "United Nations bodies present included the Office for Disarmament Affairs, the United Nations Institute for Disarmament Research and the United Nations Children's Fund.",
        [
            "attending_organisations|Office for Disarmament Affairs,United Nations Institute for Disarmament Research,United Nations Children's Fund"
        ],
    ),
    (
        MSP,
        "Statements were also made by the International Committee of the Red Cross, the International Campaign to Abolish Nuclear Weapons and the European Union.",
        [],
    ),
    (
        MSP,
        "The observer organizations were: African Commission on Nuclear Energy; Agency for the Prohibition of Nuclear Weapons in Latin America and the Caribbean; International Committee of the Red Cross.",
        [
            "observer_organisations|African Commission on Nuclear Energy,Agency for the Prohibition of Nuclear Weapons in Latin America and the Caribbean,International Committee of the Red Cross"
        ],
    ),
    (
        MSP,
        "The following intergovernmental organizations and entities were represented by observers: African Union, European Union, International Atomic Energy Agency.",
        ["observer_organisations|African Union,European Union,International Atomic Energy Agency"],
    ),
    (
        MSP,
        "The Meeting accredited the following non-governmental organizations: Mayors for Peace, Peace Boat, Soka Gakkai International.",
        ["accredited_organisations|Mayors for Peace,Peace Boat,Soka Gakkai International"],
    ),
    (
        MSP,
        "Requests for accreditation from the following organizations were approved: Mayors for Peace, Peace Boat and Soka Gakkai International.",
        ["accredited_organisations|Mayors for Peace,Peace Boat,Soka Gakkai International"],
    ),
    (
        MSP,
        "Mayors for Peace, Peace Boat and Soka Gakkai International were accredited to the Meeting.",
        ["accredited_organisations|Mayors for Peace,Peace Boat,Soka Gakkai International"],
    ),
    (
        MSP,
        "The Meeting was also attended by representatives of the International Atomic Energy Agency, the International Committee of the Red Cross and 65 non-governmental organizations.",
        [
            "attending_organisations|International Atomic Energy Agency,International Committee of the Red Cross"
        ],
    ),
    (
        MSP,
        "Brazil attended as an observer, as did the International Committee of the Red Cross and the International Campaign to Abolish Nuclear Weapons.",
        [
            "observer_organisations|International Committee of the Red Cross,International Campaign to Abolish Nuclear Weapons"
        ],
    ),
    (
        HEAD,
        "The Conference welcomed cooperation between the Commission, the World Meteorological Organization and the International Atomic Energy Agency.",
        [],
    ),
    (
        HEAD,
        "The Organization attended workshops with the Union of South American Nations and the African Union.",
        [],
    ),
    (
        MSP,
        "Attending as observers were two organizations, the African Union and the International Committee of the Red Cross.",
        ["observer_organisations|African Union,International Committee of the Red Cross"],
    ),
    (MSP, "| Organization | Status |\n|---|---|\n| African Union | observer |\n", []),
    (
        CONFERENCE_ZH,
        "下列专门机构、有关组织和政府间组织出席了会议：非洲联盟、欧洲联盟、国际原子能机构和阿拉伯国家联盟。",
        ["attending_organisations|非洲联盟,欧洲联盟,国际原子能机构,阿拉伯国家联盟"],
    ),
    (
        CONFERENCE_ZH,
        "国际原子能机构、阿拉伯国家联盟和欧洲安全与合作组织的代表也出席了会议。",
        ["attending_organisations|国际原子能机构,阿拉伯国家联盟,欧洲安全与合作组织"],
    ),
    (
        CONFERENCE_ZH,
        "国际原子能机构、非洲联盟和美洲国家组织以观察员身份参加了会议。",
        ["observer_organisations|国际原子能机构,非洲联盟,美洲国家组织"],
    ),
    (
        CONFERENCE_ZH,
        "国际原子能机构、非洲联盟和美洲国家组织派观察员出席了会议。",
        ["observer_organisations|国际原子能机构,非洲联盟,美洲国家组织"],
    ),
    (
        CONFERENCE_ZH,
        "三个组织作为观察员与会：国际原子能机构、非洲联盟和阿拉伯国家联盟。",
        ["observer_organisations|国际原子能机构,非洲联盟,阿拉伯国家联盟"],
    ),
    (
        CONFERENCE_ZH,
        "派代表出席的组织有国际原子能机构、非洲联盟和阿拉伯国家联盟。",
        ["attending_organisations|国际原子能机构,非洲联盟,阿拉伯国家联盟"],
    ),
    (
        CONFERENCE_ZH,
        "与会组织：国际原子能机构；非洲联盟；阿拉伯国家联盟。",
        ["attending_organisations|国际原子能机构,非洲联盟,阿拉伯国家联盟"],
    ),
    (
        CONFERENCE_ZH,
        "五个非政府组织出席了公开会议：军控协会、原子记者、和平船、创价学会国际和维也纳裁军与不扩散中心。",
        ["attending_ngos|军控协会,原子记者,和平船,创价学会国际,维也纳裁军与不扩散中心"],
    ),
    (
        CONFERENCE_ZH,
        "下列非政府组织的代表出席了会议：军控协会、原子记者和和平船。",
        ["attending_ngos|军控协会,原子记者,和平船"],
    ),
    (
        MSP_ZH,
        "根据议事规则第2条，红十字国际委员会和国际废除核武器运动以观察员身份出席会议。",
        ["observer_organisations|红十字国际委员会,国际废除核武器运动"],
    ),
    (
        MSP_ZH,
        "代表民间社会与会的有国际废除核武器运动、和平市长组织和创价学会国际。",
        ["attending_ngos|国际废除核武器运动,和平市长组织,创价学会国际"],
    ),
    (
        MSP_ZH,
        "下列非政府组织参加了会议：\n\n- 国际废除核武器运动\n- 和平市长组织\n- 创价学会国际\n",
        ["attending_ngos|国际废除核武器运动,和平市长组织,创价学会国际"],
    ),
    (
        MSP_ZH,
        "下列组织以观察员身份出席会议：\n\n(a) 国际原子能机构；\n(b) 红十字国际委员会；\n(c) 阿拉伯国家联盟。\n",
        ["observer_organisations|国际原子能机构,红十字国际委员会,阿拉伯国家联盟"],
    ),
    (
        MSP_ZH,
        "国际组织\n\n国际原子能机构\n红十字国际委员会\n阿拉伯国家联盟\n\n非政府组织\n\n和平市长组织\n和平船\n创价学会国际\n",
        [
            "attending_ngos|和平市长组织,和平船,创价学会国际",
            "attending_organisations|国际原子能机构,红十字国际委员会,阿拉伯国家联盟",
        ],
    ),
    (
        MSP_ZH,
        "与会的联合国机构包括裁军事务厅、联合国裁军研究所和联合国儿童基金会。",
        ["attending_organisations|裁军事务厅,联合国裁军研究所,联合国儿童基金会"],
    ),
    (MSP_ZH, "红十字国际委员会、国际废除核武器运动和欧洲联盟也发了言。", []),
    (
        MSP_ZH,
        "观察员组织为：非洲核能委员会；拉丁美洲和加勒比禁止核武器组织；红十字国际委员会。",
        ["observer_organisations|非洲核能委员会,拉丁美洲和加勒比禁止核武器组织,红十字国际委员会"],
    ),
    (
        MSP_ZH,
        "会议认可了下列非政府组织的与会资格：和平市长组织、和平船、创价学会国际。",
        ["accredited_organisations|和平市长组织,和平船,创价学会国际"],
    ),
    (
        MSP_ZH,
        "和平市长组织、和平船和创价学会国际获准列席会议。",
        ["accredited_organisations|和平市长组织,和平船,创价学会国际"],
    ),
    (
        MSP_ZH,
        "出席会议的还有国际原子能机构和红十字国际委员会的代表以及65个非政府组织。",
        ["attending_organisations|国际原子能机构,红十字国际委员会"],
    ),
    (
        MSP_ZH,
        "巴西以观察员身份出席，红十字国际委员会和国际废除核武器运动亦然。",
        ["observer_organisations|红十字国际委员会,国际废除核武器运动"],
    ),
    (CONFERENCE_ZH, "会议欢迎委员会与世界气象组织和国际原子能机构开展合作。", []),
    (
        MSP_ZH,
        "以观察员身份与会的有两个组织，即非洲联盟和红十字国际委员会。",
        ["observer_organisations|非洲联盟,红十字国际委员会"],
    ),
    (
        HEAD,
        "The Executive Secretary, the Chair of the Committee and the President of the Conference participated in the meeting.",
        [],
    ),
    (
        HEAD,
        "The African Union and the League of Arab States participated in the negotiations on the protocol.",
        [],
    ),
    (
        HEAD,
        "Cooperation with other organizations\n\nThe Commission continued its cooperation with the World Meteorological Organization and others.\nA memorandum was signed in Vienna.\n",
        [],
    ),
    (
        HEAD,
        "The following activities of organizations were noted:\n\n(a) Training of observers;\n(b) Technical visits;\n(c) Publications of the Commission.\n",
        [],
    ),
    (
        HEAD,
        "The Conference decided to invite the following organizations: African Union, European Union.",
        [],
    ),
    (
        MSP,
        "States Parties, observers, the United Nations and civil society participated actively in the Meeting.",
        [],
    ),
    (
        MSP,
        "The Meeting heard statements by the International Committee of the Red Cross, Mayors for Peace and Peace Boat.",
        [],
    ),
    (MSP, "Brazil, Norway and Chile participated in the Meeting as observers.", []),
    (CONFERENCE_ZH, "会议主席、执行秘书和委员会主席参加了会议。", []),
    (CONFERENCE_ZH, "非洲联盟和阿拉伯国家联盟参加了关于议定书的谈判。", []),
    (CONFERENCE_ZH, "会议决定邀请下列组织：非洲联盟、阿拉伯国家联盟。", []),
    (MSP_ZH, "缔约国、观察员、联合国和民间社会积极参加了会议。", []),
    (MSP_ZH, "会议审议了下列机构的工作：全权证书委员会、起草委员会、总务委员会。", []),
    (MSP_ZH, "古巴政府组织了由学生、学术界和媒体参加的活动。", []),
]


@pytest.mark.parametrize(("head", "text", "expected"), ORGANISATION_LIST)
def test_organisation_list_in_other_words(head: str, text: str, expected: list[str]) -> None:
    assert said(text, "organisation_list", ("role", "names"), head) == expected
