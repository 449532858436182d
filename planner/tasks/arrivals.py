"""The task that looks at a practice from elsewhere, and stores it once that was asked for."""

import logging
from typing import Final

from django.tasks import task
from django.utils import timezone

from planner.services.practice.arrivals import (
    StoppedError,
    claim,
    is_over,
    of_number,
    take_back,
    work_on,
)
from planner.services.practice.jobs import fail, release

_log: Final = logging.getLogger(__name__)


@task
def take_in(job: int) -> None:
    """Go on with the arrival of this id; where it is over, leave nothing of it behind."""
    held = claim(job, timezone.now())
    if held is None:
        _clean_up(job)
        return
    try:
        work_on(held, timezone.now())
    except StoppedError:
        _clean_up(job)
    except Exception:  # noqa: BLE001
        if fail(held, timezone.now()):
            _log.exception("Arrival %s failed.", held.pk)
        _clean_up(job)
    except BaseException:  # this process is being switched off
        release(held)
        raise


def _clean_up(job: int) -> None:
    found = of_number(job)
    if found and is_over(found):
        take_back(found)
