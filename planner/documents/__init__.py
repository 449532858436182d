"""The output boundary: what leaves Prorata on paper and as files."""
