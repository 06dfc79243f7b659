"""Regional P over S from a file, as far as the screening of an event."""

from __future__ import annotations

from pathlib import Path

import pytest

from testban.errors import BulletinError
from testban.monitoring.formats.ratios_csv import read_ratios
from testban.monitoring.screening import PhaseRatio


def test_ratios_are_read_by_event_and_bad_rows_are_named(tmp_path: Path) -> None:
    path = tmp_path / "ratios.csv"
    path.write_text(
        "event,station,phases,low_hz,high_hz,log10_ratio,uncertainty,lower_bound\n"
        "a,MDJ,Pn/Lg,4,8,0.56,0.1,\nb,INCN,Pn/Lg,4,8,0.29,,true\n"
        "a,BJT,Pn/Lg,8,4,0.3,,\na,HIA,Pn/Lg,4,8,25,,\n"
    )
    found, left_out = read_ratios(path)
    assert found == {
        "a": [PhaseRatio("MDJ", "Pn/Lg", (4.0, 8.0), 0.56, 0.1)],
        "b": [PhaseRatio("INCN", "Pn/Lg", (4.0, 8.0), 0.29, None, True)],
    }
    assert [line.split("ratios.csv", 1)[1] for line in left_out] == [
        ":4: 8 to 4 Hz is no band; left out",
        ":5: log10_ratio 25 cannot be: is it the ratio itself?; left out",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("station,phases\n", "no column 'low_hz'"),
        ("station,phases,low_hz,high_hz,log10_ratio\n", "no ratio"),
    ],
)
def test_a_file_without_ratios_is_one_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "ratios.csv"
    path.write_text(text)
    with pytest.raises(BulletinError, match=said):
        read_ratios(path)
