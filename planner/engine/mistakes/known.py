"""Mistakes that the ledger has found already, as its findings."""

from collections.abc import Iterator
from dataclasses import replace

from planner.engine.findings import Finding
from planner.engine.household import Event
from planner.engine.mistakes.case import Case
from planner.engine.mistakes.mistake import Evidence, Mistake, Seen, Words
from planner.engine.mistakes.remedies import REMEDIES, Remedy


def known_mistakes(case: Case) -> Iterator[Seen]:
    """What the year's forms, those for inherited IRAs too, have found and is a mistake."""
    for found in case.books.years:
        if found.year == case.year:
            for finding in found.all_findings:
                if finding.code in REMEDIES and not _is_still_to_come(case, finding):
                    yield _mistake(case, finding)


def _is_still_to_come(case: Case, finding: Finding) -> bool:
    """The value of a December 31 that is not over is nobody's mistake."""
    return finding.code == "missing-year-end-value" and not case.is_over


def _mistake(case: Case, finding: Finding) -> Mistake:
    remedy = REMEDIES[finding.code]
    events = tuple(_events(case, finding, remedy))
    made = case.mistake(
        finding.code,
        Words(finding.said, remedy.what_to_do, finding.citation),
        dollars=finding.dollars,
        mend_by=remedy.mend_by(case, events),
        without=remedy.without,
        evidence=Evidence(events, tuple(_accounts(case, finding)), remedy.lines),
    )
    return replace(made, severity=finding.severity)


def _events(case: Case, finding: Finding, remedy: Remedy) -> Iterator[Event]:
    """The events that the finding names by their day; all of the year where it names none."""
    about = [
        event
        for event in _all_events(case)
        if event.kind in remedy.kinds and remedy.about(case.person, event)
    ]
    named = [event for event in about if str(event.on) in finding.message]
    yield from named or about


def _all_events(case: Case) -> tuple[Event, ...]:
    person, year = case.person, case.year
    return tuple(dict.fromkeys((*person.events_in(year), *person.events_for(year))))


def _accounts(case: Case, finding: Finding) -> Iterator[str]:
    """The IRAs of which the value of December 31 is missing."""
    if finding.code == "missing-year-end-value":
        for account in case.pool.accounts:
            if case.pool.value(account, case.year) is None:
                yield account.key


def lacking(case: Case) -> Iterator[Seen]:
    """What the ledger's own checks lack."""
    moved = [*case.events("conversion"), *case.events("rollover")]
    if moved and case.person.born is None:
        yield case.not_run("rmd-before-conversion", "born")
    for finding in case.found.findings:
        if finding.code == "simple-start-not-known":
            yield case.not_run("simple-two-years", "participation_began")
