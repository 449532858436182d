"""A file as a blank, read in a process of its own that may take so much memory and time.

``python -m planner.documents.official.inspect`` reads a PDF from standard input and writes JSON: a
file that is built to burst a reader bursts that process only.
"""

import json
import resource
import sys
from dataclasses import asdict
from io import BytesIO
from typing import Any, Final

from pikepdf import PasswordError, Pdf, PdfError, settings

from planner.documents.official.boxes import boxes
from planner.documents.official.page_text import pieces
from planner.documents.official.survey import (
    NO_FIELDS,
    PAGES,
    Blank,
    BlankRefusedError,
    Leaf,
    survey,
)

MEMORY: Final = 768 * 1024 * 1024
SECONDS: Final = 10
_STREAM: Final = 32 * 1024 * 1024
"""Bytes that a compressed part of the file may become."""

WRONG: Final = (PdfError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What a PDF that is not built as a form is built leads to."""

_ENCRYPTED: Final = "The file is encrypted; the blanks of the IRS are not."
_NOT_A_PDF: Final = "The file is not a PDF that can be read."


def inspect(content: bytes) -> Blank:
    """The blank that ``content`` is; raises ``BlankRefusedError`` with reasons if it is none."""
    try:
        with Pdf.open(BytesIO(content)) as pdf:
            if pdf.is_encrypted:
                raise BlankRefusedError(_ENCRYPTED)
            if len(pdf.pages) != PAGES:
                raise BlankRefusedError(
                    f"Form 8606 has {PAGES} pages; this file has {len(pdf.pages)}."
                )
            if "/AcroForm" not in pdf.Root:
                raise BlankRefusedError(NO_FIELDS)
            return survey(
                tuple(
                    Leaf(pieces(page), tuple(boxes(page, number)))
                    for number, page in enumerate(pdf.pages, start=1)
                )
            )
    except PasswordError:
        raise BlankRefusedError(_ENCRYPTED) from None
    except WRONG as error:
        raise BlankRefusedError(_NOT_A_PDF) from error


def main() -> None:
    """Say what standard input is, within bounds."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    settings.set_qpdf_limits(flate_max_memory=_STREAM, run_length_max_memory=_STREAM)
    json.dump(_answer(sys.stdin.buffer.read()), sys.stdout)


def _answer(content: bytes) -> dict[str, Any]:
    try:
        return asdict(inspect(content))
    except BlankRefusedError as refused:
        return {"refused": refused.reasons}


if __name__ == "__main__":
    main()
