"""Names become one printable line that fits its box."""

import pytest

from planner.documents.names import printable


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("", ""),
        ("  Dana \n Q.\tExample ", "Dana Q. Example"),
        ("Łukasz Đorđević", "Łukasz Đorđević"),
        ("Ирина Παπαδάκη שרה", "Ирина Παπαδάκη שרה"),
        ("e\u0301", "é"),
        ("漢字", "??"),
        ("A 😀", "A ?"),
        ("👩\u200d👧", "??"),
        ("a\u202eb\u2066c", "abc"),
        ("a\x00b\ud800c\ue000d\uffffe", "abcde"),
        ("soft\u00adhyphen", "softhyphen"),
        ("<b>&amp;", "<b>&amp;"),
    ],
)
def test_a_name_is_one_line_of_letters_we_have(typed, line):
    assert printable(typed, ems=41) == line


def test_a_long_name_ends_in_an_ellipsis():
    # A capital W is 0.944 em wide, the ellipsis 1 em.
    assert printable("W" * 10, ems=9.44) == "W" * 10
    assert printable("W" * 11, ems=9.44) == "W" * 8 + "…"


def test_no_space_is_left_before_the_ellipsis():
    assert printable("WWWW WWWW", ems=5.2) == "WWWW…"


def test_only_the_first_two_hundred_characters_are_looked_at():
    assert len(printable("i" * 10_000, ems=1000)) == 200
