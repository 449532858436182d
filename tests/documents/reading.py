"""Reads a PDF as a person does: words, and where they stand."""

import re
from typing import NamedTuple

import pypdfium2

LINE_NUMBER = re.compile(r"[1-9]|1[0-46-9]|2[0-4]|[12]5[abc]")
_BOX_CENTERS = {2018: (478.8, 370.8, 262.8)} | dict.fromkeys(
    range(2019, 2027), (493.2, 399.6, 306.0)
)
"""Form year -> where the official forms have their columns of boxed numbers, in points."""


class Word(NamedTuple):
    """A word on a page (from 1); points from the left and from the bottom."""

    page: int
    text: str
    left: float
    right: float
    bottom: float
    top: float


def words(pdf):
    """Every word of ``pdf`` (bytes or a path), in the order it is written."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [word for number, page in enumerate(document, 1) for word in _words(page, number)]
    finally:
        document.close()


def _words(page, number):
    text_page = page.get_textpage()
    current = None
    for at in range(text_page.count_chars()):
        character = text_page.get_text_range(at, 1)
        left, bottom, right, top = text_page.get_charbox(at, loose=True)
        if current and (not character.strip() or not _continues(current, left, bottom, top)):
            yield current
            current = None
        if not character.strip():
            continue
        if current is None:
            current = Word(number, character, left, right, bottom, top)
        else:
            lowest, highest = min(bottom, current.bottom), max(top, current.top)
            joined = current.text + character
            current = Word(number, joined, current.left, right, lowest, highest)
    if current:
        yield current


def _continues(word, left, bottom, top):
    return abs(_middle(word) - (bottom + top) / 2) < 2 and -1 < left - word.right < 1.2


def _middle(word):
    return (word.bottom + word.top) / 2


def boxed_numbers(found, page, year):
    """Line number -> the word in its box, right of the captions."""
    return {
        word.text: word
        for word in found
        if word.page == page and LINE_NUMBER.fullmatch(word.text) and _is_boxed(word, year)
    }


def _is_boxed(word, year):
    center = (word.left + word.right) / 2
    return any(abs(center - box) < 1.5 for box in _BOX_CENTERS[year])


def beside(found, number):
    """The text right of a boxed number on its row."""
    return " ".join(word.text for word in row(found, number))


def row(found, number):
    """The words right of a boxed number on its row."""
    right = (word for word in found if word.page == number.page and word.left > number.right)
    level = (word for word in right if abs(_middle(word) - _middle(number)) < 3.5)
    return sorted(level, key=lambda word: word.left)


def page_text(pdf):
    """The text of each page, as a reader hears it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
