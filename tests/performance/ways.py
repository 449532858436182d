"""The ways out of two people over years, and whole federal returns against tenforty's."""

import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from functools import partial
from importlib.util import find_spec

from planner.engine.federal import FederalReturn, Filers, federal_tax
from planner.engine.fixes.options import options
from planner.engine.fixes.price import return_price
from planner.engine.fixes.standpoint import standpoint
from planner.engine.fixes.terms import Terms
from planner.engine.household import Household
from tests.engine.households import contribution, conversion, household, person, read, start, value
from tests.performance.measure import Measured, measure

_NOVEMBER = date(2026, 11, 22)
_WAGES = range(120_000, 420_000, 10_000)


def couple() -> Household:
    """Two people with old plan money beside the backdoor; one has made it, one has it planned."""
    people = [
        person(
            contribution("2026-02-01", 2026, "7500"),
            conversion(day, "7500"),
            key=key,
            basis_start=start("31250", 2025),
            year_end_values=[value(2026, pool)],
            accounts="ira roth k",
        )
        for key, day, pool in (("ann", "2026-03-01", "212400"), ("ben", "2026-12-01", "95000"))
    ]
    return read(household(*people))


def measure_ways() -> dict[int, Measured]:
    """Seconds for every way of both, from the ledger on, by how many years are looked at.

    The tax is that of a whole return, with gains, the tax on investments, the senior deduction, a
    state and the premiums; six ways and solo 401(k) beside them.
    """
    home = couple()

    filers = Filers(
        base=FederalReturn(
            year=2026,
            filing_status="married_jointly",
            ordinary_income=Decimal(190_000),
            gains=Decimal(20_000),
            investment_income=Decimal(30_000),
        ),
        born=(date(1960, 5, 1), date(1970, 5, 1)),
        part_b=2,
        part_d=2,
    )

    def all_ways(years: int) -> None:
        price = return_price(filers, Decimal("0.093"))
        terms = Terms(price=price, years=years, growth=Decimal("0.06"), backdoor=Decimal(7_500))
        for one in home.people:
            options(standpoint(home, one, 2026, _NOVEMBER), terms)

    calls = {str(years): partial(all_ways, years) for years in (10, 50)}
    return {int(years): found for years, found in measure(calls, repeat=1).items()}


def measure_federal() -> Measured:
    """Seconds for one federal return of wages, by the Tax Table as it is filed."""
    returns = [
        FederalReturn(year=2025, filing_status="married_jointly", ordinary_income=Decimal(wages))
        for wages in _WAGES
    ]
    calls = {"federal": lambda: [federal_tax(one, by_table=True) for one in returns]}
    return Measured(measure(calls, repeat=3)["federal"].seconds / len(returns))


def measure_tenforty() -> tuple[str, Measured] | None:
    """The same returns by the faster of tenforty's backends; ``None`` where it is not installed."""
    if find_spec("tenforty") is None:
        return None
    done = subprocess.run(
        [sys.executable, "-c", _RUN],
        input=json.dumps(list(_WAGES)),
        text=True,
        check=True,
        capture_output=True,
    )
    times = json.loads(done.stdout)
    fastest = min(times, key=lambda backend: times[backend])
    return fastest, Measured(times[fastest])


_RUN = """
import json, statistics, sys, time
import tenforty
wages, found = json.load(sys.stdin), {}
for backend in ("ots", "graph"):
    times = []
    for _ in range(5):
        start = time.perf_counter()
        for one in wages:
            tenforty.evaluate_return(
                year=2025, filing_status="Married/Joint", w2_income=one, backend=backend
            )
        times.append((time.perf_counter() - start) / len(wages))
    found[backend] = statistics.median(times)
print(json.dumps(found))
"""
"""It is C that may end the process, so it is timed in a process of its own."""
