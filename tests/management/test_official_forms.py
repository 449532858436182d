"""The keeper's command: which blanks there are, and taking in those that pass the checks."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.documents.official.standins import standin
from tests.management.test_form8606 import ENVIRONMENT, ROOT


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    settings.OFFICIAL_FORMS_DIR = tmp_path / "forms"
    return settings.OFFICIAL_FORMS_DIR


@pytest.fixture
def file(tmp_path):
    def make(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return str(path)

    return make


def run(*arguments):
    out, err = io.StringIO(), io.StringIO()
    call_command("official_forms", *arguments, stdout=out, stderr=err)
    return out.getvalue()


def refused(*arguments):
    err = io.StringIO()
    with pytest.raises(CommandError) as error:
        call_command("official_forms", *arguments, stdout=io.StringIO(), stderr=err)
    return err.getvalue(), str(error.value)


def test_every_year_is_listed(shelf):
    lines = run().splitlines()
    assert lines[0] == f"Official blanks in {shelf}:"
    assert [line.split() for line in lines[1:]] == [
        [str(year), f"f8606--{year}.pdf", "no", "file"] for year in range(2018, 2027)
    ]


def test_files_are_accepted_under_the_name_of_their_year(shelf, file):
    mine, other = file("blank.pdf", standin(2025)), file("other.pdf", standin(2018))
    assert run("accept", mine, other) == (
        f"{mine}: accepted as the blank of 2025.\n{other}: accepted as the blank of 2018.\n"
    )
    assert (shelf / "f8606--2025.pdf").read_bytes() == standin(2025)
    assert "  2018  f8606--2018.pdf  accepted\n" in run()


def test_checking_keeps_nothing(shelf, file):
    mine = file("blank.pdf", standin(2025))
    assert run("check", mine) == f"{mine}: passes every check as the blank of 2025.\n"
    assert not shelf.exists()


def test_a_file_that_lies_in_the_folder_already_is_accepted_there(shelf):
    shelf.mkdir()
    path = shelf / "f8606--2025.pdf"
    path.write_bytes(standin(2025))
    assert "a file is there, but was not accepted" in run()
    run("accept", str(path))
    assert "  2025  f8606--2025.pdf  accepted\n" in run()
    path.write_bytes(standin(2024))
    assert "the file is not the one that was accepted" in run("list")


def test_refusals_say_why_and_let_the_others_in(shelf, file):
    good, bad = file("good.pdf", standin(2025)), file("bad.pdf", b"GIF89a")
    told, error = refused("accept", bad, good, "/nowhere/at-all.pdf")
    assert f"{bad}: The file is not a PDF that can be read.\n" in told
    assert "/nowhere/at-all.pdf: No such file or directory.\n" in told
    assert error == f"Refused: {bad}, /nowhere/at-all.pdf."
    assert sorted(path.name for path in shelf.iterdir()) == ["f8606--2025.json", "f8606--2025.pdf"]


@pytest.mark.parametrize("arguments", [("accept",), ("check",), ("list", "a.pdf")])
def test_files_belong_to_checking_and_accepting(arguments):
    assert "want the names of files" in refused(*arguments)[1]


def test_a_folder_that_cannot_be_written_is_told(shelf, file):
    shelf.write_bytes(b"a file where the folder should be")
    told, _ = refused("accept", file("blank.pdf", standin(2025)))
    assert told.endswith(": File exists.\n")


def test_it_runs_in_a_process_of_its_own(tmp_path, file):
    finished = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "official_forms", "accept",
         file("blank.pdf", standin(2025))],
        env=ENVIRONMENT | {"OFFICIAL_FORMS_DIR": str(tmp_path / "own")},
        capture_output=True,
        check=True,
        text=True,
    )  # fmt: skip
    assert "accepted as the blank of 2025" in finished.stdout
    record = json.loads(Path(tmp_path / "own" / "f8606--2025.json").read_text("utf-8"))
    assert record["blank"]["year"] == 2025
