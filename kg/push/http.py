"""Requests to the one host that the user named, tried again where that may help.

No redirect is followed, no proxy or password file of the environment is
used: nothing else is ever opened.
"""

import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

from kg.errors import InputError, KgError
from kg.pause import asked_pause
from kg.push.target import Target
from kg.query import cut, inert

if TYPE_CHECKING:
    from httpx import Auth, Response

_TRIES = 6
_FIRST_WAIT = 1.0
_LONGEST_WAIT = 60.0
_TIMEOUT = 120.0
_CONNECT_TIMEOUT = 10.0
_TOO_MANY = 429
_SHOWN = 200
_WAIT = time.sleep

Said = Callable[[str], None]


class PushError(KgError):
    """The store refused a request, or could not be reached, for good."""


class Client:
    """A connection to a target."""

    def __init__(self, target: Target, said: Said) -> None:
        """Open nothing yet.

        Args:
            target: where to.
            said: told when a request is to be tried again, and why.

        Raises:
            InputError: httpx is not installed.
        """
        try:
            import httpx
        except ImportError as error:
            raise InputError("httpx is not installed; run: pip install 'kg-zh[push]'") from error
        self._httpx = httpx
        self._said = said
        auth: Auth | None = None
        if target.user:
            kind = httpx.DigestAuth if target.is_digest else httpx.BasicAuth
            auth = kind(target.user, target.password)
        self._client = httpx.Client(
            auth=auth,
            headers={"Authorization": f"Bearer {target.token}"} if target.token else {},
            timeout=httpx.Timeout(_TIMEOUT, connect=_CONNECT_TIMEOUT),
            trust_env=False,
            follow_redirects=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def send(self, method: str, address: str, body: bytes, media_type: str) -> None:
        """Send something; returns when the store has taken it.

        Raises:
            PushError: it was refused, or all tries failed.
        """
        self._request(method, address, body, {"Content-Type": media_type})

    def count(self, address: str, query: str) -> int | None:
        """The number that a query gives; None where the address answers no query."""
        # By GET, which every store knows: Virtuoso 7 lets a query that is posted as such hang.
        asked = f"{address}{'&' if '?' in address else '?'}query={quote(query, safe='')}"
        headers = {"Accept": "application/sparql-results+json"}
        try:
            reply = self._request("GET", asked, b"", headers, tries=2)
            return int(reply.json()["results"]["bindings"][0]["n"]["value"])
        except (PushError, ValueError, LookupError, TypeError):
            return None

    def _request(
        self, method: str, address: str, body: bytes, headers: dict[str, str], tries: int = _TRIES
    ) -> "Response":
        for number in range(1, tries + 1):
            wait = min(_FIRST_WAIT * 2 ** (number - 1), _LONGEST_WAIT)
            try:
                reply = self._client.request(method, address, content=body, headers=headers)
            except self._httpx.TransportError as error:
                problem = f"cannot be reached ({_short(str(error)) or type(error).__name__})"
            else:
                if reply.is_success:
                    return reply
                problem = f"answers {reply.status_code} {_short(reply.text)}".strip()
                if reply.status_code != _TOO_MANY and not reply.is_server_error:
                    raise PushError(f"{address}: {problem}{_hint(reply)}")
                wait = max(wait, asked_wait(reply.headers.get("Retry-After", ""), time.time()))
            if number < tries:
                self._said(f"{problem}; trying again in {wait:.0f} s")
                _WAIT(wait)
        raise PushError(f"{address}: {problem}; what was sent so far stays there, see --resume")


def asked_wait(header: str, now: float) -> float:
    """The seconds that a Retry-After header asks for, a minute at the most; 0 without one.

    >>> asked_wait("7", 0), asked_wait("3600", 0), asked_wait("soon", 0)
    (7.0, 60.0, 0.0)
    """
    return min(asked_pause(header, now) or 0.0, _LONGEST_WAIT)


def _hint(reply: "Response") -> str:
    if reply.is_redirect:
        return f" (moved to {_short(reply.headers.get('Location', ''))}; name that address)"
    if reply.status_code == 401:
        return " (see --user, --token-env; --digest for Virtuoso)"
    if reply.status_code == 413:
        return " (send less at a time: --batch)"
    return ""


def _short(text: str) -> str:
    return cut(inert(" ".join(text.split())), _SHOWN)
