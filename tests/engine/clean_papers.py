"""For tests of papers: clean households, each with every form that its custodians would send.

What happens is drawn first. The entries and the forms are then written side by side from it, each
by its own rules: nothing here asks the code that matches them.
"""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from tests.engine.households import Object, event, household

YEARS = range(2019, 2026)
_YOUNG, _OLD = "1985-05-01", "1948-05-01"
_KINDS = {
    "ira": "traditional",
    "ira2": "rollover",
    "sep": "sep",
    "simple": "simple",
    "roth": "roth",
    "roth2": "roth",
    "k": "401k",
    "inh": "inherited_traditional",
}
_LIMIT = Decimal(6000)
"""Nobody contributes more for a year, whose limit is 6,000 at least."""
_BOX_7 = {"traditional": "ira", "rollover": "ira", "inherited_traditional": "ira"}


class Custodians:
    """What the custodians of one person know, form by form."""

    def __init__(self) -> None:
        self.out: dict[tuple[str, int, str], dict[str, Decimal]] = {}
        self.into: dict[tuple[str, int], dict[str, Decimal]] = defaultdict(dict)

    def pay(self, account: str, year: int, code: str, **boxes: Decimal) -> None:
        """A payment: the forms of an account and year are one for each code."""
        kept = self.out.setdefault((account, year, code), {})
        for box, amount in boxes.items():
            kept[box] = kept.get(box, Decimal(0)) + amount

    def take(self, account: str, year: int, box: str, amount: Decimal) -> None:
        kept = self.into[account, year]
        kept[box] = kept.get(box, Decimal(0)) + amount

    def papers(self, values: dict[tuple[str, int], Decimal]) -> list[Object]:
        """The forms; an account with nothing in it and nothing put in sends no Form 5498."""
        return [*self._forms_1099_r(), *self._forms_5498(values)]

    def _forms_1099_r(self) -> list[Object]:
        found = []
        for (account, year, code), boxes in self.out.items():
            inside: dict[str, Any] = {box.lstrip("b"): str(x) for box, x in boxes.items()} | {
                "7": code
            }
            if account in ("ira", "ira2", "sep", "simple", "inh"):
                inside["ira"] = True
            if code in ("1", "2", "7", "4", "S") and account != "k":
                inside |= {"2a": inside["1"], "2b_not_determined": True}
            found.append({"form": "1099-R", "year": year, "account": account, "boxes": inside})
        return found

    def _forms_5498(self, values: dict[tuple[str, int], Decimal]) -> list[Object]:
        found = []
        for account, year in {**self.into, **values}:
            came, worth = (
                self.into.get((account, year), {}),
                values.get((account, year), Decimal(0)),
            )
            if account == "k" or not (came or worth):
                continue
            kind = _KINDS[account]
            inside = {box: str(x) for box, x in came.items()}
            inside |= {"5": str(worth), "7": _BOX_7.get(kind, kind)}
            found.append({"form": "5498", "year": year, "account": account, "boxes": inside})
        return found


