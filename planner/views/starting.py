"""The start of the basis: line 14 of the last form filed before the ledger begins."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from planner.access import household_for
from planner.bridge import HouseholdRecords, PersonRecords, household_records
from planner.engine.household import BasisStart
from planner.engine.moved import MovedLine, moved_lines
from planner.forms.fields import money_text
from planner.forms.filing import BasisStartForm
from planner.models import Role
from planner.services.history.changes import RefusedChangeError
from planner.services.households.basis_start import locked_by_start, start_basis, with_start
from planner.services.lifetime.ledger import household_of, ledger_through
from planner.views.asking import is_update, member, verb
from planner.views.ledger import frame, person_of
from planner.views.ledger_page import start_words

_PAGE = "planner/basis_start.html"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def start(request: HttpRequest, household: int, person: int) -> HttpResponse:
    """Where the ledger begins: shown with what it moves, then saved or taken away."""
    home = household_for(request.user, household, Role.EDITOR)
    records = household_records(home)
    one = person_of(records, person)
    wish = verb(request)
    form = BasisStartForm(request.POST or None, today=timezone.localdate(), initial=_kept(one))
    if request.method != "POST":
        return _show(request, records, one, form)
    if wish != "remove" and not form.is_valid():
        return _show(request, records, one, form, status=422)
    if wish not in ("save", "remove"):
        return _show(request, records, one, form, wanted=form.to_facts())
    return _save(request, records, one, form, None if wish == "remove" else form.to_facts())


def _save(
    request: HttpRequest,
    records: HouseholdRecords,
    one: PersonRecords,
    form: BasisStartForm,
    wanted: BasisStart | None,
) -> HttpResponse:
    try:
        start_basis(
            household=records.household,
            user=member(request),
            records=one,
            start=wanted,
            reason=request.POST.get("reason", ""),
        )
    except RefusedChangeError as error:
        problems = error.problems
        return _show(request, records, one, form, wanted=wanted, problems=problems, status=422)
    messages.success(request, "The ledger starts there now." if wanted else "The start is gone.")
    return redirect("ledger-person", records.household.pk, one.person.pk)


def _show(  # noqa: PLR0913
    request: HttpRequest,
    records: HouseholdRecords,
    one: PersonRecords,
    form: BasisStartForm,
    *,
    wanted: BasisStart | None = None,
    problems: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = frame(records.household) | {
        "person": one,
        "form": form,
        "wanted": wanted,
        "kept": start_words(one.person),
        "moved": _moved(records, one, wanted) if wanted else [],
        "locked": locked_by_start(one, wanted),
        "reason": request.POST.get("reason", ""),
        "problem": (problems or {}).get("reason", ""),
    }
    template = f"{_PAGE}#update" if is_update(request) else _PAGE
    return render(request, template, context, status=status)


def _moved(records: HouseholdRecords, one: PersonRecords, wanted: BasisStart) -> list[MovedLine]:
    """Every line that the start would move."""
    home, facts, last = household_of(records), one.facts, timezone.localdate().year
    before = ledger_through(home, facts, last)
    return moved_lines(before, ledger_through(home, with_start(facts, wanted), last))


def _kept(one: PersonRecords) -> dict[str, Any]:
    person = one.person
    if person.basis_after_year is None:
        return {"evidence": "filed_8606"}
    amount = "" if person.basis_amount is None else money_text(person.basis_amount)
    return {
        "after_year": person.basis_after_year,
        "amount": amount,
        "evidence": person.basis_evidence,
    }
