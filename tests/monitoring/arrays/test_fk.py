"""F-k analysis of made-up plane waves and of real arrays."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from obspy.core import AttribDict
from obspy.signal.array_analysis import array_processing

from testban.errors import UsageError, WaveformError
from testban.monitoring.arrays import array_channels, beam, fk, offsets_km
from testban.monitoring.arrays.geometry import arrays_in
from testban.monitoring.arrays.kernel import SlownessGrid, grid_power
from testban.monitoring.arrays.plotting import plot_fk, save_fk
from testban.monitoring.model import epoch
from testban.monitoring.plotting import chinese_font
from testban.monitoring.traveltimes.sasc import read_sasc
from testban.monitoring.waveforms import Channel, Recordings, Segment, read_waveforms
from tests.monitoring.arrays.waves import START, recordings


def _turn(a: np.ndarray, b: float) -> np.ndarray:
    return np.abs((np.asarray(a) - b + 180) % 360 - 180)


@pytest.mark.parametrize(("azimuth", "slowness"), [(0.0, 0.125), (122.3, 0.2234), (271.0, 0.061)])
def test_a_plane_wave_is_found_between_grid_points(azimuth: float, slowness: float) -> None:
    found = fk(recordings(azimuth, slowness), step_s=2.0, whiten=False)
    # The grid is 0.0125 s/km wide; what is found is ten times closer.
    assert np.abs(found.slowness_s_per_km - slowness).max() < 0.00125
    assert _turn(found.azimuth_deg, azimuth).max() < 1.0
    assert (found.semblance > 0.8).all()
    assert found.array == "ARCES"
    assert (found.elements == 26 - 1).all()


def test_uncertainties_are_those_of_repeated_windows() -> None:
    # With as much noise as wave; the floor for what lies under an array is taken off.
    found = fk(recordings(50.0, 0.15, noise=2.0, seconds=300), step_s=4.0, band=(1.0, 6.0))
    errors = found.slowness_s_per_km - 0.15
    said = np.median(found.slowness_uncertainty_s_per_km)
    assert 0.3 < errors.std() / said < 1.2
    assert np.median(_turn(found.azimuth_deg, 50.0)) < np.median(found.azimuth_uncertainty_deg)


@pytest.mark.parametrize(
    ("array", "slowness", "noise"), [("ARCES", 0.125, 6.0), ("YKA", 0.08, 4.0)]
)
def test_intervals_hold_the_truth_as_often_as_they_say(
    array: str, slowness: float, noise: float
) -> None:
    """Of windows with F of 3 and more, as detections have; below, the highest lobe may be another."""
    slow, turn = [], []
    for seed in range(2):
        made = recordings(50.0, slowness, noise=noise, seconds=240, seed=seed, array=array)
        found = fk(made, step_s=4.0)
        clear = found.f_statistic >= 3.0
        error = np.abs(found.slowness_s_per_km - slowness) / found.slowness_uncertainty_s_per_km
        off = _turn(found.azimuth_deg, 50.0) / found.azimuth_uncertainty_deg
        slow += list(error[clear])
        turn += list(off[clear])
    assert len(slow) > 60
    for deviations in (slow, turn):
        # 1.645 standard deviations: nine times of ten.
        assert 0.8 <= np.mean(np.array(deviations) < 1.645) <= 0.98


def test_the_peak_of_a_wide_array_is_known_though_the_grid_is_coarse() -> None:
    """CMAR is ten kilometres wide: its peaks at 1 to 6 Hz are as narrow as the grid's steps."""
    found = fk(recordings(50.0, 0.08, seconds=60, array="CMAR"), step_s=4.0)
    assert np.abs(found.slowness_s_per_km - 0.08).max() < 0.003
    assert _turn(found.azimuth_deg, 50.0).max() < 1.0
    assert (found.slowness_uncertainty_s_per_km < 0.005).all()
    assert (found.azimuth_uncertainty_deg < 4.0).all()


