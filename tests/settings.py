"""The site's settings under test: plain HTTP, static files from their folders, quiet logs.

Everything else stays as in production, DEBUG off included.
"""

import os

os.environ |= {
    "ALLOWED_HOSTS": "testserver,127.0.0.1,localhost",
    "DATABASE_URL": "sqlite:///:memory:",
    "DEBUG": "0",
    "HTTPS": "0",
    "LOG_LEVEL": "WARNING",
    "SECRET_KEY": "a-key-for-tests-only-and-long-enough-for-every-check",
    "STATIC_MANIFEST": "0",
}

from prorata_site.settings import *  # noqa: F403
