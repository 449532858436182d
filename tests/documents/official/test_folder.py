"""The folder of blanks: what is in it counts only as it was accepted."""

import json

import pytest

from planner.documents.official import folder
from planner.documents.official.survey import BlankRefusedError
from tests.documents.official.standins import standin


@pytest.fixture
def shelf(settings, tmp_path):
    settings.OFFICIAL_FORMS_DIR = tmp_path / "forms"
    return settings.OFFICIAL_FORMS_DIR


def states():
    return {one.year: one.state for one in folder.standings() if one.state != "missing"}


def test_an_empty_folder_need_not_exist(shelf):
    assert states() == {}
    assert folder.kept(2025) is None
    assert [one.year for one in folder.standings()] == list(range(2018, 2027))


def test_an_accepted_blank_is_kept_as_it_was(shelf):
    taken = folder.accept(standin(2024))
    assert folder.kept(2024) == taken
    assert taken.content() == standin(2024)
    assert sorted(path.name for path in shelf.iterdir()) == ["f8606--2024.json", "f8606--2024.pdf"]
    assert states() == {2024: "accepted"}


def test_a_refused_file_leaves_nothing(shelf):
    with pytest.raises(BlankRefusedError):
        folder.accept(b"nothing")
    assert not shelf.exists()


def test_a_file_that_nobody_accepted_does_not_count(shelf):
    shelf.mkdir()
    (shelf / "f8606--2025.pdf").write_bytes(standin(2025))
    assert folder.kept(2025) is None
    assert states() == {2025: "not checked"}


def test_another_file_in_its_place_does_not_count(shelf):
    path = folder.accept(standin(2025)).path
    assert folder.kept(2025)
    path.write_bytes(standin(2025) + b"\n")
    assert folder.kept(2025) is None
    assert states() == {2025: "changed"}
    folder.accept(standin(2025))
    assert states() == {2025: "accepted"}


@pytest.mark.parametrize("record", ["", "[]", "{}", '{"checks": 0}', "null", "\0"])
def test_a_record_that_says_nothing_does_not_count(shelf, record):
    path = folder.accept(standin(2025)).path
    path.with_suffix(".json").write_text(record)
    assert folder.kept(2025) is None


def test_a_record_of_earlier_checks_does_not_count(shelf, monkeypatch):
    folder.accept(standin(2025))
    monkeypatch.setattr(folder, "_CHECKS", 99)
    folder._kept.cache_clear()
    assert folder.kept(2025) is None


def test_the_record_holds_what_was_found(shelf):
    path = folder.accept(standin(2018)).path
    record = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert record["blank"]["lines"]["10"] == {"whole": "f1_18", "part": "f1_18_part"}
    assert len(record["sha256"]) == 64


def test_a_blank_of_the_same_year_takes_the_place_of_the_first(shelf):
    folder.accept(standin(2025))
    other = standin(2025).replace(b"%PDF-1.", b"%PDF-1.", 1) + b"% again\n"
    assert folder.accept(other).content() == other
    assert states() == {2025: "accepted"}
