"""The calculator page: the answer in words, the ways out, the form, and figures compared."""

from datetime import date

import pytest

from tests.forms.people import typed
from tests.html import Page


def page_of(client, path="/"):
    response = client.get(path)
    assert response.status_code == 200
    return Page(response.content.decode())


# --- The first sight -----------------------------------------------------------------------------


def test_a_visitor_sees_an_example_worked_out(client):
    words = page_of(client).words
    assert "$6,951 of your $7,500 conversion is taxable, about $1,668." in words
    assert "Only $549 came out tax-free: 7.3 cents of every dollar" in words
    assert "because $95,000 of pre-tax money sits in the same pool." in words
    assert "$6,951 of already-taxed money stays inside." in words


def test_the_fields_hold_the_example(client):
    values = page_of(client).values()
    assert {name: values[f"you-{name}"] for name in ("contribution", "prior_basis")} == {
        "contribution": "7,500",
        "prior_basis": "0",
    }
    assert (values["you-year_end_value"], values["you-conversion"]) == ("95,000", "7,500")
    assert values["rate"] == "24"


@pytest.mark.parametrize(
    ("number", "value"),
    [
        *(("1", "7,500"), ("2", "0"), ("3", "7,500"), ("4", "0"), ("5", "7,500"), ("6", "95,000")),
        *(("7", "0"), ("8", "7,500"), ("9", "102,500"), ("10", "0.0732"), ("11", "549")),
        *(("12", "0"), ("13", "549"), ("14", "6,951"), ("15c", "0")),
        *(("16", "7,500"), ("17", "549"), ("18", "6,951")),
    ],
)
def test_the_form_stands_below_with_a_reason_for_each_line(client, number, value):
    line = page_of(client).words_of(f"you-line-{number}")
    assert line.startswith(number)
    assert f"{value}why" in line
    assert "On the form:" in line


def test_the_picture_says_in_words_what_it_shows(client):
    (picture,) = [svg for svg in page_of(client).tags("svg") if svg.get("role") == "img"]
    assert picture["aria-label"] == (
        "Of the pool of $102,500, 7.3 percent is already taxed, and so is every dollar that"
        " leaves it"
    )


def test_nothing_is_kept(client):
    response = client.get("/")
    assert "no-store" in response.headers["Cache-Control"]
    assert set(response.cookies) <= {"csrftoken"}


# --- Every kind of answer ------------------------------------------------------------------------

SENTENCES = {
    "empty": (
        {"contribution": "", "conversion": "", "prior_basis": "", "year_end_value": ""},
        "Nothing to put on Form 8606 for 2026. Type a contribution, a conversion or a withdrawal",
    ),
    "carried": (
        {"conversion": "", "year_end_value": "7,500"},
        "Nothing is taxable: $7,500 of already-taxed money is carried to 2027.",
    ),
    "untaxed": (
        {"year_end_value": "0"},
        "None of your $7,500 conversion is taxable. It was all taxed before. Nothing stays",
    ),
    "untaxed with more inside": (
        {"prior_basis": "2,500", "year_end_value": "2,500"},
        "It was all taxed before. $2,500 of already-taxed money stays inside and is carried to"
        " 2027.",
    ),
    "partly": ({}, "$6,951 of your $7,500 conversion is taxable, about $1,668."),
    "withdrawal": (
        {"conversion": "", "distribution": "7,500"},
        "$6,951 of your $7,500 withdrawal is taxable, about $1,668.",
    ),
    "both": (
        # 7,500 of 110,000 is basis: of the 15,000 that left, 511.36 + 511.36 is clean.
        {"distribution": "7,500"},
        "$13,978 of your $15,000 conversion and withdrawal is taxable, about $3,355.",
    ),
    "fully": (
        {"after_year_end": "7,500"},
        "All of your $7,500 conversion is taxable, about $1,800. The already-taxed money, $7,500,"
        " could not come out this year; it is carried to 2027.",
    ),
    "fully for want of a dollar": (
        {"contribution": "0.40"},
        "All of your $7,500 conversion is taxable, about $1,800. The already-taxed share is too"
        " small to make a dollar.",
    ),
    "no basis": (
        {"contribution": "0"},
        "All of your $7,500 conversion is taxable, about $1,800. There is no already-taxed money",
    ),
    "no basis, withdrawn": (
        {"contribution": "0", "conversion": "", "distribution": "7,500"},
        "fills in no line of this form; all of it goes to Form 1040, line 4b.",
    ),
}


