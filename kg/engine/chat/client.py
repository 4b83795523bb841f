"""One question to a chat endpoint and its answer: retries, pauses, limits; the door to httpx."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from json import dumps, loads
from threading import Lock
from typing import Any

from kg.engine.chat.budget import Budget
from kg.engine.chat.endpoint import Endpoint
from kg.engine.chat.prompt import Prompt
from kg.errors import InputError, KgError
from kg.pause import asked_pause

try:
    import httpx
except ImportError as error:
    raise InputError("httpx is not installed; run: pip install 'kg-zh[openai]'") from error

_TRIES = 5
_LONGEST_PAUSE = 120.0
_MOST_BYTES = 2_000_000
#: The longest answer to ask for, in tokens.
ANSWER_TOKENS = 4096
_BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_REFUSED = frozenset({400, 415, 422, 501})
_HEADERS = {
    "Content-Type": "application/json",
    "Accept": "application/json",
    "Accept-Encoding": "identity",  # what is unpacked may be far larger than what was sent
}
_FORMS = ("json_schema", "json_object", "")


class UnansweredError(Exception):
    """A question got no answer; the message says why, in a few words."""


class TooLongError(UnansweredError):
    """The question, or its answer, is longer than the model or kg can take."""


@dataclass(frozen=True, slots=True)
class Manner:
    """What the endpoint has been found to understand.

    Attributes:
        form: how it is asked for JSON: ``json_schema``, ``json_object`` or ``""`` (in words).
        limit: what it calls the longest answer; ``""`` not to say.
        steady: whether it takes a temperature.
    """

    form: str = _FORMS[0]
    limit: str = "max_tokens"
    steady: bool = True

    def simpler(self, complaint: str) -> "Manner | None":
        """What to try after a refusal that says ``complaint``; None if nothing is left."""
        if "context" in complaint and "length" in complaint:
            return None
        if self.steady and "temperature" in complaint:
            return replace(self, steady=False)
        if self.limit and self.limit in complaint:
            other = "max_completion_tokens" if self.limit == "max_tokens" else ""
            return replace(self, limit=other)
        if self.form:
            return replace(self, form=_FORMS[_FORMS.index(self.form) + 1])
        return Manner("", "", steady=False) if self.limit or self.steady else None


@dataclass(slots=True)
class Client:
    """Asks an endpoint; several threads may ask at a time."""

    endpoint: Endpoint
    prompt: Prompt
    budget: Budget
    timeout: float
    pause: float
    manner: Manner = Manner()
    _not_before: float = 0.0
    _lock: Lock = field(default_factory=Lock)
    _http: httpx.Client | None = None

    @contextmanager
    def connected(self) -> Iterator[None]:
        """Connections are kept open within the block; none is opened before the first question."""
        headers = {"Authorization": f"Bearer {self.endpoint.key}"} if self.endpoint.key else {}
        # A proxy of the environment would carry texts off the machine that are to stay on it.
        with httpx.Client(
            headers=headers,
            timeout=self.timeout,
            follow_redirects=False,
            trust_env=not self.endpoint.is_local,
        ) as http:
            self._http = http
            try:
                yield
            finally:
                self._http = None

    def ask(self, text: str) -> str:
        """What the model writes about a text.

        Raises:
            UnansweredError: it gave no answer, after several tries.
            TooLongError: text or answer is too long for it.
            SpentError: the budget allows no further call.
            KgError: the endpoint cannot be reached, or refuses this user or model altogether.
        """
        reason = ""
        tries = 0
        manner = self.manner
        while tries < _TRIES:
            self._wait()
            try:
                status, body, retry_after = self._post(text, manner)
            except httpx.TimeoutException:
                status, body, retry_after = 0, b"", ""
                reason = f"no answer within {self.timeout:g} seconds"
            except httpx.ConnectError as error:
                if tries + 1 == _TRIES:
                    raise self._unreachable(error) from error
                status, body, retry_after = 0, b"", ""
            except httpx.RequestError:
                status, body, retry_after, reason = 0, b"", "", "the connection broke"
            except httpx.InvalidURL as error:
                raise self._unreachable(error) from error
            if status == httpx.codes.OK:
                self.manner = manner
                return _written(body)
            if status in _REFUSED and (simpler := manner.simpler(_complaint(body).lower())):
                manner = simpler
                continue
            if status and status not in _BUSY:
                raise self._refusal(status, body)
            reason = f"the endpoint answers {status}" if status else reason
            self._hold(self.pause * 2**tries, retry_after)
            tries += 1
        raise UnansweredError(f"{reason}, {_TRIES} times")

    def _post(self, text: str, manner: Manner) -> tuple[int, bytes, str]:
        """One request: status, body and ``Retry-After``; the budget is charged."""
        question = self.prompt.question(text)
        http = self._http
        if http is None:  # others gave up while this thread was at work
            raise UnansweredError("no longer connected")
        most = len(self.prompt.system) + len(question) + ANSWER_TOKENS
        deadline = time.monotonic() + self.timeout
        with self.budget.call(most) as ticket:
            request = http.stream(
                "POST",
                f"{self.endpoint.url}/chat/completions",
                content=dumps(self._payload(question, manner)).encode("ascii"),
                headers=_HEADERS,
            )
            with request as response:
                body = b""
                for chunk in response.iter_bytes():
                    body += chunk
                    if len(body) > _MOST_BYTES:
                        ticket.tokens = most
                        raise TooLongError(f"an answer of more than {_MOST_BYTES:,} bytes")
                    if time.monotonic() > deadline:
                        raise httpx.ReadTimeout("the answer trickles")
                if response.status_code == httpx.codes.OK:
                    ticket.tokens = _tokens(body, len(self.prompt.system) + len(question))
                return response.status_code, body, response.headers.get("retry-after", "")

    def _payload(self, question: str, manner: Manner) -> dict[str, Any]:
        payload: dict[str, Any] = {
            "model": self.endpoint.model,
            "messages": [
                {"role": "system", "content": self.prompt.system},
                {"role": "user", "content": question},
            ],
            "stream": False,
        }
        if manner.steady:
            payload["temperature"] = 0
        if manner.limit:
            payload[manner.limit] = ANSWER_TOKENS
        if manner.form == "json_schema":
            schema = {"name": "graph", "strict": True, "schema": loads(self.prompt.schema)}
            payload["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif manner.form:
            payload["response_format"] = {"type": manner.form}
        return payload

    def _hold(self, pause: float, retry_after: str) -> None:
        """Let no thread ask for a while: as long as the endpoint wants, if it says."""
        asked = asked_pause(retry_after, time.time())
        pause = min(pause if asked is None else asked, _LONGEST_PAUSE)
        with self._lock:
            self._not_before = max(self._not_before, time.monotonic() + pause)

    def _wait(self) -> None:
        with self._lock:
            pause = self._not_before - time.monotonic()
        if pause > 0:
            time.sleep(pause)

    def _unreachable(self, error: Exception) -> KgError:
        kind = type(error).__name__
        return InputError(
            f"{self.endpoint.url}: cannot be reached ({kind}); is the server running? "
            "What was answered before is in the cache"
        )

    def _refusal(self, status: int, body: bytes) -> Exception:
        """What to raise for an answer that no second try would change."""
        place = self.endpoint.url
        if status in {401, 403}:
            return InputError(
                f"{place}: refuses the key ({status}); put one into "
                f"{self.endpoint.key_variable}, or name another variable with --key-env"
            )
        if status == httpx.codes.NOT_FOUND:
            return InputError(f"{place}: knows no such path or model (404: {self.endpoint.model})")
        if 300 <= status < 400:
            return InputError(f"{place}: answers with a redirect, which kg does not follow")
        complaint = _complaint(body)
        if status == httpx.codes.REQUEST_ENTITY_TOO_LARGE or "context" in complaint.lower():
            return TooLongError(f"too long for the model ({status})")
        return UnansweredError(f"the endpoint refuses the question ({status})")


def _written(body: bytes) -> str:
    """The text of an answer.

    Raises:
        TooLongError: it was cut off where the longest answer ends.
        UnansweredError: there is none in it.
    """
    try:
        choice = loads(body)["choices"][0]
        text = choice["message"]["content"]
        cut = choice.get("finish_reason") == "length"
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise UnansweredError("an answer that is no chat completion") from error
    if cut:
        raise TooLongError("an answer that is cut off")
    return text if isinstance(text, str) else ""


def _tokens(body: bytes, asked: int) -> int:
    """The tokens that an answer says it cost, else the characters of both sides."""
    try:
        total = loads(body)["usage"]["total_tokens"]
    except (ValueError, KeyError, TypeError, RecursionError):
        total = None
    if isinstance(total, int) and not isinstance(total, bool) and total >= 0:
        return total
    return asked + len(body.decode("utf-8", "replace"))


def _complaint(body: bytes) -> str:
    """What an endpoint says is wrong; never shown, as it may repeat a key or a text."""
    return body[:4000].decode("utf-8", "replace")
