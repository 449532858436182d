"""When an account was opened, as far as its values and the money that moved tell."""

from datetime import date

from planner.engine.household import Account, Person


def opening_year(person: Person, account: Account) -> int:
    """The year before which ``account`` is known not to have existed; 0 when nothing tells.

    It begins with money coming in. One that begins with a value or with money going out was there
    before, with a value that nobody has entered; missing is not zero.
    """
    began = account.participation_began.year if account.participation_began else 0
    arrivals = [
        event.completed or event.on
        for event in person.events
        if (event.kind == "contribution" and event.account == account.key)
        or event.to == account.key
    ]
    known = [
        date(value.year, 12, 31) for value in person.year_end_values if value.account == account.key
    ]
    left = [
        event.on
        for event in person.events
        if event.account == account.key and event.kind != "contribution"
    ]
    first = min(arrivals, default=date.min)
    begins_with_it = first <= min([*known, *left], default=date.max)
    return max(began, first.year if begins_with_it else 0)
