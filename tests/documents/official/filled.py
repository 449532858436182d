"""A filled form as a person or a program reads it."""

from io import BytesIO

import pikepdf
import pypdfium2
from pypdf import PdfReader

from planner.documents.official.boxes import boxes


def values(content):
    """What the fields hold, by name; empty ones are left out."""
    fields = PdfReader(BytesIO(content)).get_fields() or {}
    found = {name: str(field.get("/V") or "") for name, field in fields.items()}
    return {name: text for name, text in found.items() if text and text != "/Off"}


def places(blank):
    """Every box of a blank, by name."""
    with pikepdf.open(BytesIO(blank)) as pdf:
        return {
            box.name: box for number, page in enumerate(pdf.pages, 1) for box in boxes(page, number)
        }


def printed_in(content, boxes):
    """The text that is printed within each box, whether or not it is in a field."""
    document = pypdfium2.PdfDocument(content)
    try:
        if document.get_formtype():
            document.init_forms()
            for page in document:
                page.flatten()
        pages = [page.get_textpage() for page in document]
        return {
            name: pages[box.page - 1]
            .get_text_bounded(box.left, box.bottom, box.right, box.top)
            .strip()
            for name, box in boxes.items()
        }
    finally:
        document.close()


def ink(content, scale=3):
    """The pages as pictures in grey, as a viewer shows them, fields too."""
    document = pypdfium2.PdfDocument(content)
    try:
        if document.get_formtype():
            document.init_forms()
        return [page.render(scale=scale).to_pil().convert("L") for page in document]
    finally:
        document.close()


def frame(picture, box, scale=3):
    """Where a box is on its page's picture, in pixels from the top left."""
    height = picture.height / scale
    return (
        int(box.left * scale),
        int((height - box.top) * scale),
        int(box.right * scale) + 1,
        int((height - box.bottom) * scale) + 1,
    )
