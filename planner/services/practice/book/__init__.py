"""The clients of a practice from a table: read, matched, shown, written, taken back."""
