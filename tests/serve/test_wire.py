"""Frames come out as they went in, however the bytes arrive."""

from hypothesis import given
from hypothesis import strategies as st

from kg.serve.wire import Frames, Reply, frame, plain

heads = st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=3)


@given(st.lists(st.tuples(heads, st.binary(max_size=300)), max_size=4), st.integers(1, 50))
def test_any_cut(sent: list[tuple[dict[str, str], bytes]], size: int) -> None:
    data = b"".join(frame(head, body) for head, body in sent)
    frames = Frames()
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    assert [found for piece in pieces for found in frames.feed(piece)] == sent


def test_a_reply_comes_back_equal() -> None:
    reply = plain(503, "忙", Retry_After="3")
    ((head, body),) = Frames().feed(reply.to_frame())
    assert Reply.from_frame(head, body) == reply
    assert reply.headers == {"Retry-After": "3"}
