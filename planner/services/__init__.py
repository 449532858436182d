"""Work that touches several rows or has side effects, as keyword-only verbs."""
