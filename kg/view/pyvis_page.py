"""The drawing, by pyvis: its nodes, edges and options, and the vis-network library it brings along.

pyvis' own page is not used: it links Bootstrap from a CDN and is written in the system's encoding
(docs/decisions/0007-html-view.md). The only importer of pyvis.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import sqrt
from typing import Any

from pyvis.edge import Edge
from pyvis.network import Network as PyvisNetwork

from kg.view.data import Edges
from kg.view.layout.boxes import place_boxes
from kg.view.select import Part

_LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_LONGEST_LABEL = 18
_SHAPES = {
    "Person": "dot",
    "Organization": "square",
    "Place": "triangleDown",
    "Program": "diamond",
    "Award": "star",
    "Work": "hexagon",
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """What vis-network draws, as plain values."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    options: dict[str, Any]


def drawing(part: Part, edges: Edges) -> Drawing:
    """Nodes with their places, and one edge for each pair of nodes and direction."""
    net = PyvisNetwork(directed=True, cdn_resources="in_line")
    net.options = _OPTIONS
    pairs = dict(edges)
    for number, look in enumerate(_looks(part, list(pairs))):
        net.add_node(number, **look)
    for number, ((source, target), facts) in enumerate(edges):
        look = _edge_look(part, facts)
        if (target, source) in pairs and source != target:
            look["smooth"] = {"enabled": True, "type": "curvedCW", "roundness": 0.18}
        # As add_edge does, which looks through the list of all nodes for each edge.
        net.edges.append(Edge(source, target, net.directed, id=number, **look).options)
    return Drawing(net.nodes, net.edges, net.options)


@cache
def library() -> str:
    """The source of vis-network, as pyvis ships it."""
    return _SOURCE_MAP.sub("", files("pyvis").joinpath(_LIBRARY).read_text("utf-8"))


def _looks(part: Part, pairs: Sequence[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    sizes = [_radius(part.degree[node.iri]) for node in part.nodes]
    fonts = [round(12 + radius / 3) for radius in sizes]
    labels = [_short(node.label) for node in part.nodes]
    boxes = [
        (max(2.0 * size, _width(label) * font) + 14.0, 2.0 * size + font + 18.0)
        for size, font, label in zip(sizes, fonts, labels, strict=True)
    ]
    places = place_boxes(boxes, pairs)
    for node, size, font, label, (x, y) in zip(
        part.nodes, sizes, fonts, labels, places, strict=True
    ):
        yield {
            "label": label,
            "group": node.type,
            "shape": _SHAPES.get(node.type, "dot"),
            "size": size,
            "font": {"size": font},
            "x": x,
            "y": y,
        }


def _radius(degree: int) -> int:
    return min(34, round(8 + 4 * sqrt(degree)))


def _short(label: str) -> str:
    """One line, short enough for the picture; the panel has the whole name. Never empty."""
    flat = " ".join(label.split()) or "…"
    return flat if len(flat) <= _LONGEST_LABEL else flat[: _LONGEST_LABEL - 1] + "…"


def _width(label: str) -> float:
    """In ems: Chinese characters are as wide as high, Latin ones about half."""
    return sum(0.55 if character.isascii() else 1.0 for character in label)


def _edge_look(part: Part, facts: Sequence[int]) -> dict[str, Any]:
    stated = sum(len(part.facts[number].proofs) for number in facts)
    sure = any(part.facts[number].modality == "asserted" for number in facts)
    return {"width": min(5.0, 1.0 + 0.5 * (stated - 1)), "dashes": False if sure else [6, 5]}


_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "hideEdgesOnDrag": False,
        "tooltipDelay": 3600000,
        "zoomSpeed": 0.6,
    },
    "nodes": {
        "borderWidth": 1.5,
        "borderWidthSelected": 3,
        "labelHighlightBold": False,
        "scaling": {"label": {"drawThreshold": 9, "maxVisible": 30}},
    },
    "edges": {
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
        "smooth": False,
        "labelHighlightBold": False,
        "selectionWidth": 1.5,
        "hoverWidth": 1,
    },
}
