"""People with Roth IRAs, worked out by hand, as a household file has them."""

from typing import Any

type Object = dict[str, Any]

ACCOUNTS: list[Object] = [
    {"key": "ira", "kind": "traditional"},
    {"key": "roth", "kind": "roth", "name": "Fidelity Roth"},
]


def into(day: str, year: int, amount: str, account: str = "roth") -> Object:
    found = {"kind": "contribution", "account": account, "date": day}
    return found | {"tax_year": year, "amount": amount}


def converted(day: str, amount: str) -> Object:
    return {"kind": "conversion", "account": "ira", "to": "roth", "date": day, "amount": amount}


def out(day: str, amount: str, account: str = "roth", **more: Any) -> Object:
    found = {"kind": "distribution", "account": account, "date": day, "amount": amount}
    return found | more


def ana() -> Object:
    """40 years old, a Roth IRA since 2017, three conversions, one withdrawal.

    10,000 converted in 2020 was all taxed; 16,000 of 2022 had 6,000 of basis; 7,003 of 2024 had
    7,000. In 2025 12,000 come out: 5,500 of contributions and 6,500 of 2020, whose five years are
    over; 3,000 of it paid for a first home. 3,500 of 2020 are left.
    """
    return {
        "key": "p1",
        "name": "Ana",
        "born": "1985-06-15",
        "accounts": ACCOUNTS,
        "basis_start": {"after_year": 2016, "amount": "0"},
        "year_end_values": [
            {"account": "ira", "year": 2020, "amount": "10000"},
            {"account": "ira", "year": 2022, "amount": "0"},
            {"account": "ira", "year": 2024, "amount": "0"},
        ],
        "events": [
            into("2017-03-01", 2017, "5500"),
            converted("2020-03-02", "10000"),
            into("2022-02-01", 2022, "6000", "ira"),
            converted("2022-03-01", "16000"),
            into("2024-02-01", 2024, "7000", "ira"),
            converted("2024-02-09", "7003"),
            out("2025-06-02", "12000"),
            into("2026-02-02", 2026, "2000"),
        ],
        "years": [
            {"year": 2022, "deducted": "0"},
            {"year": 2024, "deducted": "0"},
            {"year": 2025, "first_home_expenses": "3000"},
        ],
    }


def ben() -> Object:
    """Over 59½, the five years behind: 9,000 out of 6,500 contributed; an inherited Roth IRA."""
    inherited = {"key": "inh", "kind": "inherited_roth", "inherited_from": "Aunt Rose"}
    return {
        "key": "p2",
        "name": "Ben",
        "born": "1950-01-01",
        "accounts": [*ACCOUNTS, inherited],
        "events": [
            into("2015-03-01", 2015, "6500"),
            out("2024-05-01", "9000"),
            out("2024-06-03", "500", "inh"),
        ],
    }


def cleo() -> Object:
    """Money in a Roth IRA before any is entered, and no date of birth."""
    return {
        "key": "p3",
        "name": "Cleo",
        "accounts": ACCOUNTS,
        "year_end_values": [{"account": "roth", "year": 2019, "amount": "3000"}],
        "events": [into("2022-03-01", 2022, "6000"), out("2024-05-01", "1000")],
    }


def eva() -> Object:
    """Corrections: 6,000 for 2023 less 2,000 recharacterized, 1,000 for 2024 returned.

    1,500 go to a Roth SIMPLE IRA in 2025, and 500 of excess come out late: 5,000 are left.
    """
    simple = {"key": "simple", "kind": "roth_simple", "participation_began": "2023-01-01"}
    moved = {"kind": "recharacterization", "account": "roth", "to": "ira", "tax_year": 2023}
    returned: Object = {"character": "returned_contribution", "tax_year": 2024, "earnings": "50"}
    return {
        "key": "p4",
        "name": "Eva",
        "born": "1985-06-15",
        "accounts": [*ACCOUNTS, simple],
        "basis_start": {"after_year": 2022, "amount": "0"},
        "events": [
            into("2023-03-01", 2023, "6000"),
            moved | {"date": "2023-06-01", "amount": "2000", "earnings": "0"},
            into("2024-03-01", 2024, "1000"),
            out("2024-06-03", "1000", **returned),
            into("2025-02-03", 2025, "1500", "simple"),
            out("2025-06-02", "500", character="returned_excess", tax_year=2023),
        ],
        "years": [{"year": 2023, "deducted": "0"}],
    }


def fay() -> Object:
    """An employer's money in a Roth SEP IRA, for which the Instructions name no line.

    2,000 of a plan go to the Roth IRA in 2025, 500 of them after-tax.
    """
    sep, plan = {"key": "sep", "kind": "roth_sep"}, {"key": "k", "kind": "401k"}
    rolled = {"kind": "rollover", "account": "k", "to": "roth", "date": "2025-05-01"}
    rolled |= {"completed": "2025-05-02", "amount": "2000", "after_tax": "500"}
    return {
        "key": "p5",
        "name": "Fay",
        "born": "1985-06-15",
        "accounts": [*ACCOUNTS, sep, plan],
        "events": [
            into("2023-03-01", 2023, "6000"),
            into("2024-03-01", 2024, "9000", "sep"),
            rolled,
        ],
    }


def gus() -> Object:
    """A conversion whose form waits for December 31, and a withdrawal that is only planned.

    1,000 came from a 529 plan, of which no instruction says what layer it is in.
    """
    return {
        "key": "p6",
        "name": "Gus",
        "born": "1985-06-15",
        "accounts": ACCOUNTS,
        "basis_start": {"after_year": 2024, "amount": "5000"},
        "events": [
            into("2025-02-03", 2025, "7000"),
            converted("2026-03-02", "7000"),
            out("2027-06-02", "4000"),
        ],
        "years": [{"year": 2025, "from_529": "1000"}],
    }
