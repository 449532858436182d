"""Strict reading of the engine's own TOML files: whatever is wrong is named by file and key."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

_AMOUNT = re.compile(r"\d+\.\d{2}", re.ASCII)


class DataFileError(ValueError):
    """A data file that breaks its own rules: a fault in the installation, never in an input."""


@dataclass(frozen=True, slots=True)
class Section:
    """One table of a TOML file; ``path`` is its dotted name, empty for the whole file."""

    file: str
    path: str
    values: Mapping[str, object]

    def error(self, key: str, problem: str) -> DataFileError:
        """The error to raise when ``key`` of this table is not as it should be."""
        dotted = ".".join(part for part in (self.path, key) if part)
        return DataFileError(f"{self.file}: {dotted}: {problem}")

    def get[T](self, key: str, kind: type[T]) -> T:
        """The value of ``key``; raises ``DataFileError`` when it is missing or of another kind."""
        if key not in self.values:
            raise self.error(key, "is missing")
        value = self.values[key]
        if not isinstance(value, kind) or isinstance(value, bool):
            raise self.error(key, f"must be a TOML {kind.__name__}, not {value!r}")
        return value

    def section(self, key: str) -> "Section":
        """The table inside this one called ``key``."""
        found = self.get(key, dict)
        return Section(self.file, f"{self.path}.{key}" if self.path else key, found)

    def only(self, *keys: str) -> None:
        """Raise ``DataFileError`` for the first key that is not among ``keys``."""
        for key in self.values:
            if key not in keys:
                raise self.error(key, "is not a key of this table")

    def dollars(self, key: str) -> Decimal:
        """A whole number of US dollars, zero or more."""
        return self._dollars(key, self.get(key, int))

    def dollar_list(self, key: str) -> tuple[Decimal, ...]:
        """A list of whole numbers of US dollars, each above the one before it."""
        amounts = tuple(self._dollars(key, item) for item in self.get(key, list))
        if any(low >= high for low, high in pairwise(amounts)):
            raise self.error(key, "must rise from one amount to the next")
        return amounts

    def amount_list(self, key: str) -> tuple[Decimal, ...]:
        """A list of amounts with cents, as texts such as "81.20", each above the one before it."""
        amounts = tuple(self._amount(key, item) for item in self.get(key, list))
        if any(low >= high for low, high in pairwise(amounts)):
            raise self.error(key, "must rise from one amount to the next")
        return amounts

    def _amount(self, key: str, item: object) -> Decimal:
        if not isinstance(item, str) or not _AMOUNT.fullmatch(item):
            raise self.error(key, f'must hold amounts written like "81.20", not {item!r}')
        return Decimal(item)

    def _dollars(self, key: str, item: object) -> Decimal:
        if not isinstance(item, int) or isinstance(item, bool) or item < 0:
            raise self.error(key, f"must hold whole dollars of zero or more, not {item!r}")
        return Decimal(item)


def parse(text: str, *, file: str) -> Section:
    """The TOML document ``text`` as its top table; ``file`` is the name used in errors.

    Raises ``DataFileError`` when it is not TOML.
    """
    try:
        return Section(file, "", tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        raise DataFileError(f"{file}: is not TOML: {fault}") from fault
