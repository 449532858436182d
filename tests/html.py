"""Reads pages as a browser would: the words on them, their elements, and what fields hold."""

import re
from html.parser import HTMLParser
from typing import Any

_SILENT = {"script", "style", "svg", "title"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}


class Page(HTMLParser):
    """Every element with its attributes in ``elements``; all visible words in ``words``."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self._open: list[tuple[str, str]] = []
        self._pieces: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    @property
    def words(self) -> str:
        """The text of the page, without markup, on one line."""
        silent = [text for path, text in self._pieces if not _SILENT & set(path.split())]
        return _line(silent)

    def words_of(self, element_id: str) -> str:
        """The text inside the element with that id."""
        mark = f"#{element_id}"
        return _line([text for path, text in self._pieces if mark in path.split()])

    def tags(self, name: str) -> list[dict[str, str]]:
        """The attributes of every element called ``name``."""
        return [attributes for tag, attributes in self.elements if tag == name]

    def by_id(self, element_id: str) -> dict[str, str]:
        """The attributes of the one element with that id."""
        (found,) = [attributes for _, attributes in self.elements if _id(attributes) == element_id]
        return found

    def values(self) -> dict[str, str]:
        """What every text field holds, by name."""
        return {
            field["name"]: field.get("value", "")
            for field in self.tags("input")
            if field.get("type") == "text"
        }

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        if tag not in _VOID:
            self._open.append((tag, _id(attributes)))

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1][0] == tag, f"</{tag}> closes <{self._open[-1][0]}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        path = " ".join(f"{tag} #{element_id}" for tag, element_id in self._open)
        self._pieces.append((path, data))


def _id(attributes: dict[str, str]) -> str:
    return attributes.get("id", "")


def _line(pieces: list[str]) -> str:
    return re.sub(r"\s+", " ", "".join(pieces)).strip()
