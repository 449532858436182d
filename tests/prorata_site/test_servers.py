"""Production servers find what they import."""

from importlib import import_module

import pytest
from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.wsgi import WSGIHandler


@pytest.mark.parametrize(
    ("module", "handler"),
    [("prorata_site.wsgi", WSGIHandler), ("prorata_site.asgi", ASGIHandler)],
)
def test_the_module_offers_an_application(module, handler):
    assert isinstance(import_module(module).application, handler)
