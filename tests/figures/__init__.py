"""Every figure of tables, page and workbook, counted once more by plain loops over the files.

``world`` makes a workspace on the whole public data: three letters and a year of dealings, through
the program's own ledger. ``plain`` reads the files that lie there then, and the public data as
published, with nothing of the program; ``tables``, ``books`` and ``pages`` say what the program has
to show. Only ``world`` and the test itself import the program.
"""
