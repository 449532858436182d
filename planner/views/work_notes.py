"""Notes about a client: written, corrected, withdrawn."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from planner.forms.workflow import NoteForm, TextForm
from planner.models import Right
from planner.services.history.changes import RefusedChangeError
from planner.services.practice.notes import Written, correct_note, note_of, write_note
from planner.views.work import show_work
from planner.views.work_page import Work, work_of


@require_POST
@never_cache
def note_new(request: HttpRequest, practice: int, client: int) -> HttpResponse:
    """Write a note."""
    work = work_of(request, practice, client, Right.NOTE)
    people = [one.person for one in work.records().people]
    form = NoteForm(request.POST, people=people, years=work.years())
    if not form.is_valid():
        return show_work(request, work, form, 422)
    write_note(
        staff=work.staff,
        client=work.client,
        text=form.cleaned_data["text"],
        now=timezone.now(),
        **form.subject,
    )
    messages.success(request, "The note is kept.")
    return redirect("client-work", practice, client)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def note(request: HttpRequest, practice: int, client: int, note: int) -> HttpResponse:
    """Correct a note of one's own, or withdraw it."""
    work = work_of(request, practice, client, Right.NOTE)
    found = _own(work, note)
    if request.method != "POST":
        return _show(request, work, found, TextForm(initial={"text": found.last.text}))
    form = TextForm(request.POST)
    is_withdrawn = request.POST.get("do") == "withdraw"
    if not (is_withdrawn or form.is_valid()):
        return _show(request, work, found, form, 422)
    text = "" if is_withdrawn else form.cleaned_data["text"]
    try:
        _correct(work, found, text)
    except RefusedChangeError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The note is withdrawn." if is_withdrawn else "Saved.")
    return redirect("client-work", practice, client)


def _own(work: Work, pk: int) -> Written:
    """A note that this person wrote; 404 where there is none, 403 where somebody else did."""
    found = note_of(work.client, pk)
    if found is None:
        raise Http404
    if not found.is_of(work.staff):
        raise PermissionDenied("Only who wrote a note changes it.")
    return found


def _correct(work: Work, found: Written, text: str) -> None:
    if text != found.last.text:
        correct_note(
            staff=work.staff, client=work.client, note=found, text=text, now=timezone.now()
        )


def _show(
    request: HttpRequest, work: Work, found: Written, form: TextForm, status: int = 200
) -> HttpResponse:
    context = work.context | {"note": found, "form": form}
    return render(request, "planner/client_note.html", context, status=status)
