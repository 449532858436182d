"""Logs: one JSON object a line in production, readable text on a developer's console.

People type their finances into Prorata. A log line holds what is needed to find a fault (time,
level, request id, method, path, status, traceback without local variables) and never a query
string, a request body, an address or a browser's name.
"""

import sys
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

PERSONAL_KEYS = ("ip", "user_agent")


def drop_personal_data(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Remove what identifies a visitor, whoever put it into the event."""
    for key in PERSONAL_KEYS:
        event.pop(key, None)
    return event


def _shared_processors() -> list[Processor]:
    """Return the steps every event goes through, ours and the libraries' alike."""
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        drop_personal_data,
    ]


def _renderers(*, debug: bool) -> list[Processor]:
    """Return the last steps: text for a person, or JSON for a collector."""
    if debug:
        return [
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
            )
        ]
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]


def configure_structlog() -> None:
    """Hand structlog's events to the standard library, whose handler renders them."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_shared_processors(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def logging_settings(*, debug: bool, level: str) -> dict[str, Any]:
    """Return Django's LOGGING: one handler, to standard error, for every logger."""
    strip_meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "events": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _shared_processors(),
                "processors": [strip_meta, *_renderers(debug=debug)],
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "events"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Django's own handlers go: no second copy, and no e-mail with a request's contents.
            "django": {"handlers": [], "level": level},
            # RequestLogMiddleware reports each request; these two would say it again, the second
            # with the query string.
            "django.request": {"level": "CRITICAL"},
            "django.server": {"handlers": [], "level": "CRITICAL"},
            # What a template looks up in vain is told with the whole path, which may be secret.
            "django.template": {"level": "INFO"},
            # Every step of every PDF is of no interest to anyone.
            "weasyprint": {"level": "WARNING"},
            "fontTools": {"level": "WARNING"},
            "pikepdf": {"level": "WARNING"},
        },
    }
