"""Every page of signing in and of one's account: axe, narrow screens, the keyboard, passwords."""

from itertools import chain

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from playwright.sync_api import expect

from planner.models.user import User
from planner.services.households.users import create_account
from tests.browser.conftest import DESKTOP, PHONE, field
from tests.browser.site import state_of
from tests.browser.test_looks import (
    NARROW,
    ZOOMED,
    clipped,
    each_look,
    flaws,
    open_everything,
    overflow,
)
from tests.profile.visitor import PASSWORD, Visitor, mailed_code, stop_clock

LONG = "bartholomew.featherstonehaugh-cholmondeley@long-names.example.com"


@pytest.fixture
def ada(transactional_db, monkeypatch):
    """Has the longest name and address, an app, and shown that it is her."""
    stop_clock(monkeypatch)
    create_account(email=LONG, password=PASSWORD, name="Bartholomew Featherstonehaugh " * 4)
    found = Visitor(LONG)
    found.sign_in()
    found.prove()
    return found


def on_the_way_in():
    """Where each of several visitors has got to, with the page that waits for them."""
    signing_up = Visitor("grace@" + LONG.partition("@")[2])
    signing_up.sign_up()
    yield signing_up, "/account/email/code/"
    with_passkey = Visitor("hopper@example.com")
    with_passkey.send("account_signup_by_passkey", email=with_passkey.email, name="")
    with_passkey.type_code()
    yield with_passkey, "/account/sign-up/passkey/create/"
    lost = Visitor(LONG)
    lost.send("account_reset_password", email=LONG)
    yield lost, "/account/password/forgotten/code/"
    found = Visitor(LONG)
    found.send("account_reset_password", email=LONG)
    found.send("account_confirm_password_reset_code", code=mailed_code(LONG))
    yield found, "/account/password/forgotten/new/"
    half = Visitor(LONG)
    half.sign_in()
    yield half, "/account/sign-in/second-step/"
    for path in ("sign-in", "sign-up", "sign-up/passkey", "password/forgotten", "inactive"):
        yield Visitor(), f"/account/{path}/"
    yield Visitor(), "/account/password/forgotten/done/"


def inside(ada):
    """The pages of Ada's account."""
    for path in ("", "name", "email", "password", "passkeys", "app", "passkeys/add", "sign-out"):
        yield ada, f"/account/{path}/".replace("//", "/")
    ada.add_app()
    name = {"name": "The phone that used to be in the kitchen drawer"}
    key = Authenticator.objects.create(
        user=User.objects.get(email=LONG), type="webauthn", data=name
    )
    Visitor(LONG).sign_in()
    more = ("", "passkeys", f"passkeys/{key.pk}/rename", f"passkeys/{key.pk}/remove", "sessions")
    for path in (*more, "app/remove", "codes", "codes/new", "confirm/password", "confirm/code"):
        yield ada, f"/account/{path}/".replace("//", "/")
    key.delete()


def each_page(page, ada):
    """The same page at one address after the other, as it is for one visitor after the other."""
    for visitor, path in chain(inside(ada), on_the_way_in()):
        page.context.clear_cookies()
        if "sessionid" in visitor.client.cookies:
            page.context.add_cookies(state_of(visitor.client)["cookies"])
        page.goto(path)
        assert page.url.endswith(path)
        open_everything(page)
        yield path
        cache.clear()


def small(page):
    """What is harder to press than WCAG 2.5.8 allows: under 24 by 24, links in sentences aside."""
    return page.evaluate(
        """() => [...document.querySelectorAll("button, input, summary, nav a, .row a")]
          .filter((part) => part.checkVisibility())
          .filter((part) => !part.matches("[type=checkbox]"))
          .map((part) => [part.outerHTML.slice(0, 90), part.getBoundingClientRect()])
          .filter(([, box]) => box.height < 24 || box.width < 24)
          .map(([html, box]) => `${html} ${box.width}x${box.height}`)"""
    )


@pytest.mark.slow
def test_axe_finds_nothing_on_any_page_and_everything_fits_and_can_be_pressed(visit, ada):
    page, seen = visit("/rule/"), []
    for path in each_page(page, ada):
        for look in each_look(page):
            assert flaws(page) == [], (path, look)
        for viewport in (PHONE, NARROW, ZOOMED):
            page.set_viewport_size(viewport)
            assert overflow(page) == [], (path, viewport)
            assert clipped(page) == [], (path, viewport)
            assert small(page) == [], (path, viewport)
        seen.append(path)
    assert len(seen) > 25


def test_what_is_wrong_is_said_at_its_field_and_to_screen_readers(visit, transactional_db):
    page = visit("/account/sign-up/")
    field(page, "email").fill("not an address")
    field(page, "password1").fill("short")
    page.get_by_role("button", name="Sign up").click()
    for name in ("email", "password1"):
        wrong = field(page, name)
        expect(wrong).to_have_attribute("aria-invalid", "true")
        described = wrong.get_attribute("aria-describedby").split()
        assert f"id_{name}_error" in described
        expect(page.locator(f"#id_{name}_error")).not_to_be_empty()
    assert flaws(page) == []
    page.goto("/account/sign-in/")
    field(page, "login").fill("ada@example.com")
    field(page, "password").fill("not it at all")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert").first).to_have_text(
        "The email address or the password is wrong."
    )
    assert flaws(page) == []


def test_the_keyboard_is_enough(visit, ada):
    page = visit("/account/sign-in/")
    page.locator("main").focus()
    for text in (LONG, PASSWORD):
        page.keyboard.press("Tab")
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_a_password_can_be_looked_at(visit):
    page = visit("/account/sign-in/")
    field(page, "password").fill("seven quiet harbors")
    button = page.get_by_role("button", name="Show the password")
    button.click()
    expect(field(page, "password")).to_have_attribute("type", "text")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(field(page, "password")).to_have_attribute("type", "password")


def test_password_managers_know_what_is_asked(visit, transactional_db):
    page = visit("/account/sign-in/")
    expect(field(page, "login")).to_have_attribute("autocomplete", "username")
    expect(field(page, "password")).to_have_attribute("autocomplete", "current-password")
    page.goto("/account/sign-up/")
    expect(field(page, "password1")).to_have_attribute("autocomplete", "new-password")


def test_back_after_signing_out_shows_nothing(visit, ada):
    page = visit("/account/", storage_state=state_of(ada.client))
    expect(page.locator("main")).to_contain_text(LONG)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Sign in")
    expect(page.locator("body")).not_to_contain_text(LONG)


def test_the_header_fits_with_a_long_name(visit, ada):
    page = visit("/", storage_state=state_of(ada.client))
    for viewport in (DESKTOP, ZOOMED, PHONE, NARROW):
        page.set_viewport_size(viewport)
        page.evaluate("scrollTo(0, 0)")
        assert overflow(page) == []
        expect(page.get_by_role("button", name="Sign out")).to_be_in_viewport(ratio=1)
