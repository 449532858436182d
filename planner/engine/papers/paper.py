"""One Form 1099-R or 5498 as it was typed in: only what stands in its boxes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

type FormName = Literal["1099-R", "5498"]
type BoxValue = Decimal | str | bool | int | date
"""Dollars, a code or a choice, a tick, a year, or a day."""

FORMS: tuple[FormName, ...] = ("1099-R", "5498")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A form of one person, for the calendar year ``year`` that is printed on it.

    ``account`` is the key of the person's account, empty where none fits; then ``custodian`` says
    who sent the paper. ``boxes`` holds what is filled in, by the keys of ``boxes.py``: a box that
    is empty is absent and never zero. No account or social security number is kept.
    """

    form: FormName
    year: int
    account: str = ""
    custodian: str = ""
    corrected: bool = False
    boxes: Mapping[str, BoxValue]

    def dollars(self, box: str) -> Decimal | None:
        """The amount in a box; ``None`` where it is empty."""
        value = self.boxes.get(box)
        return value if isinstance(value, Decimal) else None

    def is_ticked(self, box: str) -> bool:
        """Whether a box is ticked."""
        return self.boxes.get(box) is True

    def text(self, box: str) -> str:
        """A code or a choice; empty where nothing stands there."""
        value = self.boxes.get(box)
        return value if isinstance(value, str) else ""
