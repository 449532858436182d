"""A way out that was chosen, step by step."""
