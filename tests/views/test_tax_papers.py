"""Papers received as pages: what came, what differs, what is to come, and typing one in."""

import pytest
from django.test import Client
from django.urls import reverse

from planner.models import Account, Change, FiledForm, Paper, Person, PersonYear, YearEndValue
from planner.services.history.changes import recording
from tests.engine.households import contribution, conversion, person, value, withdrawal
from tests.engine.papers import converted, slip_5498
from tests.households import cast, user
from tests.html import Page
from tests.ledgers import store

pytestmark = pytest.mark.django_db

AT_FIDELITY = {"key": "ira", "kind": "traditional", "custodian": "Fidelity"}
ROTH = {"key": "roth", "kind": "roth", "name": "My Roth"}


def ana(*events, **more):
    mine = {
        "name": "Ana",
        "born": "1985-05-01",
        "accounts": "",
        "more_accounts": [AT_FIDELITY, ROTH],
    }
    return person(*events, **mine | more)


@pytest.fixture
def owner():
    return user("owner")


def as_user(who):
    client = Client()
    client.force_login(who)
    return client


def address(home, *more, year=2025):
    return f"/households/{home.pk}/years/{year}/papers/{''.join(f'{one}/' for one in more)}"


def page_of(who, where, status=200, **data):
    response = as_user(who).get(where, data)
    assert response.status_code == status
    return Page(response.content.decode())


def post(who, where, fields, status=200, **headers):
    response = as_user(who).post(where, fields, headers=headers)
    assert response.status_code == status
    return response


def read(response):
    return Page(response.content.decode())


def key(name, home):
    return f"a{Account.objects.get(household=home, key=name).pk}"


# --- The page of a year --------------------------------------------------------------------------


def test_the_year_and_the_papers_lead_to_it(owner):
    home = store(owner, ana())
    for where in (f"/households/{home.pk}/years/2025/", f"/households/{home.pk}/papers/"):
        assert f'href="{address(home)}"' in as_user(owner).get(where).content.decode()


def test_an_empty_year_waits_for_nothing(owner):
    words = page_of(owner, address(store(owner, ana()))).words
    assert "Ana no papers" in words
    assert "No paper is expected" in words
    assert "Nobody is in this household" in page_of(owner, address(store(owner))).words


def test_what_is_awaited_and_what_is_provisional(owner):
    home = store(owner, ana(conversion("2025-03-12"), year_end_values=[value(2025, "10")]))
    page = page_of(owner, address(home))
    assert "a paper is missing" in page.words
    assert "Provisional until the 5498 arrives." in page.words
    assert "Line 6 rests on Traditional IRA (Fidelity)" in page.words
    assert (
        "Form 5498 for 2025 from Fidelity: Traditional IRA, should have been sent by June 1, 2026."
        in page.words
    )
    links = [one["href"] for one in page.tags("a")]
    assert f"{address(home, '5498')}?account={key('ira', home)}" in links
    assert f"{address(home, '1099-r')}?account={key('ira', home)}" in links


@pytest.mark.parametrize(
    ("year", "source", "is_shown"),
    [(2025, "estimate", True), (2025, "form_5498", False), (2026, "estimate", False)],
)
def test_the_year_says_that_it_is_provisional(owner, year, source, is_shown):
    """Once December 31 has passed; until then every year is."""
    values = [value(year, "10") | {"source": source}]
    home = store(owner, ana(conversion(f"{year}-03-12"), year_end_values=values))
    page = page_of(owner, f"/households/{home.pk}/years/{year}/")
    chip = page.by_id(f"p{Person.objects.get().pk}-provisional")
    assert ("hidden" not in chip) == is_shown
    assert chip["href"] == address(home, year=year)


def test_papers_of_this_year_are_still_to_come(owner):
    home = store(owner, ana(conversion("2026-03-12"), year_end_values=[value(2026, "0")]))
    words = page_of(owner, address(home, year=2026)).words
    assert "papers to come" in words
    assert "Form 5498 for 2026: My Roth, sent by June 1, 2027." in words


