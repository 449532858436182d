"""OpenTaxSolver's Form 8606, through the package tenforty, on the same person-years.

It is C that may end the process, so it runs in one of its own. It never rounds the ratio and
prints every amount to cents; so its lines may be a cent from ours, in cents. It asks which parts
are filled in instead of deciding it; line 10 is left out, because its 2025 form prints 0.9995 and
more as zero. It needs a pool above zero.
"""

import json
import subprocess
import sys
from decimal import Decimal
from importlib.util import find_spec
from itertools import cycle, product
from typing import Any

import pytest

from planner.engine import Worksheet, worksheet
from planner.engine.facts import AMOUNTS
from tests.engine.people import D, person_year

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("tenforty") is None, reason="tenforty is not installed"),
]

CENT = D("0.01")
ROUNDED = {"11", "12", "13", "14", "15a", "15c", "17", "18"}
RUN = """
import json, sys
from tenforty import otslib
found = [otslib._evaluate_form(2025, "f8606", form, None, "raise") for form in json.load(sys.stdin)]
open(sys.argv[1], "w").write(json.dumps(found))
"""
FORM = """\
Title: Form 8606 for tax-year 2025
Complete_Part_One? {one}
L1 {nondeductible_contribution} ;
L2 {prior_basis} ;
Dist_or_Conv? {left}
L4 {contribution_after_year_end} ;
L6 {line_6} ;
L7 {distribution} ;
L8 {conversion} ;
L15b {qualified_disaster_amount} ;
Complete_Part_Two? {two}
L16 {conversion} ;
L17 ;
Complete_Part_Three? {three}
L19 {roth_distribution} ;
L20 {first_home_expenses} ;
L22 {roth_contribution_basis} ;
L24 {roth_conversion_basis} ;
L25b {roth_disaster_amount} ;
Name: A
SocSec#: 1
Number&Street: A
Apt#: 1
TownStateZip: A
ForeignCountry: A
ForeignState: A
ForeignPostcode: A
Round_PDF_to_Whole_Dollars Y
"""


def person_years() -> list[dict[str, Any]]:
    """Every combination of a few amounts, with Roth distributions going round beside them."""
    contributions = [("0", "0"), ("7000", "0"), ("6543.21", "1234.50"), ("8000", "8000")]
    basis = ["0", "3210.99", "45000"]
    values = [("0.03", "0"), ("93000", "0"), ("2297.45", "10000.10")]
    leavings = [("0", "0"), ("0", "7012.34"), ("5000.55", "0"), ("333.33", "18000"), ("1", "0.01")]
    roth = cycle(
        [
            {},
            {"roth_distribution": "8000", "first_home_expenses": "10000"},
            {"roth_distribution": "8000.10", "roth_contribution_basis": "9000"},
            {"roth_distribution": "9000", "first_home_expenses": "4000.40"}
            | {"roth_contribution_basis": "1000.20", "roth_conversion_basis": "5000"},
            {"roth_distribution": "30000.30", "roth_contribution_basis": "1000"}
            | {"roth_conversion_basis": "2000.02", "roth_disaster_amount": "7.77"},
        ]
    )
    found = []
    nothing = dict.fromkeys(AMOUNTS, "0")
    for (now, late), before, (inside, away), (out, converted) in product(
        contributions, basis, values, leavings
    ):
        amounts = {"nondeductible_contribution": now, "contribution_after_year_end": late}
        amounts |= {"prior_basis": before, "year_end_value": inside, "outstanding_rollover": away}
        amounts |= {"distribution": out, "conversion": converted}
        found.append(nothing | amounts | next(roth))
    return found


def form(sheet: Worksheet, amounts: dict[str, Any]) -> str:
    parts = {"one": "I", "two": "II", "three": "III"}
    answers = {word: "Y" if part in sheet.parts else "N" for word, part in parts.items()}
    answers["left"] = "Y" if D(amounts["distribution"]) + D(amounts["conversion"]) else "N"
    line_6 = D(amounts["year_end_value"]) + D(amounts["outstanding_rollover"])
    return FORM.format(**amounts, **answers, line_6=line_6)


def lines_of(text: str) -> dict[str, Decimal]:
    found = {}
    for line in text.splitlines():
        name, equals, amount = line.partition(" = ")
        if equals and name.startswith("L"):
            found[name.removeprefix("L")] = D(amount.split()[0])
    return found


def test_opentaxsolver_agrees(tmp_path: Any) -> None:
    cases = person_years()
    sheets = [worksheet(person_year(**amounts, rounding="cents")) for amounts in cases]
    forms = [form(sheet, amounts) for sheet, amounts in zip(sheets, cases, strict=True)]
    answer = tmp_path / "answer.json"
    command = [sys.executable, "-c", RUN, str(answer)]
    subprocess.run(command, input=json.dumps(forms), text=True, check=True, capture_output=True)
    theirs = [lines_of(text) for text in json.loads(answer.read_text())]
    assert len(cases) >= 180
    for sheet, other, amounts in zip(sheets, theirs, cases, strict=True):
        ours = {line.number: line.value for line in sheet.lines if line.state == "filled"}
        ours.pop("10", None)
        assert ours.keys() == other.keys(), amounts
        for number, amount in ours.items():
            assert isinstance(amount, Decimal)
            leeway = CENT if number in ROUNDED else 0
            assert abs(amount - other[number]) <= leeway, (number, amounts)
