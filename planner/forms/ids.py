"""Ids as they come in addresses and forms."""

from typing import Final

_DIGITS: Final = 12


def is_id(text: str) -> bool:
    """Whether every database takes it for the id of a row."""
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS
