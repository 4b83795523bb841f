"""The page as one file: template, style, scripts and data put together, every text made inert.

The content security policy lets run exactly the two scripts that are in the page (by their digests)
and lets nothing be loaded; texts travel as JSON in which no character can end the element.
"""

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files
from typing import Any

from kg.model import Network
from kg.view.data import page_data
from kg.view.pyvis_page import drawing, library
from kg.view.select import MOST_NODES, best_connected

_SCRIPTS = ("labels.js", "page.js", "look.js", "canvas.js", "panel.js", "search.js", "view.js")
_SLOT = re.compile(r"\{\{(\w+)\}\}")
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
_ENDS_SCRIPT = re.compile(r"</script|<!--", re.IGNORECASE)


def page(network: Network, limit: int = MOST_NODES) -> str:
    """The page of a network's best-connected ``limit`` nodes."""
    part = best_connected(network, limit)
    drawn = drawing(part)
    data = page_data(network, part)
    data["draw"] = {"nodes": drawn.nodes, "edges": drawn.edges, "options": drawn.options}
    scripts = {"library": _checked(library()), "script": _own_script()}
    return _filled(
        _asset("page.html"),
        {
            **scripts,
            "policy": _policy(scripts.values()),
            "style": _asset("view.css"),
            "data": json_in_html(data),
        },
    )


def json_in_html(value: object) -> str:
    """JSON that may stand in a script element: nothing in it looks like markup.

    >>> "<" in json_in_html("</script>")
    False
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _own_script() -> str:
    body = "\n".join(map(_asset, _SCRIPTS))
    return _checked('(() => {\n"use strict";\n' + body + "})();\n")


def _checked(script: str) -> str:
    script = script.replace("\r\n", "\n")
    if found := _ENDS_SCRIPT.search(script):
        raise ValueError(f"a script of the page holds {found.group()!r}, which would end it")
    return script


def _policy(scripts: Any) -> str:
    digests = " ".join(
        "'sha256-" + b64encode(sha256(script.encode("utf-8")).digest()).decode() + "'"
        for script in scripts
    )
    return (
        f"default-src 'none'; script-src {digests}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _filled(template: str, values: Mapping[str, str]) -> str:
    """The template with its slots filled, in one pass: a filling is never searched for slots."""
    return _SLOT.sub(lambda match: values[match.group(1)], template)


def _asset(name: str) -> str:
    return files("kg.view").joinpath("assets", name).read_text("utf-8").replace("\r\n", "\n")
