"""The tables of CSS3.0 that a bulletin needs: their columns, and what stands for nothing in each.

Source: Anderson and others (1990), Center for Seismic Studies Version 3 Database: Schema Reference
Manual, C90-01. `screening` is a table of ours in the same manner; `remark` carries what no column
holds, as words like ``depth_basis=...`` in lines of 80 characters.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["TABLES", "Field"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a line: its columns, counted from 1 and both included, as manuals print them.

    `kind` is `f` (a number, written with so many `digits`), `i` (a whole number), `a` (text to the
    left) or `r` (text to the right); `null` is what stands for nothing where the format has a word
    for it.
    """

    name: str
    first: int
    last: int
    kind: str = "a"
    digits: int = 0
    null: str = ""

    @property
    def width(self) -> int:
        """Number of columns."""
        return self.last - self.first + 1


# Name, first column, last column, kind, digits, null.
_LAYOUT = {
    "event": (
        "evid 1 8 i 0 -1", "evname 10 24 a 0 -", "prefor 26 33 i 0 -1", "auth 35 49 a 0 -",
        "commid 51 58 i 0 -1", "lddate 60 76 a 0 -",
    ),
    "origin": (
        "lat 1 9 f 4 -999", "lon 11 19 f 4 -999", "depth 21 29 f 4 -999",
        "time 31 47 f 5 -9999999999.999", "orid 49 56 i 0 -1", "evid 58 65 i 0 -1",
        "jdate 67 74 i 0 -1", "nass 76 79 i 0 -1", "ndef 81 84 i 0 -1", "ndp 86 89 i 0 -1",
        "grn 91 98 i 0 -1", "srn 100 107 i 0 -1", "etype 109 115 a 0 -", "depdp 117 125 f 4 -999",
        "dtype 127 127 a 0 -", "mb 129 135 f 2 -999", "mbid 137 144 i 0 -1", "ms 146 152 f 2 -999",
        "msid 154 161 i 0 -1", "ml 163 169 f 2 -999", "mlid 171 178 i 0 -1",
        "algorithm 180 194 a 0 -", "auth 196 210 a 0 -", "commid 212 219 i 0 -1",
        "lddate 221 237 a 0 -",
    ),
    "origerr": (
        "orid 1 8 i 0 -1", "sxx 10 24 f 4 -1", "syy 26 40 f 4 -1", "szz 42 56 f 4 -1",
        "stt 58 72 f 4 -1", "sxy 74 88 f 4 -1", "sxz 90 104 f 4 -1", "syz 106 120 f 4 -1",
        "stx 122 136 f 4 -1", "sty 138 152 f 4 -1", "stz 154 168 f 4 -1", "sdobs 170 178 f 4 -1",
        "smajax 180 188 f 4 -1", "sminax 190 198 f 4 -1", "strike 200 205 f 2 -1",
        "sdepth 207 215 f 4 -1", "stime 217 224 f 2 -1", "conf 226 230 f 3 0",
        "commid 232 239 i 0 -1", "lddate 241 257 a 0 -",
    ),
    "arrival": (
        "sta 1 6 a 0 -", "time 8 24 f 5 -9999999999.999", "arid 26 33 i 0 -1", "jdate 35 42 i 0 -1",
        "stassid 44 51 i 0 -1", "chanid 53 60 i 0 -1", "chan 62 69 a 0 -", "iphase 71 78 a 0 -",
        "stype 80 80 a 0 -", "deltim 82 87 f 3 -1", "azimuth 89 95 f 2 -1", "delaz 97 103 f 2 -1",
        "slow 105 111 f 2 -1", "delslo 113 119 f 2 -1", "ema 121 127 f 2 -1",
        "rect 129 135 f 3 -1", "amp 137 146 f 1 -1", "per 148 154 f 2 -1", "logat 156 162 f 2 -999",
        "clip 164 164 a 0 -", "fm 166 167 a 0 -", "snr 169 178 f 2 -1", "qual 180 180 a 0 -",
        "auth 182 196 a 0 -", "commid 198 205 i 0 -1", "lddate 207 223 a 0 -",
    ),
    "assoc": (
        "arid 1 8 i 0 -1", "orid 10 17 i 0 -1", "sta 19 24 a 0 -", "phase 26 33 a 0 -",
        "belief 35 38 f 2 9.99", "delta 40 47 f 3 -1", "seaz 49 55 f 2 -999", "esaz 57 63 f 2 -999",
        "timeres 65 72 f 3 -999", "timedef 74 74 a 0 -", "azres 76 82 f 1 -999",
        "azdef 84 84 a 0 -", "slores 86 92 f 2 -999", "slodef 94 94 a 0 -", "emares 96 102 f 1 -999",
        "wgt 104 109 f 3 -1", "vmodel 111 125 a 0 -", "commid 127 134 i 0 -1",
        "lddate 136 152 a 0 -",
    ),
    "netmag": (
        "magid 1 8 i 0 -1", "net 10 17 a 0 -", "orid 19 26 i 0 -1", "evid 28 35 i 0 -1",
        "magtype 37 42 a 0 -", "nsta 44 51 i 0 -1", "magnitude 53 59 f 2 -99",
        "uncertainty 61 67 f 2 -1", "auth 69 83 a 0 -", "commid 85 92 i 0 -1",
        "lddate 94 110 a 0 -",
    ),
    "stamag": (
        "magid 1 8 i 0 -1", "sta 10 15 a 0 -", "arid 17 24 i 0 -1", "orid 26 33 i 0 -1",
        "evid 35 42 i 0 -1", "phase 44 51 a 0 -", "magtype 53 58 a 0 -", "magnitude 60 66 f 2 -99",
        "uncertainty 68 74 f 2 -1", "auth 76 90 a 0 -", "commid 92 99 i 0 -1",
        "lddate 101 117 a 0 -",
    ),
    "screening": (
        "orid 1 8 i 0 -1", "evid 10 17 i 0 -1", "criterion 19 34 a 0 -", "value 36 44 f 3 -999",
        "uncertainty 46 54 f 3 -1", "threshold 56 64 f 3 -999", "result 66 83 a 0 -",
        "commid 85 92 i 0 -1", "lddate 94 110 a 0 -",
    ),
    "remark": (
        "commid 1 8 i 0 -1", "lineno 10 17 i 0 -1", "remark 19 98 a 0 -", "lddate 100 116 a 0 -",
    ),
}  # fmt: skip


def _field(text: str) -> Field:
    name, first, last, kind, digits, null = text.split()
    return Field(name, int(first), int(last), kind, int(digits), null)


TABLES: dict[str, tuple[Field, ...]] = {
    name: tuple(map(_field, fields)) for name, fields in _LAYOUT.items()
}
"""By table, its fields in order."""
