"""``explorer.html``: template, style, script and data put together as one file.

The content security policy lets run the page's one script, by its digest, WebAssembly, and workers
that the script makes itself; nothing can be loaded. Data stands in base64, which holds no markup.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path

import numpy as np

from kg.errors import KgError
from kg.explorer.blocks import GraphBlock
from kg.explorer.evidence_block import Mentions, evidence_block, mentions_of, texts_block
from kg.explorer.graph_block import graph_block
from kg.explorer.index import SMALL, write_index
from kg.explorer.pack import packed, packed_bytes
from kg.explorer.picture import Picture, draw
from kg.explorer.queries import queries_block
from kg.explorer.statements import quoted, statements_block
from kg.explorer.terms import Terms
from kg.graph import quarantine, sections
from kg.model import Document, Network
from kg.rdf import Quad, RdfFormat, dump
from kg.schema import PREFIXES, default_schema
from kg.view.html import checked_script, filled, script_sources
from kg.view.select import Part, best_connected

# A browser draws more, but opening takes too long; kg serve shows graphs of any size.
MOST_FACTS = 150_000
MOST_NODES = 150_000
MOST_TEXT = 50_000_000  # characters


@dataclass(frozen=True, slots=True)
class Explorer:
    """A network drawn, with all blocks of its page but the statements, which others may have made.

    Attributes:
        network: the graph.
        whole: all of it, as columns.
        mentions: what of all nodes each document names.
        part: what of it the page shows.
        blocks: of the page, by name, packed.
    """

    network: Network
    whole: GraphBlock
    mentions: Mentions
    part: Part
    blocks: tuple[tuple[str, str], ...]

    def page(self, turtle: bytes, quarantine: Iterable[Quad]) -> str:
        """The text of ``explorer.html``.

        Args:
            turtle: all good statements, as ``graph.ttl`` has them.
            quarantine: the others.
        """
        quotes = quoted(self.part.facts)
        found = statements_block(turtle, quarantine, self.network.base, quotes)
        more: dict[str, object] = {"queries": queries_block(self.network.base)}
        if found:
            more["statements"] = found
        blocks = ((name, packed(block)) for name, block in more.items())
        return assembled(chain(self.blocks, blocks))

    def write_index(self, path: Path, *, small: int = SMALL) -> None:
        """Write the index from which ``kg serve`` sends the graph piece by piece.

        Args:
            path: the file.
            small: up to so many nodes and facts the whole graph is to be sent at once.

        Raises:
            OSError: it cannot be written.
        """
        write_index(self.whole, self.mentions, path, small=small)


def drawn(network: Network, documents: Iterable[Document], *, texts: bool = True) -> Explorer:
    """A network drawn; ``texts`` tells whether the documents' texts go into the page."""
    text_of = {document.id: document.text for document in documents}
    inside = texts and bool(text_of) and sum(map(len, text_of.values())) <= MOST_TEXT
    all_ = everything(network)
    picture = draw(all_)
    terms = Terms(default_schema(), network.nodes, network.facts)
    whole = graph_block(network, all_, terms, picture, texts=inside)
    part, graph, mentions = all_, whole, mentions_of(network, all_)
    named = mentions
    if len(network.nodes) > MOST_NODES or len(network.facts) > MOST_FACTS:
        part = best_connected(network, MOST_NODES, MOST_FACTS)
        graph = graph_block(network, part, terms, _of(part, all_, picture), texts=inside)
        named = mentions_of(network, part)
    made = blocks(network, part, graph, terms, texts=text_of, mentions=named)
    return Explorer(network, whole, mentions, part, tuple(made))


def everything(network: Network) -> Part:
    """All of a network."""
    return best_connected(network, len(network.nodes))


def _of(part: Part, all_: Part, picture: Picture) -> Picture:
    """The picture of the part as it is in that of all."""
    number = {node.iri: index for index, node in enumerate(all_.nodes)}
    nodes = np.array([number[node.iri] for node in part.nodes], dtype=np.int64)
    degree = np.array([part.degree[node.iri] for node in part.nodes], dtype=np.int64)
    return picture.of(nodes, degree)


def page(network: Network, documents: Iterable[Document], *, texts: bool = True) -> str:
    """The page of a network; ``texts`` tells whether the documents' texts go into it."""
    good = (quad for section in sections(network) for quad in section.quads())
    turtle = dump((quad.triple for quad in good), RdfFormat.TURTLE, PREFIXES)
    return drawn(network, documents, texts=texts).page(turtle, quarantine(network))


def blocks(
    network: Network,
    part: Part,
    graph: GraphBlock,
    terms: Terms,
    *,
    texts: Mapping[str, str],
    mentions: Mentions,
) -> Iterator[tuple[str, str]]:
    """The blocks of the page by name, packed; ``graph`` tells whether texts are among them."""
    inside = graph.meta.texts
    yield "graph", packed(graph)
    yield "evidence", packed(evidence_block(network, part, terms, texts, inside=inside))
    if inside:
        yield "texts", packed(texts_block(network, mentions, texts))
    yield "wasm", _engine()


def assembled(parts: Iterable[tuple[str, str]]) -> str:
    """The page with these blocks."""
    script = checked_script(_static("explorer.js"))
    return filled(
        _template(),
        {
            "policy": _policy(script),
            "style": _static("explorer.css"),
            "blocks": "\n".join(
                f'<script type="application/octet-stream" id="kg-{name}">{data}</script>'
                for name, data in parts
            ),
            "script": script,
        },
    )


def _policy(script: str) -> str:
    return (
        f"default-src 'none'; script-src {script_sources([script])} 'wasm-unsafe-eval'; "
        "style-src 'unsafe-inline'; img-src data: blob:; worker-src blob:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _engine() -> str:
    """The SPARQL engine that the page starts when it is first asked something."""
    return packed_bytes(_static_bytes("oxigraph.wasm"))


def _template() -> str:
    page = files("kg.explorer").joinpath("assets", "page.html").read_text("utf-8")
    return page.replace("\r\n", "\n")


def _static(name: str) -> str:
    return _static_bytes(name).decode("utf-8")


@cache
def _static_bytes(name: str) -> bytes:
    try:
        return files("kg.explorer").joinpath("static", name).read_bytes()
    except FileNotFoundError as error:
        raise KgError(
            f"kg/explorer/static/{name}: the page's front end is not built; "
            "run: npm --prefix web ci && npm --prefix web run build"
        ) from error
