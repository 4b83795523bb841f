"""Network → files in the formats of the trade."""
