"""Words in the cells of spreadsheets that the app writes: on one line, and never a formula."""

from planner.services.practice.book.tables import RISKY


def safe_words(typed: str) -> str:
    """Words that no spreadsheet takes for a formula: an apostrophe goes before what might be one.

    Amounts are no words: they are written as numbers, those below zero too.
    """
    one_line = "".join(filter(str.isprintable, " ".join(typed.split()))).strip()
    return f"'{one_line}" if one_line.lstrip("'").startswith(RISKY) else one_line


def csv_text(typed: str) -> str:
    """Words as one quoted cell; quoted also against programs that split at other marks."""
    return '"' + safe_words(typed).replace('"', '""') + '"'
