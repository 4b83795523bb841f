"""Bytes → text: which encoding a file is in, and nothing about its text changed.

In order: what the user says, a byte order mark, what the page declares, UTF-8, and only then a
choice by plausibility between the encodings of Chinese. docs/decisions/ has the measurements.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from kg.text import simplify

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_MAGIC = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "Office or zip"),
    (b"\xd0\xcf\x11\xe0", "old Office"),
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
    (b"{\\rtf", "RTF"),
)
# Supersets that decode all that the narrower encoding does, in the same way.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "utf-8-sig": "utf-8"}
_ALSO_CALLED = {"x-gbk": "gb18030", "gb_2312-80": "gb18030", "x-x-big5": "big5"}
_FRIENDS = ("gb18030", "big5")  # much of the one is valid in the other
_BIG5 = ("big5", "big5hkscs", "cp950")
_NEVER_DECLARED = {"ascii", "iso8859-1", "cp1252"}  # what templates say by default
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding=["']([\w.:-]+)""",
    re.IGNORECASE,
)
_TELLING = re.compile(r"[^\t\n\r\f\x20-\x7e]{1,1000}")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_FOREIGN = ("cp932", "euc_jp", "cp949", "cp1252", "cp1251")
_SAMPLE = 20_000  # characters by which a decoding is judged
_WINDOW = 1_000_000  # bytes in which they are looked for
_AROUND = 100_000  # bytes around a broken one that must be good
_ENOUGH = 24  # bytes from which charset-normalizer is worth asking
_RUBBISH = -0.6  # rare characters alone score -0.5, random bytes below -0.9
_UNLIKELY = 0.3  # UTF-16 without a mark and without one zero byte
_CHINESE = 0.5  # right decodings score above 0.9, wrong ones below 0.3, from six characters on
_ADVICE = "name the encoding with --encoding"


class UndecodableError(ValueError):
    """Bytes that are no text kg can read; the message says why in a few words."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text without its byte order mark, and the encoding it was in."""

    text: str
    encoding: str


def decode(data: bytes, *, encoding: str = "", page: bool = False) -> Decoded:
    """The text of a file.

    Args:
        data: the whole file.
        encoding: what the user says it is in; ``""`` to find out.
        page: whether it is HTML, which may declare its encoding.

    Raises:
        UndecodableError: empty, binary, broken, or in no encoding that can be told.
    """
    if not data:
        raise UndecodableError("empty file")
    decoded = _as_told(data, encoding) if encoding else _as_found(data, page=page)
    if "\0" in decoded.text:
        raise UndecodableError(_binary(data))
    if not decoded.text.strip():
        raise UndecodableError("holds no text, only white space")
    return decoded


def _as_told(data: bytes, encoding: str) -> Decoded:
    name = _known(encoding)
    if not name:
        raise UndecodableError(f"no encoding is called {encoding!r}; try utf-8, gb18030 or big5")
    for mark, marked in _MARKS:
        if data.startswith(mark) and _fits_mark(name, marked):
            return Decoded(_strictly(data[len(mark) :], marked), marked)
    candidates = _BIG5 if name == "big5" else ("utf-16-le",) if name == "utf-16" else (name,)
    return _first_that_fits(data, candidates) or Decoded(_strictly(data, name), name)


def _fits_mark(name: str, marked: str) -> bool:
    return name == marked or (name in {"utf-16", "utf-32"} and marked.startswith(name))


def _as_found(data: bytes, *, page: bool) -> Decoded:
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data[len(mark) :], marked), marked)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UndecodableError(f"binary file ({what})")
    if b"\0" in data:
        return _wide(data)
    if found := _declared_or_utf8(data, _declared(data) if page else ""):
        return found
    _refuse_almost(data, "utf-8")
    return _by_plausibility(data)


def _declared_or_utf8(data: bytes, declared: str) -> Decoded | None:
    """UTF-8 or what the page declares, if valid; of both, and of a false friend, the likelier."""
    names = dict.fromkeys(name for name in ("utf-8", declared) if name)
    fitting = [found for name in names if (found := _first_that_fits(data, _variants(name)))]
    if fitting and declared in _FRIENDS:
        friends = (_first_that_fits(data, _variants(name)) for name in _FRIENDS if name != declared)
        fitting += [found for found in friends if found]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    return max(fitting, key=lambda found: (plausibility(found.text), found.encoding == declared))


def _variants(name: str) -> tuple[str, ...]:
    return _BIG5 if name == "big5" else (name,)


def _wide(data: bytes) -> Decoded:
    """UTF-16 or UTF-32 without a mark: the only texts with zero bytes."""
    candidates = [
        found
        for name in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
        if (found := _if_fits(data, name)) and "\0" not in found.text
    ]
    best = max(candidates, key=lambda found: plausibility(found.text), default=None)
    if best is None or plausibility(best.text) < _CHINESE:
        raise UndecodableError(_binary(data))
    return best