def test_the_answer_is_that_of_obspy_where_a_swell_leaks_into_the_band() -> None:
    """In every window, though no wave stands out: the taper decides which peak is the highest then."""
    made = recordings(122.0, 0.2, noise=1.0, seconds=60)
    swell = 300 * np.sin(2 * np.pi * np.arange(2400) / 40 / 5.0)
    channels = [
        replace(c, segments=(replace(c.segments[0], samples=c.segments[0].samples + swell),))
        for c in made.channels
    ]
    given = Recordings(tuple(channels))
    stream = given.to_stream()
    for trace, channel in zip(stream, channels, strict=True):
        trace.stats.coordinates = AttribDict(
            latitude=channel.latitude, longitude=channel.longitude, elevation=0.0
        )
    first = stream[0].stats.starttime
    theirs = array_processing(
        stream, 4.0, 0.5, -0.4, 0.4, -0.4, 0.4, 0.04, -1e9, -1e9, 2.0, 8.0, first, first + 59.9,
        0, coordsys="lonlat", timestamp="julsec", method=0,
    )  # fmt: skip
    ours = fk(
        given, band=(2.0, 8.0), window_s=4.0, step_s=2.0, slowness_s_per_km=0.4, points=21, whiten=False,
        refine_above=1e9,
    )  # fmt: skip
    assert len(theirs) > 20
    for row in theirs:
        at = int(np.argmin(np.abs(ours.time - (row[0] + 2.0))))
        assert ours.semblance[at] == pytest.approx(row[1], abs=1e-3)
        turn = np.radians([row[3], ours.azimuth_deg[at]])
        there = np.array([row[4], ours.slowness_s_per_km[at]]) * np.exp(1j * turn)
        assert abs(there[1] - there[0]) < 1e-6


@pytest.mark.parametrize(
    ("network", "codes"),
    [("GSN", ("AAA", "BBB", "CCC", "DDD")), ("XX", ("ARA0", "ARA1", "ARA2", "ARA3"))],
)
def test_a_network_with_the_names_of_an_array_is_none(network: str, codes: tuple[str, ...]) -> None:
    """A thousand kilometres across, its grid of slownesses would fill any memory."""
    segment = recordings(50.0, 0.1, seconds=10).channels[0].segments[0]
    channels = tuple(
        Channel(network, code, "", "BHZ", 40.0, (segment,), 40.0 + 2 * k, 120.0 + 3 * k)
        for k, code in enumerate(codes)
    )
    assert arrays_in(Recordings(channels)) == {}
    # A real one of such a name is an array still, also where another of its network is far away.
    near = tuple(
        replace(c, latitude=40.0 + 0.01 * k, longitude=120.0) for k, c in enumerate(channels[:3])
    )
    found = arrays_in(Recordings((*near, channels[3])))
    assert [set(each.stations) for each in found.values()] == [set(codes[:3])]


def test_samples_between_those_of_the_first_element_are_put_on_its_clock() -> None:
    found = fk(recordings(122.0, 0.2, late=0.0061), step_s=2.0)
    # At the very ends there is nothing to interpolate from.
    assert _turn(found.azimuth_deg[1:-1], 122.0).max() < 1.0
    assert np.abs(found.slowness_s_per_km[1:-1] - 0.2).max() < 0.002


def test_the_interpolated_grid_is_the_whole_one() -> None:
    rng = np.random.default_rng(3)
    frequencies = np.arange(1.0, 6.0, 0.25)
    offsets = rng.normal(0, 0.7, (12, 2))
    spectra = (rng.normal(size=(20, 12, 5)) + 1j * rng.normal(size=(20, 12, 5))).astype(
        np.complex64
    )
    grid = SlownessGrid.of(frequencies, offsets, 0.4, 121)
    assert grid.interpolation is not None
    power = grid_power(spectra, grid)
    east, north = np.meshgrid(grid.axis, grid.axis, indexing="ij")
    steering = np.exp(
        -2j * np.pi * frequencies[:, None, None, None]
        * (east[None, :, :, None] * offsets[:, 0] + north[None, :, :, None] * offsets[:, 1])
    )  # fmt: skip
    direct = (np.abs(np.einsum("fxyn,fnw->fwxy", steering, spectra)) ** 2).sum(axis=0)
    assert np.abs(power - direct).max() < 0.01 * direct.max()


