"""Every address of the app."""

from django.urls import path

from planner.views import calculator, pages

urlpatterns = [
    path("", calculator.calculator, name="calculator"),
    path("worksheet/<slug:person>.pdf", calculator.worksheet_document, name="worksheet"),
    path("rule/", pages.rule, name="rule"),
    path("sources/", pages.sources, name="sources"),
    path("favicon.ico", pages.favicon, name="favicon"),
]
