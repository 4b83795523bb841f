"""Network → one HTML page that opens anywhere."""