def test_what_differs_comes_with_its_cause_and_its_links(owner):
    papers = [slip_5498(b1="7000", b5="0")]
    events = [contribution("2026-03-01", 2026)]
    home = store(owner, ana(*events, papers=papers, year_end_values=[value(2025, "10")]))
    page = page_of(owner, address(home))
    assert "2 differences" in page.words
    assert "Traditional IRA (Fidelity). Box 1 of Form 5498 says that $7,000" in page.words
    assert "entered for 2026, and the custodian counted it for 2025" in page.words
    assert "Take $0 as the value" in page.words
    links = [one["href"] for one in page.tags("a")]
    paper = Paper.objects.get()
    assert address(home, "kept", paper.pk) in links
    assert f"/households/{home.pk}/years/2025/#c-{key('ira', home)}.made" in links


@pytest.mark.parametrize(
    ("event", "paper", "column"),
    [
        (withdrawal("2025-06-01", "500"), converted(), "withdrawn"),
        (conversion("2025-06-01", "500"), converted(), "converted"),
        (contribution("2026-03-01", 2025, "500"), slip_5498(b1="7000"), "late"),
        (contribution("2025-03-01", 2025, "500"), slip_5498(b1="7000"), "made"),
    ],
)
def test_it_leads_to_the_cell_of_what_was_entered(owner, event, paper, column):
    home = store(owner, ana(event, papers=[paper]))
    links = [one["href"] for one in page_of(owner, address(home)).tags("a")]
    assert f"/households/{home.pk}/years/2025/#c-{key('ira', home)}.{column}" in links


def test_the_cell_it_leads_to_is_there(owner):
    home = store(owner, ana(papers=[slip_5498(b5="0"), converted()]))
    year = page_of(owner, f"/households/{home.pk}/years/2025/")
    ids = {one.get("id") for _, one in year.elements}
    for column in ("made", "late", "converted", "withdrawn", "moved", "value"):
        assert f"c-{key('ira', home)}.{column}" in ids


def test_what_came_is_shown_with_what_is_normal(owner):
    papers = [
        converted(b2b_total=True),
        slip_5498("roth", b3="7000", b5="7001.50", b7="roth", b12a="2026-12-31"),
        slip_5498("roth", b3="7000", b5="7001.50", b7="roth", corrected=True),
    ]
    values = [value(2025, "0"), value(2025, "7001.50", "roth") | {"source": "form_5498"}]
    home = store(owner, ana(conversion("2025-03-12"), papers=papers, year_end_values=values))
    words = page_of(owner, address(home)).words
    assert "Ana papers and entries agree" in words
    assert "Box 1 $7,000 Box 2a $7,000 Box 2b Taxable amount not determined: ticked" in words
    assert "Box 2a: this is normal." in words
    assert "Code 2 is what a conversion before age 59½ comes with" in words
    assert "Box 5 $7,001.50 Box 7 Roth IRA Box 12a December 31, 2026" in words
    assert "replaced by the corrected one" in words


def test_a_filed_year_leads_to_its_correction(owner):
    home = store(owner, ana(papers=[slip_5498(b5="9")], year_end_values=[value(2025, "8000")]))
    lock(home, owner)
    page = page_of(owner, address(home))
    assert "filed and locked" in page.words
    assert "Take $9" not in page.words
    one = Person.objects.get()
    assert reverse("correct-year", args=[home.pk, one.pk, 2025]) in [
        link["href"] for link in page.tags("a")
    ]


def lock(home, owner):
    with recording(home, owner, "Filed"):
        record = PersonYear.objects.get(household=home, year=2025)
        FiledForm.objects.create(household=home, person_year=record, lines={"14": "0"})


def test_as_many_queries_for_many_papers(owner, django_assert_num_queries):
    few = store(owner, ana(papers=[converted()]))
    many = store(owner, ana(papers=[converted()] * 40))
    for home in (few, many):
        client = as_user(owner)
        client.get(address(home))
        with django_assert_num_queries(10):
            client.get(address(home))


# --- Typing one in -------------------------------------------------------------------------------


def test_a_paper_is_typed_box_by_box(owner):
    home = store(owner, ana(conversion("2025-03-12")))
    where = address(home, "1099-r")
    page = page_of(owner, where, account=key("ira", home))
    assert "Social security, tax and account numbers are not wanted here" in page.words
    for number in ("1 Gross distribution", "2a Taxable amount", "7 IRA/SEP/SIMPLE"):
        assert number in page.words
    fields = {
        "do": "save",
        "account": key("ira", home),
        "custodian": "is not kept beside an account",
        "box-1": "$7,000.00",
        "box-2a": "7000",
        "box-2b_not_determined": "on",
        "box-7": " 2",
        "box-15": "il",
        "box-ira": "on",
    }
    response = as_user(owner).post(where, fields, follow=True)
    assert response.redirect_chain == [(address(home), 302)]
    assert "Form 1099-R for 2025 is kept." in read(response).words
    paper = Paper.objects.get()
    assert (paper.form, paper.year, paper.custodian, paper.corrected) == ("1099-R", 2025, "", False)
    assert paper.boxes == {
        "1": "7000",
        "2a": "7000",
        "2b_not_determined": True,
        "7": "2",
        "ira": True,
        "15": "IL",
    }


