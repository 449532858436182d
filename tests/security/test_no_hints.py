"""No count, name or hint of another practice anywhere: every page, file, search and refusal.

Everything of a practice bears a word and an amount. Each of the other's people asks for every
address; the words are looked for in all that comes back, PDFs and ZIPs unpacked. What a practice
sees is the same, byte by byte, before and after the other came to be, so that no count leaks; and
what is another's answers exactly as what is nowhere.
"""

import csv
import io
import re
import zipfile
from urllib.parse import urlencode

import pytest
from django.test import Client, RequestFactory
from django.views.defaults import server_error
from openpyxl import load_workbook

from planner.models import Engagement, User
from planner.services.practice.log import told_practice
from planner.services.practice.packet_jobs import ask_for_all
from planner.tasks.packets import print_packets
from tests.ledgers import ana, store
from tests.practices import firm
from tests.security.marked import NOWHERE, address, ask, browsers, routes, side
from tests.security.routes import EXPECTED, ROUTES

pytestmark = pytest.mark.django_db

FEW = {"principal", "client", "guest"}
"""Who also posts."""

AT_HOME = {"client", "guest"}
"""Who asks for each page of their own household; what somebody is changes only its head."""

RANDOM = {"mfa_activate_totp", "mfa_add_webauthn"}
"""Pages about nobody's clients, which have a new secret each time."""

SEARCHES = {
    "practice": ("q",),
    "board": ("q",),
    "december-list": ("q",),
    "packets": ("q",),
    "practice-log": ("by", "client"),
    "practice-log-csv": ("by", "client"),
    "practice-log-json": ("by", "client"),
}

# What is of another practice, to everybody: statuses of GET and POST, of addresses below its
# households, below itself, and below one's own practice with the id of a thing of the other's.
# 405 is told before anything is looked at, and left out. A guest is a visitor elsewhere.
NOBODY: set[int] = {404}
TABLE: dict[str, tuple[set[int], set[int], set[int]]] = {
    "principal": (NOBODY, NOBODY, NOBODY),
    "advisor": (NOBODY, NOBODY, NOBODY | {403}),
    "idle": (NOBODY, NOBODY, NOBODY | {403}),
    "assistant": (NOBODY, NOBODY, NOBODY | {403}),
    "reviewer": (NOBODY, NOBODY, NOBODY | {403}),
    "compliance": (NOBODY, NOBODY, NOBODY | {403}),
    "client": (NOBODY, NOBODY, NOBODY),
    "dismissed practice": (NOBODY, NOBODY, NOBODY),
    "guest": (NOBODY | {302}, {302}, {302}),
    "withdrawn guest": (NOBODY | {302}, {302}, {302}),
    "expired guest": (NOBODY | {302}, {302}, {302}),
}


@pytest.fixture
def walrus(tmp_path, settings):
    settings.PACKETS_DIR = tmp_path
    return side("Walrus", 27_182, others=1)


def own_pages(mine, client, name):
    """Every address of one's own that can be asked for, with what came back."""
    wanted = routes("household") if name in AT_HOME else routes("practice")
    if name == "principal":
        fixed = EXPECTED.keys() - RANDOM
        wanted = wanted + [ROUTES[one] for one in sorted(fixed) if "<" not in ROUTES[one].pattern]
    return {one.name: ask(client, "GET", address(one, mine.ids)) for one in wanted}


def hints(found, other):
    """Which answers have a word or an amount of the other's."""
    marks = [mark.encode() for mark in other.marks]
    return [name for name, (_, body) in found.items() if any(mark in body for mark in marks)]


def test_nothing_of_another_practice_is_in_any_answer(walrus):
    theirs = browsers(walrus)
    before = {name: own_pages(walrus, theirs[name], name) for name in ("principal", "client")}
    quokka = side("Quokka", 31_415, others=2)
    found = {name: own_pages(walrus, client, name) for name, client in theirs.items()}
    for name, pages in found.items():
        assert hints(pages, quokka) == [], name
        assert pages == before.get(name, pages), "no count, no length"
    mine = browsers(quokka)
    for name in ("principal", "client"):
        pages = own_pages(quokka, mine[name], name)
        assert hints(pages, walrus) == [], name
        assert min(len(hints(pages, quokka)), len(hints(found[name], walrus))) > 20, (
            "there is a lot"
        )


def test_a_search_for_another_practice_finds_what_a_search_for_nothing_does(walrus):
    side("Quokka", 31_415, others=1)
    principal = browsers(walrus)["principal"]
    for name, fields in SEARCHES.items():
        for field in fields:
            said = [
                ask(
                    principal,
                    "GET",
                    f"{address(ROUTES[name], walrus.ids)}?{urlencode({field: word})}",
                )
                for word in ("Quokka", "Quokkb")
            ]
            assert said[0][1].replace(b"Quokka", b"Quokkb") == said[1][1], name


