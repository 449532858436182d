"""The table of the cache that all processes share."""

from django.core.management import call_command
from django.db import migrations


def create_table(_apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("planner", "0001_households")]

    operations = [migrations.RunPython(create_table, migrations.RunPython.noop)]
