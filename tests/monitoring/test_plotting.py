"""The picture of an event: what it shows, and what it does without."""

from __future__ import annotations

from dataclasses import replace
from math import inf, nan
from pathlib import Path

import pytest
from PIL import Image

from testban.errors import UsageError
from testban.monitoring.formats import read_bulletin
from testban.monitoring.model import Arrival, Ellipse, Event, Origin, Station
from testban.monitoring.plotting import (
    DepthTrial,
    chinese_font,
    depth_trials,
    figure,
    plot_event,
    save_event,
)
from testban.monitoring.stations import load_stations

SPECIMEN = Path(__file__).parent / "specimens" / "made_up_event.json"
ORIGIN = Origin(
    0.0, 41.3, 129.1, 12.0, depth_uncertainty_km=8.0, ellipse=Ellipse(20.0, 10.0, 60.0),
    covariance=((1.0, 0.0, 0.0, 2.0), (0.0, 1.0, 0.0, 0.0), (0.0, 0.0, 1.0, 0.0), (2.0, 0.0, 0.0, 9.0)),
)  # fmt: skip


def _arrival(code: str, azimuth: float, residual: float = 0.3, phase: str = "P") -> Arrival:
    return Arrival(
        code, 100.0, phase, distance_deg=40.0, event_azimuth_deg=azimuth, residual_s=residual,
        time_defining=True,
    )  # fmt: skip


EVENT = Event(
    "1", ORIGIN, (_arrival("AAA", 10.0), _arrival("BBB", 100.0, -0.4, "S"), _arrival("CCC", 200.0))
)


def _words(event: Event, panel: int, **options: object) -> str:
    axes = plot_event(event, **options).axes[panel]  # type: ignore[arg-type]
    return " ".join([axes.get_title(), *(text.get_text() for text in axes.texts)])


def test_the_gap_is_the_widest_angle_without_a_defining_station() -> None:
    # 10°, 100°, 200°: the widest is from 200° over north to 10°.
    assert "gap 170°" in _words(EVENT, 0)
    one = replace(EVENT, arrivals=EVENT.arrivals[:1])
    assert "gap 360°" in _words(one, 0)


def test_two_stations_in_one_direction_leave_no_more_of_a_gap_than_one_and_no_less() -> None:
    double = replace(EVENT, arrivals=(*EVENT.arrivals, _arrival("DDD", 10.0)))
    assert "gap 170°" in _words(double, 0)
    same = replace(EVENT, arrivals=(_arrival("AAA", 10.0), _arrival("BBB", 10.0)))
    assert "gap 360°" in _words(same, 0)


def test_an_event_whose_stations_are_unknown_is_not_located_again() -> None:
    assert depth_trials(EVENT, {}) == ()


def test_a_residual_off_the_scale_is_named() -> None:
    many = tuple(_arrival(f"S{i}", 3.0 * i) for i in range(60))
    event = replace(EVENT, arrivals=(*many, _arrival("BADCLOCK", 50.0, -60.0)))
    assert "beyond: BADCLOCK -60.0 s" in plot_event(event).axes[2].get_xlabel()


def test_a_fixed_depth_says_why() -> None:
    origin = replace(ORIGIN, depth_fixed=True, depth_km=0.0, depth_basis="no depth phases")
    assert _words(replace(EVENT, origin=origin), 3) == "Depth fixed at 0.0 km no depth phases"


def test_trials_at_fixed_depths_are_drawn_against_their_misfit() -> None:
    trials = (DepthTrial(30.0, 1.5), DepthTrial(0.0, 1.2), DepthTrial(10.0, 0.9))
    axes = plot_event(EVENT, trials=trials).axes[3]
    assert list(axes.lines[0].get_ydata()) == [0.0, 10.0, 30.0]
    top, bottom = axes.get_ylim()
    assert top > bottom  # deep is down


def test_coordinates_serve_where_the_arrival_has_no_distance() -> None:
    arrival = Arrival("ASAR", 100.0, "P", residual_s=0.1)
    event = replace(EVENT, arrivals=(arrival,))
    assert "no station with a known place" in _words(event, 0)
    assert "ASAR" in _words(event, 0, stations={"ASAR": Station("ASAR", -23.7, 133.9)})


def test_an_event_with_nothing_but_a_place_is_drawn() -> None:
    bare = Event("1", Origin(0.0, -89.9, 180.0, 0.0))
    assert "no residuals" in _words(bare, 2)
    assert "no uncertainty" in _words(bare, 3)


def test_an_event_without_an_origin_is_refused() -> None:
    with pytest.raises(UsageError, match="no origin to draw"):
        plot_event(Event("1", None))