def test_what_is_anothers_answers_as_what_is_nowhere(walrus):
    quokka = side("Quokka", 31_415, others=0)
    nowhere = {name: NOWHERE if isinstance(one, int) else one for name, one in quokka.ids.items()}
    nowhere |= {"year": 2025}
    mixed = quokka.ids | {"practice": walrus.ids["practice"]}
    lost = nowhere | {"practice": walrus.ids["practice"]}
    things = ("client", "colleague", "invitation", "hold", "book", "saved", "job")
    inside = [one for one in routes(*things) if "<int:practice>" in one.pattern]
    groups = (
        (routes("household"), quokka.ids, nowhere),
        (routes("practice"), quokka.ids, nowhere),
        (inside, mixed, lost),
    )
    found = {}
    for name, client in browsers(walrus).items():
        _, page = ask(client, "GET", "/nowhere/")
        found[name] = tuple(
            set().union(*(refused(client, one, ids, none, name=name, lost=page) for one in some))
            for some, ids, none in groups
        )
    assert set(found) == set(TABLE)
    for name, row in TABLE.items():
        assert found[name] == row, name


def refused(client, route, ids, none, *, name, lost):
    """The statuses for what there is: with the page of no address, or as for what there is not."""
    statuses = set()
    for method in ("GET", "POST"):
        where, nowhere = address(route, ids), address(route, none)
        there = ask(client, method, where)
        if there[0] == 405:
            continue
        statuses.add(there[0])
        if there != (404, lost):
            status, body = ask(client, method, nowhere)
            said = there[1].replace(where.encode(), nowhere.encode())
            assert (there[0], said) == (status, body), (name, route.name, method)
        if name not in FEW:
            break
    return statuses


def test_an_error_of_ours_says_nothing(walrus):
    body = server_error(RequestFactory().get("/")).content.decode()
    assert not [mark for mark in walrus.marks if mark in body]


# --- No cell begins a formula --------------------------------------------------------------------

FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(1+1)", "＝1+1")
RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
TABLES = {"ledger-csv", "practice-log-csv", "practice-book-zip", "import-template"}
"""Every route that sends cells; another one that does fails the test."""


def tables(answer):
    """The cells of each table in an answer: of one, of those in a ZIP, or of none."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer.headers.get("Content-Type", "")
    if "spreadsheetml" in kind:
        sheets = load_workbook(io.BytesIO(content)).worksheets
        yield [str(one) for sheet in sheets for row in sheet.values for one in row if one]
    elif "zip" in kind:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            for name in file.namelist():
                if name.endswith(".csv"):
                    yield list(cells(file.read(name)))
    elif "csv" in kind:
        yield list(cells(content))


def cells(content):
    return (one for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for one in row)


def test_no_cell_of_any_table_begins_a_formula(tmp_path, settings):
    """Names, numbers and sentences were typed like this."""
    settings.PACKETS_DIR = tmp_path
    mine = firm("Oaks Advisors")
    principal = mine.staff["principal"]
    User.objects.filter(pk=principal.user_id).update(name=FORMULAS[0])
    principal.user.refresh_from_db()
    homes = [store(principal.user, ana() | {"name": word}, name=word) for word in FORMULAS]
    for word, home in zip(FORMULAS, homes, strict=True):
        Engagement.objects.create(practice=mine.practice, household=home, reference=word)
        told_practice(mine.practice.pk, principal.user, word)
    job = ask_for_all(practice=mine.practice, user=principal.user, by="Zoe", papers=False)
    print_packets.call(job.pk)
    named = ("client", "colleague", "invitation", "hold", "book", "saved", "note", "task")
    ids = dict.fromkeys(named, NOWHERE)
    ids |= {"practice": mine.practice.pk, "job": job.pk, "whole": job.pk}
    ids |= {"household": homes[0].pk, "person": homes[0].people.get().pk, "year": 2025}
    browser, found = Client(), dict[str, list[str]]()
    browser.force_login(principal.user)
    for route in [*routes("practice"), ROUTES["ledger-csv"]]:
        for kind in ("csv", "xlsx") if "kind" in route.pattern else ("",):
            where = address(route, ids | {"kind": kind})
            for table in tables(browser.get(where)):
                found.setdefault(route.name, []).extend(table)
    assert set(found) == TABLES
    for name, some in found.items():
        wrong = [one for one in some if one.startswith(RISKY) and not NUMBER.fullmatch(one)]
        assert wrong == [], name
        typed = sum(any(word in one for one in some) for word in FORMULAS)
        assert typed == {"ledger-csv": 1, "import-template": 0}.get(name, len(FORMULAS)), name
