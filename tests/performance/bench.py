"""``make bench``: medians and ratios, measured in one run on one machine.

Ratios count, not seconds: the floor runs in turns with what is measured.
"""

import logging
from collections.abc import Callable

import django

django.setup()

from planner.documents.official.inspect import inspect  # noqa: E402
from planner.documents.official.texts import texts  # noqa: E402
from planner.documents.official.writing import written  # noqa: E402
from planner.documents.worksheet_pdf import worksheet_pdf  # noqa: E402
from planner.engine import worksheet  # noqa: E402
from tests.browser.site import empty_database  # noqa: E402
from tests.documents.official.blanks import FOLDER  # noqa: E402
from tests.documents.official.standins import standin  # noqa: E402
from tests.performance.board import measure_board  # noqa: E402
from tests.performance.engine import (  # noqa: E402
    measure_engine,
    measure_opentaxsolver,
    person_years,
)
from tests.performance.households import measure_household  # noqa: E402
from tests.performance.imports import measure_import  # noqa: E402
from tests.performance.measure import measure  # noqa: E402
from tests.performance.packets import measure_packets  # noqa: E402
from tests.performance.pages import measure_preview  # noqa: E402
from tests.performance.slider import measure_slider  # noqa: E402
from tests.performance.ways import measure_federal, measure_tenforty, measure_ways  # noqa: E402
from tests.performance.weight import first_visit  # noqa: E402


def report(what: str, value: str, wanted: str, *, held: bool) -> None:
    """One line: what was measured, what it came to, what was asked for."""
    print(f"  {what:<46} {value:>16}   {wanted:<18} {'holds' if held else 'FAILS'}")


def engine() -> None:
    """Forms a second in one thread."""
    measured = measure_engine()
    for name, least in (("values", 100_000), ("lines", 30_000)):
        rate = measured[name].per_second
        what = {"values": "forms a second, values", "lines": "forms a second, lines and traces"}
        report(what[name], f"{rate:,.0f}", f">= {least:,}", held=rate >= least)
    if ots := measure_opentaxsolver():
        times = measured["lines"].per_second / ots.per_second
        report("  times OpenTaxSolver (tenforty)", f"{times:.1f} x", ">= 1 x", held=times >= 1)


def preview() -> None:
    """One keystroke, with the same middleware and template."""
    measured, size = measure_preview()
    floor = measured["same template"].seconds
    ratio = measured["preview"].seconds / floor
    milliseconds = measured["preview"].seconds * 1000
    report("preview / bare view, same template", f"{ratio:.2f} x", "<= 2 x", held=ratio <= 2)
    flat = measured["preview"].seconds / measured["same bytes"].seconds
    print(f"    {milliseconds:.1f} ms, {size:,} bytes; {flat:.1f} x a view that sends fixed bytes")