def _by_plausibility(data: bytes) -> Decoded:
    """The likeliest encoding of bytes that are not UTF-8."""
    scored = sorted(_scores(data), key=lambda pair: -pair[0])
    fitting = ((score, found) for score, name in scored if (found := _if_fits(data, name)))
    score, best = next(fitting, (-1.0, Decoded("", "")))
    if score >= _CHINESE:
        return best
    for name in ("gb18030", "big5hkscs"):
        _refuse_almost(data, name)
    if len(data) >= _ENOUGH and (found := _by_detector(data)):
        return found
    if score > _RUBBISH:
        return best
    raise UndecodableError(f"encoding not recognised; {_ADVICE}, or save the file as UTF-8")


def _scores(data: bytes) -> Iterator[tuple[float, str]]:
    """How plausible each encoding is, by a window from the first telling byte on."""
    first = _NOT_ASCII.search(data)
    start = (first.start() if first else 0) & ~1  # UTF-16 counts in pairs
    window, ends = data[start : start + _WINDOW], start + _WINDOW >= len(data)
    for name in ("gb18030", *_BIG5, "utf-16-le", "utf-16-be"):
        try:
            text = codecs.getincrementaldecoder(name)().decode(window, final=ends)
        except UnicodeDecodeError:
            continue
        yield plausibility(text) - _UNLIKELY * name.startswith("utf-16"), name


def _by_detector(data: bytes) -> Decoded | None:
    """What charset-normalizer makes of text that is neither UTF-8 nor plain Chinese."""
    from charset_normalizer import from_bytes

    match = from_bytes(data[:_SAMPLE], cp_isolation=list(_FOREIGN)).best()
    return _if_fits(data, match.encoding) if match else None


def plausibility(text: str) -> float:
    """How much a decoding looks like text that people write, at most 1, below 0 for rubbish.

    The mean over its non-ASCII characters: common ones (simplified, of the first level of GB 2312)
    count for it, ideographs nobody uses and private or control characters against it.
    """
    telling = (match[0] for match in _TELLING.finditer(text))
    sample = "".join(islice(telling, _SAMPLE))[:_SAMPLE]
    return sum(map(_weight, simplify(sample))) / len(sample) if sample else 1.0


def _weight(character: str) -> float:
    code = ord(character)
    if 0x4E00 <= code <= 0x9FFF:
        return 1.0 if _is_common(character) else -0.5
    if 0x3000 <= code <= 0x3020 or 0xFF01 <= code <= 0xFF5E or 0x2010 <= code <= 0x2030:
        return 1.0
    if 0x1F000 <= code <= 0x1FAFF:
        return 0.5
    if code < 0xA0 or 0xE000 <= code <= 0xF8FF:
        return -2.0
    return -0.3


def _is_common(character: str) -> bool:
    try:
        return character.encode("gb2312") < b"\xd8"
    except UnicodeEncodeError:
        return False


def _declared(data: bytes) -> str:
    match = _DECLARED.search(data[:4096])
    if not match:
        return ""
    name = _known((match[1] or match[2]).decode("ascii"))
    # A declaration read as ASCII cannot stand in a UTF-16 file.
    return "" if name in _NEVER_DECLARED or name.startswith(("utf-16", "utf-32")) else name


def _known(name: str) -> str:
    """Python's name of an encoding, the widest of its family; ``""`` for none."""
    try:
        known = codecs.lookup(_ALSO_CALLED.get(name.strip().lower(), name.strip())).name
        b"ab".decode(known, "replace")  # raises for what is no encoding of text
    except (LookupError, ValueError):
        return ""
    return _WIDER.get(known, known)


def _first_that_fits(data: bytes, names: Iterable[str]) -> Decoded | None:
    return next((found for name in names if (found := _if_fits(data, name))), None)


def _if_fits(data: bytes, name: str) -> Decoded | None:
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError:
        return None


def _strictly(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        place = f"byte 0x{data[error.start]:02x} at offset {error.start}"
        raise UndecodableError(
            f"not valid {name}: {place}; {_ADVICE} (gb18030, big5), or repair the file"
        ) from error


def _refuse_almost(data: bytes, name: str) -> None:
    """Refuse a text with a few broken bytes, which every other encoding would read as rubbish.

    In UTF-8 characters of three bytes are proof enough; in the others what is left must be Chinese.
    """
    try:
        data.decode(name)
    except UnicodeDecodeError as error:
        # Only UTF-8 can be read from the middle.
        start = max(0, error.start - _AROUND) if name == "utf-8" else 0
        text = data[start : error.start + _AROUND].decode(name, "replace")
    else:
        return
    broken = len(re.findall("\ufffd+", text))
    good = re.findall("[\u0800-\ufffc\U00010000-\U0010ffff]", text)
    if len(good) < max(3, 4 * broken):
        return
    if name == "utf-8" or plausibility("".join(good)) >= _CHINESE:
        _strictly(data, name)


def _binary(data: bytes) -> str:
    return f"binary file (zero byte at offset {data.index(0)})" if 0 in data else "binary file"
