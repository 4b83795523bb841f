"""path → Document: decoding, page furniture, metadata."""
