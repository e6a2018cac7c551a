"""The scoreboard: what the records promise, measured. ``python -m tests.torture`` prints a line for each goal."""
