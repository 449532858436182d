"""What an event is for, what year it happened in, and which line it lands on."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.engine.entries import Entry, entries
from planner.engine.household import Event, Person
from planner.engine.pool import inherited_pools, own_pool
from planner.engine.timeline import TimelineItem, timeline, years_touched
from tests.engine.households import (
    adjustment,
    amounts,
    contribution,
    conversion,
    household,
    people,
    person,
    read,
    recharacterization,
    rollover,
    value,
    withdrawal,
)

INHERITED = {"key": "inh", "kind": "inherited_traditional", "inherited_from": "Aunt"}
INHERITED_ROTH = {"key": "ri", "kind": "inherited_roth"}
SIMPLE = {"key": "young", "kind": "simple", "participation_began": "2025-01-01"}


def somebody(*events: Any, **more: Any) -> Person:
    accounts = [INHERITED, INHERITED_ROTH, SIMPLE]
    found = person(*events, accounts="ira ira2 sep roth k", more_accounts=accounts, **more)
    return read(household(found)).people[0]


def in_short(lane: tuple[TimelineItem, ...]) -> list[tuple[str, str, int, tuple[str, ...]]]:
    return [(item.event.kind, str(item.on), item.for_year, item.lines) for item in lane]


BACKDOOR = (
    contribution("2026-03-10", 2025),
    contribution("2025-02-01", 2025, "10"),
    contribution("2025-03-01", 2024, "20"),
    contribution("2026-01-05", 2026, "30"),
    conversion("2026-03-12"),
    conversion("2025-03-12", "10"),
)


def test_the_two_lanes_of_a_split_year() -> None:
    lanes = timeline(somebody(*BACKDOOR), 2025)
    assert lanes.year == 2025
    assert in_short(lanes.designated) == [
        ("contribution", "2025-02-01", 2025, ("1",)),
        ("contribution", "2025-03-01", 2024, ("1", "4")),
        ("contribution", "2026-03-10", 2025, ("1", "4")),
    ]
    assert in_short(lanes.happened) == [
        ("contribution", "2025-02-01", 2025, ("1",)),
        ("contribution", "2025-03-01", 2024, ("1", "4")),
        ("conversion", "2025-03-12", 2025, ("8",)),
    ]
    assert lanes.designated[2].sentence == "On the 2025 form, lines 1 and 4."
    assert lanes.happened[2].sentence == "On the 2025 form, line 8."


def test_what_arrives_is_there_on_the_day_it_arrives() -> None:
    way = rollover("ira", "ira2", "2025-12-20", completed="2026-01-10")
    someone = somebody(way, conversion("2026-01-01"), rollover("k", "ira", "2026-02-01"))
    [left] = timeline(someone, 2025).happened
    assert (str(left.on), left.for_year, left.lines) == ("2025-12-20", 2025, ("6",))
    lane = timeline(someone, 2026).happened
    assert in_short(lane)[:2] == [
        ("conversion", "2026-01-01", 2026, ("8",)),
        ("rollover", "2026-01-10", 2025, ("6",)),
    ]
    assert lane[1].sentence == "Under way over December 31: on the 2025 form, line 6."


def test_corrections_are_for_the_year_they_correct() -> None:
    roth = contribution("2025-05-01", 2025, account="roth")
    changed = recharacterization("2026-02-01", 2025, earnings="5")
    back = withdrawal("2026-03-01", "7", character="returned_contribution", tax_year=2025)
    lanes = timeline(somebody(roth, changed, back), 2025)
    assert in_short(lanes.designated) == [
        ("contribution", "2025-05-01", 2025, ()),
        ("recharacterization", "2026-02-01", 2025, ("1", "6")),
        ("distribution", "2026-03-01", 2025, ("1",)),
    ]
    assert in_short(lanes.happened) == in_short(lanes.designated)[:1]
    assert in_short(timeline(somebody(roth, changed, back), 2026).designated) == []


MAY = contribution("2025-05-01", 2025)
ROTH_MAY = contribution("2025-05-01", 2025, account="roth")
LATE_ROTH = contribution("2026-02-01", 2025, account="roth")
OF_2025 = {"character": "returned_contribution", "tax_year": 2025}


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (MAY, "On the 2025 form, line 1."),
        (contribution("2026-02-01", 2025), "On the 2025 form, lines 1 and 4."),
        (ROTH_MAY, "Into a Roth IRA: on no line of Part I."),
        (
            contribution("2025-05-01", 2025, account="k"),
            "Into an employer plan: on no line of Part I.",
        ),
        (
            contribution("2025-05-01", 2025, account="sep"),
            "An employer's money: on no line of Part I.",
        ),
        (
            contribution("2025-05-01", 2025, account="young"),
            "An employer's money: on no line of Part I.",
        ),
        (conversion("2025-05-01"), "On the 2025 form, line 8."),
        (
            conversion("2025-05-01", withheld="70"),
            "What was withheld was not converted: on the 2025 form, lines 7 and 8.",
        ),
        (
            conversion("2025-05-01", account="k"),
            "From an employer plan, which is a matter for Form 1040: on no line of Part I.",
        ),
        (
            conversion("2025-05-01", account="young"),
            "Out of a SIMPLE IRA in its first two years, so a distribution:"
            " on the 2025 form, line 7.",
        ),
        (
            conversion("2025-05-01", account="inh"),
            "Out of an inherited IRA, which cannot be converted: on no line of Part I.",
        ),
        (withdrawal("2025-05-01"), "On the 2025 form, line 7."),
        (withdrawal("2025-05-01", character="rmd"), "On the 2025 form, line 7."),
        (withdrawal("2025-05-01", account="roth"), "Out of a Roth IRA: on no line of Part I."),
        (withdrawal("2025-05-01", account="k"), "Out of an employer plan: on no line of Part I."),
        (
            withdrawal("2025-05-01", account="inh"),
            "Out of an inherited IRA: on the 2025 form for Aunt, line 7.",
        ),
        (withdrawal("2025-05-01", account="ri"), "Out of an inherited IRA: on no line of Part I."),
        (
            withdrawal("2025-05-01", character="qcd"),
            "Straight to a charity: on no line of Part I.",
        ),
        (
            withdrawal("2025-05-01", character="hsa_funding"),
            "Straight to a health savings account: on no line of Part I.",
        ),
        (
            withdrawal("2025-05-01", character="returned_excess", tax_year=2024),
            "An excess given back comes off the basis: on the 2025 form, line 2.",
        ),
        (
            withdrawal("2026-02-01", **OF_2025),
            "Comes off the contributions for 2025: on no line of Part I.",
        ),
        (
            rollover("ira", "k", "2025-05-01", completed="2025-05-03"),
            "Into an employer plan: on no line of Part I.",
        ),
        (
            rollover("ira", "ira2", "2025-05-01", completed="2025-05-03"),
            "From IRA to IRA: on no line of Part I.",
        ),
        (
            rollover("ira", "ira2", "2025-12-20", completed="2026-01-03"),
            "Under way over December 31: on the 2025 form, line 6.",
        ),
        (
            rollover("ira", "ira2", "2025-05-01"),
            "Not completed within 60 days, so a distribution: on the 2025 form, line 7.",
        ),
        (
            rollover("young", "ira", "2025-05-01", completed="2025-05-03"),
            "Out of a SIMPLE IRA in its first two years, so a distribution:"
            " on the 2025 form, line 7.",
        ),
        (
            rollover("k", "ira", "2025-12-20", completed="2026-01-03", after_tax="70"),
            "Its after-tax money adds to the basis: on the 2026 form, line 2.",
        ),
        (
            rollover("k", "ira", "2025-05-01", after_tax="70"),
            "Its after-tax money did not arrive within 60 days: on no line of Part I.",
        ),
        (
            rollover("k", "ira", "2025-05-01", completed="2025-05-03"),
            "From an employer plan, no after-tax money entered: on no line of Part I.",
        ),
        (
            rollover("k", "roth", "2025-05-01", completed="2025-05-03"),
            "From an employer plan, which is a matter for Form 1040: on no line of Part I.",
        ),
        (
            rollover("roth", "roth", "2025-05-01", completed="2025-05-03"),
            "Between Roth IRAs: on no line of Part I.",
        ),
        (
            rollover("inh", "ira", "2025-05-01", completed="2025-05-03"),
            "Out of an inherited IRA: on no line of Part I.",
        ),
        (
            recharacterization("2025-05-01", 2025),
            "Rewrites the contribution for 2025: on the 2025 form, line 1.",
        ),
        (adjustment("2025-05-01", "-50"), "Changes the basis: on the 2025 form, line 2."),
        (
            adjustment("2025-05-01", "50", account="inh"),
            "Changes the basis: on the 2025 form for Aunt, line 2.",
        ),
    ],
)
def test_every_event_says_in_a_sentence_where_it_lands(event: Any, sentence: str) -> None:
    basis = adjustment("2024-01-01", "500", account="inh")
    someone = somebody(basis, event)
    [item] = timeline(someone, int(event["date"][:4])).happened
    assert item.sentence == sentence
    assert (item.lines == ()) is sentence.endswith("no line of Part I.")


def test_a_recharacterization_of_what_was_contributed_late() -> None:
    changed = recharacterization("2026-03-01", 2025, "14000", earnings="5")
    [*_, item] = timeline(somebody(ROTH_MAY, LATE_ROTH, changed), 2025).designated
    assert (
        item.sentence == "Rewrites the contribution for 2025: on the 2025 form, lines 1, 4 and 6."
    )


@pytest.mark.parametrize(
    ("deducted", "sentences"),
    [
        ("0", ("On the 2025 form, line 1.", "On the 2025 form, lines 1 and 4.")),
        (
            "7000",
            (
                "As far as it was not deducted: on the 2025 form, line 1.",
                "As far as it was not deducted: on the 2025 form, line 1.",
            ),
        ),
        (
            None,
            (
                "As far as it was not deducted: on the 2025 form, line 1.",
                "As far as it was not deducted: on the 2025 form, lines 1 and 4.",
            ),
        ),
        ("14000", ("Deducted: on no line of Part I.",) * 2),
        ("15000", ("Deducted: on no line of Part I.",) * 2),
    ],
)
def test_a_deduction_takes_contributions_off_the_lines(
    deducted: str | None, sentences: tuple[str, ...]
) -> None:
    someone = somebody(
        MAY, contribution("2026-02-01", 2025), years=[{"year": 2025, "deducted": deducted}]
    )
    lane = timeline(someone, 2025).designated
    assert tuple(item.sentence for item in lane) == sentences


def test_a_contribution_that_was_taken_away_whole_stays_as_evidence() -> None:
    away = recharacterization("2025-06-01", 2025, account="ira", to="roth")
    years = [{"year": 2025}]
    lane = timeline(somebody(MAY, away, years=years), 2025).designated
    assert [item.sentence for item in lane] == [
        "On the 2025 form, line 1.",
        "Rewrites the contribution for 2025: on the 2025 form, line 1.",
    ]


def test_an_inherited_ira_has_a_form_of_its_own() -> None:
    someone = somebody(adjustment("2025-01-02", "500", account="inh"), conversion("2025-06-01"))
    aunt, own = timeline(someone, 2025).happened
    assert (aunt.decedent, aunt.sentence) == (
        "Aunt",
        "Changes the basis: on the 2025 form for Aunt, line 2.",
    )
    assert (own.decedent, own.sentence) == ("", "On the 2025 form, line 8.")


def test_two_events_that_are_alike() -> None:
    twice = timeline(somebody(MAY, MAY, conversion("2025-06-01"), conversion("2025-06-01")), 2025)
    assert [item.lines for item in twice.happened] == [("1",), ("1",), ("8",), ("8",)]


@pytest.mark.parametrize(
    ("event", "years"),
    [
        (contribution("2026-02-01", 2025), {2025}),
        (contribution("2026-02-01", 2026, account="roth"), {2026}),
        (conversion("2026-02-01"), {2026}),
        (withdrawal("2026-02-01"), {2026}),
        (withdrawal("2026-02-01", **OF_2025), {2025}),
        (withdrawal("2026-02-01", character="returned_excess", tax_year=2025), {2026}),
        (rollover("ira", "ira2", "2025-12-20", completed="2026-01-03"), {2025, 2026}),
        (rollover("ira", "ira2", "2025-12-20"), {2025}),
        (recharacterization("2026-02-01", 2025), {2025}),
        (adjustment("2026-02-01", "5"), {2026}),
    ],
)
def test_years_touched(event: Any, years: set[int]) -> None:
    [found] = somebody(event).events
    assert years_touched(found) == years


def test_what_is_for_no_year_is_for_its_own() -> None:
    found = somebody(recharacterization("2026-02-01", 2025)).events[0]
    assert years_touched(replace(found, tax_year=None)) == {2026}


# --- What holds for every person ------------------------------------------------------------------


def own_entries(someone: Person, year: int) -> list[tuple[Any, ...]]:
    """What stands behind the year's own entries; not what nobody entered."""
    return [
        (pool.decedent, line, entry.kind, entry.source, entry.amount)
        for pool in (own_pool(someone), *inherited_pools(someone))
        for line, found in entries(pool, year, Decimal(0)).items()
        for entry in found
        if _is_entered(entry)
    ]