@pytest.mark.parametrize("kind", SENTENCES)
def test_the_answer_is_a_sentence(post, kind):
    you, sentence = SENTENCES[kind]
    assert sentence in post(you=you).words


def test_without_a_rate_there_is_no_tax(post):
    words = post(rate="").words
    assert "$6,951 of your $7,500 conversion is taxable." in words
    assert "$95,000 taxable" in words
    assert "about" not in words.split("Ways out")[0].split("How much")[1].split("Form 8606, ")[0]


@pytest.mark.parametrize(
    ("you", "missing"),
    [
        (
            {"prior_basis": ""},
            "Already-taxed money from before is not entered: line 14 of your last Form 8606, or 0"
            " if you never filed one.",
        ),
        (
            {"year_end_value": ""},
            "All your IRAs on December 31 is not entered: 0 if nothing was left.",
        ),
    ],
    ids=["line 2", "line 6"],
)
def test_what_is_missing_is_named_and_no_number_given(post, you, missing):
    page = post(you=you)
    assert "Not known yet." in page.words
    assert missing in page.words
    assert "taxable, about" not in page.words
    assert "not known" in page.words_of("you-line-18")
    assert "Move $" not in page.words


def test_both_missing_are_both_named(post):
    words = post(you={"prior_basis": "", "year_end_value": ""}).words
    assert words.count("is not entered") == 2


def test_missing_is_not_zero_in_the_picture_either(post):
    page = post(you={"prior_basis": ""})
    assert [svg for svg in page.tags("svg") if svg.get("role") == "img"] == []


def test_a_missing_basis_is_a_link_to_its_field(post):
    page = post(you={"prior_basis": ""})
    assert "#id_you-prior_basis" in [link.get("href") for link in page.tags("a")]


def test_above_the_limit_is_said(post):
    # 8,600 is the most for 2026 at any age (7,500 and 1,100).
    assert "above the limit" not in post(you={"contribution": "8,600"}).words
    words = post(you={"contribution": "8,601"}).words
    assert "$1 of the contribution is above the limit for 2026 at any age." in words


def test_cents(post):
    # 7,500 × 7,500 ÷ 102,500 = 548.78…
    words = post(rounding="cents").words
    assert "$6,951.22 of your $7,500.00 conversion is taxable, about $1,668." in words


def test_line_10_rounded_first(post):
    # Three places: 7,500 × 0.073 = 547.50, half up.
    page = post(ratio_places="3")
    assert "$6,952 of your $7,500 conversion is taxable" in page.words
    assert "0.073" in page.words_of("you-line-10")


@pytest.mark.parametrize("year", range(2018, 2027))
def test_every_form_year(post, year):
    page = post(tax_year=str(year))
    assert f"Form 8606, {year}" in page.words
    assert f"Contribution for {year}" in page.words


# --- Two spouses ---------------------------------------------------------------------------------


def test_two_people_have_two_forms_and_never_one_pool(post):
    page = post(spouse={"year_end_value": "0"})
    assert "$6,951 of your $7,500 conversion is taxable" in page.words
    assert "None of your $7,500 conversion is taxable." in page.words
    assert "102,500" in page.words_of("you-line-9")
    assert "7,500" in page.words_of("spouse-line-9")


def test_both_forms_add_up_on_a_joint_return(post):
    # The spouse converts 10,000 of 50,000 without basis.
    spouse = {
        "contribution": "0",
        "year_end_value": "40,000",
        "conversion": "10,000",
        "prior_basis": "0",
    }
    words = post(spouse=spouse).words
    assert (
        "On a joint return, both forms together: $16,951 taxable, about $4,068 of tax. Each"
        " spouse files a form of their own." in words
    )


def test_the_total_waits_for_both(post):
    words = post(spouse={"prior_basis": ""}).words
    assert "both forms together" not in words
    assert "You: $6,951 taxable, about $1,668 · Your spouse: not known yet" in words


