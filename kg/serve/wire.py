"""What the server process and its workers say to each other: frames of a JSON head and raw bytes.

An answer's bytes are made in the worker and never touched again.
"""

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

#: What the server tells a zygote: make a worker for the socket that comes along, or kill one.
COMMAND = struct.Struct(">cI")
FORK, KILL = b"F", b"K"

_SIZES = struct.Struct(">II")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as HTTP will send it. ``media_type`` is the whole value of Content-Type."""

    status: int
    media_type: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    def to_frame(self) -> bytes:
        """The reply as a frame."""
        return frame([self.status, self.media_type, self.headers], self.body)

    @classmethod
    def from_frame(cls, head: Any, body: bytes) -> "Reply":
        """The reply of a frame."""
        status, media_type, headers = head
        return cls(status, media_type, body, headers)


def plain(status: int, text: str, **headers: str) -> Reply:
    """A short message as a reply; ``Retry_After="1"`` gives that header."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    body = (text + "\n").encode("utf-8", "backslashreplace")
    return Reply(status, "text/plain; charset=utf-8", body, named)


def frame(head: object, body: bytes = b"") -> bytes:
    """A frame of a JSON value and bytes."""
    written = json.dumps(head, separators=(",", ":")).encode("ascii")
    return _SIZES.pack(len(written), len(body)) + written + body


class Frames:
    """Bytes as they come in, cut into frames.

    >>> frames, sent = Frames(), frame({"a": 1}, b"xyz")
    >>> list(frames.feed(sent[:5])), list(frames.feed(sent[5:]))
    ([], [({'a': 1}, b'xyz')])
    """

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[Any, bytes]]:
        """Take more bytes; gives the frames that are whole now."""
        self._buffer += data
        while len(self._buffer) >= _SIZES.size:
            head_size, body_size = _SIZES.unpack_from(self._buffer)
            head_end = _SIZES.size + head_size
            end = head_end + body_size
            if len(self._buffer) < end:
                return
            head = json.loads(self._buffer[_SIZES.size : head_end])
            body = bytes(self._buffer[head_end:end])
            del self._buffer[:end]
            yield head, body
