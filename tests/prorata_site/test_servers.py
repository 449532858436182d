"""Production servers find what they import."""

import os
import subprocess
import sys
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


@pytest.mark.parametrize("module", ["prorata_site.wsgi", "prorata_site.asgi"])
def test_no_server_starts_without_a_secret_key(module):
    environment = os.environ | {"SECRET_KEY": "", "DEBUG": "0"}
    environment["DJANGO_SETTINGS_MODULE"] = "prorata_site.settings"
    command = [sys.executable, "-c", f"import {module}"]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode != 0
    assert "SECRET_KEY setting must not be empty" in result.stderr
