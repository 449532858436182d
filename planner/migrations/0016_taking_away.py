from django.db import migrations, models

from planner.models.log_triggers import allow_emptying, forbid_emptying


class Migration(migrations.Migration):
    dependencies = [
        ("planner", "0015_board"),
    ]

    operations = [
        migrations.AddField(
            model_name="packetjob",
            name="is_whole",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(forbid_emptying, allow_emptying),
    ]
