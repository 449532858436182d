"""Files that are no blanks: each is refused in a sentence, in bounded time and memory."""

import zlib
from io import BytesIO

import pikepdf
import pytest

from planner.documents.official.folder import LARGEST, check
from planner.documents.official.inspect import inspect
from planner.documents.official.survey import BlankRefusedError
from planner.documents.worksheet_pdf import worksheet_pdf
from tests.documents import sheets
from tests.documents.official.standins import standin


def refusal(content, by=inspect):
    with pytest.raises(BlankRefusedError) as refused:
        by(content)
    return str(refused.value)


def saved(change, **options):
    with pikepdf.open(BytesIO(standin())) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out, **options)
        return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"<html></html>", b"\0" * 4000, standin()[:6000], b"PK\x03\x04" * 99],
    ids=["empty", "head", "page", "zeros", "cut off", "zip"],
)
def test_what_is_no_pdf_is_refused(content):
    assert refusal(content) in {
        "The file is not a PDF that can be read.",
        "Form 8606 has 2 pages; this file has 0.",
        "Form 8606 has 2 pages; this file has 1.",
        "The file has no fields: it can be printed, but not filled in.",
    }


@pytest.mark.parametrize("user", ["", "secret"])
def test_an_encrypted_file_is_refused(user):
    content = saved(lambda pdf: None, encryption=pikepdf.Encryption(user=user, owner="owner"))
    assert refusal(content) == "The file is encrypted; the blanks of the IRS are not."


def test_our_own_worksheet_is_not_the_official_form():
    content = worksheet_pdf(sheets.full(2025))
    assert refusal(content) == "The file has no fields: it can be printed, but not filled in."


@pytest.mark.parametrize(
    "break_it",
    [
        lambda pdf: setattr(pdf.pages[0].Annots[0], "Rect", pikepdf.Array([])),
        lambda pdf: setattr(pdf.pages[0].Annots[5], "MaxLen", pikepdf.Name.Many),
        lambda pdf: setattr(pdf.pages[0], "Contents", pdf.make_stream(b"BT /F1 (x) Tf ET")),
        lambda pdf: setattr(pdf.pages[0], "Contents", pdf.make_stream(b"BT 1 Tj [ Td ET Q Q")),
    ],
)
def test_a_broken_page_is_refused(break_it):
    assert refusal(saved(break_it))


def test_a_field_that_is_its_own_parent_ends():
    def turn(pdf):
        widget = pdf.pages[0].Annots[0]
        widget.Parent = widget

    assert inspect(saved(turn)).year == 2025


# --- In a process of its own ---------------------------------------------------------------------


def test_a_blank_passes():
    assert check(standin()) == inspect(standin())


def test_a_blank_that_cannot_be_written_into_is_refused():
    """Its structure does not know its own boxes."""

    def forget(pdf):
        pdf.Root.StructTreeRoot.ParentTree = pikepdf.Dictionary(Nums=pikepdf.Array())

    content = saved(forget)
    assert inspect(content).year == 2025
    assert refusal(content, check).endswith("it is damaged: it cannot be filled in.")


def test_reasons_come_back():
    assert refusal(b"nothing", check) == "The file is not a PDF that can be read."


def test_a_file_that_is_too_large_is_not_even_read():
    assert "larger than 5 MB" in refusal(b" " * (LARGEST + 1), check)


def page_of(operators):
    def change(pdf):
        packed = pikepdf.Stream(pdf, zlib.compress(operators), Filter=pikepdf.Name.FlateDecode)
        pdf.pages[0].Contents = packed

    content = saved(change)
    assert len(content) < LARGEST
    return content


def test_a_page_that_bursts_is_refused():
    assert refusal(page_of(b" " * 2**26), check) == "The file is not a PDF that can be read."


@pytest.mark.slow
def test_a_page_that_never_ends_is_given_up():
    found = refusal(page_of(b"q Q " * 2**22), check)
    assert found.startswith("The file could not be read within the memory and time")
