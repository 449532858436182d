"""The input boundary: what people type becomes facts, or an error that says what and where."""
