"""Seals small secrets with keys derived from SECRET_KEY before they are stored."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

_PURPOSE = "prorata_site.vault"


def sealed(text: str) -> str:
    """Return ``text`` unreadable and unchangeable without the key."""
    return _box().encrypt(text.encode()).decode()


def unsealed(text: str) -> str:
    """Return what was sealed with the present key or one of SECRET_KEY_FALLBACKS."""
    return _box().decrypt(text.encode()).decode()


def _box() -> MultiFernet:
    return MultiFernet(
        [_key(each) for each in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _key(secret: str) -> Fernet:
    derived = salted_hmac(_PURPOSE, "", secret=secret, algorithm="sha256").digest()
    return Fernet(urlsafe_b64encode(derived))
