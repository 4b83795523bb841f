"""Who computes what, and for how long: lanes, the queue, time limits, and a change of builds.

A call gets a worker of the fast lane. If it is not done after a moment it becomes a long one: its
worker goes on at low priority in the slow lane, and a spare worker takes its place in the fast one,
so that long queries take neither the place nor much of the time of short ones. At the time limit
its process is killed. Where the slow lane is full and others wait, a long query is cut off early.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from kg.errors import OutputError
from kg.serve.log import log
from kg.serve.nursery import Nursery, Worker, WorkerEndedError, start_nursery
from kg.serve.session import stamp
from kg.serve.settings import Settings
from kg.serve.wire import Reply, plain

_SPARES = 1
_LOOK = 1.0  # seconds between two looks whether the build was exchanged
_RETRY_SOON = "1"
_TIMED_OUT, _TOO_MANY, _CLIENT_GONE, _STOPPED = "timed out", "too many", "client gone", "stopped"

Gone = Callable[[], Awaitable[None]]


class Pool:
    """The workers of a server."""

    def __init__(self, settings: Settings, errors: Any) -> None:
        self._settings = settings
        self._errors = errors
        self._nursery: Nursery | None = None
        self._stamp = (0, 0)
        self._unreadable = (0, 0)
        self._idle: deque[Worker] = deque()
        self._fast: set[Worker] = set()
        self._slow: set[Worker] = set()
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._watcher: asyncio.Task[None] | None = None
        self._is_stopping = False

    @property
    def base(self) -> str:
        """What the IRIs of the build's entities start with."""
        return self._nursery.base if self._nursery else ""

    @property
    def edition(self) -> tuple[int, int]:
        """What tells this build from the one before."""
        return self._stamp

    def state(self) -> dict[str, int]:
        """How many workers are free, at work on short and on long queries; how many wait."""
        return {
            "idle": len(self._idle),
            "fast": len(self._fast),
            "slow": len(self._slow),
            "waiting": len(self._waiting),
        }

    async def start(self) -> None:
        """Open the build.

        Raises:
            OutputError: there is none, or it cannot be read.
        """
        self._stamp = stamp(self._settings.folder)
        self._nursery = await start_nursery(self._settings, self._lost, self._errors)
        self._fill()
        self._watcher = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """Kill what still runs and end all processes."""
        self._is_stopping = True
        if self._watcher:
            self._watcher.cancel()
        for worker in [*self._fast, *self._slow]:
            worker.end(_STOPPED)
        if self._nursery:
            await self._nursery.close()

    async def ask(self, name: str, values: dict[str, Any], gone: Gone | None = None) -> Reply:
        """The reply to a call, or one that says why there is none (503).

        Args:
            name: the job.
            values: what it is told.
            gone: returns when the client has left; a long query is then killed.
        """
        worker = await self._next_worker()
        if isinstance(worker, Reply):
            return worker
        self._fast.add(worker)
        call = _Call(self, self._settings, worker, gone)
        try:
            return await worker.ask(name, values)
        except WorkerEndedError as ended:
            return self._excuse(str(ended))
        except asyncio.CancelledError:
            worker.end(_STOPPED)
            raise
        finally:
            call.done()
            self._give_back(worker)

    async def _next_worker(self) -> Worker | Reply:
        if self._is_stopping:
            return self._excuse(_STOPPED)
        if self._idle and len(self._fast) < self._settings.fast_lane:
            return self._idle.pop()
        if len(self._waiting) >= self._settings.queue:
            return plain(503, "the server is busy: the queue is full", Retry_After=_RETRY_SOON)
        turn: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            return await asyncio.wait_for(turn, self._settings.timeout)
        except TimeoutError:
            return plain(503, "the server is busy: no turn came", Retry_After=_RETRY_SOON)
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._give_back(turn.result())
            raise
        finally:
            with suppress(ValueError):
                self._waiting.remove(turn)

    def _give_back(self, worker: Worker) -> None:
        self._fast.discard(worker)
        self._slow.discard(worker)
        if worker.is_open:
            if worker.is_slow or worker.nursery is not self._nursery:
                worker.end()
            else:
                self._idle.append(worker)
        self._dispatch()

    def _dispatch(self) -> None:
        """Give free workers to those who wait, and see that there are enough workers."""
        while self._waiting and self._idle and len(self._fast) < self._settings.fast_lane:
            turn = self._waiting.popleft()
            if not turn.done():
                worker = self._idle.pop()
                self._fast.add(worker)
                turn.set_result(worker)
        self._fill()

    def _fill(self) -> None:
        wanted = self._settings.fast_lane + _SPARES
        if self._nursery is None or self._is_stopping:
            return
        have = len(self._idle) + len(self._fast) + self._nursery.starting
        for _ in range(wanted - have):
            self._nursery.make_worker(self._ready)

    def _ready(self, worker: Worker) -> None:
        if worker.nursery is self._nursery:
            self._idle.append(worker)
        else:
            worker.end()
        self._dispatch()

    def _lost(self, worker: Worker) -> None:
        with suppress(ValueError):
            self._idle.remove(worker)

    def _spawn(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _excuse(self, reason: str) -> Reply:
        settings = self._settings
        texts = {
            _TIMED_OUT: f"the query took more than {settings.timeout:g} s and was stopped; "
            "ask for less, or have the server started with a longer --timeout",
            _TOO_MANY: "the query was stopped because too many long ones run at a time; "
            "try again later",
            _CLIENT_GONE: "the client left",
            _STOPPED: "the server is stopping",
        }
        default = (
            f"the process of the query ended, most likely because it needed more than "
            f"{settings.memory} MiB of memory; ask for less, or have the server started with more "
            "--memory"
        )
        retry = str(max(1, round(settings.timeout))) if reason == _TIMED_OUT else _RETRY_SOON
        return plain(503, texts.get(reason, default), Retry_After=retry)

    def long(self, worker: Worker, call: "_Call") -> bool:
        """A call has become a long one: whether it may go on."""
        if worker.is_slow:
            return True
        if len(self._slow) < self._settings.slow_lane:
            self._fast.discard(worker)
            self._slow.add(worker)
            worker.make_slow()
            call.watch()
            self._dispatch()
            return True
        return not self._waiting

    async def _watch(self) -> None:
        """Take the new build when the folder holds one, and replace a zygote that is gone."""
        while True:
            await asyncio.sleep(_LOOK)
            found = stamp(self._settings.folder)
            is_new = found not in ((0, 0), self._stamp, self._unreadable)
            if is_new or not (self._nursery and self._nursery.is_alive()):
                await self._exchange(found)
            self._fill()

    async def _exchange(self, found: tuple[int, int]) -> None:
        try:
            nursery = await start_nursery(self._settings, self._lost, self._errors)
        except OutputError as error:
            self._unreadable = found
            log("error", message=str(error))
            return
        before, self._nursery, self._stamp = self._nursery, nursery, found
        for worker in list(self._idle):
            worker.end()
        self._fill()
        log("build", message="a new build is served")
        if before:
            self._spawn(self._retire(before))

    async def _retire(self, nursery: Nursery) -> None:
        """End a zygote when its last query is done."""
        while any(worker.nursery is nursery for worker in (*self._fast, *self._slow)):
            await asyncio.sleep(_LOOK)
        await nursery.close()


class _Call:
    """The timers of one call."""

    def __init__(self, pool: Pool, settings: Settings, worker: Worker, gone: Gone | None) -> None:
        self._pool = pool
        self._worker = worker
        self._gone = gone
        self._watching: asyncio.Task[None] | None = None
        self._loop = asyncio.get_running_loop()
        self._end = self._loop.time() + settings.timeout
        self._patience = min(settings.patience, settings.timeout)
        self._timer = self._loop.call_later(self._patience, self._impatient)

    def done(self) -> None:
        """The call has its answer."""
        self._timer.cancel()
        if self._watching:
            self._watching.cancel()

    def watch(self) -> None:
        """Kill the query when its client leaves."""
        if self._gone:
            self._watching = asyncio.create_task(self._until_gone(self._gone))

    async def _until_gone(self, gone: Gone) -> None:
        await gone()
        self._worker.end(_CLIENT_GONE)

    def _impatient(self) -> None:
        left = self._end - self._loop.time()
        if left <= 0.001:
            self._worker.end(_TIMED_OUT)
        elif not self._pool.long(self._worker, self):
            self._worker.end(_TOO_MANY)
        else:
            delay = left if self._worker.is_slow else min(self._patience, left)
            self._timer = self._loop.call_later(delay, self._impatient)
