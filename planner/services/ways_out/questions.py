"""What decides whether a way out is open, asked of a person in order, and what is known of it.

The order is that of the engine (``fixes.feasibility``): each question says why it is asked, what
an answer changes, the law, and who knows where nobody in the house does.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.engine.fixes.feasibility import Answers, simple_iras
from planner.engine.fixes.required_first import required_first
from planner.engine.household import PLANS, Account, Person
from planner.engine.moves import SIMPLE_YEARS, years_later
from planner.engine.pool import Pool, own_pool
from planner.engine.printing import day
from planner.engine.required_distributions import first_required_year, starting_age

type State = Literal["open", "blocks", "ask", "moot"]
"""Nothing in the way, something in the way, not known, or nothing to ask here."""

type Link = Literal["", "account-new", "year"]

STATES: dict[State, str] = {
    "open": "nothing in the way",
    "blocks": "in the way",
    "ask": "not known",
    "moot": "does not matter",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question: what is known of it, and all there is to say.

    ``facts`` name what is typed for it where it is not entered elsewhere: an attribute of a person
    or of their year, or with the account's key one of an account. ``link`` is the page where else
    it is answered.
    """

    key: str
    words: str
    state: State
    answer: str
    why: str
    changes: str
    law: str
    whom: str
    facts: tuple[tuple[str, str], ...] = ()
    link: Link = ""

    @property
    def is_plain(self) -> bool:
        """Whether a yes or no is all there is to answer."""
        return self.key in ("has_employees", "self_employed", "can_finish")

    @property
    def stands(self) -> str:
        """Its state in words."""
        return STATES[self.state]


_WORDS = {None: "", True: "yes", False: "no"}


def questions(person: Person, year: int, on: date, answers: Answers) -> tuple[Asked, ...]:
    """What is asked of ``person`` for ``year`` at the end of the day ``on``, in order."""
    pool = own_pool(person)
    return (
        _plan(person),
        _simple(pool, year),
        _employees(person, answers),
        _self_employed(person, answers),
        _required(pool, year),
        _finish(year, on, answers),
    )


def _plan(person: Person) -> Asked:
    plans = [account for account in person.accounts if account.kind in PLANS]
    takes = [plan for plan in plans if plan.accepts_rollovers]
    asked = [plan for plan in plans if plan.accepts_rollovers is None]
    state: State = "open" if takes else "ask" if asked else "blocks"
    if not plans:
        answer = "No employer plan is entered."
    elif takes:
        answer = f"{_first(_names(takes))} {_does(takes)}."
    elif asked:
        answer = f"Nobody has said it of {_names(asked)}."
    else:
        answer = "No plan that is entered does."
    return Asked(
        key="plan",
        words="Does an employer plan take money out of IRAs?",
        state=state,
        answer=answer,
        why="Pre-tax money that goes from the IRAs to a plan by December 31 is not counted, so that"
        " what stays, the basis, is converted without tax. The law lets a plan take it; the terms"
        " of the plan decide.",
        changes="Without a plan that does, rolling in is blocked, all of it or half.",
        law="IRC §408(d)(3)(A)(ii)",
        whom="The administrator of the plan, or the personnel office: does it accept rollovers of"
        " pre-tax money from a traditional IRA?",
        facts=tuple(("accepts_rollovers", plan.key) for plan in plans),
        link="" if plans else "account-new",
    )


def _simple(pool: Pool, year: int) -> Asked:
    held, last = simple_iras(pool, year), date(year, 12, 31)
    state: State = "open" if held else "moot"
    if any(one.free and one.free > last for one in held):
        state = "blocks"
    if any(one.free is None for one in held):
        state = "ask"
    told = (f"{_first(one.account.called)}: {_free(one.account)}" for one in held)
    return Asked(
        key="simple",
        words="Has the SIMPLE IRA run for two years?",
        state=state,
        answer=" ".join(told) or "There is no SIMPLE IRA with money in it.",
        why="In the two years from the first contribution its money may only go to another SIMPLE"
        " IRA. Anywhere else it is taxed, with 25% more below 59½.",
        changes=f"If they end after December 31, {year}, the money in it is held back; a way that"
        " needs it by then is blocked, one that does with the rest is not.",
        law="IRC §72(t)(6), §408(d)(3)(G)",
        whom="The custodian of the SIMPLE IRA, or the employer: on which day was the first"
        " contribution made to it?",
        facts=tuple(("participation_began", one.account.key) for one in held),
    )


def _free(account: Account) -> str:
    began = account.participation_began
    if began is None:
        return "its first contribution is not known."
    return f"since {day(began)}, free from {day(years_later(began, SIMPLE_YEARS))} on."