def test_a_form_5498_brings_the_value_along_and_says_so(owner):
    home = store(owner, ana(year_end_values=[value(2025, "10")]))
    where = address(home, "5498")
    fields = {"account": key("ira", home), "box-5": "12.40", "box-7": "ira", "box-13b": "2024"}
    words = read(post(owner, where, fields)).words
    assert "Keeping the paper makes $12.40 the value, from Form 5498, instead of $10" in words
    assert not Paper.objects.exists()
    client = as_user(owner)
    response = client.post(where, fields | {"do": "save"}, follow=True)
    told = Page(response.content.decode()).words
    assert "Its box 5, $12.40, is the value of Traditional IRA on December 31, 2025, now" in told
    kept = YearEndValue.objects.get()
    assert (str(kept.amount), kept.source) == ("12.40", "form_5498")
    assert Paper.objects.get().boxes["13b"] == 2024


def test_another_value_stays_until_it_is_taken(owner):
    entered = value(2025, "10") | {"source": "statement"}
    home = store(owner, ana(year_end_values=[entered]))
    fields = {"do": "save", "account": key("ira", home), "box-5": "12"}
    post(owner, address(home, "5498"), fields, 302)
    paper = Paper.objects.get()
    kept = page_of(owner, address(home, "kept", paper.pk)).words
    assert "$10 is entered (Statement) and stays." in kept
    post(owner, address(home, "kept", paper.pk, "value"), {}, 302)
    assert YearEndValue.objects.get().amount == 12
    response = as_user(owner).post(address(home, "kept", paper.pk, "value"), follow=True)
    assert "There is nothing to take from this paper." in response.content.decode()


def test_a_locked_year_says_that_its_value_stays(owner):
    home = store(owner, ana(year_end_values=[value(2025, "10")]))
    lock(home, owner)
    fields = {"account": key("ira", home), "box-5": "12"}
    words = read(post(owner, address(home, "5498"), fields)).words
    assert "2025 is filed and locked. The paper can be kept" in words
    post(owner, address(home, "5498"), fields | {"do": "save"}, 302)
    assert YearEndValue.objects.get().amount == 10


def test_what_is_said_while_one_types(owner):
    home = store(owner, ana(conversion("2025-03-12")))
    fields = {"account": key("ira", home), "box-1": "7000", "box-7": "G", "do": "save"}
    response = post(owner, address(home, "1099-r"), fields, **{"HX-Request": "true"})
    page = read(response)
    assert not list(page.tags("form"))
    assert "1 difference" in page.words
    assert "Code G: Direct rollover." in page.words
    assert "A conversion out of an IRA comes with code 2 or 7, never with G" in page.words
    assert not Paper.objects.exists()


def test_a_paper_is_compared_in_the_place_of_what_is_kept_of_it(owner):
    home = store(owner, ana(conversion("2025-03-12"), papers=[converted("6000")]))
    where = address(home, "kept", Paper.objects.get().pk)
    page = page_of(owner, where)
    assert page.by_id("id_box-1")["value"] == "6,000"
    assert "1 difference" in page.words
    fields = {"account": key("ira", home), "box-1": "7000", "box-7": "2", "box-ira": "on"}
    assert "Nothing differs" in read(post(owner, where, fields)).words


def test_a_paper_is_given_to_the_other_spouse(owner):
    ben = person(key="p2", name="Ben", accounts="ira")
    home = store(owner, ana(papers=[slip_5498(b5="3")]), ben)
    paper = Paper.objects.get()
    his = Account.objects.get(person__key="p2")
    fields = {"do": "save", "account": f"a{his.pk}", "box-5": "3"}
    post(owner, address(home, "kept", paper.pk), fields, 302)
    paper.refresh_from_db()
    assert (paper.person.name, paper.account_id) == ("Ben", his.pk)


