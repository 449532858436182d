"""The site's settings under test: plain HTTP, static files from their folders, quiet logs.

Everything else stays as in production, DEBUG off included. ``TEST_DATABASE_URL`` names a server to
make the databases on; without it each process has an SQLite file.
"""

import os
import tempfile

os.environ |= {
    "ALLOWED_HOSTS": "testserver,127.0.0.1,localhost",
    "DATABASE_URL": os.environ.get("TEST_DATABASE_URL", "sqlite:///:memory:"),
    "DEBUG": "0",
    "EMAIL_URL": "memorymail://",
    "HTTPS": "0",
    "LOG_LEVEL": "WARNING",
    "OFFICIAL_FORMS_DIR": f"{tempfile.gettempdir()}/prorata-without-official-forms",
    "PACKETS_DIR": f"{tempfile.gettempdir()}/prorata-packets-{os.getpid()}",
    "PACKET_PROCESSES": "0",
    "SECRET_KEY": "a-key-for-tests-only-and-long-enough-for-every-check",
    "STATIC_MANIFEST": "0",
    "TASKS": "immediate",
}

from prorata_site.settings import *  # noqa: F403
from prorata_site.settings import DATABASES

# A file, not memory: the browser tests' server answers in threads of its own. Each process has
# its own file, which the end of the tests removes; nothing in it is worth waiting for the disk.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"] |= {
        "TEST": {"NAME": f"{tempfile.gettempdir()}/prorata-{os.getpid()}.sqlite3"},
        "OPTIONS": DATABASES["default"]["OPTIONS"]
        | {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF"},
    }

# Safe hashing takes a tenth of a second on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
