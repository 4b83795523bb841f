"""How long a server asks to be left alone."""

import time
from email.utils import formatdate

from kg.pause import asked_pause


def test_retry_after_is_read_as_seconds_or_date() -> None:
    assert asked_pause("7", time.time()) == 7.0
    assert asked_pause("soon", time.time()) is None
    assert asked_pause("", time.time()) is None
    assert asked_pause("-3", time.time()) is None
    assert asked_pause(formatdate(time.time() - 60, usegmt=True), time.time()) == 0.0
    wait = asked_pause(formatdate(time.time() + 60, usegmt=True), time.time())
    assert wait is not None
    assert 50 < wait <= 60
