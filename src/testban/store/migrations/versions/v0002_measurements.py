"""What was measured: the tables of CSS3.0 that a bulletin needs, screening, and remarks."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TABLES = {
    "event": (
        "evid:key evname:text prefor:int auth:text commid:int lddate:text identifier:text sha256:text"
    ),
    "origin": (
        "lat:real lon:real depth:real time:real orid:key evid:int jdate:int nass:int ndef:int "
        "ndp:int grn:int srn:int etype:text depdp:real dtype:text mb:real mbid:int ms:real "
        "msid:int ml:real mlid:int algorithm:text auth:text commid:int lddate:text"
    ),
    "origerr": (
        "orid:key sxx:real syy:real szz:real stt:real sxy:real sxz:real syz:real stx:real "
        "sty:real stz:real sdobs:real smajax:real sminax:real strike:real sdepth:real "
        "stime:real conf:real commid:int lddate:text"
    ),
    "arrival": (
        "sta:text time:real arid:key jdate:int stassid:int chanid:int chan:text iphase:text "
        "stype:text deltim:real azimuth:real delaz:real slow:real delslo:real ema:real "
        "rect:real amp:real per:real logat:real clip:text fm:text snr:real qual:text "
        "auth:text commid:int lddate:text"
    ),
    "assoc": (
        "arid:int orid:int sta:text phase:text belief:real delta:real seaz:real esaz:real "
        "timeres:real timedef:text azres:real azdef:text slores:real slodef:text emares:real "
        "wgt:real vmodel:text commid:int lddate:text"
    ),
    "netmag": (
        "magid:key net:text orid:int evid:int magtype:text nsta:int magnitude:real "
        "uncertainty:real auth:text commid:int lddate:text"
    ),
    "stamag": (
        "magid:int sta:text arid:int orid:int evid:int phase:text magtype:text magnitude:real "
        "uncertainty:real auth:text commid:int lddate:text"
    ),
    "screening": (
        "orid:int evid:int criterion:text value:real uncertainty:real threshold:real "
        "result:text commid:int lddate:text"
    ),
    "remark": ("commid:int lineno:int remark:text lddate:text"),
}
_INDEXES = {
    "event": ("identifier", "sha256"),
    "origin": ("evid",),
    "arrival": ("time",),
    "assoc": ("orid", "arid"),
    "netmag": ("evid",),
    "stamag": ("magid",),
    "screening": ("evid",),
    "remark": ("commid",),
}


def upgrade() -> None:
    """Make the tables and their indexes."""
    for table, words in _TABLES.items():
        pairs = [word.split(":") for word in words.split()]
        key = next((name for name, kind in pairs if kind == "key"), "id")
        columns = [_column(name, kind) for name, kind in pairs]
        if key == "id":
            columns.insert(0, sa.Column("id", _ID, nullable=False))
        op.create_table(table, *columns, sa.PrimaryKeyConstraint(key, name=op.f(f"pk_{table}")))
    for table, columns_ in _INDEXES.items():
        for column in columns_:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _column(name: str, kind: str) -> sa.Column[object]:
    if kind == "key":
        return sa.Column(name, _ID, autoincrement=False, nullable=False)
    types: dict[str, sa.types.TypeEngine[Any]] = {
        "text": sa.Text(),
        "real": sa.Double(),
        "int": sa.Integer(),
    }
    return sa.Column(name, types[kind], nullable=True)
