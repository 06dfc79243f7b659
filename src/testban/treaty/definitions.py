"""The named definitions behind every count and every list, in words.

The usage is the depositary's: a State that has deposited its instrument is counted as a party from
that day once the treaty is in force, although the treaty may enter into force for it only later.
"""

from __future__ import annotations

from collections.abc import Mapping

from testban.reference.treaties import Treaty

__all__ = ["DEFINITIONS", "definition"]

DEFINITIONS: Mapping[str, Mapping[str, str]] = {
    "signatories": {
        "en": "States that signed, or succeeded to a signature; a signature is never lost",
        "zh": "曾经签署或继承签署的国家；签署不因撤销批准而消失",
    },
    "ratifiers": {
        "en": "States with an instrument of ratification, acceptance, approval, accession or "
        "succession on deposit and not withdrawn",
        "zh": "已交存批准书、接受书、核准书、加入书或继承通知且未撤销批准的国家",
    },
    "parties": {
        "en": "the ratifiers, once the treaty is in force (the depositary's usage); none before",
        "zh": "条约生效后的全部已批准国（保存人的用法）；条约生效前为零",
    },
    "in_force_for": {
        "en": "parties for which the treaty's own delay after their deposit has run",
        "zh": "条约已对其生效的缔约国（交存后的等待期已满）",
    },
    "signed_not_ratified": {
        "en": "signatories without an instrument on deposit, among them those that withdrew it",
        "zh": "已签署但没有有效批准书的国家，包括已撤销批准的国家",
    },
    "not_signed": {
        "en": "States that could sign and neither signed nor acceded",
        "zh": "可以签署而既未签署也未加入的国家",
    },
    "withdrawn": {
        "en": "States that took back their instrument, or left the treaty, and did not return",
        "zh": "撤销批准或退出条约且未重新批准的国家",
    },
    "set": {
        "en": "{set}: the treaty names them, and needs an instrument of each to enter into force",
        "zh": "{set}：条约列明、其批准为条约生效所必需的国家",
    },
    "set_ratified": {
        "en": "{set} with an instrument on deposit",
        "zh": "已交存批准书且未撤销批准的{set}",
    },
    "set_signed_not_ratified": {
        "en": "{set} that signed and have no instrument on deposit",
        "zh": "已签署但没有有效批准书的{set}",
    },
    "set_not_signed": {
        "en": "{set} that have not signed",
        "zh": "尚未签署的{set}",
    },
    "set_remaining": {
        "en": "{set} without an instrument on deposit, signed or not",
        "zh": "没有有效批准书的{set}，无论是否签署",
    },
}
"""By name, in English and Chinese. Names beginning with ``set`` hold for a treaty's named set of
States: ``annex2``, ``annex2_ratified`` and so on for the CTBT."""

# A count and the list that it counts have one definition.
_SAME: Mapping[str, str] = {
    "signed": "signatories",
    "ratified": "ratifiers",
    "set_states": "set",
    "set_ratifiers": "set_ratified",
}


def definition(name: str, treaty: Treaty, lang: str = "en") -> str:
    """The definition of a count or a list of `treaty` in words.

    Examples
    --------
    >>> from testban.reference.treaties import find_treaty
    >>> definition("annex2_not_signed", find_treaty("CTBT"))
    'Annex 2 States that have not signed'
    """
    named = treaty.entry.required_set
    if named and (name == named or name.startswith(f"{named}_")):
        name = "set" + name.removeprefix(named)
    words = DEFINITIONS[_SAME.get(name, name)][lang]
    return words.format(set=treaty.entry.set_names[lang]) if named else words
