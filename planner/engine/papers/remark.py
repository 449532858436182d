"""What there is to say of a form by itself."""

from dataclasses import dataclass
from typing import Literal

type Weight = Literal["wrong", "odd", "normal"]


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence or two about a box.

    ``wrong`` cannot stand on a form, ``odd`` is worth a second look, ``normal`` looks alarming and
    is as it should be.
    """

    code: str
    weight: Weight
    box: str
    message: str
