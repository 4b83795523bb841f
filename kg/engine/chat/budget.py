"""How many calls and tokens may be used, counted while several requests are under way."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition


class SpentError(Exception):
    """The budget allows no further call."""


@dataclass(slots=True)
class Ticket:
    """One call: what it may use at most, then what it used."""

    tokens: int


@dataclass(slots=True)
class Budget:
    """Counts what is used, and lets no call start that might go beyond a limit.

    Attributes:
        max_calls, max_tokens: the limits; None for no limit.
        calls, tokens: what has been used, failed calls included.
    """

    max_calls: int | None = None
    max_tokens: int | None = None
    calls: int = 0
    tokens: int = 0
    _reserved: int = 0
    _changed: Condition = field(default_factory=Condition, repr=False)

    def calls_left(self) -> int | None:
        """How many calls may still be made; None for no limit."""
        return None if self.max_calls is None else max(0, self.max_calls - self.calls)

    @contextmanager
    def call(self, most_tokens: int) -> Iterator[Ticket]:
        """One call that may use up to ``most_tokens``; set ``ticket.tokens`` to what it used.

        Waits while calls under way hold tokens that they may give back.

        Raises:
            SpentError: a limit would be passed.
        """
        with self._changed:
            while not self._fits(most_tokens) and self._reserved and self.calls_left() != 0:
                self._changed.wait()
            if self.calls_left() == 0 or not self._fits(most_tokens):
                raise SpentError
            self.calls += 1
            self._reserved += most_tokens
        ticket = Ticket(0)
        try:
            yield ticket
        finally:
            with self._changed:
                self._reserved -= most_tokens
                self.tokens += ticket.tokens
                self._changed.notify_all()

    def _fits(self, tokens: int) -> bool:
        used = self.tokens + self._reserved + tokens
        return self.max_tokens is None or used <= self.max_tokens