def test_the_sum_along_a_wave_keeps_it_and_loses_noise() -> None:
    made = recordings(122.3, 0.2234, noise=1.0)
    clean = recordings(122.3, 0.2234, noise=0.0)
    channels, _, _ = array_channels(made)
    first = clean.channels[0]
    assert first.latitude is not None
    assert first.longitude is not None
    place = (first.latitude, first.longitude)
    summed = beam(channels, 122.3, 0.2234, place=place)
    (segment,) = summed.segments
    inner = segment.between(START + 5, START + 35)
    wanted = first.segments[0].between(inner.start, inner.start + 30.0) if inner else None
    assert inner is not None
    assert wanted is not None
    left = inner.samples - np.interp(
        inner.start + np.arange(len(inner.samples)) / 40.0,
        wanted.start + np.arange(len(wanted.samples)) / 40.0,
        wanted.samples - first.segments[0].samples.mean(),
    )
    # Noise of one, over the root of 25 elements, and what linear interpolation costs.
    assert left[40:-40].std() < 0.35
    with pytest.raises(UsageError, match="no beam"):
        beam(channels, float("nan"), 0.1)


def test_gaps_and_dead_elements_leave_the_rest() -> None:
    made = recordings(122.3, 0.2, seconds=40.0)
    others = list(made.channels)
    first, second = others.pop(1), others.pop(1)
    (whole,) = first.segments
    early = whole.between(START, START + 20)
    assert early is not None
    late = second.segments[0].between(START + 30, START + 40)
    assert late is not None
    holes = [replace(first, segments=(early,)), replace(second, segments=(late,)), *others]
    found = fk(Recordings(tuple(holes)), step_s=1.0)
    assert set(found.elements.tolist()) == {23, 24}
    assert _turn(found.azimuth_deg, 122.3).max() < 1.0


def test_a_channel_in_another_unit_is_named_and_does_not_decide() -> None:
    made = recordings(122.3, 0.2)
    loud = made.channels[3]
    (segment,) = loud.segments
    scaled = replace(loud, segments=(Segment(segment.start, segment.rate, segment.samples * 1e4),))
    found = fk(Recordings((*made.channels[:3], scaled, *made.channels[4:])), step_s=4.0)
    assert any("ARA3" in note and "another unit" in note for note in found.notes)
    assert _turn(found.azimuth_deg, 122.3).max() < 1.0


def test_what_is_no_array_is_told() -> None:
    made = recordings(122.3, 0.2)
    lost = tuple(replace(c, latitude=None, longitude=None) for c in made.channels[2:])
    with pytest.raises(WaveformError, match="at least 3 sites with coordinates, and there are 2"):
        fk(Recordings((*made.channels[:2], *lost)))
    with pytest.raises(WaveformError, match="no array NOA among the recordings"):
        fk(made, array="NOA")
    with pytest.raises(UsageError, match="Nyquist frequency is 20 Hz"):
        fk(made, band=(1.0, 30.0))
    with pytest.raises(UsageError, match="a window"):
        fk(made, window_s=0.1)
    with pytest.raises(WaveformError, match="nothing was recorded"):
        fk(made, start=START + 1e6, end=START + 1e6 + 50)


