"""A year in the official form: what it takes, and the form itself."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from planner.access import household_for
from planner.bridge import PersonRecords, household_records
from planner.documents.circular_page import is_circular
from planner.documents.official.filling import official_pdf
from planner.documents.official.folder import Kept, blank_path, kept
from planner.documents.official.texts import obstacle
from planner.documents.year_sheets import year_sheet
from planner.engine.layouts import form_years
from planner.engine.ledger import LedgerYear
from planner.models import Household
from planner.views.downloads import download, file_name
from planner.views.guest_access import open_to_guests
from planner.views.papers_page import person_of, sheet_of

_PAGE = "planner/official.html"


@dataclass(frozen=True, slots=True)
class _Official:
    """A form of a year and the blank it would go on."""

    household: Household
    person: PersonRecords
    found: LedgerYear
    kept: Kept | None

    @property
    def is_ready(self) -> bool:
        return self.kept is not None and not self.obstacle

    @property
    def obstacle(self) -> str:
        """Why the official form cannot be made, whatever blanks there are."""
        return obstacle(year_sheet(self.person.facts, self.found))

    @property
    def is_of_a_known_year(self) -> bool:
        return self.found.year in form_years()

    @property
    def file_name(self) -> str:
        """What the blank of the year is called."""
        return blank_path(self.found.year).name

    @property
    def is_circular(self) -> bool:
        return is_circular(self.found)

    @property
    def query(self) -> str:
        """What the addresses of an inherited form have behind them."""
        return f"?{urlencode({'decedent': self.found.decedent})}" if self.found.decedent else ""

    @property
    def address(self) -> str:
        """Where the form itself is."""
        return reverse("official-document", args=self._ids)

    @property
    def page(self) -> str:
        """Where the page about it is."""
        return reverse("official-form", args=self._ids) + self.query

    @property
    def _ids(self) -> tuple[int, int, int]:
        return self.household.pk, self.person.person.pk, self.found.year


@open_to_guests
@require_safe
@never_cache
def official_form(request: HttpRequest, household: int, person: int, year: int) -> HttpResponse:
    """What the official form of a year holds and what stays blank; with ``decedent`` inherited."""
    form = _official(request, household, person, year)
    context = {"household": form.household, "area": "papers", "form": form}
    return render(request, _PAGE, context)


@open_to_guests
@require_safe
@never_cache
def official_document(request: HttpRequest, household: int, person: int, year: int) -> HttpResponse:
    """The form as a PDF, with open fields if ``editable``; its page where it cannot be."""
    form = _official(request, household, person, year)
    if form.kept is None or form.obstacle:
        return redirect(form.page)
    editable = request.GET.get("editable") == "1"
    document = official_pdf(form.person.facts, form.found, form.kept, editable=editable)
    parts = ("form-8606", str(year), str(form.person.person), form.found.decedent)
    return download(document, "application/pdf", file_name(*parts, ending="pdf"), inline=True)


def _official(request: HttpRequest, household: int, person: int, year: int) -> _Official:
    records = household_records(household_for(request.user, household))
    one = person_of(records, person)
    found = sheet_of(records, one, year, request.GET.get("decedent", ""))
    if found is None:
        raise Http404
    return _Official(records.household, one, found, kept(year))
