"""What is typed from a return, and what the check says of each figure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

FORM_LINES = ("1", "2", "6", "8", "14", "18")
"""The lines of each person's Form 8606 that are asked for."""

RETURN_LINES = ("4a", "4b")
"""The lines of Form 1040 that are asked for."""

type Topic = Literal["contribution", "basis", "value", "conversion", "owner", "result", "return"]
"""Which screens of a tax program a figure comes from."""

type State = Literal["same", "differs", "unknown"]


@dataclass(frozen=True, slots=True)
class TypedReturn:
    """Figures as they stand on a return, in dollars; a line that is not typed is not there.

    ``people`` holds lines of Form 8606 by the person's key, ``lines`` those of Form 1040.
    """

    people: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    lines: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a figure probably differs, and on which screens that is mended."""

    code: str
    message: str
    topic: Topic


@dataclass(frozen=True, slots=True)
class Figure:
    """One typed figure. ``person`` is a key, empty for the household's Form 1040.

    ``computed`` is ``None`` while not known, and then ``note`` says what is missing. ``taxable``
    is how far the figure moves the year's taxable amount, in dollars, where that is known;
    ``lost`` is how much basis it drops, which would be taxed in a later year.
    """

    person: str
    line: str
    typed: Decimal
    computed: Decimal | None
    state: State
    cause: Cause | None = None
    taxable: Decimal | None = None
    lost: Decimal | None = None
    note: str = ""

    @property
    def difference(self) -> Decimal | None:
        """Typed less computed, in dollars."""
        return None if self.computed is None else self.typed - self.computed


@dataclass(frozen=True, slots=True)
class ReturnCheck:
    """Every typed figure, in the order of the forms, each person's Form 8606 first."""

    figures: tuple[Figure, ...]

    def _in(self, state: State) -> tuple[Figure, ...]:
        return tuple(one for one in self.figures if one.state == state)

    @property
    def different(self) -> tuple[Figure, ...]:
        """The figures that differ."""
        return self._in("differs")

    @property
    def same(self) -> tuple[Figure, ...]:
        """The figures that are confirmed."""
        return self._in("same")

    @property
    def unknown(self) -> tuple[Figure, ...]:
        """The figures that cannot be judged yet."""
        return self._in("unknown")
