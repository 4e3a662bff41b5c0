"""bylint checks AI-assisted articles: disclosure, citations, summary, analogies, residue."""
