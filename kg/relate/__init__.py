"""Document + Entities → Claims: the relations that the text states."""
