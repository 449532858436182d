"""A filed form's versions keep its worksheet too, so that nothing is lost when it is removed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planner", "0002_cache")]

    operations = [
        migrations.AddField(
            model_name="historicalfiledform",
            name="document",
            field=models.BinaryField(editable=False, null=True),
        ),
    ]
