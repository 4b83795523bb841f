"""Network → files in the formats of the trade.

>>> from kg.export import FORMATS
>>> FORMATS["ttl"].file
'graph.ttl'
"""

from kg.export.content import Changes, Content
from kg.export.formats import FORMATS, Format, encode, write, write_all, write_files
from kg.export.manifest import write_manifest
from kg.export.network import to_networkx
from kg.export.splice import Earlier, earlier_in

__all__ = [
    "FORMATS",
    "Changes",
    "Content",
    "Earlier",
    "Format",
    "earlier_in",
    "encode",
    "to_networkx",
    "write",
    "write_all",
    "write_files",
    "write_manifest",
]
