"""What the wing says of an event in words, in English and Chinese, in one table.

Files and stores carry the English sentence (`in_words`); whoever shows it in Chinese has its code and values
read back from it (`translated`), so that bulletins that others sent us are shown alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

__all__ = ["SENTENCES", "in_words", "translated"]

SENTENCES: Mapping[str, tuple[str, str]] = {
    # Screening: depth.
    "no_origin": ("there is no origin", "没有定位结果"),
    "depth_fixed": ("the depth was fixed: {why}", "深度系固定：{why}"),
    "depth_unresolved": ("the arrivals do not resolve it", "到时不足以分辨"),
    "depth_without_uncertainty": ("the depth has no uncertainty", "深度没有给出不确定度"),
    "depth_no_number": (
        "the depth or its uncertainty is no number",
        "深度或其不确定度不是数值",
    ),
    "deep": ("the depth is more than {km} km by {sigmas}σ", "深度超过{km}公里，且超出{sigmas}σ"),
    "shallow": (
        "a depth of {km} km or less is within {sigmas}σ",
        "在{sigmas}σ范围内，深度可能不超过{km}公里",
    ),
    # What a depth rests on.
    "by_user": ("by the user", "由使用者指定"),
    "by_author": ("by the author", "由编制者指定"),
    "to_depth_phases": ("to the depth of depth phases", "取深度震相所示的深度"),
    "no_depth_phases": ("no depth phases", "没有深度震相"),
    "depth_not_asked": (
        "at {km} km: recordings of one event are not asked for its depth",
        "定为{km}公里（少量记录不用来求深度）",
    ),
    "depth_left": (
        "the arrivals leave {low} to {high} km ({share} %)",
        "到时只能限定在{low}至{high}公里之间（置信度{share}%）",
    ),
    # Screening: whether it is considered.
    "mb_unknown": (
        "no mb: whether it is {floor} or more is not known",
        "没有mb，不知是否达到{floor}",
    ),
    "mb_small": ("{type} {value} is below {floor}", "{type} {value}，低于{floor}"),
    "mb_bounded": (
        "{limit}: whether it is {floor} or more is not known",
        "{limit}，不知是否达到{floor}",
    ),
    "at_most": ("{type} is only known to be at most {value}", "仅知{type}不大于{value}"),
    "at_least": ("{type} is only known to be at least {value}", "仅知{type}不小于{value}"),
    # Screening: Ms:mb.
    "no_mb_ms": ("no mb and no Ms", "没有mb，也没有Ms"),
    "no_mb": ("no mb", "没有mb"),
    "no_ms": ("no Ms", "没有Ms"),
    "ms_larger": (
        "Ms is larger for this mb than explosions show, by {sigmas}σ",
        "就此mb而言，Ms大于爆炸所见，且超出{sigmas}σ",
    ),
    "ms_within": (
        "the Ms of an explosion of this mb is within {sigmas}σ",
        "与相同mb的爆炸的Ms相差在{sigmas}σ以内",
    ),
    "ms_at_most": ("Ms was not measured and is at most {value}", "未测得Ms，其值不大于{value}"),
    # Screening: P/S.
    "s_in_noise": ("S did not rise above the noise", "S波未高出噪声"),
    "no_ratio_at": ("no ratio at {hz} Hz or above", "没有{hz}赫兹以上的比值"),
    "ps_uncalibrated": (
        "P/S differs from region to region: a threshold must be calibrated",
        "P/S因地区而异，须先标定阈值",
    ),
    "ps_larger": (
        "S is larger for this P than calibrated explosions show",
        "就此P波而言，S波大于标定爆炸所见",
    ),
    "ps_within": (
        "the ratio of an explosion is within {sigmas}σ",
        "与爆炸的比值相差在{sigmas}σ以内",
    ),
    "mean_of_bounds": (
        "mean of {number}, {bounds} lower bounds left out",
        "{number}个比值的平均，另有{bounds}个下限未计入",
    ),
    "mean_of_bound": (
        "mean of {number}, 1 lower bound left out",
        "{number}个比值的平均，另有1个下限未计入",
    ),
    "mean_of": ("mean of {number}", "{number}个比值的平均"),
    "lower_bound": ("a lower bound: S is lost in the noise", "下限：S波淹没在噪声中"),
    "p_s_over_noise": (
        "P {p}, S {s} times the noise",
        "P波为噪声的{p}倍，S波为{s}倍",
    ),
    "over_noise": ("{wave} {snr} times the noise", "{wave}波为噪声的{snr}倍"),
    "one_station": ("one station is not judged alone", "不以单个台站作判断"),
    "ps_at": ("P/S at {station}, {low}-{high} Hz", "{station}台的P/S，{low}–{high}赫兹"),
    # Notes on a location and on sizes.
    "at_places": ("{note} [{places}]", "{note}［{places}］"),
    "arrival": ("1 arrival", "1个到时"),
    "arrivals": ("{number} arrivals", "{number}个到时"),
    "and_more": ("{some} and {number} more", "{some}等（另有{number}个）"),
    "no_coordinates": (
        "{arrivals} left out: no coordinates of station {stations}",
        "{arrivals}未采用：缺少台站{stations}的坐标",
    ),
    "no_place": (
        "{arrivals} left out: impossible coordinates of station {stations}",
        "{arrivals}未采用：台站{stations}的坐标不可能存在",
    ),
    "no_time": (
        "{arrivals} left out: no time of a recording",
        "{arrivals}未采用：时刻不是记录的时刻",
    ),
    "repeated": (
        "{arrivals} left out: given before, alike in all",
        "{arrivals}未采用：与前面给出的完全相同",
    ),
    "phase_unused": (
        "{arrivals} left out: the locator does not use {phases}",
        "{arrivals}未采用：定位不使用{phases}",
    ),
    "absurd": (
        "azimuth or slowness of {arrivals} not used, for no wave has it: {stations}",
        "{arrivals}的方位角或慢度未采用，因为没有波会有这样的数值：{stations}",
    ),
    "doubted_one": (
        "{arrivals} doubted, for its time does not fit: {some}",
        "{arrivals}存疑，时刻不符：{some}",
    ),
    "doubted": (
        "{arrivals} doubted, for their times do not fit: {some}",
        "{arrivals}存疑，时刻不符：{some}",
    ),
    "strange": (
        "{arrivals} near no phase in use: {some}",
        "{arrivals}不与所用任何震相相近：{some}",
    ),
    "nothing_to_spare": (
        "nothing to spare: the {unknowns} unknowns ({which}) rest on {data} times, azimuths and slownesses, and an "
        "error in one cannot be seen: it takes further ones",
        "没有多余数据：{unknowns}个未知数（{which}）只靠{data}个到时、方位角和慢度，其中有误也看不出来，须再补充",
    ),
    "clock": (
        "{station} is {seconds} s off: look at its clock",
        "{station}台相差{seconds}秒：请核对其时钟",
    ),
    "times_may_disagree": (
        "the times of {station} may disagree with the others by {seconds} s: "
        "clock, or another event",
        "{station}台的时刻可能与其余台站相差{seconds}秒：时钟有误，或属于另一事件",
    ),
    "times_disagree": (
        "the times of {station} disagree with the others by {seconds} s: clock, or another event",
        "{station}台的时刻与其余台站相差{seconds}秒：时钟有误，或属于另一事件",
    ),
    "clock_of_a_day": (
        "{station}: its times disagree with the others by {seconds} s in {number} events: "
        "clock? They define nothing",
        "{station}台：在{number}个事件中，其时刻均与其余台站相差{seconds}秒，时钟可能有误，不参与定位",
    ),
    "taken_for_late": (
        "first arrivals taken for late define nothing, for noise hides how they begin: {stations}",
        "初至起始隐没于噪声，视为迟到，不参与定位：{stations}",
    ),
    "or_others": ("{one} (or {others})", "{one}（或{others}）"),
    "another_place": (
        "another place fits about as well: {latitude}, {longitude}, {km} km, {time}",
        "另一处同样大致相符：{latitude}，{longitude}，深{km}公里，{time}",
    ),
    "another_event": (
        "{number} of the doubted arrivals fit another event, {time} near {latitude}, {longitude}: "
        "locate them apart",
        "存疑的到时中有{number}个符合另一事件（{time}，{latitude}，{longitude}附近）：请另行定位",
    ),
    "no_response": (
        "no magnitude: of no station that recorded it is the response known",
        "未算震级：记录到它的台站都没有仪器响应",
    ),
    "limit_needless": (
        "limits: no {type} where one was measured ({number}: {stations})",
        "上下限：已测得{type}之处无须上下限（{number}个：{stations}）",
    ),
    "of_limits": ("limits: {why}", "上下限：{why}"),
    "of_stations": ("{why} ({number}: {stations})", "{why}（{number}个：{stations}）"),
    "magnitude_without_phase": (
        "no magnitude is taken from an arrival without a phase: name it",
        "没有震相名的到时不用来计算震级：请给出震相名",
    ),
    "no_magnitude_of": ("no magnitude is taken from {phase}", "不由{phase}计算震级"),
    "no_distance": (
        "no magnitude: the distance is unknown: give the coordinates of its station",
        "未算震级：震中距不明：请给出台站坐标",
    ),
    "outlier": (
        "{type}: {station} gives {value}, far from {middle}: left out (check its amplitude and its unit)",
        "{type}：{station}台得{value}，远离{middle}，未采用（请核对其振幅及单位）",
    ),
    "amplitude_impossible": (
        "amplitude {nm} nm is impossible: check its unit",
        "振幅{nm}纳米不可能存在：请核对单位",
    ),
    "larger_than_any": (
        "{value} from {nm} nm is larger than any event was: check its unit",
        "由{nm}纳米得{value}，大于历史上任何事件：请核对单位",
    ),
    "no_period": ("no period: give the one measured", "没有周期：请给出测得的周期"),
    "period_outside": ("period outside {least}-{most} s", "周期不在{least}至{most}秒之间"),
    "distance_outside": ("distance outside {least}°-{most}°", "震中距不在{least}°至{most}°之间"),
    "too_deep": ("event deeper than {km} km", "事件深于{km}公里"),
    "not_sized": ("no {type}: {why}", "未算{type}：{why}"),
}
"""English and Chinese by code; what stands in braces is filled in."""

_PLACE = re.compile(r"\{(\w+)\}")
_BETWEEN = {"en": "; ", "zh": "；"}


def in_words(code: str, **values: object) -> str:
    """The English sentence, as files and stores carry it.

    >>> in_words("mb_small", type="mb", value="3.4", floor=3.5)
    'mb 3.4 is below 3.5'
    """
    return SENTENCES[code][0].format_map(values)


def translated(sentence: str, lang: str) -> str:
    """A sentence of the table, or several parted by semicolons, in a language; others as they are.

    >>> translated("the depth was fixed: by the user; no mb", "zh")
    '深度系固定：由使用者指定；没有mb'
    """
    if lang == "en":
        return sentence
    return _BETWEEN[lang].join(_one(part) for part in sentence.split(_BETWEEN["en"]))


def _one(sentence: str) -> str:
    for pattern, chinese in _patterns():
        if match := pattern.fullmatch(sentence):
            values = {name: _one(value) for name, value in match.groupdict().items()}
            return chinese.format_map(values)
    return sentence


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile("".join(_pattern(en))), zh) for en, zh in SENTENCES.values())


def _pattern(english: str) -> Iterator[str]:
    """The sentence as a regular expression, each place a group."""
    for number, part in enumerate(_PLACE.split(english)):
        yield rf"(?P<{part}>.+?)" if number % 2 else re.escape(part)
