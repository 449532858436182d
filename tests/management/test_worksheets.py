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

from tests.engine.households import contribution, conversion, household, person, value
from tests.management.test_form8606 import ENVIRONMENT, ROOT

COMMAND = [sys.executable, str(ROOT / "manage.py"), "worksheets"]
GOOD = household(
    person(
        contribution("2025-01-10", 2025),
        conversion("2025-01-12"),
        year_end_values=[value(2025, "200000")],
        years=[
            {
                "year": 2025,
                "deducted": "0",
                "first_year": True,
                "filed": {"lines": {"1": "7000", "2": "0", "14": "6762.50"}},
            }
        ],
    )
)
LINES = {
    "1": "7000", "2": "0", "3": "7000", "4": "0", "5": "7000", "6": "200000", "7": "0",
    "8": "7000", "9": "207000", "10": "0.0338", "11": "237", "12": "0", "13": "237",
    "14": "6763", "15a": "0", "15b": "0", "15c": "0", "16": "7000", "17": "237", "18": "6763",
}  # fmt: skip
YEAR = {
    "year": 2025,
    "form_due": True,
    "status": "complete",
    "parts": ["I", "II"],
    "lines": LINES,
    "taxable": "6763",
    "filed_differences": [{"line": "14", "filed": "6762.50", "should_be": "6763"}],
    "findings": [],
}


def run(name: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, name], input=given, capture_output=True, check=False, env=ENVIRONMENT
    )


@pytest.mark.parametrize("by", ["file", "input"])
def test_a_household(by: str, tmp_path: Path) -> None:
    text = json.dumps(GOOD).encode()
    path = tmp_path / "home.json"
    path.write_bytes(b"\xef\xbb\xbf" + text)
    done = run(str(path)) if by == "file" else run("-", text)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == {"people": [{"key": "p1", "years": [YEAR]}]}
    assert done.stdout.count(b"\n") == 1


def test_a_refused_file_says_everything_on_standard_error() -> None:
    bad = household(person(contribution("2026-04-16", 2025)), colour="red", rounding="no")
    done = run("-", json.dumps(bad).encode())
    assert (done.returncode, done.stdout) == (1, b"")
    said = done.stderr.decode()
    assert said.startswith("CommandError: - is refused:\n")
    for part in ("rounding is 'no'", "events[0].tax_year is 2025", "colour is not a known key"):
        assert part in said
    assert "Traceback" not in said


def call(name: object) -> Any:
    out = io.StringIO()
    call_command("worksheets", str(name), stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "home.json"


def test_the_same_in_this_process(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text(json.dumps(GOOD))
    expected = {"people": [{"key": "p1", "years": [YEAR]}]}
    assert call(file) == expected
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(file.read_bytes())))
    assert call("-") == expected


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff{}", "is not UTF-8: byte 1."),
        (b"{", "is refused:\n  This is not JSON"),
        (b"[]", "is refused:\n  This is JSON, but not an object"),
        (b"{}", "is refused:\n  format is missing"),
    ],
)
def test_what_cannot_be_read(file: Path, content: bytes, reason: str) -> None:
    file.write_bytes(content)
    with pytest.raises(CommandError, match=reason.replace("\n", "\\n")):
        call(file)


def test_a_file_that_is_not_there(file: Path) -> None:
    with pytest.raises(CommandError, match=r"Cannot read .*home.json: No such file"):
        call(file)
    with pytest.raises(CommandError, match="Is a directory"):
        call(file.parent)
