"""A bulletin in which nothing was found is in order, and is not called damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from testban.cli import main
from testban.monitoring.formats import Bulletin, write_bulletin


@pytest.mark.parametrize("form", ["quakeml", "ims1.0", "json"])
@pytest.mark.parametrize("command", ["plot", "locate"])
def test_no_event_is_said_and_not_called_damage(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    command: str,
) -> None:
    file = tmp_path / "none"
    file.write_text(write_bulletin(Bulletin(()), form), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["testban", command, str(file)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said == f"testban: {file}: no event in it. It is whole: whoever wrote it found none\n"
