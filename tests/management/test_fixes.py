"""The command as other programs meet it: a process of its own, without a database."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.engine.households import contribution, conversion, household, person, start, value
from tests.management.test_form8606 import ENVIRONMENT, ROOT

COMMAND = [sys.executable, str(ROOT / "manage.py"), "fixes"]
GOOD = household(
    person(
        contribution("2026-02-01", 2026, "7500"),
        conversion("2026-12-01", "7500"),
        basis_start=start("0", 2025),
        year_end_values=[value(2026, "95000")],
        more_accounts=[{"key": "k", "kind": "401k", "accepts_rollovers": True}],
    )
)
DO_NOTHING = {
    "key": "do_nothing",
    "feasible": True,
    "blocked_by": [],
    "roll_in": "0",
    "convert": "7500",
    "taxable": "6951",
    "tax": "2224",
    "basis_carried_forward": "6951",
    "years": [
        {
            "year": 2026,
            "convert": "7500",
            "taxable": "6951",
            "tax": "2224",
            "basis_carried_forward": "6951",
        }
    ],
}


def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments], input=given, capture_output=True, check=False, env=ENVIRONMENT
    )


@pytest.mark.parametrize("by", ["file", "input"])
def test_a_household(by: str, tmp_path: Path) -> None:
    path = tmp_path / "home.json"
    path.write_text(json.dumps(GOOD))
    asked = ["--year", "2026", "--as-of", "2026-11-22", "--rate", "0.32"]
    given = path.read_bytes() if by == "input" else b""
    done = run("-" if by == "input" else str(path), *asked, given=given)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1
    [found] = json.loads(done.stdout)["people"]
    assert found["key"] == "p1"
    assert found["findings"] == []
    assert found["options"][0] == DO_NOTHING
    assert [option["key"] for option in found["options"]] == [
        *("do_nothing", "roll_in", "solo_401k", "convert_all", "spread"),
        *("part_roll_in_part_convert", "stop_backdoors"),
    ]


def test_a_refused_file_says_everything_on_standard_error() -> None:
    done = run("-", "--year", "2026", given=json.dumps(GOOD | {"colour": "red"}).encode())
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == "CommandError: - is refused:\n  colour is not a known key\n"


def call(file: Path, *arguments: str) -> Any:
    out = io.StringIO()
    call_command("fixes", str(file), *arguments, stdout=out)
    [found] = json.loads(out.getvalue())["people"]
    return {option["key"]: option for option in found["options"]}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "home.json"
    path.write_text(json.dumps(GOOD))
    return path


def test_the_day_decides_what_is_still_a_plan(file: Path) -> None:
    # 50,000 in the pool before the conversion; after it only what is left can go.
    home = household(
        person(
            conversion("2026-06-01", "40000"),
            basis_start=start("10000", 2025),
            year_end_values=[value(2026, "10000")],
        )
    )
    file.write_text(json.dumps(home))
    asked = ("--year", "2026", "--as-of")
    assert call(file, *asked, "2026-05-31")["roll_in"]["roll_in"] == "40000"
    assert call(file, *asked, "2026-06-01")["roll_in"]["roll_in"] == "10000"


def test_without_a_day_it_is_today(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import date  # noqa: PLC0415

    from django.utils import timezone  # noqa: PLC0415

    monkeypatch.setattr(timezone, "localdate", lambda: date(2027, 1, 1))
    assert call(file, "--year", "2026")["convert_all"]["blocked_by"] == ["year-is-over"]


def test_years_and_growth_of_a_spread(file: Path) -> None:
    found = call(file, "--year", "2026", "--spread-years", "2", "--growth", "0.1")["spread"]
    # 51,250; then 51,250 x 1.1.
    assert [year["convert"] for year in found["years"]] == ["51250", "56375"]
    assert [year["year"] for year in found["years"]] == [2026, 2027]
    shrunk = call(file, "--year", "2026", "--spread-years", "2", "--growth", "-0.1")["spread"]
    assert shrunk["years"][1]["convert"] == "46125"


def test_without_a_price_there_is_no_tax(file: Path) -> None:
    found = call(file, "--year", "2026")["do_nothing"]
    assert "tax" not in found
    assert "tax" not in found["years"][0]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "the following arguments are required: --year"),
        (["--year", "26"], "'26' is not a whole number from 1975 to 2100"),
        (["--year", "²"], "is not a whole number"),
        (["--year", "2026", "--as-of", "11/22/2026"], "is no date; write it like 2026-11-22"),
        (["--year", "2026", "--spread-years", "0"], "is not a whole number from 1 to 50"),
        (["--year", "2026", "--rate", "32"], "'32' is not a fraction from 0 to 1"),
        (["--year", "2026", "--rate", "32%"], "'32%' is not a fraction from 0 to 1"),
        (["--year", "2026", "--growth", "-1"], "'-1' is not a fraction from -0.99 to 1"),
    ],
)
def test_arguments_that_cannot_be(file: Path, arguments: list[str], reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        call(file, *arguments)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"Cannot read .*home.json: No such file"):
        call(tmp_path / "home.json", "--year", "2026")


def test_the_answers_that_are_kept_decide_and_nothing_else_changes(file: Path) -> None:
    """``self_employed``, ``has_employees`` and ``can_finish`` of the year asked about."""
    asked = ("--year", "2026", "--as-of", "2026-11-22", "--rate", "0.32")
    bare = call(file, *asked)
    assert bare["solo_401k"]["blocked_by"] == ["employees-not-known", "self-employment-not-known"]
    kept = {"self_employed": True, "has_employees": False, "can_finish": False}
    file.write_text(json.dumps(with_answers(kept)))
    late = {"feasible": False, "blocked_by": ["not-done-by-year-end"]}
    rolling = ("roll_in", "solo_401k", "part_roll_in_part_convert")
    assert call(file, *asked) == bare | {key: bare[key] | late for key in rolling}


def with_answers(kept: dict[str, Any]) -> dict[str, Any]:
    """``GOOD`` with answers for 2026."""
    [one] = GOOD["people"]
    years = [year | kept if year["year"] == 2026 else year for year in one["years"]]
    return GOOD | {"people": [one | {"years": years}]}
