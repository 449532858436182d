"""Households that did everything right: a thousand of them, from a fixed seed.

Each life is told year by year (how the contribution got into a Roth IRA), and its forms are worked
out here, by the form's own words and without the engine: line 10 as a fraction, lines 11 and 14
from it, every entry rounded half up to whole dollars.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random
from typing import Any

from tests.engine.households import (
    Object,
    contribution,
    conversion,
    household,
    recharacterization,
    rollover,
)

SEED = 8606
LAST = 2026
"""The year that is still going on; forms are filed up to the one before."""

LIMITS = {
    2016: (5500, 6500),
    2017: (5500, 6500),
    2018: (5500, 6500),
    2019: (6000, 7000),
    2020: (6000, 7000),
    2021: (6000, 7000),
    2022: (6000, 7000),
    2023: (6500, 7500),
    2024: (7000, 8000),
    2025: (7000, 8000),
    2026: (7500, 8600),
}
"""The limit, and from the year of turning 50: Notices 2015-75 to 2025-67, IRC 219(b)(5)."""

WAYS = (
    *("same_year", "same_year", "same_year", "april", "december", "recharacterized"),
    *("recharacterized_later", "transferred", "direct", "nothing"),
)
BORN = (1955, 1998)
"""Nobody has to take a minimum distribution yet, which would have to come out first."""

HIGH, LOW = "600000", "60000"
"""Income above every range of every status and year, and below all but those filing separately."""


@dataclass
class Life:
    """One person as the years go by; ``inside`` is what the traditional IRAs hold."""

    random: Random
    key: str
    born: int
    first: int
    pay: str
    incomes: dict[int, str]
    carried: Decimal = Decimal(0)
    inside: Decimal = Decimal(0)
    events: list[Object] = field(default_factory=list)
    values: list[Object] = field(default_factory=list)
    records: dict[int, Object] = field(default_factory=dict)
    ways: Counter[str] = field(default_factory=Counter)
    waiting: list[Object] = field(default_factory=list)
    """Conversions that belong to the next calendar year."""

    def limit(self, year: int) -> int:
        young, old = LIMITS[year]
        return old if year - self.born >= 50 else young

    def cents(self, most: int) -> Decimal:
        """A little growth; often none."""
        return Decimal(self.random.choice((0, 0, self.random.randint(1, most * 100)))) / 100


@dataclass
class Year:
    """What a year comes to: what was contributed in it and after it, and what was converted."""

    in_year: Decimal = Decimal(0)
    late: Decimal = Decimal(0)
    converted: Decimal = Decimal(0)
    counted_too: Decimal = Decimal(0)
    """What a recharacterization after December 31 adds to line 6."""


def whole(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1), ROUND_HALF_UP)


def form(life: Life, year: Year) -> dict[str, Decimal]:
    """Lines of Form 8606 by its own words; none where no form is due."""
    line_1, line_2, line_8 = whole(year.in_year + year.late), life.carried, whole(year.converted)
    line_3 = line_1 + line_2
    lines = {"1": line_1, "2": line_2, "3": line_3}
    if not line_8:
        life.carried = line_3
        return lines | {"14": line_3} if line_1 else {}
    line_4, line_6 = whole(year.late), whole(life.inside + year.counted_too)
    line_5, line_9 = line_3 - line_4, line_6 + line_8
    share = min(Fraction(1), Fraction(line_5) / Fraction(line_9))
    product = share * Fraction(line_8) + Fraction(1, 2)
    line_11 = min(Decimal(product.numerator // product.denominator), line_5)
    life.carried = line_3 - line_11
    return lines | {
        "4": line_4,
        "5": line_5,
        "6": line_6,
        "7": Decimal(0),
        "8": line_8,
        "9": line_9,
        "11": line_11,
        "13": line_11,
        "14": line_3 - line_11,
        "16": line_8,
        "17": line_11,
        "18": line_8 - line_11,
    }


# --- One year of one person ----------------------------------------------------------------------


def live(life: Life, at: int) -> None:
    """The year ``at``: what waited, the year's own way, and the form of it."""
    found = Year()
    for event in life.waiting:
        life.events.append(event)
        found.converted += Decimal(event["amount"])
    life.waiting = []
    way = life.random.choice(WAYS)
    if way == "direct" and life.incomes[at] == HIGH:
        way = "same_year"
    life.ways[way] += 1
    _TOLD[way](life, at, found)
    life.inside += life.cents(1) if life.inside else 0
    life.values += [_value(life, "ira", at), _nothing(life, "ira2", at), _nothing(life, "old", at)]
    lines = form(life, found)
    record: Object = {"year": at, "deducted": "0", "covered_by_plan": life.random.random() < 0.7}
    record["compensation"] = life.pay
    if lines and at < LAST:
        record["filed"] = {
            "lines": {number: str(amount) for number, amount in lines.items()},
            "on": f"{at + 1}-04-{life.random.randint(1, 15):02}",
        }
    life.records[at] = record | life.records.get(at, {})


