"""Every address of the app."""

from django.urls import path

from planner.views import (
    accounts,
    calculator,
    cells,
    history,
    households,
    pages,
    people,
    year,
)

urlpatterns = [
    path("", calculator.calculator, name="calculator"),
    path("worksheet/<slug:person>.pdf", calculator.worksheet_document, name="worksheet"),
    path("rule/", pages.rule, name="rule"),
    path("sources/", pages.sources, name="sources"),
    path("households/", households.households, name="households"),
    path("households/new/", households.start, name="household-new"),
    path("households/<int:household>/", households.household, name="household"),
    path("households/<int:household>/settings/", households.settings, name="household-settings"),
    path("households/<int:household>/delete/", households.delete, name="household-delete"),
    path("households/<int:household>/restore/", households.restore, name="household-restore"),
    path("households/<int:household>/people/new/", people.person_new, name="person-new"),
    path("households/<int:household>/people/<int:person>/", people.person, name="person"),
    path(
        "households/<int:household>/people/<int:person>/delete/",
        people.person_delete,
        name="person-delete",
    ),
    path(
        "households/<int:household>/people/<int:person>/accounts/new/",
        accounts.account_new,
        name="account-new",
    ),
    path("households/<int:household>/accounts/<int:account>/", accounts.account, name="account"),
    path(
        "households/<int:household>/accounts/<int:account>/delete/",
        accounts.account_delete,
        name="account-delete",
    ),
    path("households/<int:household>/history/", history.history, name="history"),
    path("households/<int:household>/undo/<int:change>/", history.undo, name="undo"),
    path("households/<int:household>/bin/", history.bin_page, name="bin"),
    path("households/<int:household>/bin/<int:deletion>/restore/", history.restore, name="restore"),
    path("households/<int:household>/years/", year.year_now, name="year-now"),
    path("households/<int:household>/years/<int:year>/", year.year_page, name="year"),
    path("households/<int:household>/years/<int:year>/<str:key>/", cells.cell, name="cell"),
    path("favicon.ico", pages.favicon, name="favicon"),
]
