"""The command as other programs meet it: a process of its own, without a database."""

import io
import json
import os
import select
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.engine.test_results import EXAMPLE_IN, EXAMPLE_OUT

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, str(ROOT / "manage.py"), "form8606"]
ENVIRONMENT = {
    **{key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"},
    "DATABASE_URL": "postgres://nobody:nothing@127.0.0.1:1/nowhere",
    "DJANGO_SETTINGS_MODULE": "prorata_site.settings",
    "DEBUG": "0",
    "SECRET_KEY": "",  # nothing is signed, so none is needed
    "PYTHONWARNINGS": "ignore",
}
GOOD = json.dumps(EXAMPLE_IN).encode()


def run(given: bytes, *arguments: str) -> tuple[int, list[dict[str, Any]], str]:
    """Exit status, results and standard error of the command as a process."""
    done = subprocess.run(
        [*COMMAND, *arguments], input=given, capture_output=True, check=False, env=ENVIRONMENT
    )
    results = [json.loads(line) for line in done.stdout.decode("ascii").splitlines()]
    return done.returncode, results, done.stderr.decode()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def compute(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The command in this process: exit status and results for lines of bytes."""

    def call(lines: Iterable[bytes], **options: Any) -> tuple[int, list[dict[str, Any]]]:
        out = io.StringIO()
        stdin = io.TextIOWrapper(io.BytesIO(b"".join(lines)))
        monkeypatch.setattr(sys, "stdin", stdin)
        try:
            call_command("form8606", stdout=out, **options)
        except SystemExit as end:
            return int(str(end.code)), [json.loads(line) for line in out.getvalue().splitlines()]
        return 0, [json.loads(line) for line in out.getvalue().splitlines()]

    return call


# --- As a process --------------------------------------------------------------------------------


def test_the_example_of_the_contract_needs_no_database() -> None:
    done = subprocess.run(
        COMMAND, input=GOOD + b"\n", capture_output=True, check=False, env=ENVIRONMENT
    )
    assert done.stdout.decode() == EXAMPLE_OUT + "\n"
    assert (done.returncode, done.stderr) == (0, b"")


def test_one_bad_line_stops_nothing() -> None:
    lines = [GOOD, b"{", b"", b'{"tax_year": 2025, "id": "\xff"}', b"  ", GOOD]
    status, results, errors = run(b"\n".join(lines))
    assert [found["status"] for found in results] == ["complete", "invalid", "invalid", "complete"]
    assert (status, errors) == (1, "")
    assert "byte 27 is not UTF-8" in results[2]["findings"][0]["message"]


def test_an_answer_comes_while_the_input_is_still_open() -> None:
    with subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT
    ) as process:
        assert process.stdin
        assert process.stdout
        for _ in range(2):
            process.stdin.write(GOOD + b"\n")
            process.stdin.flush()
            ready, _, _ = select.select([process.stdout], [], [], 30)
            assert ready
            assert process.stdout.readline().decode() == EXAMPLE_OUT + "\n"
        process.stdin.close()
        assert process.wait(30) == 0


@pytest.mark.parametrize("count", [1, 2000])
def test_nobody_reads_on(count: int) -> None:
    read, write = os.pipe()
    os.close(read)
    process = subprocess.run(
        COMMAND,
        input=(GOOD + b"\n") * count,
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
        env=ENVIRONMENT,
    )
    os.close(write)
    assert (process.returncode, process.stderr) == (1, b"")


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    missing = str(tmp_path / "none.jsonl")
    expected = f"CommandError: Cannot read {missing}: No such file or directory.\n"
    assert run(b"", "--input", missing) == (1, [], expected)


def test_an_unknown_option_is_refused() -> None:
    status, results, errors = run(b"", "--loud")
    assert (status, results) == (2, [])
    assert "unrecognized arguments: --loud" in errors


# --- In this process -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"\n",
        b"\r\n \t\n\n",
    ],
)
def test_no_person_year_is_no_result(compute: Any, given: bytes) -> None:
    assert compute([given]) == (0, [])


@pytest.mark.parametrize(
    "given",
    [
        GOOD,
        GOOD + b"\n",
        GOOD + b"\r\n",
        b"\n\n" + GOOD + b"\n\n",
        b"  " + GOOD + b" \t\n",
        b"\xef\xbb\xbf" + GOOD + b"\n",
        b"\xef\xbb\xbf" + GOOD + b"\r\n\r\n",
    ],
    ids=["no newline", "newline", "CRLF", "blank lines", "spaces", "BOM", "BOM and CRLF"],
)
def test_line_ends_and_marks(compute: Any, given: bytes) -> None:
    assert compute([given]) == (0, [json.loads(EXAMPLE_OUT)])


def test_results_come_in_the_order_of_the_lines(compute: Any) -> None:
    lines = [json.dumps(EXAMPLE_IN | {"id": str(number)}).encode() for number in range(50)]
    status, results = compute(line + b"\n" for line in lines)
    assert [found["id"] for found in results] == [str(number) for number in range(50)]
    assert status == 0


@pytest.mark.parametrize(
    ("line", "status", "exit_status"),
    [
        (b'{"tax_year": 2025}', "complete", 0),
        (b'{"tax_year": 2025, "conversion": "1"}', "incomplete", 0),
        (b'{"tax_year": 2025, "conversion": "-1"}', "invalid", 1),
        (b'{"tax_year": 2017}', "invalid", 1),
        (b"[" * 100_000, "invalid", 1),
        (b'{"tax_year": 2025, "conversion": ' + b"9" * 5000 + b"}", "invalid", 1),
        (b'{"tax_year": 2025, "id": "\\ud800"}', "complete", 0),
        (b'{"tax_year": 2025, "id": "\xed\xa0\x80"}', "invalid", 1),
        (b"\x00", "invalid", 1),
        (b"\xff\xfe{\x00}\x00", "invalid", 1),
    ],
    ids=lambda value: str(value)[:40],
)
def test_status_and_exit_status(compute: Any, line: bytes, status: str, exit_status: int) -> None:
    ended, (found,) = compute([line])
    assert (found["status"], ended) == (status, exit_status)


def test_a_bad_line_is_remembered_to_the_end(compute: Any) -> None:
    status, results = compute([b"{\n", GOOD])
    assert status == 1
    assert [found["status"] for found in results] == ["invalid", "complete"]


def test_input_from_a_file(compute: Any, tmp_path: Path) -> None:
    file = tmp_path / "years.jsonl"
    file.write_bytes(GOOD + b"\n" + GOOD)
    assert compute([b"not read"], input=str(file)) == (0, [json.loads(EXAMPLE_OUT)] * 2)


@pytest.mark.parametrize(
    ("name", "reason"), [("none.jsonl", "No such file or directory"), ("", "Is a directory")]
)
def test_input_that_cannot_be_read(compute: Any, tmp_path: Path, name: str, reason: str) -> None:
    path = str(tmp_path / name)
    with pytest.raises(CommandError, match=reason) as caught:
        compute([], input=path)
    assert str(caught.value) == f"Cannot read {path}: {reason}."


@pytest.mark.parametrize("quiet", [False, True])
@pytest.mark.parametrize("terminal", [False, True])
def test_progress_is_for_terminals_only(
    compute: Any, monkeypatch: pytest.MonkeyPatch, *, terminal: bool, quiet: bool
) -> None:
    errors = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", errors)
    status, results = compute([GOOD + b"\n"] * 2001, quiet=quiet, stderr=errors)
    assert (status, len(results)) == (0, 2001)
    shown = errors.getvalue()
    if terminal and not quiet:
        assert "1,000 person-years" in shown
        assert "2,000 person-years" in shown
        assert "\n" not in shown
        assert shown.endswith("\r")
    else:
        assert shown == ""


def test_it_ends_calmly_when_nobody_reads_on(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD)))
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    with pytest.raises(SystemExit) as ended:
        call_command("form8606", stdout=Closed())
    assert ended.value.code == 1
    assert sys.stdout is None  # or the interpreter would flush it, and complain


def test_the_input_is_not_held_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line is answered before the next one is asked for."""
    written = io.StringIO()
    answered = []

    class Lines:
        def __iter__(self) -> Any:
            for _ in range(100):
                answered.append(len(written.getvalue().splitlines()))
                yield GOOD + b"\n"

        def __enter__(self) -> Any:
            return self

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr("planner.management.commands.form8606._opened", lambda _name: Lines())
    call_command("form8606", stdout=written)
    assert answered == list(range(100))
