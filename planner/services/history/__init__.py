"""What was written, by whom, and how it is taken back."""
