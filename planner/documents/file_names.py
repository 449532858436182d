"""What files are called."""

from typing import Final

from django.utils.text import slugify

_LONGEST_PART: Final = 40


def file_name(*parts: str, ending: str) -> str:
    """A name of plain letters, digits and dashes that every system takes."""
    slugs = [slugify(part)[:_LONGEST_PART].strip("-_") for part in parts]
    return "-".join(slug for slug in slugs if slug) + f".{ending}"