def paper() -> None:
    """One worksheet as PDF, warm."""
    sheets = [worksheet(facts) for facts in person_years(10)]
    calls = {str(at): (lambda sheet=sheet: worksheet_pdf(sheet)) for at, sheet in enumerate(sheets)}
    times = sorted(measured.seconds for measured in measure(calls, repeat=1, rounds=3).values())
    median = times[len(times) // 2] * 1000
    report("worksheet PDF, warm", f"{median:.0f} ms", "<= 200 ms", held=median <= 200)


def official() -> None:
    """One official form, filled in and finished; on the IRS's blank where it is at hand."""
    path = FOLDER / "f8606--2025.pdf"
    content = path.read_bytes() if path.exists() else standin(2025)
    blank = inspect(content)
    filled = [texts(worksheet(facts).lines, blank) for facts in person_years(10)]
    calls = {
        str(at): (lambda one=one: written(content, blank, one, name="Dana Example", editable=False))
        for at, one in enumerate(filled)
    }
    times = sorted(measured.seconds for measured in measure(calls, repeat=1, rounds=3).values())
    median = times[len(times) // 2] * 1000
    report("official form, filled in", f"{median:.0f} ms", "<= 60 ms", held=median <= 60)


def page() -> None:
    """The bytes of a first visit."""
    weights = first_visit()
    sent, raw = sum(w.sent for w in weights), sum(w.raw for w in weights)
    report("first visit, compressed as sent", f"{sent:,} bytes", "< 150,000", held=sent < 150_000)
    report("first visit, not compressed at all", f"{raw:,} bytes", "< 150,000", held=raw < 150_000)


def household() -> None:
    """Two people, twelve accounts, forty years: the pages and the saving of a cell."""
    with empty_database():
        measured, queries = measure_household()
    for name, most in (("year", 60), ("ledger", 60), ("overview", 60), ("save", 25)):
        milliseconds = measured[name].seconds * 1000
        asked = f", {queries[name]} queries" if name in queries else ""
        held = milliseconds <= most
        report(f"household, {name}{asked}", f"{milliseconds:.0f} ms", f"<= {most} ms", held=held)


def ways() -> None:
    """Every way out of two people, priced by a whole federal return; and such returns alone."""
    measured = measure_ways()
    for years, most in ((10, 15), (50, 80)):
        milliseconds = measured[years].seconds * 1000
        what = f"ways out of two people, {years} years"
        report(what, f"{milliseconds:.1f} ms", f"<= {most} ms", held=milliseconds <= most)
    ours = measure_federal()
    print(f"    {ours.seconds * 1e6:.0f} µs a federal return, as filed")
    if theirs := measure_tenforty():
        backend, found = theirs
        times = found.seconds / ours.seconds
        what = f"  times the fastest of tenforty ({backend})"
        report(what, f"{times:.1f} x", ">= 5 x", held=times >= 5)


def slider() -> None:
    """One move of the slider of December 31: the whole request, and a bare view of its template."""
    with empty_database():
        measured = measure_slider()
    for years, most in ((10, 15), (50, 80)):
        for name, more in ((f"{years}", ""), (f"{years} open", ", its years open")):
            milliseconds = measured[name].seconds * 1000
            what = f"slider, two people, {years} years{more}"
            report(what, f"{milliseconds:.1f} ms", f"<= {most} ms", held=milliseconds <= most)
        times = measured[f"{years}"].seconds / measured[f"{years} floor"].seconds
        print(f"    {times:.1f} x a bare view that draws the same template")


def table() -> None:
    """A practice's table of 5,000 rows, each step once."""
    with empty_database():
        measured = measure_import()
    for name, most in (("shown", 4), ("imported", 10), ("shown again", 4), ("taken back", 6)):
        seconds = measured[name]
        what = f"table of 5,000 rows, {name}"
        report(what, f"{seconds:.1f} s", f"<= {most} s", held=seconds <= most)


def packets() -> None:
    """The worksheets of 300 clients in one job, with two processes."""
    with empty_database():
        found = measure_packets()
    what = f"packet job, {found.papers} worksheets"
    report(what, f"{found.seconds:.1f} s", "<= 15 s", held=found.seconds <= 15)
    memory = found.megabytes
    report("  memory of all its processes", f"{memory:.0f} MB", "< 400 MB", held=memory < 400)
    print(f"    {found.cpu:.1f} s of one core in all")


def board() -> None:
    """A practice of 5,000 households, worked out by two processes."""
    with empty_database():
        measured, queries, took = measure_board()
    limits = {"board": 150, "December 31 list": 150, "search": 60, "a client": 60}
    for name, most in limits.items():
        milliseconds = measured[name].seconds * 1000
        held = milliseconds <= most
        report(f"practice, {name}", f"{milliseconds:.0f} ms", f"<= {most} ms", held=held)
    few, many = queries.values()
    report("practice, queries for 50 and 5,000", f"{few} and {many}", "the same", held=few == many)
    report("practice, the whole book", f"{took:.0f} s", "<= 60 s", held=took <= 60)


PARTS: tuple[Callable[[], None], ...] = (
    packets,  # first: its memory is that of this process too, before it holds anything else
    *(engine, preview, paper, official, page, household, ways),
    *(slider, table, board),
)


def main() -> None:
    """Measure everything and say what holds."""
    logging.disable(logging.CRITICAL)
    print("\nMedians of interleaved rounds, one thread:\n")
    for part in PARTS:
        part()


if __name__ == "__main__":
    main()
