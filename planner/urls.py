"""Every address of the app."""

from django.urls import path

from planner.views import calculator, cells, pages, year

urlpatterns = [
    path("", calculator.calculator, name="calculator"),
    path("worksheet/<slug:person>.pdf", calculator.worksheet_document, name="worksheet"),
    path("rule/", pages.rule, name="rule"),
    path("sources/", pages.sources, name="sources"),
    path("households/<int:household>/years/", year.year_now, name="year-now"),
    path("households/<int:household>/years/<int:year>/", year.year_page, name="year"),
    path("households/<int:household>/years/<int:year>/<str:key>/", cells.cell, name="cell"),
    path("favicon.ico", pages.favicon, name="favicon"),
]
