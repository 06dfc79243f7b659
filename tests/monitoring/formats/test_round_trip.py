"""Real bulletins go through every format that is written and come back the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from testban.monitoring.formats import read_bulletin, write_bulletin

FOLDER = Path("monitoring/bulletins/obspy_formats")
NAMES = (
    "19670130012028.isf", "event.txt", "gse_2.0_2_begins.txt", "gse_2.0_2_events.txt",
    "gse_2.0_incomplete.txt", "gse_2.0_non_standard.txt", "gse_2.0_standard.txt", "ipe202409sel_ims.txt",
)  # fmt: skip


@pytest.mark.parametrize("form", ["ims1.0", "quakeml", "css3.0", "json"])
def test_bulletins_of_other_centres_come_back_as_they_were_read(
    shared: Path, tmp_path: Path, form: str
) -> None:
    for name in NAMES:
        given = read_bulletin(shared / FOLDER / name)
        path = tmp_path / f"{name}.again"
        path.write_text(write_bulletin(given, form), encoding="utf-8")
        again = read_bulletin(path)
        assert again.events == given.events, name
        assert again.left_out == (), name
