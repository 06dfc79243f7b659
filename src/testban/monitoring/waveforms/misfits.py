"""Responses that cannot be used for a channel, told once for each cause with the channels that it meets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from testban.monitoring.waveforms.model import Channel, Note
from testban.monitoring.waveforms.response import Response

__all__ = ["Misfit", "kind_misfit", "misfit_notes"]

_NAMED = 4
# SEED manual, appendix A: the second letter of a channel code names the instrument.
_MOTION = {
    "H": "a high-gain seismometer", "L": "a low-gain seismometer", "N": "an accelerometer",
    "G": "a gravimeter", "P": "a geophone",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a response is not used: the cause, what would help, and the file that it comes from."""

    cause: str
    cure: str
    source: str = ""


def kind_misfit(channel: Channel, response: Response) -> Misfit | None:
    """Where a response is of pressure and the channel's code is of a seismometer, or the reverse."""
    letter = channel.code[1].upper() if len(channel.code) == 3 else ""
    if response.unit == "Pa" and letter in _MOTION:
        cause = f"is of pressure (Pa), and the {letter} of the channel code is {_MOTION[letter]}"
    elif response.unit == "m" and letter == "D" and response.known_at_s is None:
        cause = "is of ground motion, and the D of the channel code is a pressure sensor"
    else:
        return None
    return Misfit(cause, "Correct the input unit or the channel code", response.source)


def misfit_notes(found: Iterable[tuple[str, Misfit]]) -> Iterator[Note]:
    """One note for each cause: the file or files, the channels, what is wrong and the cure."""
    causes: dict[tuple[str, str], list[tuple[str, Misfit]]] = defaultdict(list)
    for name, misfit in found:
        causes[misfit.cause, misfit.cure].append((name, misfit))
    for (cause, cure), some in causes.items():
        names = list(dict.fromkeys(name for name, _ in some))
        files = list(dict.fromkeys(misfit.source for _, misfit in some if misfit.source))
        where = f"{files[0]}{f' and {len(files) - 1} more' if len(files) > 1 else ''}"
        shown = ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
        channels = f"{len(names)} channel{'' if len(names) == 1 else 's'} ({shown})"
        text = f"the response of {channels} {cause}; no amplitude is measured there. {cure}"
        yield Note("response", where if files else "", text)
