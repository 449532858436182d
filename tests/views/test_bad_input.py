"""Whatever is sent: a message at its field and nothing lost, or a refusal; never a traceback."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.forms.people import typed
from tests.html import Page

MONEY = ["contribution", "after_year_end", "prior_basis", "year_end_value", "conversion"]
MONEY += ["distribution", "figure"]
MONEY_FIELDS = [f"{key}-{name}" for key in ("you", "spouse") for name in MONEY]

WRONG_AMOUNTS = {
    "letters": ("seven", "“seven” is not an amount. Write it like 7,500 or 7500.00."),
    "negative": ("-5", "This is negative; the form takes amounts of zero or more."),
    "parentheses": ("(1,250)", "This is negative; the form takes amounts of zero or more."),
    "huge": ("1000000000000", "This is too large: a trillion dollars or more."),
    "decimals": ("0.123456789012", "This has more than two decimals; amounts stop at cents."),
    "european": ("7.500,00", "“7.500,00” is not an amount. Write it like 7,500 or 7500.00."),
    "markup": ("<b>&'\"", "“<b>&'\"” is not an amount. Write it like 7,500 or 7500.00."),
    "template": ("{{ 7|add:1 }}", "“{{ 7|add:1 }}” is not an amount."),
    "null": ("7\0", "is not an amount."),
    "surrogate": ("\ud800", "is not an amount."),
    "right to left": ("\u202e7500", "is not an amount."),
    "long": ("9" * 41, "This is too long to be an amount of dollars."),
    "100 kB": ("x" * 100_000, "This is too long to be an amount of dollars."),
}


def sendable(text):
    """The text as a browser puts it into a form: lone surrogates become replacement characters."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def everything(**changes):
    """A household in which every text field holds something to lose."""
    person = dict.fromkeys(MONEY, "1,111") | {"after_year_end": "11", "name": "Ann"}
    return typed(you=person, spouse=person | {"name": "Ben"}, rate="22") | changes


@pytest.mark.parametrize("kind", WRONG_AMOUNTS)
@pytest.mark.parametrize("field", MONEY_FIELDS)
def test_a_wrong_amount_is_refused_at_its_field_and_nothing_is_lost(client, field, kind):
    text, reason = WRONG_AMOUNTS[kind]
    data = everything(**{field: sendable(text)})
    response = client.post("/", data)
    page = Page(response.content.decode())
    assert response.status_code == 422
    assert reason in page.words_of(f"id_{field}_error")
    assert reason in page.words_of("problems")
    assert page.by_id(f"id_{field}")["aria-invalid"] == "true"
    assert f"id_{field}_error" in page.by_id(f"id_{field}")["aria-describedby"]
    assert f"#id_{field}" in [link["href"] for link in page.tags("a")]
    assert page.values() == {name: data[name] for name in page.values()}


@pytest.mark.parametrize("field", ["you-conversion", "spouse-conversion", "rate", "you-name"])
def test_a_script_is_told_what_to_show_and_to_keep_the_last_result(client, field):
    data = everything(**{field: "x" * 101})
    response = client.post("/", data, headers={"HX-Request": "true"})
    page = Page(response.content.decode())
    assert response.status_code == 422
    assert response.headers["HX-Reswap"] == "none"
    assert page.words_of(f"id_{field}_error")
    assert page.by_id(f"id_{field}_error")["hx-swap-oob"] == "true"
    assert page.words_of("problems").startswith("Not worked out yet. What you see is the last")
    others = [name for name in data if name != field and name.startswith(("you", "spouse"))]
    assert {page.words_of(f"id_{name}_error") for name in others} == {""}


def test_the_message_names_the_field_and_the_person(client):
    data = everything(**{"spouse-conversion": "x", "you-conversion": "y"})
    problems = Page(client.post("/", data).content.decode()).words_of("problems")
    assert "Converted to Roth: “y” is not an amount." in problems
    assert "Your spouse: Converted to Roth: “x” is not an amount." in problems


def test_line_4_above_line_1_is_said_at_line_4(client):
    data = everything(**{"you-after_year_end": "1,112"})
    response = client.post("/", data)
    assert response.status_code == 422
    assert "more than the whole contribution (line 1)" in Page(response.content.decode()).words_of(
        "id_you-after_year_end_error"
    )


@pytest.mark.parametrize("year", ["", "2017", "2027", "1", "x", "\0", "9" * 50, "2026 "])
def test_a_year_without_a_form(client, year):
    response = client.post("/", everything(tax_year=year))
    page = Page(response.content.decode())
    assert response.status_code == 422
    assert page.words_of("id_tax_year_error")
    assert "Tax year:" in page.words_of("problems")
    assert page.values()["you-conversion"] == "1,111"


@pytest.mark.parametrize("rate", ["x", "-1", "101", "NaN", "24%%", "x" * 100_000, "1\0"])
def test_a_wrong_rate(client, rate):
    response = client.post("/", everything(rate=rate))
    page = Page(response.content.decode())
    assert response.status_code == 422
    assert page.words_of("id_rate_error")
    assert page.values()["rate"] == rate