def test_without_a_rate_the_total_has_no_tax(post):
    assert "both forms together: $13,902 taxable. Each" in post(spouse={}, rate="").words


def test_what_was_typed_for_a_spouse_is_still_there_after_unticking(client):
    data = typed(spouse={"conversion": "1,234"})
    del data["has_spouse"]
    page = Page(client.post("/", data).content.decode())
    assert page.values()["spouse-conversion"] == "1,234"
    assert "spouse-line" not in page.words


# --- A figure to compare with --------------------------------------------------------------------

# Line 3 is 12,000, line 5 is 8,000, line 9 is 100,000: 27,600 of the 30,000 that left is taxable.
COMPARED = {
    "contribution": "7,000",
    "after_year_end": "4,000",
    "prior_basis": "5,000",
    "year_end_value": "70,000",
    "distribution": "10,000",
    "conversion": "20,000",
}


@pytest.mark.parametrize(
    ("figure", "says"),
    [
        ("27,600", "Your figure agrees."),
        ("27,000", "The conversion was not added back: 8,000 ÷ 80,000 instead of 8,000 ÷ 100,000."),
        ("26,400", "Line 3 (12,000) was divided instead of line 5 (8,000)"),
        ("27,333", "The other withdrawals were not added back: line 9 is 100,000, not 90,000."),
        ("26,571", "Neither the conversion nor the withdrawals were added back"),
        ("22,000", "The already-taxed money was taken out first."),
        ("30,000", "Everything was taxed, as box 2a of Form 1099-R suggests."),
        ("29,100", "Line 2 was left out: 5,000 of already-taxed money"),
        ("28,500", "Line 1 was left out: the nondeductible contribution of 7,000"),
        ("2,400", "That is line 13, the part that is NOT taxable."),
        ("9,600", "That is line 14, the already-taxed money carried to next year."),
        ("12,345", "Your figure differs by −$15,255. It is none of the mistakes we know."),
        ("31,000", "Your figure differs by $3,400."),
    ],
)
def test_a_figure_from_elsewhere_is_explained(post, figure, says):
    assert says in post(you=COMPARED | {"figure": figure}).words


def test_a_known_mistake_is_called_known(post):
    assert "We know where your figure comes from." in post(you={"figure": "6,908"}).words


def test_a_rounded_line_10_is_no_mistake(post):
    # 7,000 of 207,000: at three places 0.034 × 7,000 = 238 is clean, exactly 236.71.
    you = {"contribution": "7,000", "year_end_value": "200,000", "conversion": "7,000"}
    words = post(tax_year="2025", you=you | {"figure": "6,762"}).words
    assert "Your figure agrees, rounded another way. Line 10 was rounded to 3 places" in words


def test_nothing_is_compared_while_something_is_missing(post):
    words = post(you={"prior_basis": "", "figure": "6,908"}).words
    assert "Your figure" not in words
    assert "your figure" not in words


# --- Ways out ------------------------------------------------------------------------------------


def test_the_ways_out_with_their_prices(client):
    words = page_of(client).words
    assert "Move $95,000 into a 401(k) $0 tax" in words
    assert "the transfer has to be finished by December 31, 2026." in words
    assert "Convert everything $22,800 tax $95,000 becomes income in 2026." in words
    assert "Spread it over 3 years $7,600 tax in 2026 About $34,167 converted each year" in words
    assert "$95,000 of income in all and $22,800 of tax." in words


def test_on_december_31_they_are_still_open(client, today):
    today(date(2026, 12, 31))
    assert "Move $95,000 into a 401(k)" in page_of(client).words


def test_after_december_31_they_are_closed(client, today):
    today(date(2027, 1, 1))
    words = page_of(client).words
    assert "Move $95,000" not in words
    assert words.count("closed on Dec 31, 2026") == 3
    assert "for 2026 it is too late." in words


def test_spring_money_is_carried_on_after_converting_everything(post):
    you = {"after_year_end": "7,500", "prior_basis": "5,000"}
    assert "$7,500 of basis is carried on." in post(you=you).words


