"""For every check a situation in which it must fire, and one close by in which it must not.

Each is named as somebody would tell it. Amounts are chosen so that one small thing makes the
difference: a dollar, a day, an account, a line.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from planner.engine.mistakes import Mistake
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
    codes,
    filed,
    first,
    found,
    on_form,
    on_return,
    saver,
    someone,
)


@dataclass(frozen=True, eq=False)
class Situation:
    """A household in words and as a file; its first person is looked at."""

    words: str
    people: tuple[Object, ...]
    today: date
    more: dict[str, Any]

    def codes(self) -> set[str]:
        return codes(*self.people, today=self.today, **self.more)

    def mistake(self, code: str) -> Mistake:
        seen = found(*self.people, today=self.today, **self.more)
        [one] = [mistake for (found_code, _), mistake in seen.items() if found_code == code]
        assert isinstance(one, Mistake)
        return one


def at(words: str, *people: Object, today: date = TODAY, **more: Any) -> Situation:
    return Situation(words, people, today, more)


EMPTY = {"year_end_values": [value(2025)]}
ROTH_7000 = contribution("2025-01-05", 2025, account="roth")
PLAN_TO_IRA = rollover("k", "ira", "2025-03-01", "30000", completed="2025-03-05")
THREE = "ira ira2 roth k"
YOUNG_SIMPLE = {"key": "new", "kind": "simple", "participation_began": "2024-06-01"}
JOINT = [{"year": 2025, "filing_status": "married_jointly", "magi": "100000"}]


def over_by(dollars: int) -> Object:
    return saver(contribution("2025-03-01", 2025, str(7_000 + dollars)))


def converting(left: str, **more: Any) -> Object:
    return someone(*BACKDOOR, year_end_values=[value(2025, left)], **more)


def chain(line_2: object, *events: Object, year: int = 2024, **more: Any) -> Object:
    """7,000 was carried on the form for 2024 (or another year); the next is the one for 2025."""
    return person(
        contribution(f"{year}-05-01", year),
        conversion("2025-02-10"),
        *events,
        accounts="ira ira2 roth k",
        year_end_values=[value(2025), value(2025, "0", "ira2")],
        years=[
            first(year, filed=filed({"14": 7000})),
            {"year": 2025, "deducted": "0", "filed": filed({"2": line_2})},
        ],
        **more,
    )


def mixed(line_18: object) -> Object:
    """7,000 of basis in 100,000: 490 is free and 6,510 taxable."""
    return on_form({"18": line_18}, held={"ira": "93000"})


def withdrawing(line_18: object) -> Object:
    """20,000 of basis in 100,000, 20,000 converted and 10,000 withdrawn: 16,000 on line 18."""
    moves = (conversion("2025-02-10", "20000"), withdrawal("2025-05-01", "10000"))
    return on_form(
        {"18": line_18},
        *moves,
        held={"ira": "70000"},
        record={"first_year": False},
        basis_start=start("20000"),
    )


def carrying(line_18: object) -> Object:
    """21,000 of basis, 7,000 of it of the year, in 84,000: 5,000 of 20,000 is free."""
    return on_form(
        {"18": line_18},
        contribution("2025-02-01", 2025),
        conversion("2025-02-10", "20000"),
        held={"ira": "64000"},
        record={"first_year": False},
        basis_start=start("14000"),
    )


def split(line_18: object) -> Object:
    """2,000 of January and 5,000 of April; 2,000 of 8,000 converted: 500 is free."""
    return on_form(
        {"18": line_18},
        contribution("2025-01-05", 2025, "2000"),
        contribution("2026-04-01", 2025, "5000"),
        conversion("2025-02-10", "2000"),
        held={"ira": "6000"},
    )


def circular(line_13: int, magi: str | None = "84000") -> Situation:
    """7,000 of which 3,000 was deducted, 7,000 converted, 20,000 left."""
    by_lines = {"9": "27000", "10": "0.159"} if line_13 == 1_115 else {"14": "2407"}
    lines = by_lines | {"13": str(line_13)}
    record = {"year": 2025, "deducted": "3000", "covered_by_plan": True}
    made = person(
        contribution("2025-05-01", 2025),
        conversion("2025-08-01"),
        born="1980-05-01",
        basis_start=start("300"),
        year_end_values=[value(2025, "20000")],
        years=[record | ({"filed": {"lines": lines}} if line_13 else {})],
    )
    home = {"year": 2025, "filing_status": "single"} | ({"magi": magi} if magi else {})
    return at("", made, years=[home])


def named(words: str, found: Situation) -> Situation:
    return Situation(words, found.people, found.today, found.more)


def spent_early(born: str) -> Object:
    """10,000 that was wholly taxed on conversion in 2024 comes out again in 2025."""
    return someone(
        conversion("2024-03-01", "10000"),
        withdrawal("2025-06-01", "10000", account="roth"),
        born=born,
        year_end_values=[value(2024), value(2025)],
    )


def gift(**more: Any) -> Object:
    made = withdrawal("2025-06-01", "3000", character="qcd")
    held = {"year_end_values": [value(2025, "1000")], "born": "1950-01-01"}
    return someone(made, **held | more)


def inheriting(*events: Object) -> Object:
    held = [value(2025, "5000", "inh")]
    return someone(*events, accounts="ira roth inh", year_end_values=[*held, value(2025)])


CASES: dict[str, tuple[Situation, Situation]] = {
    # --- What the ledger has found already -------------------------------------------------------
    "missing-year-end-value": (
        at("converted in 2025, and the value of December 31 was never entered", someone(*BACKDOOR)),
        at(
            "converted this year, and December 31 is still to come",
            someone(contribution("2026-02-01", 2026), conversion("2026-02-10")),
        ),
    ),
    "missing-prior-basis": (
        at(
            "nobody knows what the last Form 8606 carried",
            person(
                *BACKDOOR, years=[{"year": 2025, "deducted": "0"}], year_end_values=[value(2025)]
            ),
        ),
        at(
            "2025 was stated to be the first year",
            person(*BACKDOOR, years=[first(2025)], year_end_values=[value(2025)]),
        ),
    ),
    "basis-rolled-into-plan": (
        at(
            "2,000 went to the plan where only 1,998 was pre-tax",
            someone(
                contribution("2025-02-01", 2025),
                rollover("ira", "k", "2025-03-01", "2000", completed="2025-03-05"),
                accounts="ira roth k",
                year_end_values=[value(2025, "6998")],
            ),
        ),
        at(
            "2,000 went to the plan and all of the basis stayed behind",
            someone(
                contribution("2025-02-01", 2025),
                rollover("ira", "k", "2025-03-01", "2000", completed="2025-03-05"),
                accounts="ira roth k",
                year_end_values=[value(2025, "7000")],
            ),
        ),
    ),
    "late-correction": (
        at(
            "recharacterized on October 16, a day after the last day",
            someone(ROTH_7000, recharacterization("2026-10-16", 2025, earnings="0"), **EMPTY),
        ),
        at(
            "recharacterized on October 15, the last day",
            someone(ROTH_7000, recharacterization("2026-10-15", 2025, earnings="0"), **EMPTY),
        ),
    ),
    "deducted-above-contributions": (
        at(
            "deducted a dollar more than was contributed",
            someone(BACKDOOR[0], years=[first(2025, deducted="7001")], **EMPTY),
        ),
        at(
            "deducted exactly what was contributed",
            someone(BACKDOOR[0], years=[first(2025, deducted="7000")], **EMPTY),
        ),
    ),
    "basis-restated": (
        at(
            "the start is said to be 6,999 where the year before carries 7,000",
            someone(contribution("2024-02-01", 2024), BACKDOOR[1], basis_start=start("6999")),
        ),
        at(
            "the start is said to be the 7,000 that the year before carries",
            someone(contribution("2024-02-01", 2024), BACKDOOR[1], basis_start=start("7000")),
        ),
    ),
    "basis-below-zero": (
        at(
            "a divorce takes 8,000 of basis where 7,000 is known of",
            someone(
                contribution("2024-02-01", 2024),
                adjustment("2025-02-01", "-8000", reason="divorce"),
            ),
        ),
        at(
            "a divorce takes all of the 7,000 of basis",
            someone(
                contribution("2024-02-01", 2024),
                adjustment("2025-02-01", "-7000", reason="divorce"),
            ),
        ),
    ),
    "rmd-before-conversion": (
        at(
            "converted in March at 75, the RMD of 2,000 taken in April",
            someone(
                conversion("2025-03-01", "100"),
                withdrawal("2025-04-01", "2000", character="rmd"),
                born="1950-01-01",
                year_end_values=[value(2024, "49200"), value(2025, "47000")],
            ),
        ),
        at(
            "converted in March at 75, the RMD of 49,200 / 24.6 = 2,000 taken the day before",
            someone(
                conversion("2025-03-01", "100"),
                withdrawal("2025-02-28", "2000", character="rmd"),
                born="1950-01-01",
                year_end_values=[value(2024, "49200"), value(2025, "47000")],
            ),
        ),
    ),
    "simple-two-years": (
        at(
            "converted a SIMPLE IRA on the last day of its two years",
            someone(conversion("2026-05-31", account="new"), more_accounts=[YOUNG_SIMPLE]),
        ),
        at(
            "converted a SIMPLE IRA on the day its two years were over",
            someone(conversion("2026-06-01", account="new"), more_accounts=[YOUNG_SIMPLE]),
        ),
    ),
    "rollover-not-completed": (
        at(
            "put back on the 61st day",
            someone(
                rollover("ira", "ira2", "2025-03-01", completed="2025-05-01"), accounts="ira ira2"
            ),
        ),
        at(
            "put back on the 60th day",
            someone(
                rollover("ira", "ira2", "2025-03-01", completed="2025-04-30"), accounts="ira ira2"
            ),
        ),
    ),
    "inherited-conversion": (
        at(
            "converted a father's IRA",
            inheriting(conversion("2025-03-01", "1000", account="inh")),
        ),
        at(
            "converted a late husband's IRA that is treated as own",
            someone(
                conversion("2025-03-01", "1000", account="own"),
                more_accounts=[
                    {"key": "own", "kind": "inherited_traditional", "treated_as_own": True}
                ],
            ),
        ),
    ),
    "inherited-rollover": (
        at(
            "rolled a father's IRA into an own one",
            inheriting(rollover("inh", "ira", "2025-03-01", completed="2025-03-05")),
        ),
        at(
            "moved a father's IRA to another inherited one",
            someone(
                rollover("inh", "inh2", "2025-03-01", completed="2025-03-05"),
                accounts="ira roth inh",
                more_accounts=[{"key": "inh2", "kind": "inherited_traditional"}],
            ),
        ),
    ),
    "filed-by-the-other-route": (
        named("filed line by line where Worksheet 1-1 was the way", circular(1_115)),
        named("filed by Worksheet 1-1, as it should be", circular(1_893)),
    ),
    "worksheet-1-1-facts-missing": (
        named("deducted 3,000 of 7,000, and income is not entered", circular(0, magi=None)),
        named("deducted 3,000 of 7,000 at an income that is entered", circular(0)),
    ),
    "roth-additional-tax": (
        at("spent at 40 what was converted and taxed a year ago", spent_early("1985-05-01")),
        at("spent at 60 what was converted and taxed a year ago", spent_early("1965-05-01")),
    ),
    # --- Contributions above a limit -------------------------------------------------------------
    "contributed-over-the-limit": (
        at("contributed a dollar above the limit of 7,000", over_by(1), years=on_return()),
        at("contributed the 7,000 that the limit allows", over_by(0), years=on_return()),
    ),
    "contributed-without-compensation": (
        at(
            "contributed 500 in a year without pay",
            saver(contribution("2025-03-01", 2025, "500"), pay="0"),
            years=on_return(),
        ),
        at(
            "contributed 500 in a year without pay, but the spouse had some",
            saver(contribution("2025-03-01", 2025, "500"), pay="0"),
            saver(key="p2"),
            years=JOINT,
        ),
    ),
    "roth-contribution-above-income": (
        at(
            "contributed 7,000 to a Roth IRA, 1,000 into the range that starts at 150,000",
            saver(ROTH_7000),
            years=on_return(magi="151000"),
        ),
        at(
            "contributed 7,000 to a Roth IRA at an income of exactly 150,000",
            saver(ROTH_7000),
            years=on_return(magi="150000"),
        ),
    ),
    "traditional-contribution-at-70": (
        at(
            "contributed for 2018, the year of turning 70½ on December 30",
            saver(contribution("2018-03-01", 2018, "900"), year=2018, born="1948-06-30"),
            years=on_return(2018),
        ),
        at(
            "contributed for 2018, turning 70½ on the first day of 2019",
            saver(contribution("2018-03-01", 2018, "900"), year=2018, born="1948-07-01"),
            years=on_return(2018),
        ),
    ),
    "excess-left-over-year-end": (
        at(
            "1,000 too much for 2025 is still there after October 15, 2026",
            over_by(1_000),
            years=on_return(),
            today=date(2026, 10, 16),
        ),
        at(
            "1,000 too much for 2025 can be returned until today",
            over_by(1_000),
            years=on_return(),
            today=date(2026, 10, 15),
        ),
    ),
    # --- Pre-tax money beside a conversion -------------------------------------------------------
    "pre-tax-money-beside-conversion": (
        at("converted with 100 of pre-tax money left", converting("100")),
        at("converted with 99.99 of growth left", converting("99.99")),
    ),
    "plan-money-rolled-in-beside-conversion": (
        at(
            "rolled an old 401(k) in during the year of the conversion",
            someone(
                *BACKDOOR,
                PLAN_TO_IRA,
                accounts="ira roth k",
                year_end_values=[value(2024), value(2025, "30000")],
            ),
        ),
        at(
            "rolled an old 401(k) in on the second day of the year after",
            someone(
                *BACKDOOR,
                rollover("k", "ira", "2026-01-02", "30000", completed="2026-01-05"),
                accounts="ira roth k",
                year_end_values=[value(2025), value(2026, "30000")],
            ),
        ),
    ),
    "tiny-residue": (
        at("a few cents of interest came after the conversion", converting("0.07")),
        at("nothing was left after the conversion", converting("0")),
    ),
    # --- Money on the move -----------------------------------------------------------------------
    "withheld-from-conversion": (
        at(
            "had 700 withheld from the conversion",
            someone(BACKDOOR[0], conversion("2025-02-10", withheld="700"), **EMPTY),
        ),
        at(
            "had nothing withheld from the conversion",
            someone(BACKDOOR[0], conversion("2025-02-10", withheld="0"), **EMPTY),
        ),
    ),
    "conversion-undone": (
        at(
            "recharacterized what was converted",
            someone(*BACKDOOR, recharacterization("2025-09-01", 2025, earnings="0"), **EMPTY),
        ),
        at(
            "recharacterized a Roth contribution of the same amount beside a conversion",
            someone(
                ROTH_7000,
                BACKDOOR[1],
                recharacterization("2025-09-01", 2025, earnings="0"),
                **EMPTY,
            ),
        ),
    ),
    "two-rollovers-in-a-year": (
        at(
            "rolled over a second time 364 days after the first",
            someone(
                rollover("ira", "ira2", "2025-03-01", completed="2025-03-20"),
                rollover("ira2", "ira", "2026-02-28", completed="2026-03-05"),
                accounts=THREE,
            ),
        ),
        at(
            "rolled over a second time a year after the first",
            someone(
                rollover("ira", "ira2", "2025-03-01", completed="2025-03-20"),
                rollover("ira2", "ira", "2026-03-01", completed="2026-03-05"),
                accounts=THREE,
            ),
        ),
    ),
    "qcd-before-70": (
        at("gave to charity the day before 70½", gift(born="1954-12-02")),
        at("gave to charity on the day of 70½", gift(born="1954-12-01")),
    ),
    "qcd-above-pre-tax": (
        at(
            "gave 3,000 of 4,000 that held 1,001 of basis",
            gift(basis_start=start("1001"), years=[{"year": 2025}]),
        ),
        at(
            "gave 3,000 of 4,000 that held 1,000 of basis",
            gift(basis_start=start("1000"), years=[{"year": 2025}]),
        ),
    ),
    "inherited-basis-not-entered": (
        at(
            "withdrew from a father's IRA, and nobody looked for his Form 8606",
            inheriting(withdrawal("2025-03-01", "900", account="inh")),
        ),
        at(
            "withdrew from a father's IRA whose basis is entered",
            inheriting(
                withdrawal("2025-03-01", "900", account="inh"),
                adjustment("2024-01-05", "300", account="inh"),
            ),
        ),
    ),
    "state-basis-differs": (
        at("converted in New Jersey", converting("0"), years=[{"year": 2025, "state": "NJ"}]),
        at("converted in New York", converting("0"), years=[{"year": 2025, "state": "NY"}]),
    ),
    # --- Forms that are not there, or do not add up ----------------------------------------------
    "form-missing": (
        at(
            "contributed for 2025 without a form, and filed one for 2026",
            on_form(
                {},
                BACKDOOR[0],
                record={"filed": None},
                years=[{"year": 2026, "deducted": "0", "filed": filed({"1": 0})}],
            ),
        ),
        at(
            "contributed for 2025 without a form, and no later one is entered either",
            on_form({}, BACKDOOR[0], record={"filed": None}),
        ),
    ),
    "conversion-without-form": (
        at(
            "converted in 2025 without a form, and filed one for 2026",
            on_form(
                {},
                record={"filed": None},
                years=[{"year": 2026, "deducted": "0", "filed": filed({"1": 0})}],
            ),
        ),
        at(
            "converted in 2025, and it is October 15: the form is not late yet",
            on_form(
                {},
                record={"filed": None},
                years=[{"year": 2026, "deducted": "0", "filed": filed({"1": 0})}],
            ),
            today=date(2026, 10, 15),
        ),
    ),
    "spouse-form-only": (
        at(
            "both did a backdoor, and only the spouse filed a form",
            on_form({}, record={"filed": None}),
            on_form({"1": 7000}) | {"key": "p2"},
        ),
        at(
            "both did a backdoor, and both filed",
            on_form({"1": 7000}),
            on_form({"1": 7000}) | {"key": "p2"},
        ),
    ),
    "line-3-does-not-add-up": (
        at("filed line 3 two dollars low", on_form({"1": 7000, "2": 0, "3": 6998})),
        at("filed line 3 a dollar low, by rounding", on_form({"1": 7000, "2": 0, "3": 6999})),
    ),
    "line-5-does-not-add-up": (
        at("filed line 5 above line 3", on_form({"3": 7000, "4": 0, "5": 7100})),
        at("filed line 5 as line 3", on_form({"3": 7000, "4": 0, "5": 7000})),
    ),
    "line-9-does-not-add-up": (
        at("left the conversion off line 9", on_form({"6": 0, "7": 0, "8": 7000, "9": 0})),
        at("added the conversion to line 9", on_form({"6": 0, "7": 0, "8": 7000, "9": 7000})),
    ),
    "line-14-does-not-add-up": (
        at("filed 90 on line 14 with all basis used", on_form({"3": 7000, "13": 7000, "14": 90})),
        at("filed 0 on line 14 with all basis used", on_form({"3": 7000, "13": 7000, "14": 0})),
    ),
    "line-18-does-not-add-up": (
        at("filed 0 on line 18 of 1,000", on_form({"16": 7000, "17": 6000, "18": 0})),
        at("filed a line 18 that follows", on_form({"16": 7000, "17": 6000, "18": 1000})),
    ),
    "line-13-above-line-5": (
        at("rounded line 10 up and used 3 more than there was", on_form({"5": 7000, "13": 7003})),
        at("used a dollar more than there was, by rounding", on_form({"5": 7000, "13": 7001})),
    ),
    # --- The chain from line 14 to line 2 --------------------------------------------------------
    "chain-broken": (
        at("began 2025 with 7,002 after a line 14 of 7,000", chain(7002)),
        at("began 2025 with 7,001 after a line 14 of 7,000.60", chain(7001)),
    ),
    "skipped-years-taken-for-zero": (
        at("began 2025 with nothing, three quiet years after the last form", chain(0, year=2021)),
        at("began 2025 with 7,000, three quiet years after the last form", chain(7000, year=2021)),
    ),
    "after-tax-money-left-off-line-2": (
        at(
            "900 of after-tax plan money is not on line 2",
            chain(
                7000,
                rollover("k", "ira2", "2025-01-05", "900", completed="2025-01-09", after_tax="900"),
            ),
        ),
        at(
            "900 of after-tax plan money is on line 2",
            chain(
                7900,
                rollover("k", "ira2", "2025-01-05", "900", completed="2025-01-09", after_tax="900"),
            ),
        ),
    ),
    "returned-excess-left-in-basis": (
        at(
            "400 that came back late is still on line 2",
            chain(
                7000, withdrawal("2025-06-01", "400", character="returned_excess", tax_year=2024)
            ),
        ),
        at(
            "400 that came back late was taken off line 2",
            chain(
                6600, withdrawal("2025-06-01", "400", character="returned_excess", tax_year=2024)
            ),
        ),
    ),
    "basis-adjustment-left-off-line-2": (
        at(
            "3,000 of basis went in a divorce and is still on line 2",
            chain(7000, adjustment("2025-06-01", "-3000", reason="divorce")),
        ),
        at(
            "3,000 of basis went in a divorce and was taken off line 2",
            chain(4000, adjustment("2025-06-01", "-3000", reason="divorce")),
        ),
    ),
    # --- Lines 1, 4 and 14 as filed --------------------------------------------------------------
    "deducted-and-in-basis": (
        at(
            "deducted 3,000 and put all 7,000 on line 1",
            on_form({"1": 7000}, record={"deducted": "3000"}),
        ),
        at(
            "deducted 3,000 and put the other 4,000 on line 1",
            on_form({"1": 4000}, record={"deducted": "3000"}),
        ),
    ),
    "earnings-counted-as-basis": (
        at(
            "put a recharacterized 6,000 on line 1 with its 100 of earnings",
            on_form(
                {"1": 6100},
                contribution("2025-01-10", 2025, "6000", account="roth"),
                recharacterization("2025-05-01", 2025, "6000", earnings="100"),
            ),
        ),
        at(
            "put a recharacterized 6,000 on line 1 without its earnings",
            on_form(
                {"1": 6000},
                contribution("2025-01-10", 2025, "6000", account="roth"),
                recharacterization("2025-05-01", 2025, "6000", earnings="100"),
            ),
        ),
    ),
    "moved-contribution-on-line-1": (
        at(
            "2,500 was returned in time and is still on line 1",
            on_form(
                {"1": 7000},
                BACKDOOR[0],
                withdrawal("2025-05-01", "2500", character="returned_contribution", tax_year=2025),
            ),
        ),
        at(
            "2,500 was returned in time and is off line 1",
            on_form(
                {"1": 4500},
                BACKDOOR[0],
                withdrawal("2025-05-01", "2500", character="returned_contribution", tax_year=2025),
            ),
        ),
    ),
    "employer-contribution-on-line-1": (
        at(
            "put the employer's 12,000 for a SEP IRA on line 1",
            on_form({"1": 19000}, *BACKDOOR, contribution("2025-03-01", 2025, "12000", "sep")),
        ),
        at(
            "left the employer's 12,000 for a SEP IRA off line 1",
            on_form({"1": 7000}, *BACKDOOR, contribution("2025-03-01", 2025, "12000", "sep")),
        ),
    ),
    "basis-overstated": (
        at("put 7,002 on line 1 of 7,000 that was contributed", on_form({"1": 7002})),
        at("put 7,001 on line 1 of 7,000.60, by rounding", on_form({"1": 7001})),
    ),
    "contribution-missing-from-line-1": (
        at("left the contribution off line 1", on_form({"1": 0})),
        at("put the contribution on line 1", on_form({"1": 7000})),
    ),
    "line-4-left-out": (
        at(
            "counted a contribution of April 2026 as if it had been there in 2025",
            on_form({"4": 0}, *split(0)["events"]),
        ),
        at(
            "took a contribution of April 2026 off on line 4",
            on_form({"4": 5000}, *split(0)["events"]),
        ),
    ),
    "leftover-basis-dropped": (
        at(
            "lost 600 in the IRA, converted all, and carried nothing",
            on_form({"1": 7000, "14": 0}, BACKDOOR[0], conversion("2025-02-10", "6400")),
        ),
        at(
            "lost 600 in the IRA, converted all, and carried 600",
            on_form({"1": 7000, "14": 600}, BACKDOOR[0], conversion("2025-02-10", "6400")),
        ),
    ),
    # --- Line 6 as filed -------------------------------------------------------------------------
    "roth-in-line-6": (
        at("counted the Roth IRA on line 6", on_form({"6": 30000}, held={"roth": "30000"})),
        at("left the Roth IRA off line 6", on_form({"6": 0}, held={"roth": "30000"})),
    ),
    "plan-in-line-6": (
        at("counted the 401(k) on line 6", on_form({"6": 90000}, held={"k": "90000"})),
        at("left the 401(k) off line 6", on_form({"6": 0}, held={"k": "90000"})),
    ),
    "inherited-in-line-6": (
        at("counted a father's IRA on line 6", on_form({"6": 500}, held={"inh": "500"})),
        at("left a father's IRA off line 6", on_form({"6": 0}, held={"inh": "500"})),
    ),
    "ira-left-off-line-6": (
        at("forgot the SEP IRA on line 6", on_form({"6": 0}, held={"sep": "40000"})),
        at("counted the SEP IRA on line 6", on_form({"6": 40000}, held={"sep": "40000"})),
    ),
    "spouse-in-line-6": (
        at(
            "put the spouse's IRA on line 6",
            on_form({"6": 61000}),
            person(key="p2", accounts="ira", year_end_values=[value(2025, "61000")]),
        ),
        at(
            "left the spouse's IRA to the spouse's form",
            on_form({"6": 0}),
            person(key="p2", accounts="ira", year_end_values=[value(2025, "61000")]),
        ),
    ),
    "conversion-in-line-6": (
        at("put the value from before the conversion on line 6", on_form({"6": 7000})),
        at("put the value of December 31 on line 6", on_form({"6": 0})),
    ),
    "outstanding-rollover-left-out": (
        at(
            "left 9,000 off line 6 that was on its way between two IRAs on December 31",
            on_form(
                {"6": 0},
                *BACKDOOR,
                rollover("ira", "ira2", "2025-12-20", "9000", completed="2026-01-20"),
            ),
        ),
        at(
            "left 9,000 off line 6 that was on its way to the 401(k) on December 31",
            on_form(
                {"6": 0},
                *BACKDOOR,
                rollover("ira", "k", "2025-12-20", "9000", completed="2026-01-20"),
            ),
        ),
    ),
    # --- Lines 7, 8 and 16 as filed --------------------------------------------------------------
    "conversion-on-line-7": (
        at("put the conversion on line 7", on_form({"7": 7000, "8": 0})),
        at("put the conversion on line 8", on_form({"7": 0, "8": 7000})),
    ),
    **{
        code: (
            at(
                f"put {what} on line 7",
                on_form(
                    {"7": 800}, *BACKDOOR, withdrawal("2025-06-01", "800", character=character)
                ),
            ),
            at(
                f"left {what} off line 7",
                on_form({"7": 0}, *BACKDOOR, withdrawal("2025-06-01", "800", character=character)),
            ),
        )
        for code, what, character in (
            ("qcd-on-line-7", "a gift to charity", "qcd"),
            ("hsa-funding-on-line-7", "the money for an HSA", "hsa_funding"),
            (
                "returned-contribution-on-line-7",
                "a returned contribution",
                "returned_contribution",
            ),
        )
    },
    "plan-rollover-on-line-7": (
        at(
            "put a rollover into the 401(k) on line 7",
            on_form(
                {"7": 800},
                *BACKDOOR,
                rollover("ira", "k", "2025-06-01", "800", completed="2025-06-05"),
            ),
        ),
        at(
            "put a rollover on line 7 that never reached the 401(k)",
            on_form({"7": 800}, *BACKDOOR, rollover("ira", "k", "2025-06-01", "800")),
        ),
    ),
    "withheld-tax-on-line-8": (
        at(
            "put all 7,000 on line 8, of which 700 was withheld",
            on_form({"8": 7000}, BACKDOOR[0], conversion("2025-02-10", withheld="700")),
        ),
        at(
            "put the 6,300 on line 8 that arrived",
            on_form({"8": 6300}, BACKDOOR[0], conversion("2025-02-10", withheld="700")),
        ),
    ),
    "plan-conversion-on-form": (
        at(
            "put a rollover from the 401(k) to a Roth IRA on line 8",
            on_form({"8": 57000}, *BACKDOOR, conversion("2025-03-01", "50000", account="k")),
        ),
        at(
            "left a rollover from the 401(k) to a Roth IRA off line 8",
            on_form({"8": 7000}, *BACKDOOR, conversion("2025-03-01", "50000", account="k")),
        ),
    ),
    "conversion-in-the-contribution-year": (
        at(
            "put the conversion of January 2026 on the form for 2025",
            on_form({"8": 7000}, contribution("2025-12-01", 2025), conversion("2026-01-10")),
        ),
        at(
            "left the conversion of January 2026 to the form for 2026",
            on_form({"8": 0}, contribution("2025-12-01", 2025), conversion("2026-01-10")),
        ),
    ),
    "line-13-without-a-move": (
        at(
            "used up basis in a year in which nothing left the IRAs",
            on_form({"13": 7000}, contribution("2025-12-01", 2025), held={"ira": "7000"}),
        ),
        at(
            "stopped at line 14 in a year in which nothing left the IRAs",
            on_form({"14": 7000}, contribution("2025-12-01", 2025), held={"ira": "7000"}),
        ),
    ),
    # --- Taxable amounts of a known wrong formula ------------------------------------------------
    "filed-conversion-not-added-back": (
        at("divided 7,000 by 93,000: 6,473 on line 18", mixed(6473)),
        at("divided by 100,000: 6,510 on line 18", mixed(6510)),
    ),
    "filed-basis-taken-first": (
        at("converted 'only the nondeductible IRA': 0 on line 18", mixed(0)),
        at("filed 3 on line 18, which no formula gives", mixed(3)),
    ),
    "filed-basis-forgotten": (
        at("copied box 2a of Form 1099-R: 7,000 on line 18", mixed(7000)),
        at("filed 6,997 on line 18, which no formula gives", mixed(6997)),
    ),
    "filed-distribution-not-added-back": (
        at("divided 20,000 by 90,000: 15,333 on line 18", withdrawing(15333)),
        at("divided 20,000 by 100,000: 16,000 on line 18", withdrawing(16000)),
    ),
    "filed-nothing-added-back": (
        at("divided 20,000 by 70,000: 13,429 on line 18", withdrawing(13429)),
        at("filed 13,432 on line 18, which no formula gives", withdrawing(13432)),
    ),
    "filed-line-3-instead-of-line-5": (
        at("divided 7,000 by 8,000 instead of 2,000: 250 on line 18", split(250)),
        at("divided 2,000 by 8,000: 1,500 on line 18", split(1500)),
    ),
    "filed-earlier-basis-forgotten": (
        at("left line 2 empty: 7,000 of 84,000, 18,333 on line 18", carrying(18333)),
        at("filed line 2: 21,000 of 84,000, 15,000 on line 18", carrying(15000)),
    ),
    "filed-contribution-forgotten": (
        at("left line 1 empty: 14,000 of 84,000, 16,667 on line 18", carrying(16667)),
        at("filed 16,664 on line 18, which no formula gives", carrying(16664)),
    ),
    "filed-line-13-taken-for-taxable": (
        at("took the nontaxable 5,000 for the taxable part", carrying(5000)),
        at("filed 5,003 on line 18, which no formula gives", carrying(5003)),
    ),
    "filed-line-14-taken-for-taxable": (
        at("took the 16,000 carried forward for the taxable part", carrying(16000)),
        at("filed 15,997 on line 18, which no formula gives", carrying(15997)),
    ),
    # --- Part III as filed -----------------------------------------------------------------------
    "conversion-left-off-line-24": (
        at(
            "left this year's conversion off line 24",
            on_form({"24": 0}, *BACKDOOR, withdrawal("2025-06-01", "7100", account="roth")),
        ),
        at(
            "counted this year's conversion on line 24",
            on_form({"24": 7000}, *BACKDOOR, withdrawal("2025-06-01", "7100", account="roth")),
        ),
    ),
    "conversions-in-line-22": (
        at(
            "counted the conversion as a regular contribution on line 22",
            on_form({"22": 7000}, *BACKDOOR, withdrawal("2025-06-01", "7100", account="roth")),
        ),
        at(
            "left the conversion off line 22",
            on_form({"22": 0}, *BACKDOOR, withdrawal("2025-06-01", "7100", account="roth")),
        ),
    ),
    "part-iii-for-qualified-distribution": (
        at(
            "put a qualified distribution at 70 on line 19",
            on_form(
                {"19": 500},
                contribution("2015-06-01", 2015, "1000", account="roth"),
                *BACKDOOR,
                withdrawal("2025-06-01", "500", account="roth"),
                born="1955-01-01",
            ),
        ),
        at(
            "put a distribution at 40 on line 19, where it belongs",
            on_form(
                {"19": 500},
                contribution("2015-06-01", 2015, "1000", account="roth"),
                *BACKDOOR,
                withdrawal("2025-06-01", "500", account="roth"),
            ),
        ),
    ),
}
