"""Follow-up letters and status tables for sign-on letters to a legislature."""

__version__ = "0.1.0"