def _employees(person: Person, answers: Answers) -> Asked:
    return Asked(
        key="has_employees",
        words="Are there employees other than a spouse?",
        state=_blocking_if("yes", person, _WORDS[answers.has_employees]),
        answer=_told(person, _WORDS[answers.has_employees], "There are.", "There are none."),
        why="A solo 401(k) covers an owner and a spouse alone. Others who work enough have to be"
        " covered by any plan.",
        changes="If there are, opening a solo 401(k) is blocked.",
        law="IRC §410(b); Publication 560",
        whom="Whoever would set up the plan, where part-time work or another business that you own"
        " makes it unclear.",
        facts=(("has_employees", ""),),
    )


def _self_employed(person: Person, answers: Answers) -> Asked:
    return Asked(
        key="self_employed",
        words="Is there income from self-employment?",
        state=_blocking_if("no", person, _WORDS[answers.self_employed]),
        answer=_told(person, _WORDS[answers.self_employed], "There is.", "There is none."),
        why="Only who works for themselves can open a plan of their own.",
        changes="Without it, opening a solo 401(k) is blocked.",
        law="IRC §401(c)(1); Publication 560",
        whom="Whoever prepares the return: it is on Schedule C, or on Schedule K-1 of a"
        " partnership.",
        facts=(("self_employed", ""),),
    )


def _blocking_if(blocking: str, person: Person, answer: str) -> State:
    if _has_solo_plan(person):
        return "moot"
    if not answer:
        return "ask"
    return "blocks" if answer == blocking else "open"


def _told(person: Person, answer: str, yes: str, no: str) -> str:
    if _has_solo_plan(person):
        return "There is a solo 401(k) already; none has to be opened."
    return {"": "", "yes": yes, "no": no}[answer]


def _has_solo_plan(person: Person) -> bool:
    return any(account.kind == "solo_401k" for account in person.accounts)


def _required(pool: Pool, year: int) -> Asked:
    state, answer = _due(pool, year)
    return Asked(
        key="born",
        words="Is a required distribution (RMD) due first?",
        state=state,
        answer=answer,
        why="In a year of RMDs the first money out of the IRAs is the RMD. It can be neither rolled"
        " over nor converted.",
        changes="While it is due, every way that moves money is blocked. Enter what came out with"
        f" the events of {year}.",
        law="IRC §401(a)(9)(C), §408(d)(3)(E); Treas. Reg. §1.408A-4, Q&A-6",
        whom="The custodian of each IRA works out its RMD; the sum may come out of any of them.",
        facts=(("born", ""),),
        link="year" if state == "blocks" else "",
    )


def _due(pool: Pool, year: int) -> tuple[State, str]:
    """What is known from the birth date and from what came out."""
    born = pool.person.born
    if born is None:
        return "ask", "Without a birth date none is assumed."
    age, first = starting_age(born).text, first_required_year(born)
    found = required_first(pool, year)
    if found is None:
        if first <= year:
            return "open", f"None: nothing had to come out in {year}."
        return "open", f"None: born on {day(born)}, the first is that of {first} (age {age})."
    since = f"Born on {day(born)}, required from {first} on (age {age})."
    return ("blocks" if found.is_short else "open"), f"{since} {found.told}"


def _finish(year: int, on: date, answers: Answers) -> Asked:
    state: State = "blocks" if answers.can_finish is False else "open"
    told = "It can." if answers.can_finish else "It cannot."
    if answers.can_finish is None:
        state, told = "ask", "The ways stay open until somebody says no."
    if on > date(year, 12, 31):
        state, told = "blocks", f"December 31, {year} has passed."
    return Asked(
        key="can_finish",
        words=f"Can a transfer to a plan be done by December 31, {year}?",
        state=state,
        answer=told,
        why="What is in the IRAs on December 31 of the year of the conversion counts for all of"
        " that year, whatever is moved later.",
        changes=f"If it cannot, the ways into a plan are blocked for {year}: convert in the year in"
        " which the transfer is done.",
        law="IRC §408(d)(2)(C), (d)(3)(H)",
        whom="The plan and the custodian of the IRA: how long does each take, and is a check"
        " mailed?",
        facts=(("can_finish", ""),),
    )


def _names(accounts: list[Account]) -> str:
    *names, last = (account.called for account in accounts)
    return f"{', '.join(names)} and {last}" if names else last


def _does(accounts: list[Account]) -> str:
    return "do" if len(accounts) > 1 else "does"


def _first(words: str) -> str:
    return words[0].upper() + words[1:]