class Life:
    """The years of one person, drawn at random."""

    def __init__(self, random: Random, *, is_old: bool) -> None:
        self.random, self.is_old = random, is_old
        self.custodians = Custodians()
        self.events: list[Object] = []
        self.from_529: dict[int, Decimal] = {}
        self.contributed: dict[int, Decimal] = defaultdict(Decimal)

    def amount(self, most: int = 6000) -> Decimal:
        whole = Decimal(self.random.randint(200, most))
        return (
            whole + Decimal(self.random.randint(0, 99)) / 100
            if self.random.random() < 0.3
            else whole
        )

    def room(self, year: int, amount: Decimal) -> Decimal:
        """As much of an amount as may still be contributed for the year."""
        allowed = min(amount, _LIMIT - self.contributed[year])
        self.contributed[year] += allowed
        return allowed

    def day(self, year: int, first: int = 1, last: int = 12) -> date:
        return date(year, self.random.randint(first, last), self.random.randint(1, 28))

    def add(self, kind: str, account: str, day: date, amount: Decimal, **more: Any) -> None:
        told = {key: str(x) if isinstance(x, (date, Decimal)) else x for key, x in more.items()}
        self.events.append(event(kind, account, str(day), str(amount), **told))

    @property
    def usual(self) -> str:
        """What a payment out of a traditional IRA has in box 7."""
        return "7" if self.is_old else "1"

    @property
    def converted(self) -> str:
        return "7" if self.is_old else "2"

    # --- What can happen in a year ---------------------------------------------------------------

    def backdoor(self, year: int) -> None:
        """Contributed and converted in the year, or the contribution before April of the next."""
        if not (amount := self.room(year, self.amount())):
            return
        is_late = self.random.random() < 0.4
        paid = self.day(year + 1, 1, 3) if is_late else self.day(year, 1, 6)
        self.add("contribution", "ira", paid, amount, tax_year=year)
        self.custodians.take("ira", year, "1", amount)
        self.convert("ira", paid + timedelta(self.random.randint(1, 60)), amount)

    def convert(self, account: str, day: date, amount: Decimal) -> None:
        held = (amount / 10).quantize(Decimal(1)) if self.random.random() < 0.25 else Decimal(0)
        into = self.random.choice(["roth", "roth2"])
        to_state = (held / 5).quantize(Decimal(1)) if self.random.random() < 0.4 else Decimal(0)
        boxes = {"b1": amount} | ({"b4": held - to_state, "b14": to_state} if held else {})
        self.custodians.pay(account, day.year, self.converted, **boxes)
        self.custodians.take(into, day.year, "3", amount - held)
        if held and self.random.random() < 0.5:
            self.add("conversion", account, day, amount - held, to=into)
            self.add("distribution", account, day, held, character="withheld_from_conversion")
            return
        self.add(
            "conversion", account, day, amount, to=into, **({"withheld": held} if held else {})
        )

    def more_converted(self, year: int) -> None:
        self.convert(self.random.choice(["ira", "ira2", "sep"]), self.day(year), self.amount(40000))

    def straight_to_roth(self, year: int) -> None:
        if not (amount := self.room(year, self.amount(3000))):
            return
        self.add("contribution", "roth", self.day(year), amount, tax_year=year)
        self.custodians.take("roth", year, "10", amount)

    def from_education_plan(self, year: int) -> None:
        moved = self.room(year, Decimal(1500))
        self.from_529[year] = self.from_529.get(year, Decimal(0)) + moved
        self.custodians.take("roth", year, "10", moved)

    def recharacterized(self, year: int) -> None:
        """Made for the year, moved with what it earned in the year or before April of the next."""
        start, end = self.random.choice([("roth", "ira"), ("ira", "roth")])
        if not (amount := self.room(year, self.amount(3000))):
            return
        earned = max(-amount, Decimal(self.random.randint(-90, 400)))
        moved = self.random.choice([self.day(year, 7, 12), self.day(year + 1, 1, 9)])
        self.add("contribution", start, self.day(year, 1, 6), amount, tax_year=year)
        self.custodians.take(start, year, "10" if start == "roth" else "1", amount)
        self.add("recharacterization", start, moved, amount, to=end, tax_year=year, earnings=earned)
        code = "N" if moved.year == year else "R"
        self.custodians.pay(start, moved.year, code, b1=amount + earned, b2a=Decimal(0))
        self.custodians.take(end, moved.year, "4", amount + earned)

    def returned(self, year: int) -> None:
        """Taken back in time; the earnings are of the year in which it was contributed."""
        account = self.random.choice(["ira", "roth"])
        if not (amount := self.room(year, self.amount(2000))):
            return
        earned = max(-amount, Decimal(self.random.randint(-60, 200)))
        back = self.random.choice([self.day(year, 7, 12), self.day(year + 1, 1, 3)])
        self.add("contribution", account, self.day(year, 1, 6), amount, tax_year=year)
        self.custodians.take(account, year, "10" if account == "roth" else "1", amount)
        more = {"character": "returned_contribution", "tax_year": year, "earnings": earned}
        self.add("distribution", account, back, amount, **more)
        second = "J" if account == "roth" else "" if self.is_old else "1"
        code = ("8" if back.year == year else "P") + second
        taxable = max(earned, Decimal(0))
        self.custodians.pay(account, back.year, code, b1=amount + earned, b2a=taxable)

    def withdrawal(self, year: int) -> None:
        account = self.random.choice(["ira", "ira2", "sep", "inh", "roth"])
        amount, code = self.amount(9000), self.usual
        code = {"inh": "4", "roth": "Q" if self.is_old else "J"}.get(account, code)
        boxes = {"b1": amount}
        if self.random.random() < 0.4:
            boxes["b4"] = (amount / 5).quantize(Decimal(1))
        self.custodians.pay(account, year, code, **boxes)
        self.add("distribution", account, self.day(year), amount)

    def required_or_given(self, year: int) -> None:
        """A required distribution or a gift to a charity, which only the old have."""
        if not self.is_old:
            return
        character, amount = self.random.choice(["rmd", "qcd", "normal"]), self.amount()
        self.add("distribution", "ira2", self.day(year), amount, character=character)
        code = "7Y" if character == "qcd" and year >= 2025 else "7"
        self.custodians.pay("ira2", year, code, b1=amount)

    def rolled_over(self, year: int) -> None:
        """Within 60 days, out of a plan, and into one."""
        amount, day = self.amount(30000), self.day(year)
        start, end = self.random.choice(
            [("ira", "ira2"), ("roth", "roth2"), ("k", "ira2"), ("ira2", "k"), ("sep", "ira")]
        )
        done = day + timedelta(self.random.randint(0, 50))
        self.add("rollover", start, day, amount, to=end, completed=done)
        if done == day and "k" not in (start, end):
            return  # from trustee to trustee: nobody reports it
        if "k" in (start, end):
            self.custodians.pay(start, year, "G", b1=amount, b2a=Decimal(0))
        else:
            code = {"roth": "Q" if self.is_old else "J"}.get(start, self.usual)
            self.custodians.pay(start, year, code, b1=amount)
        self.custodians.take(end, done.year, "2", amount)

    def plan_to_roth(self, year: int) -> None:
        amount, day = self.amount(20000), self.day(year)
        self.add("conversion", "k", day, amount, to="roth2")
        self.custodians.pay("k", year, "G", b1=amount, b2a=amount)
        self.custodians.take("roth2", year, "2", amount)

    def from_employer(self, year: int) -> None:
        """An employer may pay in spring for the year before; the form counts the day."""
        account, box = self.random.choice([("sep", "8"), ("simple", "9")])
        tax_year = self.random.choice([year, year - 1])
        amount = self.amount(9000)
        self.add("contribution", account, self.day(year, 1, 3), amount, tax_year=tax_year)
        self.custodians.take(account, year, box, amount)

    # --- The whole -------------------------------------------------------------------------------

    def live(self) -> None:
        happenings = (
            *(self.backdoor, self.backdoor, self.more_converted, self.straight_to_roth),
            *(self.from_education_plan, self.recharacterized, self.returned, self.withdrawal),
            *(self.required_or_given, self.rolled_over, self.plan_to_roth, self.from_employer),
        )
        for year in YEARS:
            for happening in self.random.sample(happenings, self.random.randint(0, 5)):
                happening(year)

    def written(self, key: str, name: str) -> Object:
        self.live()
        values = {(key, year): self.worth() for key in _KINDS if key != "k" for year in YEARS}
        papers = self.custodians.papers(values)
        self.random.shuffle(papers)
        return {
            "key": key,
            "name": name,
            "born": _OLD if self.is_old else _YOUNG,
            "accounts": [
                {"key": one, "kind": kind, "name": one.upper(), "custodian": "Fidelity"}
                for one, kind in _KINDS.items()
            ],
            "events": self.events,
            "years": [
                {"year": year, "deducted": "0", "from_529": str(self.from_529.get(year, 0))}
                for year in YEARS
            ],
            "year_end_values": [
                {"account": one, "year": year, "amount": str(x), "source": "form_5498"}
                for (one, year), x in values.items()
            ],
            "papers": papers,
        }

    def worth(self) -> Decimal:
        return Decimal(0) if self.random.random() < 0.3 else self.amount(90000)


def clean_household(seed: int) -> Object:
    """A couple: one young and one old, or both young, with complete papers."""
    random = Random(seed)  # noqa: S311 - the same households every time
    ana = Life(random, is_old=random.random() < 0.5).written("p1", "Ana")
    ben = Life(random, is_old=False).written("p2", "Ben")
    return household(ana, ben)
