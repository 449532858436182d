"""What is said of each mistake, to the word: dollars, how and until when to mend it, the law."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from planner.engine.mistakes.mistake import Mistake
from tests.engine.gold_cases import gold_cases
from tests.engine.households import (
    Object,
    adjustment,
    contribution,
    conversion,
    person,
    recharacterization,
    rollover,
    start,
    value,
    withdrawal,
)
from tests.engine.mistakes import (
    BACKDOOR,
    TODAY,
    filed,
    first,
    found,
    on_form,
    on_return,
    saver,
    someone,
)
from tests.engine.test_mistakes_filed import RIGHT

SPRING = date(2026, 3, 1)
AUTUMN = date(2026, 10, 20)
THIS_YEAR = (contribution("2026-02-01", 2026), conversion("2026-02-10"))
FILED_2026 = {"year": 2026, "deducted": "0", "filed": filed({"1": 0})}
PLAN = "ira ira2 roth k"
EMPTY = [value(2025, "0", key) for key in ("ira", "ira2", "sep", "simple")]
ROTH = contribution("2025-01-10", 2025, "6000", account="roth")
ROTH_2015 = contribution("2015-06-01", 2015, "1000", account="roth")
ON_ITS_WAY = rollover("ira", "ira2", "2025-12-20", "9000", completed="2026-01-20")


def out(amount: str, **more: Any) -> Object:
    return withdrawal("2025-06-01", amount, **more)


def since_2023(line_2: str, *events: Object) -> Object:
    """7,000 on line 14 of 2023, converted in 2025 on a form that begins with ``line_2``."""
    years = [
        first(2023, filed=filed({"14": 7000})),
        {"year": 2025, "deducted": "0", "filed": filed({"2": line_2})},
    ]
    made = (contribution("2023-05-01", 2023), conversion("2025-02-10"))
    held: Object = {"accounts": "ira ira2 sep simple roth k", "year_end_values": EMPTY}
    return person(*made, *events, **held, years=years)


def over(amount: str = "8000", **more: Any) -> Object:
    return saver(contribution("2025-03-01", 2025, amount), **more)


def known(*people: Object, today: date = TODAY, **more: Any) -> dict[tuple[str, int], Any]:
    return found(*people, today=today, **{"years": on_return()} | more)


SCENARIOS: dict[str, Callable[[], dict[tuple[str, int], Any]]] = {
    "line-6-roth": lambda: found(on_form({"6": 30000}, held={"roth": "30000"})),
    "line-6-plan": lambda: found(on_form({"6": 90000}, held={"k": "90000"})),
    "line-6-inherited": lambda: found(on_form({"6": 500}, held={"inh": "500"})),
    "line-6-conversion": lambda: found(on_form({"6": 7000})),
    "line-6-sep": lambda: found(on_form({"6": 5200}, held={"sep": "40000", "simple": "5200"})),
    "line-6-spouse": lambda: found(
        on_form({"6": 61000}),
        person(key="p2", accounts="ira", year_end_values=[value(2025, "61000")]),
    ),
    "line-6-under-way": lambda: found(on_form({"6": 0}, *BACKDOOR, ON_ITS_WAY)),
    "line-1-deducted": lambda: found(on_form({"1": 7000}, record={"deducted": "3000"})),
    "line-1-earnings": lambda: found(
        on_form({"1": 6100}, ROTH, recharacterization("2025-05-01", 2025, "6000", earnings="100"))
    ),
    "line-1-returned": lambda: found(
        on_form(
            {"1": 7000},
            BACKDOOR[0],
            withdrawal("2025-05-01", "2500", character="returned_contribution", tax_year=2025),
        )
    ),
    "line-1-employer": lambda: found(
        on_form({"1": 19000}, *BACKDOOR, contribution("2025-03-01", 2025, "12000", account="sep"))
    ),
    "line-1-above": lambda: found(on_form({"1": 7500})),
    "line-1-empty": lambda: found(on_form({"1": 0})),
    "line-4-empty": lambda: found(
        on_form(
            {"4": 0, "5": 7000},
            contribution("2025-01-05", 2025, "2000"),
            contribution("2026-04-01", 2025, "5000"),
            conversion("2025-02-10", "2000"),
        )
    ),
    "line-14-dropped": lambda: found(
        on_form({"14": 0, "1": 7000}, BACKDOOR[0], conversion("2025-02-10", "6400"))
    ),
    "line-2-from-nothing": lambda: found(since_2023("0")),
    "line-2-less": lambda: found(since_2023("6000")),
    "line-2-more": lambda: found(since_2023("7500")),
    "line-2-without-plan-money": lambda: found(
        since_2023(
            "7000",
            rollover("k", "ira2", "2024-05-01", "900", completed="2024-05-02", after_tax="900"),
        )
    ),
    "line-2-with-a-returned-excess": lambda: found(
        since_2023("7000", out("400", character="returned_excess", tax_year=2023))
    ),
    "line-2-without-a-divorce": lambda: found(
        since_2023("7000", adjustment("2025-06-01", "-3000", reason="divorce"))
    ),
    "line-7-conversion": lambda: found(on_form({"7": 7000, "8": 0})),
    "line-7-gift": lambda: found(
        on_form({"7": 800}, *BACKDOOR, out("800", character="qcd"), born="1950-01-01")
    ),
    "line-7-hsa": lambda: found(
        on_form({"7": 800}, *BACKDOOR, out("800", character="hsa_funding"))
    ),
    "line-7-returned": lambda: found(
        on_form({"7": 800}, *BACKDOOR, out("800", character="returned_contribution"))
    ),
    "line-7-plan": lambda: found(
        on_form(
            {"7": 800}, *BACKDOOR, rollover("ira", "k", "2025-06-01", "800", completed="2025-06-05")
        )
    ),
    "line-8-withheld": lambda: found(
        on_form({"8": 7000}, BACKDOOR[0], conversion("2025-02-10", withheld="700"))
    ),
    "line-8-plan": lambda: found(
        on_form({"8": 57000}, *BACKDOOR, conversion("2025-03-01", "50000", account="k"))
    ),
    "line-8-a-year-early": lambda: found(
        on_form({"8": 7000}, contribution("2025-12-01", 2025), conversion("2026-01-10"))
    ),
    "line-13-without-a-move": lambda: found(
        on_form({"13": 7000, "14": 0}, contribution("2025-12-01", 2025), conversion("2026-01-10"))
    ),
    "line-13-above-line-5": lambda: found(on_form({"5": 7000, "13": 7003})),
    "line-9-added-wrong": lambda: found(on_form({"6": 0, "7": 0, "8": 7000, "9": 0})),
    "line-18-basis-first": lambda: found(on_form({"18": 0}, held={"ira": "93000"})),
    "line-18-no-basis": lambda: found(
        on_form({"18": 7000}, held={"ira": "93000"}), today=date(2027, 1, 1)
    ),
    "line-15c-no-basis": lambda: found(
        on_form({"15c": 1000}, BACKDOOR[0], out("1000"), held={"ira": "99000"})
    ),
    "line-19-qualified": lambda: found(
        on_form({"19": 500}, ROTH_2015, *BACKDOOR, out("500", account="roth"), born="1955-01-01")
    ),
    "line-22-conversions": lambda: found(
        on_form({"22": 7000}, *BACKDOOR, out("7100", account="roth"))
    ),
    "line-24-empty": lambda: found(on_form({"24": 0}, *BACKDOOR, out("7100", account="roth"))),
    "no-form-but-a-later-one": lambda: found(
        on_form({}, BACKDOOR[0], record={"filed": None}, years=[FILED_2026])
    ),
    "no-form-of-a-conversion": lambda: found(
        on_form({}, record={"filed": None}, years=[FILED_2026])
    ),
    "no-form-but-the-spouse-s": lambda: found(
        on_form({}, record={"filed": None}), on_form(RIGHT) | {"key": "p2"}
    ),
    "above-the-limit": lambda: known(over(), today=SPRING),
    "above-the-limit-still-there": lambda: known(over(), today=AUTUMN),
    "without-pay": lambda: known(over("500", pay="0"), today=SPRING),
    "roth-above-income": lambda: known(
        saver(contribution("2025-03-01", 2025, account="roth")),
        years=on_return(magi="157500"),
        today=SPRING,
    ),
    "traditional-at-70": lambda: known(
        saver(contribution("2018-03-01", 2018, "1000"), year=2018, born="1948-06-30"),
        years=on_return(2018),
    ),
    "pre-tax-money-in-a-year-that-is-over": lambda: found(
        someone(*BACKDOOR, year_end_values=[value(2025, "93000")])
    ),
    "pre-tax-money-this-year": lambda: found(
        someone(*THIS_YEAR, year_end_values=[value(2025, "93000")])
    ),
    "a-little-left": lambda: found(someone(*BACKDOOR, year_end_values=[value(2025, "12")])),
    "plan-money-this-year": lambda: found(
        someone(
            *THIS_YEAR,
            rollover("k", "ira2", "2026-03-01", "30000", completed="2026-03-05"),
            accounts=PLAN,
            year_end_values=[value(2025, "0"), value(2025, "0", "ira2")],
        )
    ),
    "withheld": lambda: found(
        someone(
            contribution("2026-02-01", 2026),
            conversion("2026-11-10", withheld="700"),
            year_end_values=[value(2026)],
        )
    ),
    "undone": lambda: found(
        someone(
            *BACKDOOR,
            recharacterization("2025-09-01", 2025, "7000", earnings="0"),
            year_end_values=[value(2025)],
        )
    ),
    "two-rollovers": lambda: found(
        someone(
            rollover("ira", "ira2", "2025-03-01", completed="2025-03-20"),
            rollover("ira2", "ira", "2026-02-28", "4000", completed="2026-03-05"),
            accounts=PLAN,
        )
    ),
    "gift-before-70": lambda: found(
        someone(
            out("3000", character="qcd"), year_end_values=[value(2025, "1000")], born="1955-01-01"
        )
    ),
    "gift-of-basis": lambda: found(
        someone(
            out("3000", character="qcd"),
            year_end_values=[value(2025, "1000")],
            born="1950-01-01",
            basis_start=start("1800"),
            years=[{"year": 2025}],
        )
    ),
    "rollover-still-open": lambda: found(
        someone(rollover("ira", "ira2", "2026-10-01"), accounts=PLAN)
    ),
    "before-the-rmd": lambda: found(
        someone(conversion("2026-03-01"), born="1950-01-01", year_end_values=[value(2026)])
    ),
    "history-unknown": lambda: found(
        person(*BACKDOOR, year_end_values=[value(2025)], years=[{"year": 2025, "deducted": "0"}])
    ),
    "value-unknown": lambda: found(someone(*BACKDOOR)),
    "inherited-rollover": lambda: found(
        someone(
            rollover("inh", "ira", "2025-03-01", "5000", completed="2025-03-05"), accounts="ira inh"
        )
    ),
    "inherited-basis": lambda: found(
        someone(withdrawal("2025-03-01", "900", account="inh"), accounts="inh")
    ),
    "new-jersey": lambda: found(
        someone(*BACKDOOR, year_end_values=[value(2025)]), years=[{"year": 2025, "state": "NJ"}]
    ),
}


@pytest.mark.parametrize("case", gold_cases("mistakes.toml", "mistake"))
def test_what_is_said(case: Object) -> None:
    seen = SCENARIOS[case["name"]]()
    [one] = [one for (code, _), one in seen.items() if code == case["code"]]
    assert {"name": case["name"]} | told(one) == case


def test_every_scenario_is_told() -> None:
    assert {case.id for case in gold_cases("mistakes.toml", "mistake")} == set(SCENARIOS)


def told(one: Mistake) -> Object:
    """The mistake as the file writes it; what it does not have is absent."""
    seen = one.evidence
    words: Object = {
        "code": one.code,
        "severity": one.severity,
        "year": one.year,
        "message": one.message,
        "what_to_do": one.what_to_do,
        "dollars": None if one.dollars is None else str(one.dollars),
        "mend_by": one.mend_by,
        "citation": one.citation,
        "events": [f"{event.kind} {event.on}" for event in seen.events],
        "accounts": list(seen.accounts),
        "lines": list(seen.lines),
    }
    return {key: value for key, value in words.items() if value not in (None, [])}
