"""A follow-up → a file: one module for each format."""
