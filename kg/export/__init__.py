"""Network → files in the formats of the trade.

>>> from kg.export import FORMATS
>>> FORMATS["ttl"].file
'graph.ttl'
"""

from kg.export.formats import FORMATS, Format, encode, write, write_all
from kg.export.network import to_networkx

__all__ = ["FORMATS", "Format", "encode", "to_networkx", "write", "write_all"]
