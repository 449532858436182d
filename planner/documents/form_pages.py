"""The pages of one year's form inside a longer document."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from planner.documents.circular_page import circular_page
from planner.documents.worksheet_pdf import worksheet_context
from planner.documents.year_sheets import YearSheet, year_words


def form_pages(sheet: YearSheet, *, name: str, anchor: str, decedent: str = "") -> dict[str, Any]:
    """A form's pages and what a document wraps around them; links lead to ``anchor``.

    Worksheet 1-1 comes after the two where the form was made from it.
    """
    context = worksheet_context(
        sheet.sheet, sheet.layout, year_words(sheet), name=name, decedent=decedent
    )
    context["circular"] = circular_page(sheet.found, sheet.layout)
    # The address is on a word and not on the whole form: what holds an address has a style of its
    # own, and so would all that is in it.
    context["anchor"] = anchor
    body: SafeString = render_to_string("planner/documents/worksheet_pages.html", context)
    return {"sheet": sheet, "look": context["look"], "body": body}
