"""What stands in an explorer page, read as the page reads it."""

import json
import re
import zlib
from base64 import b64decode
from typing import Any

_BLOCK = re.compile(r'<script type="application/octet-stream" id="kg-(\w+)">([^<]*)</script>')


def block_bytes(html: str) -> dict[str, bytes]:
    """The blocks of a page, inflated, by name."""
    return {
        name: zlib.decompress(b64decode(data, validate=True), -zlib.MAX_WBITS)
        for name, data in _BLOCK.findall(html)
    }


def blocks(html: str) -> dict[str, Any]:
    """The blocks that are JSON, by name."""
    return {name: json.loads(data) for name, data in block_bytes(html).items() if name != "wasm"}


def units(text: str) -> str:
    """A text of UTF-16 code units: one character each, so that slices are those of JavaScript."""
    data = text.encode("utf-16-le", "surrogatepass")
    return "".join(
        chr(int.from_bytes(data[at : at + 2], "little")) for at in range(0, len(data), 2)
    )


def text(code_units: str) -> str:
    """The text again."""
    data = b"".join(ord(unit).to_bytes(2, "little") for unit in code_units)
    return data.decode("utf-16-le", "surrogatepass")
