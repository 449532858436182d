"""HTML to tagged PDF: the same bytes for the same input, and nothing fetched from outside."""

import gc
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any, Final, override
from xml.etree import ElementTree as ET

import pydyf
from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from planner.documents.assets import static_file
from planner.documents.leaders import draw_leaders
from planner.documents.letterhead import LOGO, add_letterhead
from planner.documents.letterhead import STYLESHEETS as LETTERHEAD
from planner.documents.margins import leave_margins_untagged
from planner.documents.tags import complete_tags, describe_links
from planner.services.practice.letterhead import Letterhead

_ROOT: Final = "file:///"
"""What stands for the static files in a style sheet's addresses; no such file exists."""

_ALLOWED = re.compile(r"file:///(fonts/[a-z-]+\.ttf)")
_DEFAULTS: Final = "css/document.css"
VARIANT: Final = "pdf/ua-1"
_PICTURES: Final = "css/charts_paper.css"
_SVG: Final = "{http://www.w3.org/2000/svg}"

# Pango's font map belongs to one thread at a time; Python could not draw two at once anyway.
_one_at_a_time = Lock()


class RefusedError(ValueError):
    """A document asked for something that is not one of our fonts."""


class StaticFetcher(URLFetcher):
    """Hands out Prorata's fonts, and nothing else."""

    _fail_on_errors = True

    def __init__(self) -> None:
        """Leave out the parent's handlers: they are what reaches networks and disks."""

    @override
    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The font at ``url``; raises ``RefusedError`` for anything else."""
        found = _ALLOWED.fullmatch(url)
        if not found:
            raise RefusedError(f"Documents may not read {url[:80]}")
        return URLFetcherResponse(url, static_file(found[1]).read_bytes())


class PaperFetcher(StaticFetcher):
    """Hands out the logo of a practice too."""

    def __init__(self, logo: bytes) -> None:
        """``logo`` is a PNG."""
        super().__init__()
        self._logo = logo

    @override
    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The logo or a font at ``url``; raises ``RefusedError`` for anything else."""
        if self._logo and url == _ROOT + LOGO:
            return URLFetcherResponse(url, self._logo, {"Content-Type": "image/png"})
        return super().fetch(url, headers)


class Markup(HTML):
    """A page as well-formed XML: Python parses that in C, and HTML in Python.

    Instead of WeasyPrint's long default style sheet it brings our short one.
    """

    def __init__(self, markup: str, letterhead: Letterhead | None = None) -> None:
        """Set what the parent sets; the markup comes from our own templates."""
        root = ET.fromstring(markup)  # noqa: S314
        self.root = root
        _dress_pictures(root)
        self.stylesheets = LETTERHEAD if letterhead else ()
        if letterhead:
            add_letterhead(root, letterhead)
        self.base_url = _ROOT
        self.url_fetcher = PaperFetcher(letterhead.logo if letterhead else b"")
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    @override
    def _ua_stylesheets(self, forms: Any = None) -> list[CSS]:
        return [_style(_DEFAULTS)]


def pdf_from_markup(markup: str, *stylesheets: str, letterhead: Letterhead | None = None) -> bytes:
    """A PDF/UA-1 of ``markup``, laid out by the static files ``stylesheets``. Thread-safe.

    With a ``letterhead`` it carries the practice that prepared it.

    It holds no date and no identifier of the moment. Raises ``ParseError`` for markup that is
    not well-formed XML, and ``RefusedError`` for markup that asks for a file.
    """
    with at_the_press():
        return written(laid_out(Markup(markup, letterhead), stylesheets))


def _dress_pictures(root: ET.Element) -> None:
    """Put the looks of charts into each picture: WeasyPrint draws it by no other rules."""
    for picture in root.iter(f"{_SVG}svg"):
        style = ET.SubElement(picture, f"{_SVG}style")
        style.text = _picture_looks()


def laid_out(page: "Markup", stylesheets: Sequence[str]) -> Document:
    """``page`` with every box in its place; as all here for one thread at a time."""
    names = dict.fromkeys((*stylesheets, *page.stylesheets))
    found: Document = page.render(  # type: ignore[no-untyped-call]
        stylesheets=[_style(name) for name in names], font_config=_fonts(), pdf_variant=VARIANT
    )
    return found


def written(document: Document, seen: Callable[[pydyf.PDF], None] | None = None) -> bytes:
    """``document`` drawn: a PDF/UA-1 without a date; ``seen`` gets it before it is written."""

    def finish(drawn: Document, pdf: pydyf.PDF) -> None:
        _finish(drawn, pdf)
        if seen:
            seen(pdf)

    document.fonts = {}  # of this drawing alone: which letters are used is nobody else's affair
    found: bytes = document.write_pdf(pdf_variant=VARIANT, finisher=finish)
    return found


@contextmanager
def at_the_press() -> Iterator[None]:
    """Keep other threads from WeasyPrint, and the collector from its million objects.

    Raises ``RefusedError`` where a file is asked for within.
    """
    try:
        with _one_at_a_time, _collector_at_rest():
            yield
    except FatalURLFetchingError as error:  # no Exception, so it would pass every handler
        raise RefusedError(str(error)) from error


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Look for no garbage meanwhile: of a million objects all stay until the last is drawn.

    A packet takes a seventh less time for it, and no more memory.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _finish(document: Document, pdf: pydyf.PDF) -> None:
    draw_leaders(document, pdf)
    leave_margins_untagged(pdf)
    describe_links(document)
    complete_tags(pdf)


@cache
def _style(name: str) -> CSS:
    """A style sheet with its fonts, read once."""
    source = static_file(name).read_text(encoding="utf-8")
    for font in re.findall(r"fonts/[a-z-]+\.ttf", source):
        static_file(font)  # WeasyPrint would only warn, and set the page in any font it finds
    return CSS(
        string=source, base_url=_ROOT + name, url_fetcher=StaticFetcher(), font_config=_fonts()
    )


@cache
def _picture_looks() -> str:
    return static_file(_PICTURES).read_text(encoding="utf-8")


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()
