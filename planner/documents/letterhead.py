"""The practice on its clients' papers: a strip above each form, its logo and words on a page.

The one place that puts them there, whatever the paper is. Without a practice nothing is changed.
"""

from typing import Final
from xml.etree import ElementTree as ET

from planner.documents.names import printable, printable_lines
from planner.services.practice.letterhead import Letterhead

STYLESHEETS: Final = ("css/paper.css", "css/letterhead.css")
"""Those of a page that flows come along: a worksheet alone has none."""

LOGO: Final = "letterhead.png"
"""The address of the logo in the markup."""

_STRIP_ROOM, _NAME_ROOM, _CONTACT_ROOM = 62.0, 30.0, 44.0
"""Ems for the strip above a form, and for the name and the contact line on a page."""


def add_letterhead(root: ET.Element, letterhead: Letterhead) -> None:
    """Put the practice on every form in ``root``, and on its first page where that flows.

    A paper that begins with a form gets a last page for the disclaimer: a strip has no room.
    """
    body = root.find("body")
    if body is None or not len(body):
        return
    for page in [one for one in body.iter() if "page" in _classes(one)]:
        page.insert(0, _strip(letterhead))
    lines = printable_lines(letterhead.disclaimer)
    paper = _flowing(body, letterhead, is_needed=bool(lines))
    if paper is None:
        return
    paper.insert(0, _head(letterhead))
    for line in lines:
        _say(paper, "letterhead-disclaimer", line)


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


def _say(parent: ET.Element, look: str, words: str) -> None:
    ET.SubElement(parent, "p", {"class": look}).text = words
