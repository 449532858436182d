"""Typing in one Form 1099-R or 5498, with what there is to say of it while one types."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from planner.access import household_for, paper_in, year_in
from planner.bridge import HouseholdRecords, household_records
from planner.engine.json_node import EARLIEST
from planner.engine.papers.paper import FormName
from planner.engine.printing import entered
from planner.forms.tax_paper import TaxPaperForm, initial_of
from planner.models import Household, Paper, Role
from planner.services.history.changes import RefusedChangeError
from planner.services.households.papers import ValueEffect, save_paper
from planner.views.asking import is_update, member, verb
from planner.views.refusals import refuse
from planner.views.tax_papers_page import checked

_PAGE = "planner/tax_paper.html"
_methods = require_http_methods(["GET", "HEAD", "POST"])


@_methods
@never_cache
def new_1099_r(request: HttpRequest, household: int, year: int) -> HttpResponse:
    """A Form 1099-R that came."""
    return _new(request, household, year, "1099-R")


@_methods
@never_cache
def new_5498(request: HttpRequest, household: int, year: int) -> HttpResponse:
    """A Form 5498 that came."""
    return _new(request, household, year, "5498")


@_methods
@never_cache
def tax_paper(request: HttpRequest, household: int, year: int, paper: int) -> HttpResponse:
    """A paper that is kept, to be changed by who may."""
    needed = Role.EDITOR if request.method == "POST" else Role.READER
    home = household_for(request.user, household, needed)
    return _answer(request, home, paper_in(home, year, paper))


def _new(request: HttpRequest, household: int, year: int, form: FormName) -> HttpResponse:
    home = household_for(request.user, household, Role.EDITOR)
    year = year_in(year, EARLIEST, timezone.localdate().year)
    return _answer(request, home, Paper(household=home, form=form, year=year))


def _answer(request: HttpRequest, home: Household, paper: Paper) -> HttpResponse:
    records = household_records(home, with_papers=True)
    form = _form(request, records, paper)
    is_sound = form.is_valid() if form.is_bound else True
    if form.is_bound and form.owner:
        paper = form.fill(paper)
    if form.is_bound and is_sound and verb(request) == "save":
        try:
            return _save(request, home, paper)
        except RefusedChangeError as error:
            refuse(form, error)
            is_sound = False
    context = {
        "household": home,
        "area": "year",
        "year": paper.year,
        "paper": paper,
        "form": form,
        "may_edit": Role(home.role).allows(Role.EDITOR),
        "found": checked(records, paper, timezone.localdate()) if paper.person_id else None,
    }
    template = f"{_PAGE}#update" if is_update(request) else _PAGE
    return render(request, template, context, status=200 if is_sound else 422)


def _form(request: HttpRequest, records: HouseholdRecords, paper: Paper) -> TaxPaperForm:
    name: FormName = "5498" if paper.form == "5498" else "1099-R"
    options: dict[str, Any] = {"form_name": name, "people": records.people}
    if request.method == "POST":
        return TaxPaperForm(request.POST, **options)
    asked = {key: request.GET[key] for key in ("account",) if key in request.GET}
    return TaxPaperForm(initial=initial_of(paper) if paper.pk else asked, **options)


def _save(request: HttpRequest, home: Household, paper: Paper) -> HttpResponse:
    effect = save_paper(household=home, user=member(request), paper=paper)
    messages.success(request, f"{paper} is kept. {_told(paper, effect)}".strip())
    return redirect("tax-papers", home.pk, paper.year)


def _told(paper: Paper, effect: ValueEffect) -> str:
    """What became of the year-end value."""
    if effect.effect != "takes" or effect.amount is None:
        return ""
    return (
        f"Its box 5, ${entered(effect.amount)}, is the value of {paper.account} on December 31,"
        f" {paper.year}, now; taking the change back on the history takes both back."
    )
