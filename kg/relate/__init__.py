"""Document + Entities → Claims: the relations that the text states."""

from kg.relate.relater import Related, Relater, load_relater

__all__ = ["Related", "Relater", "load_relater"]
