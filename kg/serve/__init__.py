"""A build over HTTP: SPARQL 1.1 Protocol, graphs, entity pages, the query editor. It only reads.

``kg.serve`` is made of two halves. The server process (``run``, ``app``, ``http``) speaks HTTP and
never computes a query. Worker processes (``zygote``, ``worker``, ``jobs``) have the build open and
compute one answer at a time; one that takes too long is killed with its process, which is the only
way to stop the engine. ``pool`` stands between the two.
"""

from kg.serve.settings import Settings

__all__ = ["Settings", "serve"]


def serve(settings: Settings) -> None:
    """Serve until the process is told to stop (SIGINT, SIGTERM).

    Raises:
        InputError: an address that cannot be bound, or may not be without a token.
        OutputError: there is no build, or it cannot be read.
    """
    from kg.serve.run import run

    run(settings)
