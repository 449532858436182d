from planner.engine.money import DOLLAR, WHOLE
from planner.engine.rules import Rules, Values, apply, apply_known, rule
from tests.engine.people import D


@rule("{one} + {other}", limit="not more than {one}")
def both(one, other):
    return min(one, one + other)


@rule("{both}", key="renamed")
def again(both):
    return both


@rule("nothing")
def nothing():
    return D(0)


ALL = Rules((both, again, nothing))


def test_a_rule_knows_its_name_and_operands() -> None:
    assert (both.key, both.operands, both.formula) == ("both", ("one", "other"), "{one} + {other}")
    assert both.limit == "not more than {one}"
    assert (again.key, again.operands, again.limit) == ("renamed", ("both",), "")
    assert (nothing.key, nothing.operands) == ("nothing", ())


def test_rules_are_applied_in_order() -> None:
    values: Values = {"one": D(5), "other": D(-2)}
    apply_known(ALL, values)
    expected = {"one": D(5), "other": D(-2), "both": D(3), "renamed": D(3), "nothing": D(0)}
    assert values == expected
    same: Values = {"one": D(5), "other": D(-2)}
    apply(ALL, same)
    assert same == expected


def test_what_rests_on_something_unknown_is_unknown() -> None:
    values: Values = {"one": D(5), "other": None}
    apply(ALL, values)
    assert values == {"one": D(5), "other": None, "both": None, "renamed": None, "nothing": D(0)}


def test_zero_is_known() -> None:
    values: Values = {"one": D(0), "other": D(0), "unit": DOLLAR, "ratio": WHOLE}
    apply(Rules((both,)), values)
    assert values["both"] == 0
