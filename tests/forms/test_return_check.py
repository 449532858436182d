"""The fields of the return check: everybody's lines, empty or typed as people write them."""

from decimal import Decimal

from planner.engine.household import Person
from planner.forms.return_check import ReturnCheckForm

PEOPLE = (Person(key="p1", name="Ana"), Person(key="p2"))


def form(**typed):
    return ReturnCheckForm(
        {name.replace("_", "-"): text for name, text in typed.items()}, people=PEOPLE
    )


def test_everybody_has_a_form_of_their_own():
    found = form().groups
    assert [one.heading for one in found] == ["Form 8606, Ana", "Form 8606, p2", "Form 1040"]
    lines = ["1", "2", "6", "8", "14", "18"]
    assert [field.field.line for field in found[1].fields] == lines
    assert [field.field.line for field in found[2].fields] == ["4a", "4b"]


def test_empty_is_not_zero():
    found = form(p1_2="0", p2_18="$7,500", return_4b="(5)")
    assert not found.is_valid()
    typed = found.to_facts()
    assert typed.people == {"p1": {"2": Decimal(0)}, "p2": {"18": Decimal(7500)}}
    assert typed.lines == {}
    assert [field.name for field in found.wrong] == ["return-4b"]


def test_an_error_is_part_of_the_description():
    found = form(p1_2="lots")
    assert 'aria-describedby="id_p1-2_error"' in str(found["p1-2"])
    assert 'aria-invalid="true"' in str(found["p1-2"])
