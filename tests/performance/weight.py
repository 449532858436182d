"""What a first visit transfers: the page and every file it asks for, compressed and not."""

import gzip
import re
from dataclasses import dataclass

from django.contrib.staticfiles import finders
from django.test import Client

_FILE = re.compile(r"(?:href|src)=\"/static/([^\"]+)\"|url\(\"?(?:\.\./)([^\")]+)\"?\)")
_COMPRESSED_ALREADY = (".woff2", ".png")


@dataclass(frozen=True)
class Weight:
    """Bytes of one file, as it is and as it is sent."""

    name: str
    raw: int
    sent: int


def first_visit() -> list[Weight]:
    """The page and its files, print style and icon too, each once."""
    page = Client().get("/").content
    files = {"/": page}
    waiting = _named_in(page)
    while waiting:
        name = waiting.pop()
        found = finders.find(name)
        if name in files or found is None:
            continue
        with open(str(found), "rb") as file:  # noqa: PTH123
            files[name] = file.read()
        if name.endswith(".css"):
            waiting |= _named_in(files[name])
    return [Weight(name, len(content), _sent(name, content)) for name, content in files.items()]


def _named_in(content: bytes) -> set[str]:
    return {first or second for first, second in _FILE.findall(content.decode())}


def _sent(name: str, content: bytes) -> int:
    return len(content) if name.endswith(_COMPRESSED_ALREADY) else len(gzip.compress(content))