def _value(life: Life, account: str, at: int) -> Object:
    source = life.random.choice(("form_5498", "statement")) if at < LAST else "estimate"
    return {"account": account, "year": at, "amount": str(life.inside), "source": source}


def _nothing(life: Life, account: str, at: int) -> Object:
    return _value(life, account, at) | {"amount": "0"}


def _convert(life: Life, day: str, found: Year, account: str = "ira") -> None:
    """Everything that is there, but for what is credited afterwards."""
    amount = life.inside + life.cents(20)
    life.events.append(conversion(day, str(amount), account=account))
    found.converted += amount
    life.inside = life.cents(30)


def _same_year(life: Life, at: int, found: Year) -> None:
    made = Decimal(life.limit(at))
    month = life.random.randint(1, 9)
    life.events.append(contribution(f"{at}-{month:02}-03", at, str(made)))
    life.inside += made
    found.in_year = made
    _convert(life, f"{at}-{month:02}-{life.random.randint(5, 28):02}", found)


def _april(life: Life, at: int, found: Year) -> None:
    """Contributed from January to April of the next year, and converted a few days later."""
    if at == LAST:
        return
    made = Decimal(life.limit(at))
    life.events.append(contribution(f"{at + 1}-03-{life.random.randint(1, 20):02}", at, str(made)))
    life.waiting.append(conversion(f"{at + 1}-04-10", str(made + life.cents(5))))
    found.late = made


def _december(life: Life, at: int, found: Year) -> None:
    """Contributed in December, converted in January."""
    if at == LAST:
        return
    made = Decimal(life.limit(at))
    life.events.append(contribution(f"{at}-12-{life.random.randint(10, 31)}", at, str(made)))
    found.in_year = made
    life.inside += made
    _convert_in_january(life, at)


def _convert_in_january(life: Life, at: int) -> None:
    """The value of December 31 holds it; what is left of it in January is nothing."""
    life.waiting.append(conversion(f"{at + 1}-01-{life.random.randint(2, 25):02}", "0"))


def _recharacterized(life: Life, at: int, found: Year) -> None:
    """Into a Roth IRA first; income turned out too high, and it was moved within the year."""
    made, earned = Decimal(life.limit(at)), life.cents(40)
    life.events += [
        contribution(f"{at}-02-03", at, str(made), account="roth"),
        recharacterization(f"{at}-06-10", at, str(made), earnings=str(earned)),
    ]
    life.inside += made + earned
    found.in_year = made
    _convert(life, f"{at}-06-{life.random.randint(11, 28)}", found)


def _recharacterized_later(life: Life, at: int, found: Year) -> None:
    """The same, moved in the next year by the due date with extensions, and converted then."""
    if at == LAST:
        return
    made, earned = Decimal(life.limit(at)), life.cents(40)
    life.events += [
        contribution(f"{at}-05-03", at, str(made), account="roth"),
        recharacterization(f"{at + 1}-02-10", at, str(made), earnings=str(earned)),
    ]
    life.waiting.append(conversion(f"{at + 1}-02-20", str(made + earned)))
    found.in_year, found.counted_too = made, made + earned


def _transferred(life: Life, at: int, found: Year) -> None:
    """Contributed, moved to another custodian from trustee to trustee, and converted there."""
    made = Decimal(life.limit(at))
    life.events.append(contribution(f"{at}-03-03", at, str(made)))
    life.inside += made
    found.in_year = made
    whole_ira, day = str(life.inside), f"{at}-04-02"
    life.events.append(rollover("ira", "ira2", day, whole_ira, completed=day))
    life.events.append(conversion(f"{at}-04-20", whole_ira, account="ira2"))
    found.converted += life.inside
    life.inside = Decimal(0)


