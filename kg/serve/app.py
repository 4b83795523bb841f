"""The application: resources inside the guard, workers started and stopped with it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from kg.serve.builder import Builder
from kg.serve.guard import Guard
from kg.serve.pool import Pool
from kg.serve.routes import routes
from kg.serve.settings import Settings


def application(pool: Pool, settings: Settings) -> Starlette:
    """The ASGI application over a pool, which it stops at its own end."""
    builder = Builder(pool, settings)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        await builder.stop()
        await pool.stop()

    layers = [Middleware(Guard, settings=settings)]
    if settings.origins:
        cors = Middleware(
            CORSMiddleware,
            allow_origins=list(settings.origins),
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["Accept", "Authorization", "Content-Type"],
        )
        layers.append(cors)
    return Starlette(routes=routes(pool, settings, builder), middleware=layers, lifespan=lifespan)
