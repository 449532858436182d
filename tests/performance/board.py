"""The board of a practice of 5,000 households: its pages, a search, a client, the whole book."""

from datetime import date
from time import perf_counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from planner.models import Engagement
from planner.services.practice.board_work import waiting_anywhere, work_out_all
from tests.performance.measure import Measured, measure
from tests.performance.practice import fill
from tests.practices import firm

FEW, MANY = 50, 5_000


def measure_board() -> tuple[dict[str, Measured], dict[int, int], float]:
    """Seconds a request, the queries of the board by how many clients, and seconds for all."""
    today = date.today()  # noqa: DTZ011 - as the site's own clock, which the requests go by
    oaks = firm("Oaks Advisors")
    advisors = [oaks.staff["advisor"], oaks.staff["idle"]]
    client = Client()
    client.force_login(oaks.user("principal"))
    board = f"/practices/{oaks.practice.pk}/board/"
    queries: dict[int, int] = {}
    took = 0.0
    for count, first in ((FEW, 1), (MANY - FEW, FEW + 1)):
        fill(oaks.practice, count, advisors, first=first)
        began = perf_counter()
        work_out_all(waiting_anywhere(today.year, today), today.year, today, 2)
        took = perf_counter() - began
        client.get(board)
        with CaptureQueriesContext(connection) as asked:
            client.get(board)
        queries[first + count - 1] = len(asked)
    household = Engagement.objects.filter(practice=oaks.practice)[MANY // 2].household_id
    calls = {
        "board": lambda: client.get(board),
        "December 31 list": lambda: client.get(f"{board}december/"),
        "search": lambda: client.get(f"{board}?q=garc", headers={"HX-Request": "true"}),
        "a client": lambda: client.get(f"/households/{household}/"),
    }
    return measure(calls, repeat=1, rounds=7), queries, took
