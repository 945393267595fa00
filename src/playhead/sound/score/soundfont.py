"""One instrument at a time out of a big soundfont.

Loading all of FluidR3Mono takes 1.1 s and 300 MB, for a score that uses a dozen of its instruments. A soundfont is a
RIFF file of tables; this cuts one preset with its samples out of it, as a small soundfont of its own that loads in
milliseconds. (SoundFont 2.04 specification, sections 5 to 7; in .sf3 files samples are Ogg Vorbis, placed by bytes.)
"""

from __future__ import annotations

import functools
import mmap
import struct
from dataclasses import dataclass

from playhead import assets
from playhead.errors import PlayheadError

FONT = "soundfonts/FluidR3Mono.sf3"
_INSTRUMENT, _SAMPLE = 41, 53
_SIZES = {"phdr": 38, "pbag": 4, "pmod": 10, "pgen": 4, "inst": 22, "ibag": 4, "imod": 10, "igen": 4, "shdr": 46}


@dataclass(frozen=True)
class _Font:
    data: mmap.mmap
    samples: tuple[int, int]  # where the sample data lie
    tables: dict[str, list[bytes]]


@functools.lru_cache(maxsize=1)
def _font() -> _Font:
    path = assets.path(FONT)
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    samples = (0, 0)
    tables: dict[str, list[bytes]] = {}
    at = 12
    while at + 8 <= len(data):
        size = struct.unpack_from("<I", data, at + 4)[0]
        inner, end = at + 12, at + 8 + size
        while inner + 8 <= end:
            name = data[inner : inner + 4].decode("latin-1")
            length = struct.unpack_from("<I", data, inner + 4)[0]
            if name == "smpl":
                samples = (inner + 8, length)
            elif name in _SIZES:
                step = _SIZES[name]
                tables[name] = [data[i : i + step] for i in range(inner + 8, inner + 8 + length, step)]
            inner += 8 + length + length % 2
        at = end + size % 2
    if not samples[1] or len(tables) != len(_SIZES):
        raise PlayheadError(f"{path.name} is no soundfont: run `make setup`")
    return _Font(data, samples, tables)


def preset(program: int, bank: int = 0) -> bytes:
    """A soundfont that holds only the preset of that program number; raises PlayheadError when there is none."""
    font = _font()
    t = font.tables
    number = next((n for n, entry in enumerate(t["phdr"][:-1]) if struct.unpack_from("<HH", entry, 20) == (program, bank)), None)
    if number is None:
        raise PlayheadError(f"the soundfont has no program {program} in bank {bank}")
    header = t["phdr"][number]
    out: dict[str, list[bytes]] = {name: [] for name in _SIZES}
    instruments: list[int] = []
    used: list[int] = []
    first, last = _bags(t["phdr"], number, 24)
    out["phdr"] = [header[:24] + struct.pack("<H", 0) + header[26:], t["phdr"][-1][:24] + struct.pack("<H", last - first) + t["phdr"][-1][26:]]
    _zones(t, ("pbag", "pgen", "pmod"), (first, last), _INSTRUMENT, instruments, out)
    bags = 0
    for instrument in instruments:
        first, last = _bags(t["inst"], instrument, 20)
        out["inst"].append(t["inst"][instrument][:20] + struct.pack("<H", bags))
        _zones(t, ("ibag", "igen", "imod"), (first, last), _SAMPLE, used, out)
        bags += last - first
    out["inst"].append(t["inst"][-1][:20] + struct.pack("<H", bags))
    for bag, generators, modulators in (("pbag", "pgen", "pmod"), ("ibag", "igen", "imod")):
        out[bag].append(struct.pack("<HH", len(out[generators]), len(out[modulators])))
        out[generators].append(bytes(4))
        out[modulators].append(bytes(10))
    audio = bytearray()
    for sample in used:
        header = t["shdr"][sample]
        start, end = struct.unpack_from("<II", header, 20)
        out["shdr"].append(header[:20] + struct.pack("<II", len(audio), len(audio) + end - start) + header[28:])
        audio += font.data[font.samples[0] + start : font.samples[0] + end]
        audio += bytes(len(audio) % 2)
    out["shdr"].append(t["shdr"][-1])
    tables = b"".join(_chunk(name, b"".join(out[name])) for name in _SIZES)
    info = _chunk("ifil", struct.pack("<HH", 3, 1)) + _chunk("isng", b"EMU8000\0") + _chunk("INAM", b"preset\0\0")
    body = b"sfbk" + _list("INFO", info) + _list("sdta", _chunk("smpl", bytes(audio))) + _list("pdta", tables)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _bags(headers: list[bytes], number: int, offset: int) -> tuple[int, int]:
    first: int = struct.unpack_from("<H", headers[number], offset)[0]
    last: int = struct.unpack_from("<H", headers[number + 1], offset)[0]
    return first, last


def _zones(
    t: dict[str, list[bytes]], names: tuple[str, str, str], span: tuple[int, int], points: int, used: list[int], out: dict[str, list[bytes]]
) -> None:
    """Copy zones with their generators, numbering anew what the `points` generator points to."""
    bag, generators, modulators = names
    for zone in range(*span):
        g0, m0 = struct.unpack("<HH", t[bag][zone])
        g1, m1 = struct.unpack("<HH", t[bag][zone + 1])
        out[bag].append(struct.pack("<HH", len(out[generators]), len(out[modulators])))
        for entry in t[generators][g0:g1]:
            operator, amount = struct.unpack("<HH", entry)
            if operator == points:
                if amount not in used:
                    used.append(amount)
                out[generators].append(struct.pack("<HH", operator, used.index(amount)))
            else:
                out[generators].append(entry)
        out[modulators] += t[modulators][m0:m1]


def _chunk(name: str, data: bytes) -> bytes:
    return name.encode() + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)


def _list(name: str, data: bytes) -> bytes:
    return b"LIST" + struct.pack("<I", len(data) + 4) + name.encode() + data
