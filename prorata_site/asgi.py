"""The ASGI application a production server imports."""

import os

from django.conf import settings
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prorata_site.settings")

# Read here, where it raises when empty: a server must fail at its start, not at its first form.
HAS_SECRET_KEY = bool(settings.SECRET_KEY)
application = get_asgi_application()
