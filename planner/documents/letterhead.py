"""The practice on its clients' papers: a strip above each form, its logo and words on a page.

The one place that puts them there, whatever the paper is. Without a practice nothing is changed.
"""

from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree as ET

from planner.documents.names import lines_of, printable, printable_lines
from planner.services.practice.letterhead import Letterhead

STYLESHEETS: Final = ("css/paper.css", "css/letterhead.css")
"""Those of a page that flows come along: a worksheet alone has none."""

LOGO: Final = "letterhead.png"
"""The address of the logo in the markup."""

_STRIP_ROOM, _NAME_ROOM, _CONTACT_ROOM = 62.0, 30.0, 44.0
"""Ems for the strip above a form, and for the name and the contact line on a page."""

_FINE_ROOM, _FINE_LINES = 88.0, 3
"""Ems of a line of a disclaimer above the foot of a form, 540 points of 6, and how many fit."""

_ABOUT_ROOM, _ABOUT_LINES = 30.0, 16
"""The same for what the box on the form says of how it was computed: 262 points of 7.8."""

_ABOUT: Final = ".//*[@class='about']/p"


def add_letterhead(root: ET.Element, letterhead: Letterhead) -> None:
    """Put the practice on every form in ``root``, and on its first page where that flows.

    In a paper that begins with a form a disclaimer of up to three lines stands above the foot of
    its second page; a longer one gets a last page of its own.
    """
    body = root.find("body")
    if body is None or not len(body):
        return
    for page in [one for one in body.iter() if "page" in _classes(one)]:
        page.insert(0, _strip(letterhead))
    lines = printable_lines(letterhead.disclaimer)
    form = _form_with_room(body, lines)
    paper = _flowing(body, letterhead, is_needed=bool(lines)) if form is None else None
    if form is not None:
        fine = ET.SubElement(form, "div", {"class": "letterhead-fine"})
        _say_all(fine, "letterhead-line", lines)
    elif paper is not None:
        paper.insert(0, _head(letterhead))
        _say_all(paper, "letterhead-disclaimer", lines)


def _form_with_room(body: ET.Element, lines: Sequence[str]) -> ET.Element | None:
    """The second page of the form that a paper begins with, if ``lines`` have room above its foot.

    None where it begins otherwise, or where they, or what the box there says, are too long.
    """
    if "page" not in _classes(body[0]) or not lines:
        return None
    form = next(one for one in body if "page-2" in _classes(one))
    said = sum(lines_of(_text(one), ems=_ABOUT_ROOM) for one in form.findall(_ABOUT))
    fine = sum(lines_of(line, ems=_FINE_ROOM) for line in lines)
    return form if said <= _ABOUT_LINES and fine <= _FINE_LINES else None


def _text(element: ET.Element) -> str:
    """Its words, as far as they can be printed: no line is laid out by them."""
    return " ".join(printable_lines("".join(element.itertext())))


def _flowing(body: ET.Element, letterhead: Letterhead, *, is_needed: bool) -> ET.Element | None:
    """The first page where it flows, else a new last one where it ``is_needed``."""
    if "paper" in _classes(body[0]):
        return body[0]
    if not is_needed:
        return None
    foot = f"Prepared by {printable(letterhead.name, ems=_NAME_ROOM)}"
    looks = {"class": "paper letterhead-page", "data-running": "", "data-foot": foot}
    return ET.SubElement(body, "div", looks)


def _classes(element: ET.Element) -> list[str]:
    return element.get("class", "").split()


def _strip(letterhead: Letterhead) -> ET.Element:
    strip = ET.Element("div", {"class": "letterhead-strip"})
    parts = (letterhead.name, letterhead.contact_line)
    words = "Prepared by " + " · ".join(part for part in parts if part)
    _say(strip, "letterhead-words", printable(words, ems=_STRIP_ROOM))
    _picture(strip, letterhead)
    return strip


def _head(letterhead: Letterhead) -> ET.Element:
    head = ET.Element("div", {"class": "letterhead"})
    _picture(head, letterhead)
    _say(head, "letterhead-name", printable(letterhead.name, ems=_NAME_ROOM))
    if letterhead.contact_line:
        _say(head, "letterhead-words", printable(letterhead.contact_line, ems=_CONTACT_ROOM))
    return head


def _picture(parent: ET.Element, letterhead: Letterhead) -> None:
    if letterhead.logo:
        name = printable(letterhead.name, ems=_NAME_ROOM)
        ET.SubElement(parent, "img", {"src": LOGO, "alt": f"Logo of {name}"})


def _say_all(parent: ET.Element, look: str, lines: Sequence[str]) -> None:
    for line in lines:
        _say(parent, look, line)


def _say(parent: ET.Element, look: str, words: str) -> None:
    ET.SubElement(parent, "p", {"class": look}).text = words