def _is_entered(entry: Entry) -> bool:
    return not (entry.kind == "value" and entry.amount is None)


@settings(max_examples=80, deadline=None)
@given(people(st.none() | amounts), st.data())
def test_an_event_bears_on_the_years_it_touches_and_no_others(found: Any, data: Any) -> None:
    someone = read(household(found)).people[0]
    if not someone.events:
        return
    taken: Event = data.draw(st.sampled_from(someone.events))
    at = someone.events.index(taken)
    without = replace(someone, events=(*someone.events[:at], *someone.events[at + 1 :]))
    for year in range(2015, 2029):
        if year not in years_touched(taken):
            assert own_entries(someone, year) == own_entries(without, year)


@settings(max_examples=60, deadline=None)
@given(people(st.none() | amounts))
def test_everything_of_a_year_is_on_its_lanes(found: Any) -> None:
    someone = read(household(found)).people[0]
    seen = []
    for year in range(2015, 2029):
        lanes = timeline(someone, year)
        for lane in (lanes.designated, lanes.happened):
            days = [item.on for item in lane]
            assert days == sorted(days)
        assert all(item.on.year == year for item in lanes.happened)
        seen += [item for item in lanes.happened if item.event.on.year == year]
        for item in (*lanes.designated, *lanes.happened):
            assert item.for_year in years_touched(item.event)
            assert item.sentence.endswith(".")
            assert (f"the {item.for_year} form" in item.sentence) is bool(item.lines)
    assert sorted(map(repr, someone.events)) == sorted(repr(item.event) for item in seen)


def test_a_value_alone_is_no_event() -> None:
    someone = somebody(year_end_values=[value(2025)])
    assert timeline(someone, 2025).happened == ()
