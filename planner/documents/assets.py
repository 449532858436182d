"""The static files that documents are made with."""

from pathlib import Path

from django.contrib.staticfiles import finders


def static_file(name: str) -> Path:
    """The static file called ``name``; raises ``FileNotFoundError`` if it was not built."""
    path = finders.find(name)
    if not path:
        raise FileNotFoundError(f"{name} is missing; `manage.py build_fonts` makes the fonts.")
    return Path(path)
