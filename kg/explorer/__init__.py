"""Network and documents → ``explorer.html``: one page that shows the graph, offline."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.model import Document, Network

if TYPE_CHECKING:
    from kg.explorer.page import Explorer

__all__ = ["drawn", "render"]


def render(network: Network, documents: Iterable[Document] = (), *, texts: bool = True) -> str:
    """The text of ``explorer.html``; the same network and documents always give the same text.

    Over 150,000 facts the page shows the best-connected entities and says so.

    Args:
        network: the graph.
        documents: what it was made of.
        texts: whether the texts of the documents go into the page; the sentences that state facts
            always do.
    """
    from kg.explorer.page import page  # brings numpy and pinyin along

    return page(network, documents, texts=texts)


def drawn(
    network: Network, documents: Iterable[Document] = (), *, texts: bool = True
) -> "Explorer":
    """What :func:`render` gives in two steps, for those who have written the statements anyway."""
    from kg.explorer import page

    return page.drawn(network, documents, texts=texts)
