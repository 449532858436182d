"""Files in answers: named safely, and kept in no cache."""

from django.http import HttpResponse

from planner.documents.file_names import file_name

__all__ = ["download", "file_name"]


def download(content: bytes, kind: str, name: str, *, inline: bool = False) -> HttpResponse:
    """``content`` as a file called ``name``, which the browser shows if ``inline``."""
    response = HttpResponse(content, content_type=kind)
    way = "inline" if inline else "attachment"
    response.headers["Content-Disposition"] = f'{way}; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
