"""Findings: what the engine has to say about the facts, as values.

A finding is never an exception. Its code is stable, so that other programs can rely on it.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

_NAMED_LINE = re.compile(r"^[a-z_]+ \((line \w+)\) (?=is not known)")

type Severity = Literal["blocks", "costs", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation about a person-year.

    ``severity`` is ``blocks`` (no result without it), ``costs`` (money is at stake) or ``info``.
    ``key`` names the input it is about, empty when it is about the whole. ``dollars`` is what is
    at stake, where that is known. ``citation`` is the rule behind it.
    """

    code: str
    severity: Severity
    message: str
    key: str = ""
    dollars: Decimal | None = None
    citation: str = ""

    @property
    def said(self) -> str:
        """The message to a person: without the name by which programs know the input."""
        return _NAMED_LINE.sub(lambda found: f"{found[1].capitalize()} ", self.message)
