"""The parameters that results depend on, and a user's own."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from testban.errors import ReferenceError
from testban.monitoring.magnitude.attenuation import ML_ATTENUATIONS
from testban.monitoring.parameter_ranges import CHOICES, RANGES
from testban.monitoring.parameters import load_parameters


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_own_file_changes_what_it_names_and_the_hash(tmp_path: Path) -> None:
    shipped = load_parameters()
    changed = load_parameters(own(tmp_path, "[screening]\nmb_floor = 3\n"))
    assert changed.screening.mb_floor == 3.0
    assert changed.screening.depth_km == shipped.screening.depth_km
    assert changed.sha256 != shipped.sha256
    assert len(shipped.sha256) == 64


def test_a_comment_changes_no_hash(tmp_path: Path) -> None:
    assert load_parameters(own(tmp_path, "# as shipped\nversion = 1\n")) == load_parameters()


def test_the_criteria_are_those_that_were_published() -> None:
    screening = load_parameters().screening
    # Selby and others (2012): Ms > mb - 0.64; the IDC's depth criterion: 10 km, two sigmas.
    assert (screening.ms_mb_slope, screening.ms_mb_intercept) == (1.0, -0.64)
    assert (screening.depth_km, screening.sigmas, screening.mb_floor) == (10.0, 2.0, 3.5)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[screening]\nmb_flor = 3\n", "'screening.mb_flor'. Did you mean 'screening.mb_floor'"),
        ("[screening]\nmb_floor = 'low'\n", "'screening.mb_floor' cannot be 'low'"),
        ("[screening]\nmb_floor = nan\n", "'screening.mb_floor' cannot be nan"),
        ("[magnitude]\nms_period_s = [18]\n", "'magnitude.ms_period_s' cannot be"),
        ("screening = 1\n", "'screening' cannot be 1"),
        (
            "[location]\nconfidence = 1.5\n",
            "'location.confidence' cannot be 1.5. Allowed is 0.1 to 0.9999",
        ),
        (
            "[detection]\nblock_s = -1\n",
            "'detection.block_s' cannot be -1. Allowed is 0.01 to 10000",
        ),
        (
            "[magnitude]\nmb_distance_deg = [105, 20]\n",
            "'magnitude.mb_distance_deg' cannot be [105, 20]. Allowed is 0 to 180, the smaller first",
        ),
        ("[detection]\nbands_hz = [[2, 1]]\n", "'detection.bands_hz' cannot be [[2, 1]]"),
        ("[magnitude.scatter]\nmb = -0.3\n", "'magnitude.scatter' cannot be"),
        ("[magnitude]\nml_attenuation = 'x'\n", "Allowed is one of hutton-boore, scherbaum-stoll"),
        ("version = 99\n", "version 99"),
        ("[screening\n", "not TOML"),
    ],
)
def test_a_wrong_parameter_is_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ReferenceError) as caught:
        load_parameters(own(tmp_path, text))
    assert said in str(caught.value)
    assert "own.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_every_parameter_has_a_range_or_choices_and_they_hold_what_is_shipped() -> None:
    shipped = load_parameters()
    names = {
        f"{section.name}.{field.name}"
        for section in fields(shipped)
        if is_dataclass(values := getattr(shipped, section.name))
        for field in fields(values)
    }
    assert names - {"screening.ps_source"} == RANGES.keys() | CHOICES.keys()
    assert CHOICES["magnitude.ml_attenuation"] == tuple(ML_ATTENUATIONS)


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ReferenceError, match="no such file"):
        load_parameters(tmp_path / "none.toml")
