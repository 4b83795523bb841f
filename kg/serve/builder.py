"""What changes a build while it is served: requests to ``kg.editing``, and the build made again."""

import asyncio
import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from kg.serve.log import log
from kg.serve.pool import Pool
from kg.serve.session import stamp
from kg.serve.settings import Settings

_LOOK = 0.05
_LONGEST_TAKE_UP = 120.0
_FAILED = {"status": 503, "body": {"error": "the edits could not be handled; the log says why"}}


class Builder:
    """Makes the build again after each writing; what is written meanwhile goes into the next."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        self._pool = pool
        self._settings = settings
        self._written = 0
        self._served = 0
        self._message = ""
        self._task: asyncio.Task[None] | None = None
        self._children: set[asyncio.subprocess.Process] = set()

    def status(self) -> dict[str, Any]:
        """How far the build that is served has what was written."""
        is_building = self._task is not None and not self._task.done()
        state = "building" if is_building else "failed" if self._message else "idle"
        return {
            "state": state,
            "written": self._written,
            "served": self._served,
            "message": self._message,
        }

    def written(self) -> int:
        """Note that something was written, and see that it is built; its number."""
        self._written += 1
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._build())
        return self._written

    async def settled(self, seconds: float, number: int = 0) -> bool:
        """Wait until ``number`` (all that is written, where 0) is served, or its build failed.

        Returns:
            Whether it is served.
        """
        number = number or self._written
        end = asyncio.get_running_loop().time() + seconds
        while self._served < number and asyncio.get_running_loop().time() < end:
            if self._task is None or self._task.done():
                break
            await asyncio.sleep(_LOOK)
        return self._served >= number

    async def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The answer of ``python -m kg.editing``: ``status`` and ``body``."""
        file = str(self._settings.curation) if self._settings.curation else ""
        whole = {**request, "output": str(self._settings.folder), "file": file}
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "kg.editing",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        self._children.add(child)
        try:
            out, complaints = await child.communicate(json.dumps(whole).encode("ascii"))
        finally:
            self._children.discard(child)
        with suppress(ValueError):
            answer: dict[str, Any] = json.loads(out)
            return answer
        log("error", message=complaints.decode("utf-8", "backslashreplace"))
        return dict(_FAILED)

    async def stop(self) -> None:
        """End what still runs; a build that is broken off leaves the one that is there."""
        if self._task:
            self._task.cancel()
        for child in list(self._children):
            with suppress(ProcessLookupError):
                child.terminate()

    async def _build(self) -> None:
        while self._served < self._written:
            number = self._written
            answer = await self.ask({"do": "build"})
            if answer["status"] != 200:
                self._message = str(answer["body"].get("error", ""))
                return
            await self._taken_up()
            self._served, self._message = number, ""

    async def _taken_up(self) -> None:
        """Wait until the pool answers from the build that lies in the folder."""
        end = asyncio.get_running_loop().time() + _LONGEST_TAKE_UP
        while self._pool.edition != stamp(self._settings.folder):
            if asyncio.get_running_loop().time() > end:
                return
            await asyncio.sleep(_LOOK)
