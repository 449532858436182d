"""Every address of the app."""

from django.urls import path

from planner.views import (
    accounts,
    both_ways,
    calculator,
    cells,
    correcting,
    demo,
    files,
    filing,
    history,
    households,
    invitation,
    ledger,
    members,
    missed,
    mistakes,
    pages,
    papers,
    people,
    return_check,
    roth,
    starting,
    statements,
    year,
)

_HOUSEHOLD = "households/<int:household>/"
_LEDGER = "households/<int:household>/ledger/"
_PERSON = f"{_LEDGER}<int:person>/"
_FILED = f"{_PERSON}<int:year>/"

urlpatterns = [
    path("", calculator.calculator, name="calculator"),
    path("worksheet/<slug:person>.pdf", calculator.worksheet_document, name="worksheet"),
    path("rule/", pages.rule, name="rule"),
    path("sources/", pages.sources, name="sources"),
    path("unverified/", pages.unverified, name="unverified"),
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
    path(f"{_HOUSEHOLD}people/<int:person>/roth/", roth.roth, name="roth"),
    path(f"{_HOUSEHOLD}people/<int:person>/roth/<int:year>/", roth.roth_year, name="roth-year"),
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
    path(
        f"{_HOUSEHOLD}years/<int:year>/check/", return_check.return_check, name="return-check"
    ),  # before the cells, whose keys are words too
    path("households/<int:household>/years/<int:year>/<str:key>/", cells.cell, name="cell"),
    path(_LEDGER, ledger.ledger, name="ledger"),
    path(_PERSON, ledger.ledger_person, name="ledger-person"),
    path(f"{_PERSON}start/", starting.start, name="basis-start"),
    path(_FILED, ledger.ledger_year, name="ledger-year"),
    path(f"{_FILED}file/", filing.file, name="file-year"),
    path(f"{_FILED}unlock/", filing.unlock, name="unlock-year"),
    path(f"{_FILED}lock/", filing.lock, name="lock-year"),
    path(f"{_FILED}filed.pdf", filing.document, name="filed-document"),
    path(f"{_FILED}correct/", correcting.correct, name="correct-year"),
    path(f"{_FILED}ways/", both_ways.ways, name="both-ways"),
    path(f"{_HOUSEHOLD}people/<int:person>/missed/", missed.missed, name="missed"),
    path(f"{_HOUSEHOLD}people/<int:person>/missed/kit.pdf", missed.kit, name="missed-kit"),
    path("households/import/", files.import_file, name="import"),
    path(f"{_HOUSEHOLD}export.json", files.export, name="export"),
    path(f"{_HOUSEHOLD}mistakes/", mistakes.mistakes, name="mistakes"),
    path(f"{_HOUSEHOLD}mistakes/dismiss/", mistakes.dismiss_mistake, name="dismiss-mistake"),
    path(
        f"{_HOUSEHOLD}mistakes/<int:dismissal>/take-up/",
        mistakes.take_up_mistake,
        name="take-up-mistake",
    ),
    path(f"{_HOUSEHOLD}papers/", papers.papers, name="papers"),
    path(f"{_HOUSEHOLD}papers/packet.pdf", papers.packet, name="packet"),
    path(
        f"{_HOUSEHOLD}papers/<int:person>/<int:year>.pdf",
        papers.worksheet_year,
        name="worksheet-year",
    ),
    path(
        f"{_HOUSEHOLD}papers/<int:person>/basis.pdf",
        statements.basis_statement,
        name="basis-statement",
    ),
    path(f"{_HOUSEHOLD}papers/<int:person>/ledger.csv", statements.ledger_csv, name="ledger-csv"),
    path(f"{_HOUSEHOLD}members/", members.members, name="members"),
    path(f"{_HOUSEHOLD}members/invite/", members.invite, name="invite"),
    path(f"{_HOUSEHOLD}members/<int:member>/role/", members.member_role, name="member-role"),
    path(f"{_HOUSEHOLD}members/<int:member>/remove/", members.member_remove, name="member-remove"),
    path(
        f"{_HOUSEHOLD}invitations/<int:invitation>/withdraw/",
        members.invitation_withdraw,
        name="invitation-withdraw",
    ),
    path("invitations/<str:token>/", invitation.invitation, name="invitation"),
    path("demo/", demo.try_demo, name="try-demo"),
    path("favicon.ico", pages.favicon, name="favicon"),
]
