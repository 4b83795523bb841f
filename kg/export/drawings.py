"""The network for drawing programs: GraphML (yEd, Cytoscape) and GEXF (Gephi).

Written here and not by networkx, which needs four times as long; a test reads both files with it.
U+FFFD stands for characters that XML cannot hold.
"""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from kg.export.inert import xml_text
from kg.export.sheets import Sheet, fact_run, node_run
from kg.export.tables import best_score
from kg.model import Fact, Network, Node
from kg.schema import Schema, default_schema

Value = str | int | float

_SPECIAL = re.compile("[^\u0020\u0021\u0023-\u0025\u0027-\u003b=?-\ud7ff\ue000-\ufffd]")
_ESCAPES = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
_JOINT = " | "

# Names of the values of a node and of an edge, with their types.
_NODE = (
    ("label", "string"), ("type", "string"), ("subtype", "string"), ("type_label", "string"),
    ("aliases", "string"), ("mentions", "long"), ("documents", "long"),
)  # fmt: skip
_EDGE = (
    ("predicate", "string"), ("label", "string"), ("modality", "string"), ("roles", "string"),
    ("evidence", "long"), ("score", "double"), ("quote", "string"),
)  # fmt: skip

_GRAPHML = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_GEXF = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd" \
version="1.2">
  <meta><creator>kg</creator></meta>
  <graph defaultedgetype="directed" mode="static">
"""


def graphml(_: Network) -> Sheet:
    """GraphML: a node for each entity, an edge for each fact."""
    schema = default_schema()
    keys = "".join(
        f'  <key id="d{number}" for="{what}" attr.name="{name}" attr.type="{kind}"/>\n'
        for number, (what, (name, kind)) in enumerate(
            [*(("node", value) for value in _NODE), *(("edge", value) for value in _EDGE)]
        )
    )

    def node(node: Node) -> str:
        return f'    <node id="{_safe(node.iri)}">\n{_data(_node(node, schema), 0)}    </node>\n'

    def edge(fact: Fact) -> str:
        return (
            f'" source="{_safe(fact.subject)}" target="{_safe(fact.object)}">\n'
            f"{_data(_edge(fact, schema), len(_NODE))}    </edge>\n"
        )

    return Sheet(
        f'{_GRAPHML}{keys}  <graph edgedefault="directed">\n',
        node_run(node),
        fact_run(edge, mark='    <edge id="f'),
        "  </graph>\n</graphml>\n",
    )


def _data(values: Sequence[Value], first: int) -> str:
    return "".join(
        f'      <data key="d{number}">{_safe(value)}</data>\n'
        for number, value in enumerate(values, first)
    )


def gexf(_: Network) -> Sheet:
    """GEXF 1.2, likewise."""
    schema = default_schema()

    def node(node: Node) -> str:
        values = _attvalues(_node(node, schema), 0)
        label = _safe(node.label)
        return f'      <node id="{_safe(node.iri)}" label="{label}">\n{values}      </node>\n'

    def edge(fact: Fact) -> str:
        said = _edge(fact, schema)
        return (
            f'" source="{_safe(fact.subject)}" target="{_safe(fact.object)}" '
            f'label="{_safe(said[1])}">\n{_attvalues(said, len(_NODE))}      </edge>\n'
        )

    attributes = _attributes("node", _NODE, 0) + _attributes("edge", _EDGE, len(_NODE))
    return Sheet(
        f"{_GEXF}{attributes}    <nodes>\n",
        node_run(node),
        "    </nodes>\n    <edges>\n",
        fact_run(edge, mark='      <edge id="f'),
        "    </edges>\n  </graph>\n</gexf>\n",
    )


def _attributes(what: str, names: Sequence[tuple[str, str]], first: int) -> str:
    # The label is an attribute of the element itself.
    lines = "".join(
        f'      <attribute id="{number}" title="{name}" type="{kind}"/>\n'
        for number, (name, kind) in enumerate(names, first)
        if name != "label"
    )
    return f'    <attributes mode="static" class="{what}">\n{lines}    </attributes>\n'


def _attvalues(values: Sequence[Value], first: int) -> str:
    label = 0 if first == 0 else 1
    lines = "".join(
        f'          <attvalue for="{first + number}" value="{_safe(value)}"/>\n'
        for number, value in enumerate(values)
        if number != label
    )
    return f"        <attvalues>\n{lines}        </attvalues>\n"


def _node(node: Node, schema: Schema) -> tuple[Value, ...]:
    kind = schema.kinds.get(node.subtype) or schema.kinds.get(node.type)
    return (
        node.label,
        node.type,
        node.subtype,
        kind.zh if kind else node.type,
        _JOINT.join(node.names[1:]),
        node.mentions,
        len(node.appearances),
    )


def _edge(fact: Fact, schema: Schema) -> tuple[Value, ...]:
    predicate = schema.predicates.get(fact.predicate)
    return (
        fact.predicate,
        predicate.zh if predicate else fact.predicate,
        fact.modality,
        _JOINT.join(fact.roles),
        len(fact.proofs),
        best_score(fact),
        fact.proofs[0].evidence.text if fact.proofs else "",
    )


def _safe(value: Value) -> Value:
    if not isinstance(value, str) or not _SPECIAL.search(value):
        return value
    return escape(xml_text(value), _ESCAPES)
