"""One's own page, and one's name."""

import pytest

from planner.models.user import User
from planner.services.households.users import create_account
from tests.profile.visitor import Visitor


def test_it_says_how_everything_stands(ada_inside):
    words = ada_inside.see("profile").words
    for said in (
        "Name Ada Lovelace Change your name",
        "Email ada@example.com Change your email",
        "Passkeys None yet: the safest way in, and the quickest Add passkeys",
        "Password Set Change your password",
        "Authenticator app Off Add an app",
        "Signed in Only here Show where you are signed in",
    ):
        assert said in words
    assert "Recovery codes" not in words


def test_the_header_leads_to_it_and_out(ada_inside):
    page = ada_inside.see("rule")
    assert "Account of Ada Lovelace" in page.words
    assert "Sign out" in page.words
    assert "Sign up" not in page.words
    forms = [form["action"] for form in page.tags("form")]
    assert forms == ["/account/sign-out/"]


def test_a_visitor_is_offered_the_way_in(client):
    page = client.get("/rule/").content.decode()
    assert "/account/sign-in/" in page
    assert "/account/sign-up/" in page
    assert "Sign out" not in page


def test_without_a_name_the_address_stands_for_it(db):
    create_account(email="bob@example.com", password="x" * 12)
    bob = Visitor("bob@example.com", "x" * 12)
    bob.sign_in()
    assert "Account of bob@example.com" in bob.see("profile").words
    assert "None; others see your email" in bob.see("profile").words


@pytest.mark.parametrize("name", ["Ada King", "", "ア<b>&amp;"])
def test_a_name_is_kept_as_typed(ada_inside, name):
    ada_inside.send("profile-name", name=name)
    assert User.objects.get().name == name
    page = ada_inside.see("profile")
    assert (name or "ada@example.com") in page.words
    assert not page.tags("b") or "<b>" not in str(page.elements)


def test_a_name_too_long_comes_back_with_the_reason(ada_inside):
    page = ada_inside.refused("profile-name", name="x" * 121)
    assert "at most 120 characters" in page.words
    assert page.values()["name"] == "x" * 121
    assert User.objects.get().name == "Ada Lovelace"
