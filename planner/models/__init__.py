"""What is stored. Querysets carry the reads; services do the writes."""

from planner.models.changes import Change, NotRecordedError, changing, current_change
from planner.models.dismissals import Dismissal
from planner.models.entries import Event, YearEndValue
from planner.models.household import RESTS_FOR, Household, Invitation, Membership, Role
from planner.models.papers import Paper
from planner.models.people import Account, Deletion, Person
from planner.models.user import User
from planner.models.years import FiledForm, HouseholdYear, PersonYear

__all__ = [
    "RESTS_FOR",
    "Account",
    "Change",
    "Deletion",
    "Dismissal",
    "Event",
    "FiledForm",
    "Household",
    "HouseholdYear",
    "Invitation",
    "Membership",
    "NotRecordedError",
    "Paper",
    "Person",
    "PersonYear",
    "Role",
    "User",
    "YearEndValue",
    "changing",
    "current_change",
]
