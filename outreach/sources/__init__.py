"""Public data → legislators. One module for each source."""
