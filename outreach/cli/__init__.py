"""Commands: options in, one call, text out; one module for each family."""