def test_the_suffix_says_what_kind_of_file(tmp_path: Path) -> None:
    for suffix in ("png", "svg", "pdf"):
        save_event(tmp_path / f"event.{suffix}", EVENT)
    with Image.open(tmp_path / "event.png") as image:
        assert image.size == (1650, 1350)
    assert (tmp_path / "event.svg").read_text("utf-8").lstrip().startswith("<?xml")
    assert (tmp_path / "event.pdf").read_bytes().startswith(b"%PDF")
    with pytest.raises(UsageError, match=r"End its name in \.png, \.svg or \.pdf"):
        save_event(tmp_path / "event.jpg", EVENT)
    with pytest.raises(UsageError, match="cannot be written"):
        save_event(tmp_path / "no" / "such" / "event.png", EVENT)


def test_the_same_event_gives_the_same_picture(tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        save_event(tmp_path / name, EVENT)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_chinese_labels_need_a_font_that_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figure, "chinese_font", lambda: None)
    assert "Time residuals" in _words(EVENT, 2, lang="zh")
    monkeypatch.setattr(figure, "chinese_font", lambda: "Noto Sans CJK SC")
    assert "到时残差" in _words(EVENT, 2, lang="zh")
    monkeypatch.undo()
    monkeypatch.setattr(figure.font_manager.fontManager, "ttflist", [])
    assert chinese_font() is None


def test_the_fit_by_depth_is_best_near_the_depth_that_depth_phases_give() -> None:
    (event,) = read_bulletin(SPECIMEN).events
    trials = depth_trials(event, load_stations("ims"), count=11)
    assert [trial.depth_km for trial in trials] == [4.0 * i for i in range(11)]
    most = max(trial.defining for trial in trials)
    best = min((t for t in trials if t.defining == most), key=lambda t: t.standard_error_s)
    assert best.depth_km == 12.0
    assert depth_trials(replace(event, arrivals=event.arrivals[:1]), load_stations("ims")) == ()


@pytest.mark.parametrize(
    "odd",
    [
        replace(EVENT, name="$\\frac$"),
        replace(EVENT, arrivals=(_arrival("$x_", 10.0), _arrival("AAA", nan, inf))),
        replace(EVENT, arrivals=tuple(replace(a, distance_deg=-3.0) for a in EVENT.arrivals)),
        replace(EVENT, origin=replace(ORIGIN, ellipse=Ellipse(nan, inf, 0.0))),
        replace(EVENT, origin=replace(ORIGIN, ellipse=Ellipse(0.0, 0.0, 0.0))),
        replace(EVENT, origin=replace(ORIGIN, covariance=((1.0,),))),
        replace(EVENT, origin=replace(ORIGIN, covariance=((nan,) * 4,) * 4)),
        replace(EVENT, other_origins=(replace(ORIGIN, longitude=inf),)),
    ],
)
def test_odd_values_from_a_file_leave_the_rest_drawn(odd: Event) -> None:
    drawn = plot_event(odd)
    drawn.canvas.draw()  # type: ignore[attr-defined]
    assert all(axes.get_title() for axes in drawn.axes)
    assert drawn.axes[1].lines[0].get_marker() == "*"
    assert "41.300°N 129.100°E" in drawn.get_suptitle()


def test_an_origin_that_is_no_place_is_refused() -> None:
    with pytest.raises(UsageError, match="no place"):
        plot_event(replace(EVENT, origin=replace(ORIGIN, latitude=nan)))


def test_no_words_stand_where_curve_or_points_run() -> None:
    """Those on fewer arrivals and on what is off the scale stand below the panels."""
    trials = (DepthTrial(30.0, 1.5, 3), DepthTrial(0.0, 1.2, 2), DepthTrial(10.0, 0.9, 3))
    far = (*EVENT.arrivals, _arrival("FAR", 50.0, -60.0))
    drawn = plot_event(replace(EVENT, arrivals=far), trials=trials)
    assert "open: on fewer arrivals" in drawn.axes[3].get_xlabel()
    assert [text.get_text() for panel in drawn.axes[2:] for text in panel.texts] == []


def test_a_name_that_no_font_has_gives_way_to_the_identifier(
    monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder, tmp_path: Path
) -> None:
    event = replace(EVENT, event_id="8882", name="大西洋中脊")
    monkeypatch.setattr(figure, "chinese_font", lambda: None)
    assert plot_event(event).get_suptitle().startswith("8882 ")
    save_event(tmp_path / "a.png", event)
    assert not [each for each in recwarn if "Glyph" in str(each.message)]
    monkeypatch.undo()
    if chinese_font() is not None:
        assert plot_event(event).get_suptitle().startswith("大西洋中脊")
