"""A table of 5,000 rows for a practice: shown, imported, taken back, once each."""

from collections.abc import Callable
from time import perf_counter

from django.utils import timezone

from planner.services.practice.book import books
from tests.practices import practices

CLIENTS = 500
_HEAD = "Record,Client number,Person,Account,To account,Name,Type,Year,Date,Tax year,Amount"
_ROWS = (
    "client,{client},,,,The Parks,,,,,",
    "person,{client},dana,,,Dana Park,,,,,",
    "account,{client},dana,ira,,,traditional,,,,",
    "account,{client},dana,roth,,,roth,,,,",
    "value,{client},dana,ira,,,,2025,,,84500",
    "value,{client},dana,roth,,,,2025,,,12000",
    "event,{client},dana,ira,,,contribution,,2025-03-10,2025,7000",
    "event,{client},dana,ira,roth,,conversion,,2025-03-12,,7000",
    "event,{client},dana,ira,,,contribution,,2024-03-10,2024,7000",
    "event,{client},dana,ira,roth,,conversion,,2024-03-12,,7000",
)


def measure_import() -> dict[str, float]:
    """Seconds of each step."""
    staff = practices().oaks.staff["principal"]
    lines = [row.format(client=f"C-{at}") for at in range(CLIENTS) for row in _ROWS]
    content = "\n".join([_HEAD, *lines, ""]).encode()
    now = timezone.now()
    found: dict[str, float] = {}

    def timed[Result](name: str, step: Callable[[], Result]) -> Result:
        begun = perf_counter()
        result = step()
        found[name] = perf_counter() - begun
        return result

    book = timed(
        "shown", lambda: books.take_in(staff=staff, name="c.csv", content=content, now=now)
    )
    timed("imported", lambda: books.do_import(staff=staff, book=book, now=now))
    again = timed(
        "shown again", lambda: books.take_in(staff=staff, name="c.csv", content=content, now=now)
    )
    if again.counts["same"] != len(lines):
        raise AssertionError(again.counts)
    timed("taken back", lambda: books.undo_import(staff=staff, book=book, now=now))
    return found
