"""The calculator at the front door: no account, no database, nothing kept."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from planner.documents.worksheet_pdf import worksheet_pdf
from planner.engine import worksheet
from planner.forms.calculator import CalculatorForm
from planner.services.published.examples import Example, examples
from planner.views.asking import is_update
from planner.views.results import household_total, person_results

_PAGE = "planner/calculator.html"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def calculator(request: HttpRequest) -> HttpResponse:
    """The page with an example, or with what was typed; to htmx only what changes."""
    if request.method == "POST":
        return _answer(request, CalculatorForm(request.POST))
    return _answer(request, CalculatorForm(_example(request.GET).fields))


@login_not_required
@require_POST
@never_cache
def worksheet_document(request: HttpRequest, person: str) -> HttpResponse:
    """The printed worksheet of one person, from the same form."""
    form = CalculatorForm(request.POST)
    if person not in form.people:
        raise Http404
    if not form.is_valid():
        return _answer(request, form)
    facts = form.facts()[person]
    name = form.people[person].cleaned_data["name"]
    document = worksheet_pdf(worksheet(facts), name=name)
    response = HttpResponse(document, content_type="application/pdf")
    file_name = f"form-8606-worksheet-{facts.tax_year}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{file_name}"'
    return response


def _answer(request: HttpRequest, form: CalculatorForm) -> HttpResponse:
    """Results for a form that can be read, else what is wrong with which field (422)."""
    is_part = is_update(request)
    template = f"{_PAGE}#update" if is_part else _PAGE
    context = {"form": form, "examples": examples(), "is_update": is_part}
    if not form.is_valid():
        response = render(request, template, context, status=422)
        response.headers["HX-Reswap"] = "none"  # the last good result stays, dimmed
        return response
    results = person_results(form, timezone.localdate())
    context |= {"results": results, "total": household_total(results)}
    return render(request, template, context)


def _example(query: QueryDict) -> Example:
    """The example asked for by key, or the first; 404 for one that does not exist."""
    found = {example.key: example for example in examples()}
    key = query.get("example", next(iter(found)))
    if key not in found:
        raise Http404
    return found[key]
