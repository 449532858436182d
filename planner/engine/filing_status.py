"""The five filing statuses of an individual return."""

from typing import Literal

type FilingStatus = Literal[
    "single",
    "married_jointly",
    "married_separately",
    "head_of_household",
    "surviving_spouse",
]

FILING_STATUSES: tuple[FilingStatus, ...] = (
    "single",
    "married_jointly",
    "married_separately",
    "head_of_household",
    "surviving_spouse",
)
"""Every filing status, in the order of the boxes on Form 1040."""


def as_filing_status(text: str) -> FilingStatus:
    """``text`` as a filing status (IRC 1(a)-(d), 2; the boxes at the top of Form 1040).

    Raises ``ValueError`` when it is none of the five.
    """
    for status in FILING_STATUSES:
        if status == text:
            return status
    raise ValueError(f"filing_status {text!r} is not one of {', '.join(FILING_STATUSES)}")
