"""The page as one file: template, style, scripts and data put together, every text made inert."""

from collections.abc import Iterable
from importlib.resources import files

from kg.model import Network
from kg.view.data import edges_of, page_data
from kg.view.html import checked_script, filled, json_in_html, script_sources
from kg.view.pyvis_page import drawing, library
from kg.view.select import MOST_NODES, best_connected

_SCRIPTS = ("labels.js", "page.js", "look.js", "canvas.js", "panel.js", "search.js", "view.js")


def page(network: Network, limit: int = MOST_NODES) -> str:
    """The page of a network's best-connected ``limit`` nodes."""
    part = best_connected(network, limit)
    edges = edges_of(part)
    drawn = drawing(part, edges)
    data = page_data(network, part, edges)
    data["draw"] = {"nodes": drawn.nodes, "edges": drawn.edges, "options": drawn.options}
    scripts = {"library": checked_script(library()), "script": _own_script()}
    return filled(
        _asset("page.html"),
        {
            **scripts,
            "policy": _policy(scripts.values()),
            "style": _asset("view.css"),
            "data": json_in_html(data),
        },
    )


def _own_script() -> str:
    body = "\n".join(map(_asset, _SCRIPTS))
    return checked_script('(() => {\n"use strict";\n' + body + "})();\n")


def _policy(scripts: Iterable[str]) -> str:
    return (
        f"default-src 'none'; script-src {script_sources(scripts)}; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _asset(name: str) -> str:
    return files("kg.view").joinpath("assets", name).read_text("utf-8").replace("\r\n", "\n")
