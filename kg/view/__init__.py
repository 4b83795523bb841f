"""Network → one HTML page that opens anywhere, offline."""

from kg.model import Network

__all__ = ["render"]


def render(network: Network) -> str:
    """The text of ``graph.html``; the same network always gives the same text.

    Over 1,500 entities the page shows the best-connected ones and says so.
    """
    from kg.view.page import page  # pyvis brings half a notebook with it

    return page(network)
