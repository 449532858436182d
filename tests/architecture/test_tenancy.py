"""The first net around a household: who may ask the database for its rows at all.

Views, forms, documents and tags get rows from ``access`` and ``bridge``, which begin at what a user
may see. Only those two, the models and the services, which are handed a household, use a manager.
"""

import ast
from pathlib import Path

import pytest
from django.apps import apps

import planner

PLANNER = Path(planner.__file__).parent
MAY_ASK = {"models", "services", "access.py", "bridge.py", "migrations"}
MANAGERS = {"objects", "_default_manager", "_base_manager", "history"}


def is_tenants(model) -> bool:
    """Whether its rows belong to a household."""
    return model.__name__ == "Household" or any(
        field.name == "household" for field in model._meta.get_fields() if field.concrete
    )


TENANTS = {
    model.__name__ for model in apps.get_app_config("planner").get_models() if is_tenants(model)
}

FILES = {
    str(path.relative_to(PLANNER)): path
    for path in sorted(PLANNER.rglob("*.py"))
    if path.relative_to(PLANNER).parts[0] not in MAY_ASK
}


def asked(source: str) -> list[str]:
    """The managers of households' rows that ``source`` names."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
            base = node.value
            name = base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "")
            if name in TENANTS:
                found.append(f"{name}.{node.attr}")
    return found


def test_the_tenants_are_known():
    assert {"Household", "Person", "Account", "Event", "YearEndValue", "PersonYear"} <= TENANTS
    assert {"FiledForm", "HouseholdYear", "Membership", "Change", "HistoricalEvent"} <= TENANTS
    assert {"Paper", "HistoricalPaper"} <= TENANTS
    assert "User" not in TENANTS


def test_the_net_catches():
    assert asked("from planner import models\nmodels.Event.objects.get(pk=1)") == ["Event.objects"]
    assert asked("Household.objects.all()") == ["Household.objects"]
    assert asked("User.objects.all()") == []


@pytest.mark.parametrize("file", FILES)
def test_only_few_ask_for_a_households_rows(file):
    assert asked(FILES[file].read_text("utf-8")) == []
