"""The rows of one client laid over the household file that is stored of them.

What a row says replaces what stood there, what it leaves empty stays. Nothing is ever taken away.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from planner.engine.json_node import quoted
from planner.services.households.fit import MOST
from planner.services.households.making import free_key
from planner.services.practice.book.columns import RECORDS
from planner.services.practice.book.matching import (
    DEFAULTS,
    Item,
    agrees,
    complete,
    identity,
    may_be,
    named,
    same_person,
)
from planner.services.practice.book.rows import Detail, Said

_AMONG: Final = {
    "person": "people",
    "account": "accounts",
    "value": "year_end_values",
    "event": "events",
    "return": "years",
    "income": "years",
}


class Merging:
    """A household file being changed row by row; each item remembers the rows it comes from."""

    def __init__(self, household: Item, *, is_new: bool) -> None:
        """``household`` is the object of the stored file, or of an empty one for a new client."""
        self.household = household
        self.is_new = is_new
        self.people: list[Item] = household.setdefault("people", [])
        self._stored = list(self.people)
        self._called: set[str] = set()
        self.rows_of: dict[int, list[Said]] = {}
        self._known_as: dict[str, Item] = {}

    def lay_over(self, rows: list[Said]) -> None:
        """Take in rows that could be read, and what others belong to in any case; that first."""
        by_record = defaultdict(list)
        for row in rows:
            if not row.problems or row.record in _OWNING:
                by_record[row.record].append(row)
        said = (row.values.get(key, "") for row in by_record["person"] for key in ("key", "name"))
        self._called = {name.casefold() for name in said}
        for record in RECORDS:
            if record == "event":
                self._events(by_record[record])
                continue
            for row in by_record[record]:
                getattr(self, f"_{record}")(row)

    def _client(self, row: Said) -> None:
        values = {key: value for key, value in row.values.items() if key != "client"}
        self._put(self.household, values, row, is_new=self.is_new)

    def _person(self, row: Said) -> None:
        try:
            found = same_person(self.people, row.values)
            if found is None:
                may_be(self._stored, self._called, row.values)
        except ValueError as error:
            row.refuse("person" if "key" in row.values else "name", str(error))
            return
        key = row.values.get("key", "")
        values = _nested(row.values)
        if found is None:
            found = {"key": key or free_key("p", (one["key"] for one in self.people))}
            self._add(self.people, found, {**values, "key": found["key"]}, row)
        else:
            self._put(found, values, row)
        self._known_as[key or found["key"]] = found

    def _account(self, row: Said) -> None:
        person = self._whose(row)
        if person is None:
            return
        said = row.values.get("key", "")
        if not said:
            row.refuse("account", "is missing: give every account a key")
            return
        accounts = person.setdefault("accounts", [])
        try:
            found = named(accounts, said, "account")
        except ValueError as error:
            row.refuse("account", str(error))
            return
        values = {key: value for key, value in row.values.items() if key not in _OF_OTHERS}
        if found and found["key"] != said and values.get("kind", found["kind"]) != found["kind"]:
            row.refuse("account", _OTHER_KIND.format(key=found["key"], kind=found["kind"]))
            return
        self._add_or_put(accounts, found, {"key": said} if found is None else {}, values, row)

    def _value(self, row: Said) -> None:
        person = self._whose(row)
        if person is None or not self._resolve(row, person, "account"):
            return
        values: Item = {key: row.values[key] for key in _VALUE if key in row.values}
        stored = person.setdefault("year_end_values", [])
        wanted = (values.get("account"), values.get("year"))
        found = [one for one in stored if (one["account"], one.get("year")) == wanted]
        self._add_or_put(stored, found[0] if found else None, {}, values, row)

    def _return(self, row: Said) -> None:
        person = self._whose(row)
        if person is not None:
            self._year(person.setdefault("years", []), row)

    def _income(self, row: Said) -> None:
        self._year(self.household.setdefault("years", []), row)

    def _year(self, years: list[Item], row: Said) -> None:
        values = {key: value for key, value in row.values.items() if key not in _OF_ROWS}
        found = next((one for one in years if one["year"] == values.get("year")), None)
        self._add_or_put(years, found, {"year": values.get("year")}, values, row)

    def _events(self, rows: list[Said]) -> None:
        """Events of one identity are matched together: equal ones first, then in their order."""
        groups: dict[Any, list[tuple[Said, Item, Item]]] = defaultdict(list)
        for row in rows:
            person = self._whose(row)
            if person is None or not self._resolve(row, person, "account", "to"):
                continue
            said = {key: value for key, value in row.values.items() if key not in _OF_ROWS}
            event = complete(said)
            groups[id(person), identity(event)].append((row, person, event))
        new: list[tuple[Said, list[Item], Item]] = []
        for (_, known_by), group in groups.items():
            events = group[0][1].setdefault("events", [])
            stored = [one for one in events if identity(one) == known_by]
            left = self._pair(stored, [(row, event) for row, _, event in group])
            new += [(row, events, event) for row, event in left]
        for row, events, event in sorted(new, key=lambda one: one[0].number):
            self._add_or_put(events, None, {}, event, row)

    def _pair(self, stored: list[Item], said: list[tuple[Said, Item]]) -> list[tuple[Said, Item]]:
        """Update those that are stored, and give those that are not."""
        many, left = len(stored), []
        for row, event in said:
            same = next((one for one in stored if agrees(one, event)), None)
            if same is None:
                left.append((row, event))
            else:
                stored = [one for one in stored if one is not same]
                self._put(same, event, row)
        if left and len(stored) > 1 and len(said) < many:
            for row, _ in left:
                row.refuse("amount", _UNCLEAR.format(many=many, said=len(said)))
            return []
        for (row, event), one in zip(left, stored, strict=False):
            self._put(one, event, row)
        return left[len(stored) :]

    def _whose(self, row: Said) -> Item | None:
        """The person whom a row names, or the only one."""
        said = row.values.get("person", "")
        if not said and len(self.people) == 1:
            return self.people[0]
        if not said:
            row.refuse("person", "is missing: the client has more or less than one person")
            return None
        try:
            found = self._known_as.get(said) or named(self.people, said, "person")
        except ValueError as error:
            row.refuse("person", str(error))
            return None
        if found is None:
            row.refuse("person", f"names nobody of this client: {quoted(said)}")
        return found

    def _resolve(self, row: Said, person: Item, *keys: str) -> bool:
        """Put the keys of accounts where a row says their names; the engine refuses others."""
        for key in keys:
            if said := row.values.get(key, ""):
                try:
                    found = named(person.get("accounts", []), said, "account")
                except ValueError as error:
                    row.refuse(key, str(error))
                    return False
                row.values[key] = found["key"] if found else said
        return True

    def _add_or_put(
        self, items: list[Item], found: Item | None, start: Item, values: Item, row: Said
    ) -> None:
        if found is None:
            self._add(items, dict(start), values, row)
        else:
            self._put(found, values, row)

    def _add(self, items: list[Item], new: Item, values: Item, row: Said) -> None:
        """One more; past the most that are kept, the row is refused and nothing grows."""
        most = MOST[_AMONG[str(row.record)]]
        if len(items) >= most:
            row.refuse(_KEY_COLUMN[str(row.record)], f"is one too many: at most {most:,} are kept")
            return
        items.append(new)
        self._put(new, values, row, is_new=True)

    def _put(
        self, item: Item, values: Mapping[str, Any], row: Said, *, is_new: bool = False
    ) -> None:
        """Write what the row says; two rows may not speak of the same thing."""
        before = self.rows_of.setdefault(id(item), [])
        if before:
            row.refuse(_KEY_COLUMN[str(row.record)], _TWICE.format(number=before[0].number))
            return
        before.append(row)
        row.status = "new" if is_new else "same"
        for key, value in list(_changes(item, values)):
            if not is_new:
                row.status = "changed"
                row.details.append(Detail(key, item.get(key, DEFAULTS.get(key)), value))
            item[key] = value


def _changes(item: Item, values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in values.items():
        if isinstance(value, dict):
            whole = {**item.get(key, {}), **value}
            if whole != item.get(key) and not agrees(item.get(key, {}), value):
                yield key, whole
        elif item.get(key, DEFAULTS.get(key)) != value:
            yield key, value


def _nested(values: Mapping[str, Any]) -> Item:
    """A person's own values, with the start of basis as an object of its own."""
    own = {key: value for key, value in values.items() if key not in _OF_A_PERSON_ROW}
    flat = {key: value for key, value in own.items() if "." not in key}
    start = {key.split(".")[1]: value for key, value in own.items() if "." in key}
    return flat | ({"basis_start": start} if start else {})


_OWNING: Final = frozenset({"person", "account"})
_OF_A_PERSON_ROW: Final = frozenset({"client", "key"})
_OF_OTHERS: Final = frozenset({"client", "person", "key"})
_OF_ROWS: Final = frozenset({"client", "person"})
_VALUE: Final = ("account", "year", "amount", "source")
_KEY_COLUMN: Final = {
    "client": "client",
    "person": "person",
    "account": "account",
    "value": "account",
    "event": "date",
    "return": "year",
    "income": "year",
}
_TWICE: Final = "is in row {number} already: a thing stands in a file once"
_OTHER_KIND: Final = (
    "is the name of the account {key!r}, which is of another type: {kind}. Give this one another"
    " key"
)
_UNCLEAR: Final = (
    "differs from what is stored, and which is meant cannot be known: {many} events of this day,"
    " kind and accounts are stored, and the file has {said}. Put all of them into the file"
)
