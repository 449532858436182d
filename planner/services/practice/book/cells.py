"""The text of a cell as a value of a household file; ``ValueError`` says why it is none."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from planner.engine.json_node import quoted
from planner.services.practice.book.tables import RISKY, plain
from planner.services.sheet.money_typed import money

_LONGEST_AMOUNT: Final = 40
_US_DAY: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER: Final = re.compile(r"\d{1,9}", re.ASCII)
_RATE: Final = re.compile(r"(?P<number>\d{1,9}(\.\d{0,12})?|\.\d{1,12})\s*(?P<sign>%)?", re.ASCII)
_YES, _NO = frozenset({"yes", "y", "true", "1"}), frozenset({"no", "n", "false", "0"})
_MONTHS: Final = 12


def text(cell: str) -> str:
    """Words as they stand, without the apostrophe that keeps them from being a formula."""
    is_kept_from = cell.startswith("'") and cell.lstrip("'").startswith(RISKY)
    return cell[1:] if is_kept_from else cell


def amount(cell: str) -> str:
    """Dollars as the fields of the app take them, written as a household file does."""
    if len(cell) > _LONGEST_AMOUNT:
        raise ValueError("is too long to be an amount of dollars")
    try:
        found = money(cell)
    except ValueError:
        raise ValueError(
            f"is {quoted(cell)}, which is no amount of dollars; write it like 7,500 or 7500.00"
        ) from None
    return _written(found)


def _written(found: Decimal) -> str:
    if found == int(found):
        return str(int(found))
    cents = round(found, 2)
    return f"{cents:.2f}" if cents == found else f"{found:f}"


def day(cell: str) -> str:
    """A day as 2026-03-10 or 3/10/2026, the month first."""
    if _ISO_DAY.fullmatch(cell):
        return cell
    found = _US_DAY.fullmatch(cell)
    if not found:
        raise ValueError(f"is {quoted(cell)}, which is no date; write it like 2025-12-31")
    month, of_month, year = map(int, found.groups())
    if month > _MONTHS >= of_month:
        raise ValueError(f"is {quoted(cell)}: the month comes first, and there is no month {month}")
    try:
        return date(year, month, of_month).isoformat()
    except ValueError:
        raise ValueError(f"is {quoted(cell)}, a day that there is not") from None


def is_unclear_day(cell: str) -> bool:
    """Whether a date would be another one to who writes the day first."""
    found = _US_DAY.fullmatch(cell)
    if not found:
        return False
    month, of_month, _ = map(int, found.groups())
    return month != of_month and max(month, of_month) <= _MONTHS


def number(cell: str) -> int:
    """A year or a count."""
    if not _NUMBER.fullmatch(cell):
        raise ValueError(f"is {quoted(cell)}, which is no whole number such as 2025")
    return int(cell)


def rate(cell: str) -> str:
    """A tax rate as 24% or 0.24, written as a fraction; what may be either is refused."""
    found = _RATE.fullmatch(cell)
    if not found or not (found["sign"] or Decimal(found["number"]) < 1):
        raise ValueError(f"is {quoted(cell)}, which is no clear rate; write it like 24% or 0.24")
    share = Decimal(found["number"]) / (100 if found["sign"] else 1)
    text = f"{share:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def flag(cell: str) -> bool:
    """Yes or no."""
    if cell.casefold() in _YES | _NO:
        return cell.casefold() in _YES
    raise ValueError(f"is {quoted(cell)}; write yes or no, or leave it empty where it is not known")


def choice(names: Mapping[str, str], **others: str) -> Callable[[str], str]:
    """Reads one of the codes of ``names``, or what the app calls it; the engine refuses others.

    ``others`` are what else a code is called.
    """
    known = {plain(name): code for code, name in names.items()}
    known |= {plain(code): code for code in names} | others
    return lambda cell: known.get(plain(cell), cell)
