"""The command that works out the boards of all practices."""

import io

import pytest
from django.core.management import call_command
from django.utils import timezone

from planner.models import ClientState
from planner.services.practice.board_work import waiting_anywhere
from tests.performance.practice import fill
from tests.practices import practices

pytestmark = pytest.mark.django_db


def call(*arguments):
    out = io.StringIO()
    call_command("board", "--processes=1", *arguments, stdout=out)
    return out.getvalue()


def test_every_practice_or_one():
    world = practices()
    fill(world.oaks.practice, 3, [])
    assert "Worked out 4 clients" in call(f"--practice={world.oaks.practice.pk}")
    assert not ClientState.objects.filter(client__practice=world.firs.practice).exists()
    assert "Worked out 1 clients" in call()
    assert "Worked out 0 clients" in call()
    today = timezone.localdate()
    assert waiting_anywhere(today.year, today) == []
