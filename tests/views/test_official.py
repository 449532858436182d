"""The official form of a year: offered where its blank is, filled for whoever may read."""

import io

import pytest
from pypdf import PdfReader

from planner.documents.official.folder import accept
from planner.models import Role
from planner.services.households.storing import store_new
from tests.documents.households import gold
from tests.documents.official.filled import places, printed_in, values
from tests.documents.official.standins import plan, standin
from tests.engine.households import contribution, conversion, household, person, read, start, value
from tests.households import cast, join
from tests.html import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def shelf(settings, tmp_path):
    settings.OFFICIAL_FORMS_DIR = tmp_path
    return tmp_path


@pytest.fixture
def home(people):
    """7,000 for 2025 into an empty IRA, all of it converted in the same year."""
    return kept(people, backdoor())


def backdoor(*more, **fields):
    return read(
        household(
            person(
                contribution("2025-01-10", 2025, "7000"),
                conversion("2025-02-10", "7000"),
                *more,
                name="Ana Żółć",
                basis_start=start("0"),
                year_end_values=[value(2025, "0")],
                **fields,
            )
        )
    )


def kept(people, fact):
    made = store_new(owner=people.owner, fact=fact, summary="Imported")
    join(made, people.owner, people.reader, Role.READER)
    return made


@pytest.fixture
def get(client, people):
    def send(address, by="owner"):
        client.force_login(people.users[by])
        return client.get(address)

    return send


def address(home, ending="official/", year=2025):
    return f"/households/{home.pk}/papers/{home.people.get().pk}/{year}/{ending}"


def text_of(response):
    return Page(response.content.decode()).words


FIELDS = {row.number: row.field for row in plan(2025).rows}


def test_the_form_holds_the_lines_of_the_worksheet(get, home, shelf):
    """1, 3 and 5 are 7,000; 9 is 7,000; the ratio is 1.000; nothing is taxable or carried."""
    accept(standin(2025))
    response = get(address(home, "official.pdf?editable=1"))
    assert response.headers["Content-Type"] == "application/pdf"
    assert "no-store" in response.headers["Cache-Control"]
    assert 'filename="form-8606-2025-ana-zoc.pdf"' in response.headers["Content-Disposition"]
    held = values(response.content)
    assert held["f1_01"] == "Ana Żółć"
    by_hand = {
        **dict.fromkeys(("1", "3", "5", "8", "9", "11", "13", "16", "17"), "7,000"),
        **dict.fromkeys(("2", "4", "6", "7", "12", "14", "15a", "15b", "15c", "18"), "0"),
    }
    assert {number: held[FIELDS[number]] for number in by_hand} == by_hand
    assert (held[FIELDS["10"]], held[FIELDS["10"] + "_part"]) == ("1", "000")
    assert len(held) == len(by_hand) + 3


def test_the_finished_form_has_no_fields(get, home, shelf):
    accept(standin(2025))
    content = get(address(home, "official.pdf"), by="reader").content
    assert not PdfReader(io.BytesIO(content)).get_fields()
    assert printed_in(content, places(standin(2025)))[FIELDS["8"]] == "7,000"


def test_the_page_says_what_stays_blank(get, home, shelf):
    accept(standin(2025))
    text = text_of(get(address(home), by="reader"))
    assert "Official form of 2025, Ana Żółć" in text
    assert "The social security number. Prorata does not know it" in text
    assert "The address, the signature and its date" in text
    assert "Worksheet 1-1" not in text


def test_without_a_blank_one_line_says_whose_turn_it_is(get, home, shelf):
    text = text_of(get(address(home)))
    assert "The IRS’s blank of 2025 is not here yet." in text
    assert "f8606--2025.pdf from the IRS, with manage.py official_forms accept" in text
    response = get(address(home, "official.pdf"))
    assert (response.status_code, response.headers["Location"]) == (302, address(home))


def test_a_file_that_was_not_accepted_is_not_used(get, home, shelf):
    (shelf / "f8606--2025.pdf").write_bytes(standin(2025))
    assert "is not here yet" in text_of(get(address(home)))
    assert get(address(home, "official.pdf")).status_code == 302


def test_a_year_that_is_not_complete_makes_no_form(get, people, shelf):
    accept(standin(2025))
    home = kept(people, backdoor(conversion("2025-05-01", None)))
    assert "Something about this year is not known yet" in text_of(get(address(home)))
    assert get(address(home, "official.pdf")).status_code == 302


def test_worksheet_1_1_is_named_where_it_was_the_way(get, people, shelf):
    """Rose Green in 2023: lines 6 to 12 stay blank."""
    accept(standin(2023))
    home = kept(people, gold("worksheet_1_1"))
    text = text_of(get(address(home, year=2023)))
    assert "lines 13, 15a and 17 come from Worksheet 1-1 of Publication 590-B" in text


def test_an_inherited_form_is_one_of_its_own(get, people, shelf):
    accept(standin(2025))
    home = kept(people, gold("inherited"))
    page = address(home, "official/?decedent=Aunt%20Rose")
    text = text_of(get(page))
    assert "IRAs inherited from Aunt Rose" in text
    held = values(get(address(home, "official.pdf?editable=1&decedent=Aunt+Rose")).content)
    assert held["f1_01"] == "ann (IRAs inherited from Aunt Rose)"
    assert f'href="{page}"' in get(f"/households/{home.pk}/papers/").content.decode()


def test_a_year_of_another_form_has_none(get, people, shelf):
    home = kept(
        people,
        read(
            household(
                person(
                    contribution("2014-01-10", 2014, "5500"),
                    basis_start=start("0", 2013),
                    year_end_values=[value(2014, "5500")],
                )
            )
        ),
    )
    text = text_of(get(address(home, year=2014)))
    assert "The lines of the official form of 2014 are not known here" in text
    assert "f8606--2014.pdf" not in text_of(get(f"/households/{home.pk}/papers/"))


def test_a_year_and_a_decedent_of_whom_nothing_is_known_are_nowhere(get, home, shelf):
    for ending in ("official/", "official.pdf"):
        assert get(address(home, ending, 2013)).status_code == 404
        assert get(address(home, f"{ending}?decedent=Aunt")).status_code == 404


def test_the_page_of_papers_offers_it_where_the_blank_is(get, home, shelf):
    papers = f"/households/{home.pk}/papers/"
    text = text_of(get(papers))
    assert "Fill the official form" not in text
    assert "can add f8606--2025.pdf from the IRS with manage.py official_forms accept" in text
    accept(standin(2025))
    page = get(papers)
    assert f'href="{address(home)}"' in page.content.decode()
    assert "official_forms" not in text_of(page)


def test_the_page_of_the_year_leads_to_it_where_the_blank_is(get, home, shelf):
    year = f"/households/{home.pk}/years/2025/"
    assert address(home) not in get(year).content.decode()
    accept(standin(2025))
    assert f'href="{address(home)}"' in get(year).content.decode()
