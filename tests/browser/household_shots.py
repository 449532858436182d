"""The screens of a household, for ``make shots``: the demo household as its owner sees it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from planner.models import Household, User
from planner.services.households.demo import demo_facts
from planner.services.households.storing import store_new
from planner.services.households.users import create_account

type Screens = dict[str, tuple[str, Callable[[Page], None]]]


def _nothing(page: Page) -> None:
    """The page as it comes."""


def _conflict(page: Page) -> None:
    """A value that cannot be read, and one that has just been saved."""
    cells = page.locator("td[data-column=value] input.cell")
    cells.nth(0).fill("a lot")
    page.keyboard.press("Enter")
    expect(page.locator("#problems")).to_contain_text("is not an amount")


def _drawer(page: Page) -> None:
    page.locator("td[data-column=converted] input.cell").first.focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#drawer")).to_be_visible()


def _typed_paper(page: Page) -> None:
    """A Form 1099-R as it comes after a conversion."""
    for box, text in (("1", "7,000"), ("2a", "7,000"), ("7", "2")):
        page.locator(f"[name=box-{box}]").fill(text)
    page.locator("[name=box-ira]").check()
    expect(page.locator("#found")).to_contain_text("this is normal")


def _checked(page: Page) -> None:
    """A draft return that took all of the conversion for taxable."""
    page.locator("[name$='-8']").last.fill("7,000")
    page.locator("[name$='-18']").last.fill("7,000")
    expect(page.locator("#found")).to_contain_text("all of the conversion was taxed")


def _ahead(page: Page) -> None:
    """Doing nothing over ten years in which the money grows, and what that is worth."""
    card = page.locator(".way-out[id$=do_nothing]").last
    card.locator("> summary").click()
    for part in card.locator(".way-outlook > summary").all():
        part.click()
    expect(card.locator(".outlook-years")).to_have_count(2)


def _moved(page: Page) -> None:
    page.locator("input.cell, input.typed").first.fill("5,000")
    expect(page.locator("main")).to_contain_text("5,000")


def demo_owner() -> tuple[User, Household]:
    """Somebody with the demo household, and nobody else's."""
    owner = create_account(email="maya@example.com", name="Maya Rivera")
    return owner, store_new(owner=owner, fact=demo_facts(), summary="Imported the demo")


def household_screens(household: Household) -> Screens:
    """Every screen of ``household``, by the name of its picture."""
    home = f"/households/{household.pk}/"
    clean, wrong = household.people.order_by("id")[:2]
    account = wrong.accounts.order_by("id")[0]
    ledger = f"{home}ledger/{wrong.pk}/"
    return {
        "households": ("/households/?all=1", _nothing),
        "household-new": ("/households/new/", _nothing),
        "import": ("/households/import/", _nothing),
        "overview": (home, _nothing),
        "year": (f"{home}years/2026/", _nothing),
        "year-error": (f"{home}years/2026/", _conflict),
        "year-locked": (f"{home}years/2025/", _nothing),
        "mistakes": (f"{home}mistakes/", _nothing),
        "options": (f"{home}years/2026/options/", _nothing),
        "options-ahead": (f"{home}years/2026/options/", _ahead),
        "return-check": (f"{home}years/2025/check/", _checked),
        "cpa": (f"{home}years/2025/cpa/", _nothing),
        "tax-papers": (f"{home}years/2025/papers/", _nothing),
        "tax-paper": (f"{home}years/2025/papers/1099-r/?account=a{account.pk}", _typed_paper),
        "year-drawer": (f"{home}years/2026/", _drawer),
        "ledger": (ledger, _nothing),
        "ledger-year": (f"{ledger}2025/", _nothing),
        "missed": (f"{home}people/{wrong.pk}/missed/", _nothing),
        "ledger-file": (f"{ledger}2018/file/", _nothing),
        "ledger-correct": (f"{ledger}2019/correct/", _moved),
        "ledger-start": (f"{ledger}start/", _nothing),
        "roth": (f"{home}people/{clean.pk}/roth/", _nothing),
        "roth-year": (f"{home}people/{clean.pk}/roth/2026/?line=taxed", _nothing),
        "papers": (f"{home}papers/", _nothing),
        "official": (f"{home}papers/{clean.pk}/2025/official/", _nothing),
        "history": (f"{home}history/", _nothing),
        "bin": (f"{home}bin/", _nothing),
        "members": (f"{home}members/", _nothing),
        "settings": (f"{home}settings/", _nothing),
        "person": (f"{home}people/{wrong.pk}/", _nothing),
        "account": (f"{home}accounts/{account.pk}/", _nothing),
        "profile": ("/account/", _nothing),
    }


VISITOR_SCREENS: Screens = {
    "sign-in": ("/account/sign-in/", _nothing),
    "sign-up": ("/account/sign-up/", _nothing),
}
