"""A Form 1099-R by itself (Instructions for Forms 1099-R and 5498, boxes 1 to 16 and Table 1)."""

from collections.abc import Callable, Iterator
from datetime import date

from planner.engine.household import OWN_IRAS, PLANS, ROTH_IRAS, Account
from planner.engine.mistakes.dates import half_birthday
from planner.engine.money import ZERO
from planner.engine.papers.case import is_from_employer
from planner.engine.papers.codes import Code, Whose, codes_of, codes_problem, family, signs
from planner.engine.papers.paper import Paper
from planner.engine.papers.remark import Remark
from planner.engine.printing import day, dollars

_HALF_AGE = 59
"""And a half: IRC 72(t)(2)(A)(i)."""

_FROM_EMPLOYER = Remark(
    "employer-to-roth",
    "normal",
    "7",
    "An employer’s contribution to a Roth SEP or SIMPLE IRA comes on this form: it is income of the"
    " year, and nothing left the account.",
)

type _Remarks = Iterator[Remark]


def remarks_1099_r(paper: Paper, account: Account | None, born: date | None) -> _Remarks:
    """What there is to say of the form; ``account`` and ``born`` where they are known."""
    if account and is_from_employer(paper, account):
        yield _FROM_EMPLOYER
        return
    for check in _CHECKS:
        yield from check(paper)
    if account:
        yield from _of_account(paper, account)
    if born:
        yield from _age(paper, born)


# --- Amounts -------------------------------------------------------------------------------------


def _parts(paper: Paper) -> _Remarks:
    """No part of box 1 is more than box 1."""
    whole = paper.dollars("1")
    if whole is None:
        yield Remark("no-gross", "odd", "1", "Box 1 is empty, so nothing can be compared.")
        return
    for box, name in (
        ("2a", "The taxable amount"),
        ("4", "The tax withheld"),
        ("14", "The state tax withheld"),
        ("16", "What the state is told of"),
    ):
        part = paper.dollars(box) or ZERO
        if part > whole:
            yield Remark(
                "part-above-whole",
                "wrong",
                box,
                f"{name}, {dollars(part)}, is more than the whole of box 1, {dollars(whole)}.",
            )


def _taxable(paper: Paper) -> _Remarks:
    """Box 2a is zero for what is not taxed, and no answer for what leaves a traditional IRA."""
    taxable, kind = paper.dollars("2a"), family(paper)
    if taxable and kind == "recharacterized":
        yield Remark(
            "recharacterization-taxed",
            "wrong",
            "2a",
            "A recharacterization is not income: box 2a is 0 with code N or R.",
        )
    elif taxable and kind == "direct" and paper.is_ticked("ira"):
        yield Remark(
            "direct-rollover-taxed",
            "wrong",
            "2a",
            "A direct rollover out of an IRA is not income: box 2a is 0 with code G.",
        )
    elif taxable and kind == "direct":
        yield Remark(
            "plan-money-into-roth",
            "normal",
            "2a",
            "With an amount in box 2a, code G sent pre-tax money of a plan to a Roth IRA. That is"
            " income on lines 5a and 5b of Form 1040, and not line 8 of Form 8606.",
        )
    elif kind == "returned" and taxable is not None:
        yield Remark(
            "only-earnings-taxed",
            "normal",
            "2a",
            "Only the earnings that came back with the contribution are income.",
        )
    elif kind == "paid":
        yield from _repeated(paper)


def _repeated(paper: Paper) -> _Remarks:
    """Box 2a repeats box 1: the sight that worries most people after a conversion."""
    taxable, found = paper.dollars("2a"), set(signs(paper.text("7")))
    if not taxable or taxable != paper.dollars("1") or not (paper.is_ticked("ira") and found):
        return
    what = (
        "Code 2 is what a conversion before age 59½ comes with: no additional 10 %. "
        if "2" in found
        else "Code 7 is what a conversion from age 59½ on comes with. "
        if "7" in found
        else ""
    )
    ticked = (
        "and the tick in box 2b says that this is not the answer"
        if paper.is_ticked("2b_not_determined")
        else "even where box 2b is not ticked"
    )
    yield Remark(
        "taxable-repeats-gross",
        "normal",
        "2a",
        f"{what}Box 2a repeats box 1, because the custodian does not know your"
        f" basis, {ticked}. Never copy it to line 4b: Form 8606 works out what is taxable.",
    )


