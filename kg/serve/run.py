"""A server from its first to its last moment."""

import asyncio
import os
import signal
import socket
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from typing import IO, Any

from kg.errors import InputError
from kg.serve.app import application
from kg.serve.guard import LOOPBACK
from kg.serve.log import log
from kg.serve.pool import Pool
from kg.serve.settings import Settings

_BACKLOG = 2048


def run(settings: Settings, ready: Callable[[str], None] | None = None) -> None:
    """Serve until told to stop. ``ready`` is given the address once the server answers.

    Raises:
        InputError: the address cannot be bound, or may not be without a token.
        OutputError: there is no build, or it cannot be read.
    """
    if not hasattr(os, "fork"):
        raise InputError("kg serve needs Linux or macOS; on Windows run it in WSL")
    if not settings.tokens and not is_loopback(settings.host):
        raise InputError(
            f"{settings.host}: others could read the build there; set KG_TOKEN or --token-file, "
            "or put a reverse proxy before 127.0.0.1 (docs/serve.md)"
        )
    if settings.edit_tokens and (not is_loopback(settings.host) or settings.hosts):
        raise InputError(
            "--edit is for this machine alone; leave out --host and --allow-host, or serve the "
            "build to others without it"
        )
    listening = _bound(settings)
    with listening, suppress(KeyboardInterrupt):
        _run(_serve(settings, listening, ready))


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return host in LOOPBACK or ip_address(host).is_loopback
    except ValueError:
        return False


def _run(main: Coroutine[Any, Any, None]) -> None:
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main)


def _bound(settings: Settings) -> socket.socket:
    where = f"{settings.host}:{settings.port}"
    try:
        family = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((settings.host, settings.port))
        listening.listen(_BACKLOG)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{where}: cannot listen there ({reason}); try --port 0") from error
    return listening


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


async def _serve(
    settings: Settings, listening: socket.socket, ready: Callable[[str], None] | None
) -> None:
    import uvicorn

    with _complaints() as errors:
        pool = Pool(settings, errors)
        await pool.start()
        config = uvicorn.Config(
            application(pool, settings),
            log_config=None,
            access_log=False,
            ws="none",
            server_header=False,
            timeout_graceful_shutdown=max(1, round(settings.grace)),
            timeout_keep_alive=30,
            h11_max_incomplete_event_size=settings.max_request,
        )
        server = uvicorn.Server(config)
        address = _address(listening)
        log("start", address=address, folder=str(settings.folder))
        if ready:
            ready(address)
        for number in (signal.SIGINT, signal.SIGTERM):
            # uvicorn takes both, and raises them again when it is done: we are done then too.
            signal.signal(number, lambda *_: None)
        await server.serve(sockets=[listening])
        log("stop")


@contextmanager
def _complaints() -> Iterator[IO[bytes]]:
    """A file for other processes' standard error whose lines become log lines."""
    reading, writing = os.pipe()
    reader = threading.Thread(target=_pass_on, args=(reading,), daemon=True)
    reader.start()
    with os.fdopen(writing, "wb") as file:
        yield file
    reader.join(timeout=1)


def _pass_on(reading: int) -> None:
    with os.fdopen(reading, "r", encoding="utf-8", errors="backslashreplace") as lines:
        for line in lines:
            log("worker", message=line.rstrip("\n"))
