"""Which events bring money into a person's own Roth IRAs, and which take some out for good."""

from planner.engine.household import ROTH_IRAS, Account, Event, Person
from planner.engine.moves import is_failed

_NOT_ON_LINE_19 = frozenset({"returned_contribution", "qcd", "hsa_funding"})
_COMES_IN = frozenset({"contribution", "conversion", "rollover", "recharacterization"})


def is_own_roth(account: Account) -> bool:
    """Whether it is one of the person's own Roth IRAs, which the law takes for one.

    Roth SEP and Roth SIMPLE IRAs too, and one inherited from a spouse and treated as own. Source:
    IRC 408A(d)(4)(A); Publication 590-B, Roth IRAs, "Distributions After Owner's Death".
    """
    return account.kind in ROTH_IRAS or (
        account.kind == "inherited_roth" and account.treated_as_own
    )


def comes_in(person: Person, event: Event) -> bool:
    """Whether it brings money into the Roth IRAs from elsewhere."""
    if event.kind not in _COMES_IN:
        return False
    if event.kind == "contribution":
        return is_own_roth(person.account(event.account))
    return is_own_roth(person.account(event.to)) and not is_own_roth(person.account(event.account))


def comes_out(person: Person, event: Event) -> bool:
    """Whether it is a distribution that line 19 may ask for (Instructions, line 19).

    A rollover from Roth IRA to Roth IRA that was not completed within 60 days is one too, and so
    is an excess returned after the due date: IRC 408(d)(5) has nothing for regular contributions,
    which come out first anyway.
    """
    if event.kind == "distribution":
        taken = event.character not in _NOT_ON_LINE_19
        return taken and is_own_roth(person.account(event.account))
    if event.kind != "rollover" or not is_own_roth(person.account(event.account)):
        return False
    return is_failed(person, event)