def _after_tax(paper: Paper) -> _Remarks:
    if paper.dollars("5") and paper.is_ticked("ira"):
        yield Remark(
            "after-tax-of-an-ira",
            "odd",
            "5",
            "Box 5 is for employer plans. A custodian of an IRA leaves it empty: basis is kept on"
            " Form 8606.",
        )


# --- Codes ---------------------------------------------------------------------------------------


def _codes(paper: Paper) -> _Remarks:
    text = paper.text("7")
    if not text:
        yield Remark("no-code", "odd", "7", "Without the code nobody can say what it was.")
    elif problem := codes_problem(text, paper.year):
        yield Remark("impossible-codes", "wrong", "7", f"{problem}. Look at box 7 again.")


def _box_of_iras(paper: Paper) -> _Remarks:
    """Codes of Roth IRAs and of plans do not stand with the IRA/SEP/SIMPLE box."""
    of = {code.of: code for code in reversed(codes_of(paper))}
    if paper.is_ticked("ira") and (code := of.get("roth")):
        yield Remark(
            "roth-code-with-tick",
            "wrong",
            "7",
            f"Code {code.code} is for a Roth IRA, and for one the box IRA/SEP/SIMPLE stays empty.",
        )
    if paper.is_ticked("ira") and (code := of.get("plan")):
        yield Remark(
            "plan-code-with-tick",
            "wrong",
            "7",
            f"Code {code.code} is for employer plans and contracts, not for an IRA.",
        )


def _whose(account: Account) -> Whose:
    if account.kind in PLANS:
        return "plan"
    return "roth" if account.kind in ROTH_IRAS or account.kind == "inherited_roth" else "ira"


_NAMES = {"ira": "a traditional, SEP or SIMPLE IRA", "roth": "a Roth IRA", "plan": "a plan"}
_NOT_OF_ROTH = frozenset({"1", "2", "7"})


def _is_not_of_roth(paper: Paper, code: Code) -> bool:
    """What is paid out of a Roth IRA has J, Q or T; nothing goes from one into a plan."""
    return code.code == "G" or (code.code in _NOT_OF_ROTH and family(paper) == "paid")


def _of_account(paper: Paper, account: Account) -> _Remarks:
    """Whether the codes can be those of the account that was chosen."""
    whose = _whose(account)
    for code in codes_of(paper):
        if code.of not in ("any", whose) or (whose == "roth" and _is_not_of_roth(paper, code)):
            meant = _NAMES.get(code.of, "anything but a Roth IRA")
            yield Remark(
                "code-of-another-account",
                "wrong",
                "7",
                f"Code {code.code} is for {meant}, and the account chosen is {_NAMES[whose]}.",
            )
    if "S" in signs(paper.text("7")) and account.kind != "simple" and whose == "ira":
        yield Remark("not-a-simple-ira", "wrong", "7", "Code S is for a SIMPLE IRA only.")
    moved_out = account.kind in OWN_IRAS and family(paper) in ("paid", "returned")
    if moved_out and signs(paper.text("7")) and not paper.is_ticked("ira"):
        yield Remark(
            "tick-missing",
            "odd",
            "7",
            "The box IRA/SEP/SIMPLE is ticked on the form of a traditional, SEP or SIMPLE IRA."
            " Without it the amount lands on lines 5a and 5b of Form 1040.",
        )


def _age(paper: Paper, born: date) -> _Remarks:
    """Codes 1 and 2 are for payments before age 59½, code 7 for those after."""
    half, found = half_birthday(born, _HALF_AGE), set(signs(paper.text("7")))
    if found & {"1", "2"} and half < date(paper.year, 1, 1) and family(paper) == "paid":
        yield Remark(
            "code-of-the-young",
            "odd",
            "7",
            f"Codes 1 and 2 are for payments before age 59½, which was reached on"
            f" {day(half)}. Is it the paper of a younger spouse?",
        )
    if "7" in found and half > date(paper.year, 12, 31):
        yield Remark(
            "code-of-the-old",
            "odd",
            "7",
            f"Code 7 is for payments from age 59½ on, which is reached on {day(half)}."
            " Is it the paper of an older spouse?",
        )


_CHECKS: tuple[Callable[[Paper], _Remarks], ...] = (
    _codes,
    _parts,
    _taxable,
    _after_tax,
    _box_of_iras,
)