def test_a_paper_of_an_account_that_is_not_entered(owner):
    home = store(owner, ana())
    fields = {"do": "save", "account": f"p{Person.objects.get().pk}", "custodian": "Old Bank"}
    post(owner, address(home, "5498"), fields | {"box-5": "3"}, 302)
    words = page_of(owner, address(home)).words
    assert "The Form 5498 from Old Bank of $3 belongs to no account that is entered." in words


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("box-5", "lots", "“lots” is not an amount"),
        ("box-12a", "soon", "Write the date like 2026-12-31."),
        ("box-13b", "last", "Write the year like 2025."),
        ("box-13b", "20", "Write the year like 2025."),
        ("box-13c", "123-45-6789", "A code is at most 10 characters"),
        ("account", "a999999", "This account is not in the household"),
    ],
)
def test_what_cannot_be_read_stays_and_says_why(owner, field, text, says):
    home = store(owner, ana())
    fields = {"do": "save", "account": key("ira", home), "box-1": "5"} | {field: text}
    page = read(post(owner, address(home, "5498"), fields, 422))
    assert says in page.words
    assert page.by_id("id_box-1")["value"] == "5"
    if field != "account":
        assert page.by_id(f"id_{field}")["value"] == text
    assert not Paper.objects.exists()


def test_a_state_has_two_letters(owner):
    home = store(owner, ana())
    fields = {"do": "save", "account": key("ira", home), "box-15": "1a"}
    assert "Write the two letters" in read(post(owner, address(home, "1099-r"), fields, 422)).words


def test_an_empty_paper_is_not_kept(owner):
    home = store(owner, ana())
    fields = {"do": "save", "account": key("ira", home)}
    page = read(post(owner, address(home, "5498"), fields, 422))
    assert "Type what stands in at least one box." in page.words
    nobody = read(post(owner, address(home, "5498"), {"do": "save", "box-5": "1"}, 422))
    assert "Choose whose paper this is" in nobody.words


def test_plans_send_no_form_5498(owner):
    home = store(owner, person(accounts="ira k"))
    names = {"5498": False, "1099-r": True}
    for form, is_there in names.items():
        options = page_of(owner, address(home, form)).tags("option")
        assert (key("k", home) in [one.get("value") for one in options]) == is_there


def test_a_deleted_paper_rests_in_the_bin(owner):
    home = store(owner, ana(papers=[slip_5498(b5="3")]))
    where = address(home, "kept", Paper.objects.get().pk)
    assert post(owner, f"{where}delete/", {}, 302).url == address(home)
    assert as_user(owner).get(where).status_code == 404
    assert "1 paper" in page_of(owner, f"/households/{home.pk}/bin/").words


def test_papers_are_exported(owner):
    home = store(owner, ana(papers=[slip_5498(b5="3")]))
    found = as_user(owner).get(f"/households/{home.pk}/export.json").json()
    assert found["people"][0]["papers"] == [
        {"form": "5498", "year": 2025, "account": "ira", "boxes": {"5": "3"}}
    ]


# --- Who may -------------------------------------------------------------------------------------


def test_readers_look_and_do_not_change():
    people = cast()
    with recording(people.household, people.owner, "A person"):
        one = Person.objects.create(household=people.household, key="p1", name="Ana")
        paper = Paper.objects.create(
            household=people.household, person=one, form="5498", year=2025, boxes={"5": "3"}
        )
    before = Change.objects.count()
    page = page_of(people.reader, address(people.household))
    assert "Type in a" not in page.words
    one = page_of(people.reader, address(people.household, "kept", paper.pk))
    assert "disabled" in one.tags("fieldset")[0]
    assert "Keep this paper" not in one.words
    for more in (("5498",), ("1099-r",), ("kept", paper.pk), ("kept", paper.pk, "delete")):
        post(people.reader, address(people.household, *more), {}, 403)
    assert Change.objects.count() == before


def test_years_that_cannot_be_opened(owner):
    home = store(owner, ana(papers=[slip_5498(b5="3")]))
    assert as_user(owner).get(address(home, year=1974)).status_code == 404
    assert as_user(owner).get(address(home, "5498", year=2027)).status_code == 404
    paper = Paper.objects.get()
    assert as_user(owner).get(address(home, "kept", paper.pk, year=2024)).status_code == 404