@pytest.mark.parametrize("field", ["rounding", "ratio_places"])
@pytest.mark.parametrize("text", ["x", "0", "-3", "\0", "x" * 100_000])
def test_a_choice_that_is_none(client, field, text):
    response = client.post("/", everything(**{field: text}))
    page = Page(response.content.decode())
    assert response.status_code == 422
    assert page.words_of(f"id_{field}_error") == "Choose one from the list."


@pytest.mark.parametrize("name", ["M" * 101, "M\0", "M" * 100_000])
def test_a_name_that_cannot_be_printed(client, name):
    response = client.post("/", everything(**{"you-name": name}))
    page = Page(response.content.decode())
    assert response.status_code == 422
    assert page.words_of("id_you-name_error")
    assert page.values()["you-name"] == name


def test_of_an_unticked_spouse_nothing_is_asked(client):
    data = everything(**{"spouse-conversion": "seven"})
    del data["has_spouse"]
    response = client.post("/", data)
    assert response.status_code == 200
    assert Page(response.content.decode()).values()["spouse-conversion"] == "seven"


# --- What no browser sends -----------------------------------------------------------------------


@pytest.mark.parametrize("missing", sorted(everything()))
def test_a_missing_key_is_an_answer_or_a_reason(client, missing):
    data = everything()
    del data[missing]
    response = client.post("/", data)
    # Without its whole (line 1), the part of it made after December 31 (line 4) contradicts it.
    blocks = {"tax_year", "you-contribution", "spouse-contribution"}
    assert response.status_code == (422 if missing in blocks else 200)


def test_no_key_at_all(client):
    response = client.post("/")
    assert response.status_code == 422
    assert "Choose a tax year." in Page(response.content.decode()).words_of("problems")


def test_unknown_keys_are_ignored(client):
    extra = {"__proto__": "1", "you-": "1", "you-conversion-": "x", "-conversion": "x", "": "x"}
    assert client.post("/", typed() | extra).status_code == 200


def test_of_a_key_sent_twice_the_last_counts(client):
    response = client.post("/", typed() | {"you-conversion": ["x", "5,000"]})
    assert response.status_code == 200
    assert Page(response.content.decode()).values()["you-conversion"] == "5,000"


FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        (FORM, b"", 422),
        (FORM, b"\xff\xfe\x00&%&=&&", 422),
        (FORM, b"tax_year=%ED%A0%80&you-conversion=%00", 422),
        (FORM, b"tax_year=2026&you-conversion=%ED%A0%80", 422),
        (FORM, b"tax_year=2026&you-name=%ED%A0%80", 200),
        (FORM, b"tax_year[]=2026", 422),
        (f"{FORM}; charset=utf-16", b"tax_year=2026", 400),
        ("application/json", b'{"tax_year": 2026}', 422),
        ("application/json", b"[[[", 422),
        ("text/plain", b"tax_year=2026", 422),
        ("", b"tax_year=2026", 422),
        ("multipart/form-data", b"no boundary", 400),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken", 422),
        (FORM, b"you-name=" + b"x" * 300_000, 400),
        (FORM, b"&".join(b"key%d=1" % number for number in range(201)), 400),
    ],
)
def test_any_body_gets_an_answer(client, content_type, body, status):
    response = client.post("/", body, content_type=content_type)
    assert response.status_code == status
    assert b"Traceback" not in response.content


def test_a_file_is_no_number_and_several_are_refused(client):
    files = [SimpleUploadedFile(name, b"7531") for name in ("a.txt", "b.txt")]
    response = client.post("/", typed() | {"you-conversion": files[0]})
    assert response.status_code == 200
    assert b"7,531" not in response.content
    data = typed() | dict(zip(("you-conversion", "you-distribution"), files, strict=True))
    assert client.post("/", data).status_code == 400


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize("path", ["/", "/worksheet/you.pdf", "/rule/", "/sources/"])
def test_other_methods_are_refused(client, method, path):
    response = getattr(client, method)(path)
    assert response.status_code == 405
    assert response.headers["Allow"]


def test_head_has_no_body(client):
    response = client.head("/")
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize(
    "query",
    ["?a=b", "?tax_year=x", "?you-conversion=seven", "?=&&%", "?%00=%ff", "?" + "a" * 20_000],
)
def test_a_query_string_changes_nothing(client, query):
    response = client.get(f"/{query}")
    assert response.status_code == 200
    assert "$6,951 of your $7,500 conversion" in Page(response.content.decode()).words


@pytest.mark.parametrize("path", ["/", "/worksheet/you.pdf"])
def test_a_form_of_another_site_is_refused(path):
    response = Client(enforce_csrf_checks=True).post(path, typed())
    assert response.status_code == 403
    assert "This page has been open too long." in Page(response.content.decode()).words


def test_a_form_of_this_session_is_taken():
    browser = Client(enforce_csrf_checks=True)
    page = Page(browser.get("/").content.decode())
    (token,) = [
        field["value"] for field in page.tags("input") if field["name"] == "csrfmiddlewaretoken"
    ]
    assert browser.post("/", typed(csrfmiddlewaretoken=token)).status_code == 200
