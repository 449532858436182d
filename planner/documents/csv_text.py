"""Words in a comma-separated file: quoted, on one line, and never a formula."""

from typing import Final

_RISKY: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula, also in full width."""


def csv_text(typed: str) -> str:
    """Words as one quoted line; quoted also against programs that split at other marks."""
    one_line = "".join(filter(str.isprintable, " ".join(typed.split()))).strip()
    if one_line.startswith(_RISKY):
        one_line = f"'{one_line}"
    return '"' + one_line.replace('"', '""') + '"'
