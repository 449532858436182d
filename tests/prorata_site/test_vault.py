"""What is stored sealed can be read with the key, and not without."""

import pytest
from cryptography.fernet import InvalidToken

from prorata_site.vault import sealed, unsealed


def test_what_is_sealed_is_unreadable_and_comes_back():
    assert "secret" not in sealed("secret ☕")
    assert unsealed(sealed("secret ☕")) == "secret ☕"


def test_the_same_is_never_sealed_the_same():
    assert sealed("secret") != sealed("secret")


def test_without_the_key_nothing_opens(settings):
    closed = sealed("secret")
    settings.SECRET_KEY = "another one"
    with pytest.raises(InvalidToken):
        unsealed(closed)
    settings.SECRET_KEY_FALLBACKS = ["a-key-for-tests-only-and-long-enough-for-every-check"]
    assert unsealed(closed) == "secret"


def test_nothing_can_be_changed_in_it():
    closed = sealed("secret")
    with pytest.raises(InvalidToken):
        unsealed(closed[:-4] + "AAA=")
