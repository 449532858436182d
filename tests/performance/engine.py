"""The engine against OpenTaxSolver's Form 8606, on the same person-years in one thread."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from importlib.util import find_spec

from planner.engine import PersonYear, worksheet
from planner.engine.computation import compute
from planner.engine.facts import AMOUNTS
from tests.engine.test_differential import form
from tests.performance.measure import Measured, measure

_COUNT = 200


def person_years(count: int = _COUNT) -> list[PersonYear]:
    """Believable years: backdoors, withdrawals, both, with and without pre-tax money."""
    rng = random.Random(8606)  # noqa: S311

    def cents(most: int) -> Decimal:
        return Decimal(rng.randrange(most * 100)) / 100

    return [
        PersonYear(
            tax_year=rng.randrange(2018, 2027),
            nondeductible_contribution=rng.choice([Decimal(0), Decimal(7000), cents(7000)]),
            prior_basis=rng.choice([Decimal(0), cents(60_000)]),
            year_end_value=rng.choice([Decimal(0), cents(400_000)]),
            conversion=rng.choice([Decimal(7000), cents(60_000)]),
            distribution=rng.choice([Decimal(0), Decimal(0), cents(20_000)]),
        )
        for _ in range(count)
    ]


def measure_engine() -> dict[str, Measured]:
    """Seconds for one form: values alone, and the line model with texts and traces."""
    years = person_years()
    return {
        name: Measured(measured.seconds / len(years))
        for name, measured in measure(
            {
                "values": lambda: _each(compute, years),
                "lines": lambda: _each(worksheet, years),
            },
            repeat=1,
        ).items()
    }


def _each(call: Callable[[PersonYear], object], years: list[PersonYear]) -> None:
    for facts in years:
        call(facts)


def measure_opentaxsolver() -> Measured | None:
    """OpenTaxSolver through tenforty, one form; ``None`` where it is not installed."""
    if find_spec("tenforty") is None:
        return None
    sheets = [worksheet(facts) for facts in person_years(_COUNT // 4)]
    forms = [form(sheet, _amounts(sheet.facts)) for sheet in sheets]
    command = [sys.executable, "-c", _RUN]
    done = subprocess.run(
        command, input=json.dumps(forms), text=True, check=True, capture_output=True
    )
    return Measured(float(done.stdout))


_RUN = """
import json, statistics, sys, time
from tenforty import otslib
forms, times = json.load(sys.stdin), []
for _ in range(9):
    start = time.perf_counter()
    for form in forms:
        otslib._evaluate_form(2025, "f8606", form, None, "raise")
    times.append((time.perf_counter() - start) / len(forms))
print(statistics.median(times))
"""
"""It is C that may end the process, so it is timed in a process of its own."""


def _amounts(facts: PersonYear) -> dict[str, Decimal]:
    return {key: getattr(facts, key) or Decimal(0) for key in AMOUNTS}