def test_offsets_on_the_ellipsoid() -> None:
    # A second of arc of latitude at 69.5°: 31.0 m; of longitude: 10.9 m (WGS84).
    east, north = offsets_km([69.5 + 1 / 3600], [25.5 + 1 / 3600], 69.5, 25.5)[0]
    assert east == pytest.approx(0.010865, rel=2e-3)
    assert north == pytest.approx(0.030988, rel=2e-3)
    # Over the date line the way is short.
    assert abs(offsets_km([0.0], [-179.99], 0.0, 179.99)[0][0]) < 3


def test_a_picture_is_drawn(tmp_path: Path) -> None:
    found = fk(recordings(122.3, 0.2), step_s=2.0, points=31)
    save_fk(tmp_path / "fk.png", found)
    assert (tmp_path / "fk.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(UsageError, match="cannot draw into a file of type"):
        save_fk(tmp_path / "fk.txt", found)
    with pytest.raises(UsageError, match="cannot be written"):
        save_fk(tmp_path / "none" / "fk.png", found)


def test_f_has_plain_numbers_and_labels_may_be_chinese() -> None:
    found = fk(recordings(122.3, 0.2), step_s=2.0, points=31)
    figure = plot_fk(found)
    figure.canvas.draw()
    (best, _), (f, azimuth, _) = (part.axes for part in figure.subfigs)
    shown = [label.get_text() for label in f.get_yticklabels(which="both")]
    assert not [text for text in shown if "10^" in text]
    assert azimuth.get_title(loc="right") == "dots: the darker, the larger F"
    # The map's cells have the points of the grid in their middle.
    assert best.images[0].get_extent()[1] == pytest.approx(0.5 * (1 + 1 / 30))
    if chinese_font():
        assert plot_fk(found, lang="zh").subfigs[1].axes[2].get_ylabel() == "慢度（秒/千米）"


# -- real arrays --------------------------------------------------------------------------------


def test_arces_regional_event(shared: Path) -> None:
    folder = shared / "monitoring/waveforms/arces_2010-01-22"
    found = fk(read_waveforms(folder), band=(2.0, 8.0), step_s=0.25)
    for line in (folder / "summary.txt").read_text().splitlines():
        time, azimuth, slowness = line.split()[:3]
        near = np.abs(found.time - found.settings.window_s / 2 - epoch(time)) <= 2.0
        best = np.flatnonzero(near)[np.argmax(found.f_statistic[near])]
        assert _turn(found.azimuth_deg[best : best + 1], float(azimuth))[0] <= 8.0
        assert abs(found.slowness_s_per_km[best] - float(slowness)) <= 0.03
        assert found.f_statistic[best] > 7.0


def test_cmar_nias_after_correction(shared: Path) -> None:
    base = shared / "monitoring"
    recorded = read_waveforms(base / "waveforms/cmar/20050514/20050514T045948.ims")
    start = epoch("2005-05-14T05:09:20")
    found = fk(recorded, band=(0.8, 3.0), start=start, end=start + 20.0, step_s=0.5)
    assert found.array == "CMAR"
    assert len(found.channels) == 18
    corrected = found.corrected(read_sasc(base / "tables/sasc/sasc.CMAR"))
    # 0.59 N 98.46 E (SOURCE.txt) is at 181.6 degrees from CMAR.
    assert _turn(corrected.azimuth_deg[found.best : found.best + 1], 181.6)[0] < 10.0
    assert _turn(found.azimuth_deg[found.best : found.best + 1], 191.9)[0] < 3.0


def test_infrasound_by_the_same_code(shared: Path) -> None:
    found = fk(read_waveforms(shared / "monitoring/infrasound/infrapy_BRP"), step_s=5.0)
    assert found.infrasound
    loud = found.f_statistic > 50
    assert _turn(found.azimuth_deg[found.best : found.best + 1], 320.0)[0] < 5.0
    # Sound in air at ground level, 0.33 to 0.36 km/s; a little more where it comes from above.
    assert (found.velocity_km_s[loud] > 0.32).all()
    assert (found.velocity_km_s[loud] < 0.42).all()
