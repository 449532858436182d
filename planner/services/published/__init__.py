"""What everybody may read: published cases, examples, and what nobody has verified."""
