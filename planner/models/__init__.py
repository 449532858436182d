"""What is stored. Querysets carry the reads; services do the writes."""

from planner.models.arrivals import Arrival, ArrivedHousehold, ExpectedColleague
from planner.models.board import ClientState, FollowUp, SavedFilter
from planner.models.books import Book, BookedHousehold, RememberedColumns
from planner.models.changes import Change, NotRecordedError, changing, current_change
from planner.models.chosen import ChosenWay
from planner.models.dismissals import Dismissal
from planner.models.engagements import Engagement, EngagementOffer, GuestLink
from planner.models.entries import Event, YearEndValue
from planner.models.household import RESTS_FOR, Household, Invitation, Membership
from planner.models.jobs import JobState
from planner.models.log import AppendOnlyError, LogEntry, Verb
from planner.models.packets import PacketJob, PacketKind, PacketStep
from planner.models.papers import Paper
from planner.models.people import Account, Deletion, Person
from planner.models.practice import Practice, Staff, StaffInvitation
from planner.models.retention import LegalHold, RetentionRule, RetentionRun
from planner.models.roles import Right, Role, StaffRole
from planner.models.user import Guest, User
from planner.models.visits import Visit, begin_visit, current_visit, end_visit, reached
from planner.models.workflow import Note, Stage, Step, StepKind, Task
from planner.models.years import FiledForm, HouseholdYear, PersonYear

__all__ = [
    "RESTS_FOR",
    "Account",
    "AppendOnlyError",
    "Arrival",
    "ArrivedHousehold",
    "Book",
    "BookedHousehold",
    "Change",
    "ChosenWay",
    "ClientState",
    "Deletion",
    "Dismissal",
    "Engagement",
    "EngagementOffer",
    "Event",
    "ExpectedColleague",
    "FiledForm",
    "FollowUp",
    "Guest",
    "GuestLink",
    "Household",
    "HouseholdYear",
    "Invitation",
    "JobState",
    "LegalHold",
    "LogEntry",
    "Membership",
    "NotRecordedError",
    "Note",
    "PacketJob",
    "PacketKind",
    "PacketStep",
    "Paper",
    "Person",
    "PersonYear",
    "Practice",
    "RememberedColumns",
    "RetentionRule",
    "RetentionRun",
    "Right",
    "Role",
    "SavedFilter",
    "Staff",
    "StaffInvitation",
    "StaffRole",
    "Stage",
    "Step",
    "StepKind",
    "Task",
    "User",
    "Verb",
    "Visit",
    "YearEndValue",
    "begin_visit",
    "changing",
    "current_change",
    "current_visit",
    "end_visit",
    "reached",
]
