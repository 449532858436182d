"""Files in answers: named safely, and kept in no cache."""

from django.http import HttpResponse
from django.utils.text import slugify

_LONGEST_PART = 40


def file_name(*parts: str, ending: str) -> str:
    """A name of plain letters, digits and dashes that every system takes."""
    slugs = [slugify(part)[:_LONGEST_PART].strip("-_") for part in parts]
    return "-".join(slug for slug in slugs if slug) + f".{ending}"


def download(content: bytes, kind: str, name: str, *, inline: bool = False) -> HttpResponse:
    """``content`` as a file called ``name``, which the browser shows if ``inline``."""
    response = HttpResponse(content, content_type=kind)
    way = "inline" if inline else "attachment"
    response.headers["Content-Disposition"] = f'{way}; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