def _direct(life: Life, at: int, _found: Year) -> None:
    """Income allows it: straight into a Roth IRA."""
    life.events.append(contribution(f"{at}-02-03", at, str(life.limit(at)), account="roth"))


def _quiet(_life: Life, _at: int, _found: Year) -> None:
    """Nothing."""


_TOLD = {
    "same_year": _same_year,
    "april": _april,
    "december": _december,
    "recharacterized": _recharacterized,
    "recharacterized_later": _recharacterized_later,
    "transferred": _transferred,
    "direct": _direct,
    "nothing": _quiet,
}


# --- A whole life, and a household ---------------------------------------------------------------


def live_on(life: Life) -> Object:
    """From the first year to the last, as an object of the household file."""
    _begin(life)
    for at in range(life.first, LAST + 1):
        _settle(life)
        live(life, at)
    kinds = {"ira": "traditional", "ira2": "traditional", "old": "rollover", "roth": "roth"}
    accounts = [{"key": key, "kind": kind} for key, kind in (kinds | {"k": "401k"}).items()]
    life.random.shuffle(life.events)  # the order in a file means nothing
    return {
        "key": life.key,
        "born": f"{life.born}-{life.random.randint(1, 12):02}-15",
        "accounts": accounts,
        "year_end_values": life.values,
        "events": life.events,
        "years": list(life.records.values()),
    } | _start(life)


def _settle(life: Life) -> None:
    """A conversion of January takes all that December 31 held."""
    for event in life.waiting:
        if event["amount"] == "0":
            event["amount"] = str(life.inside)
            life.inside = Decimal(0)


def _begin(life: Life) -> None:
    """What was there before: nothing, basis of an earlier year, or an old 401(k) rolled back."""
    before = life.first - 1
    had = life.random.choice(("nothing", "stated", "basis", "old_401k"))
    life.ways[f"began with {had}"] += 1
    if had == "basis":
        life.carried = life.inside = Decimal(5000)
    if had == "old_401k":
        there = Decimal(life.random.randint(10_000, 300_000))
        grown = there + life.random.randint(0, 2_000)
        life.values.append({"account": "old", "year": before, "amount": str(there)})
        day, arrived = f"{life.first}-10-01", f"{life.first}-10-{life.random.randint(2, 30):02}"
        life.events.append(rollover("old", "k", day, str(grown), completed=arrived))
        life.values += [{"account": key, "year": before, "amount": "0"} for key in ("ira", "ira2")]
    if had in ("nothing", "old_401k"):
        life.records[life.first] = {"first_year": True}


def _start(life: Life) -> Object:
    if life.ways["began with nothing"] or life.ways["began with old_401k"]:
        return {}
    amount = "5000" if life.ways["began with basis"] else "0"
    evidence = "filed_8606" if life.ways["began with basis"] else "memory"
    start = {"after_year": life.first - 1, "amount": amount, "evidence": evidence}
    return {"basis_start": start}


def clean_households(count: int = 1_000) -> Iterator[tuple[Object, Counter[str]]]:
    """The corpus, each with how often which way was gone."""
    random = Random(SEED)  # noqa: S311 - a corpus is to be the same every time
    for _ in range(count):
        yield _household(random)


def _household(random: Random) -> tuple[Object, Counter[str]]:
    is_couple = random.random() < 0.6
    status = "married_jointly" if is_couple else random.choice(("single", "head_of_household"))
    first = random.randint(2016, 2024)
    incomes = {at: random.choice((HIGH, HIGH, LOW)) for at in range(first, LAST + 1)}
    pays = [str(random.randint(45_000, 250_000)), random.choice(("0", "150000"))]
    lives = [
        Life(random, f"p{at + 1}", random.randint(*BORN), first, pays[at], incomes)
        for at in range(2 if is_couple else 1)
    ]
    people = [live_on(one) for one in lives]
    state: Any = {"state": random.choice(("CA", "TX", "NJ"))} if random.random() < 0.8 else {}
    years = [
        {"year": at, "filing_status": status, "magi": magi} | state for at, magi in incomes.items()
    ]
    found = household(*people, years=years, rounding="dollars")
    ways = sum((one.ways for one in lives), Counter[str]())
    return found, ways + Counter({status: 1, f"income {incomes[first]}": 1})
