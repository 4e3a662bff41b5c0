"""Facts drawn once per document and shared by the rules."""
