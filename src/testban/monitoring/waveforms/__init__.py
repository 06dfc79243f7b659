"""Recordings in: files of any common format become continuous pieces of samples with their station.

- `read`: files and folders, or ObsPy's types, to `Recordings`;
- `model`: the nouns (`Recordings`, `Channel`, `Segment`, `Note`);
- `response`: what an instrument makes of ground motion, and its gain at a period;
- `ims`, `css3`, `compression`: IMS1.0/2.0 and GSE2.0 text, CSS3.0 `wfdisc`, CM6 and e1;
- `metadata`: StationXML, SAC pole-zero files, geometry of arrays; `seed_headers`: dataless SEED, RESP;
- `quality`: gaps, padding, dead, spiky and clipped channels;
- `namesakes`: stations of one code in several networks;
- `episodes`: recordings parted where everyone is silent.
"""

from testban.monitoring.waveforms.model import Channel, Note, Recordings, Segment
from testban.monitoring.waveforms.read import from_obspy, read_waveforms
from testban.monitoring.waveforms.response import Response

__all__ = [
    "Channel",
    "Note",
    "Recordings",
    "Response",
    "Segment",
    "from_obspy",
    "read_waveforms",
]