@pytest.mark.parametrize("kind", ["untaxed", "carried"])
def test_a_clean_pool_needs_no_way_out(post, kind):
    words = post(you=SENTENCES[kind][0]).words
    assert "There is no pre-tax money to move." in words
    assert "401(k) by" not in words


def test_without_a_value_on_december_31_there_is_no_way_to_price(post):
    # 7,511 converted, nothing left: 11 of interest is taxed and that is the end of it.
    words = post(you={"year_end_value": "0", "conversion": "7,511"}).words
    assert "$11 of your $7,511 conversion is taxable, about $3." in words
    assert "Convert everything" not in words


# --- Examples ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("rollover-ira", "$6,951 of your $7,500 conversion is taxable, about $1,668."),
        ("clean", "$11 of your $7,511 conversion is taxable, about $3."),
        # 7,000 of 9,100 was there: 7,000 × 7,000 ÷ 9,100 = 5,384.62 is clean.
        ("split-year", "$1,615 of your $7,000 conversion is taxable, about $388."),
        # The spouse: 7,500 × 7,500 ÷ 127,500 = 441.18 is clean; 32 % of 7,059.
        ("two-spouses", "$7,059 of your $7,500 conversion is taxable, about $2,259."),
        # 30,000 of 400,000: 20,000 × 0.075 = 1,500 is clean; 22 % of 18,500.
        ("trapped-basis", "$18,500 of your $20,000 withdrawal is taxable, about $4,070."),
    ],
)
def test_an_example_by_its_address(client, key, sentence):
    assert sentence in page_of(client, f"/?example={key}").words


def test_every_example_is_linked(client):
    links = [link["href"] for link in page_of(client).tags("a") if "example=" in link["href"]]
    assert len(links) == 5
    for link in links:
        assert client.get(link).status_code == 200


@pytest.mark.parametrize(
    "key", ["", "no-such", "rollover-ira ", "%00", "../etc/passwd", "x" * 5000]
)
def test_an_example_that_does_not_exist(client, key):
    response = client.get("/", {"example": key})
    assert response.status_code == 404
    assert b"There is nothing at this address." in response.content


def test_numbers_in_a_query_string_are_not_taken(client):
    assert page_of(client, "/?you-conversion=1&tax_year=2018").values()["you-conversion"] == "7,500"


# --- The update a script asks for ----------------------------------------------------------------


def test_an_update_holds_results_and_no_page(update):
    response = update(you={"conversion": "5,000"})
    # 5,000 × 7,500 ÷ 100,000 = 375 is clean.
    assert "$4,625 of your $5,000 conversion is taxable, about $1,110." in response.page.words
    assert response.page.tags("html") == []
    assert response.page.tags("form") == []
    assert response.page.values() == {}
    assert "HX-Reswap" not in response.headers


def test_an_update_clears_every_error_and_the_bar_out_of_band(update):
    page = update(you={"conversion": "5,000"}).page
    swapped = {attributes["id"] for _, attributes in page.elements if "hx-swap-oob" in attributes}
    assert {"problems", "bar", "id_you-conversion_error", "id_rate_error"} <= swapped
    assert len([name for name in swapped if name.endswith("_error")]) == 21
    assert page.words_of("problems") == ""
    assert page.words_of("bar") == "$4,625 taxable, about $1,110"


def test_an_update_says_how_amounts_are_written(update):
    (entry,) = update(you={"conversion": "5k"}).page.tags("data")
    assert entry["data-written-for"] == "you-conversion"
    assert (entry["data-typed"], entry["value"]) == ("5k", "5,000")


def test_an_update_carries_the_years_of_the_labels(update):
    page = update(tax_year="2025").page
    (years,) = [attributes for _, attributes in page.elements if "data-years" in attributes]
    assert (years["data-year-0"], years["data-year-1"]) == ("2025", "2026")
    assert years["data-limit-text"] == "At most $7,000, from age 50 $8,000."


@pytest.mark.parametrize("header", ["false", "True", "1", ""])
def test_only_the_script_gets_an_update(client, header):
    response = client.post("/", typed(), headers={"HX-Request": header})
    assert Page(response.content.decode()).tags("html")


def test_no_browser_guesses_at_money(client):
    assert b'autocomplete="off"' in client.get("/").content
