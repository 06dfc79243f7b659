"""The families of symbols that papers on disarmament cite, one row each.

Most symbols are a stem (the organ or the conference) and parts after slashes, which all families
share (`/INF.4`, `/2034/7`, `/Add.1`); the families of `WHOLE` are written otherwise from end to
end. A new family is a row, with a symbol of its kind: the tests read each example whole.

Sources: United Nations, "UN document symbols" (research guide); the rules by which the bodies named
number their papers.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["STEMS", "WHOLE", "Family"]


@dataclass(frozen=True, slots=True)
class Family:
    """One family: the regular expression (verbose) of its stem or of the whole, and an example."""

    pattern: str
    example: str
    body: str


_ROMAN = r"[IVXLC]+"
# "(XLVIII)", "(S-VI)": the session in which a resolution without a slash was adopted.
_SESSION = rf"\s?\((?:S-|ES-)?{_ROMAN}\)"

WHOLE = (
    Family(
        r"C\.N\.\d+\.\d{4}\.TREATIES-[\w.-]*\w",
        "C.N.118.2032.TREATIES-XXVI.4",
        "notifications of the depositary",
    ),
    Family(
        r"S/PV\.\d+(?:\s?\((?:Resumption|Part)\s\w+\))?",
        "S/PV.9999 (Resumption 1)",
        "meetings of the Security Council",
    ),
    Family(
        rf"[AE]/RES/\d{{1,4}}(?:\s?[A-Z])?{_SESSION}",
        "A/RES/2602 C (XXIV)",
        "resolutions of the Assembly before 1976, of the Economic and Social Council before 1978",
    ),
    Family(
        rf"(?:CM|AHG|Assembly/AU|EX\.CL)/(?:Res|Dec|Decl)\.\s?\d+{_SESSION}",
        "CM/Res.1153 (XLVIII)",
        "Organization of African Unity, African Union",
    ),
    Family(
        r"AG/RES\.\s?\d+\s?\([IVXLC]+-[OE]/\d\d\)",
        "AG/RES.2442 (XXXIX-O/09)",
        "Organization of American States",
    ),
    Family(
        r"GC\((?:\d{1,3}|[IVXLC]+)\)/RES/DEC\(\d{4}\)",
        "GC(69)/RES/DEC(2025)",
        "the volume of what the General Conference of the IAEA adopted",
    ),
    Family(
        r"GC\((?:\d{1,3}|[IVXLC]+)\)/\s?(?:RES|DEC)/\s?\d+(?:\s?[A-Z](?:\.\d{1,2})?(?![A-Za-z]))?",
        "GC(69)/RES/9 A.2",
        "resolutions and decisions of the General Conference of the IAEA",
    ),
    Family(
        r"INFCIRC/\d+(?:/(?:Add|Rev|Mod|Corr)\.\s?\d+|/\d+)*(?:/Part\s\d)?(?:\s?\(Corrected\))?",
        "INFCIRC/254/Rev.10/Part 1",
        "circulars of the IAEA",
    ),
)

STEMS = (
    # The nuclear-test ban.
    Family(
        r"CTBT\s?[-‑–]\s?Art\.\s?XIV",
        "CTBT-Art.XIV/2021/INF.4",
        "conferences under Article XIV",
    ),
    Family(
        r"CTBT/(?:PC|PTS|WGA|WGB|LEG|MSS|ART|TL|ES|INF)[A-Z.-]*(?:(?<=-)\d{1,3})?",
        "CTBT/PC-41/1",
        "the Preparatory Commission",
    ),
    Family(r"PTBT/CONF", "PTBT/CONF/13/Rev.1", "the conference to amend the treaty of 1963"),
    # The prohibition and the non-proliferation of nuclear weapons.
    Family(r"TPNW/[A-Z]+(?:\.\d)?", "TPNW/MSP/2023/CRP.3/Rev.1", "meetings, review conferences"),
    Family(
        r"NPT/CONF(?:\.(?:\d{4}|[IVX]+)|(?=/\d))",
        "NPT/CONF.2010/50 (Vol. I)",
        "conferences to review the Treaty",
    ),
    Family(r"NWFZM/CONF\.\d{4}", "NWFZM/CONF.2015/WP.1", "nuclear-weapon-free zones and Mongolia"),
    Family(r"CG(?=/(?:RES|Res)\.)", "CG/RES.488", "Latin America and the Caribbean"),
    # Negotiations.
    Family(r"CD(?=/(?:\d|[A-Z]{2,4}[./]))", "CD/NTB/WP.330/Rev.2", "Conference on Disarmament"),
    Family(r"(?:ENDC|CCD)(?=/(?:\d|PV\.))", "ENDC/PV.416", "its forerunners"),
    Family(r"DC(?=/\d)", "DC/3650", "press releases on disarmament; a commission of the fifties"),
    # Other weapons.
    Family(r"CCW/[A-Z]+(?:\.[\dIVX]+)?", "CCW/CONF.III/11", "certain conventional weapons"),
    Family(r"BWC/(?:[A-Z]+(?:\.[IVX]+)?|AD\sHOC\sGROUP)", "BWC/CONF.IX/9", "biological weapons"),
    Family(
        r"(?:EC-(?:M-)?\d{1,3}|C-(?:SS-)?\d{1,3}|RC-(?:SS-)?\d)(?=/[A-Z\d])",
        "EC-M-33/DEC.1",
        "chemical weapons: Executive Council, Conference of the States Parties",
    ),
    Family(r"APLC/[A-Z]+(?:\.\d+)?", "APLC/MSP.10/2010/WP.9", "anti-personnel mines"),
    Family(r"CCM(?:/[A-Z]+|(?=/\d))", "CCM/MSP/2010/5", "cluster munitions"),
    Family(r"ATT/CSP\d*(?:\.[A-Z]+\d*)?", "ATT/CSP4/2018/PM.1", "trade in arms"),
    # The United Nations.
    Family(
        r"A/(?:RES|CONF|AC|CN|HRC|INF|BUR|DEC|SPC|C)\b\.?[\dA-Z.]*",
        "A/CONF.229/2017/8",
        "the General Assembly and its organs",
    ),
    Family(r"A(?=/(?:(?:ES-|S-)?\d|PV\.\d))", "A/61/50/Corr.1", "the General Assembly"),
    Family(r"S/(?:RES|PRST|INF|AC\.\d+)", "S/RES/1887 (2009)", "the Security Council"),
    Family(r"S(?=/\d{4})", "S/2010/265", "the Security Council"),
    Family(
        r"E(?=/(?:\d{4}|RES))|E/(?:C|CN|AC|INF)\b(?:\.\d+)?",
        "E/CN.4/2034/7",
        "the Economic and Social Council",
    ),
    Family(
        r"(?:CCPR|CERD|CEDAW|CESCR)/C|HRI/[A-Z]+",
        "CCPR/C/GC/36",
        "bodies of treaties on human rights",
    ),
    Family(r"ST/[A-Z]+", "ST/SGB/2003/13", "the Secretariat"),
    Family(r"(?:SC|SG/SM|GA(?:/DIS)?)(?=/\d{4,5})", "GA/DIS/3500", "press releases"),
    Family(r"FCCC/[A-Z]+|UNEP/[A-Z]+(?:\.\d+)?", "FCCC/CP/2015/10/Add.1", "climate, environment"),
    # Other organisations.
    Family(r"GC(?:\((?:\d{1,3}|[IVXLC]+)\))?", "GC(69)/INF/5", "General Conference of the IAEA"),
    Family(r"GOV", "GOV/2015/72", "Board of Governors of the IAEA"),
    Family(r"(?:FSC|PC|MC|SEC)\.(?:DEC|DOC|JOUR|GAL|DEL)", "FSC.DOC/1/11", "OSCE"),
    Family(r"NAM[/\s]\d{4}/CoB", "NAM 2019/CoB/Doc.1", "Movement of Non-Aligned Countries"),
)
