"""Do nothing: convert what is planned and leave the pool as it is."""

from dataclasses import replace

from planner.engine.facts import PersonYear
from planner.engine.fixes.course import course
from planner.engine.fixes.outcome import Outcome
from planner.engine.fixes.terms import PLAIN, Terms
from planner.engine.money import ZERO


def do_nothing(planned: PersonYear, terms: Terms = PLAIN) -> Outcome:
    """The year as ``planned`` on its Form 8606; later years repeat the backdoor and nothing else.

    Raises ``UnpricedError`` when a fact is missing.
    """
    years = course(planned, terms, lambda ahead, _facts: terms.backdoor if ahead else ZERO)
    return Outcome("do_nothing", ZERO, years)


def stop_backdoors(settled: PersonYear, terms: Terms = PLAIN) -> Outcome:
    """Contribute and convert no more: the basis stays where it is until money leaves the IRAs.

    ``settled`` is the year without what was only planned. Basis comes back with what leaves, in
    proportion (IRC 72(e)(8), 408(d)(1)-(2)). Raises ``UnpricedError`` when a fact is missing.
    """
    years = course(settled, replace(terms, backdoor=ZERO), lambda _ahead, _facts: ZERO)
    return Outcome("stop_backdoors", ZERO, years)
