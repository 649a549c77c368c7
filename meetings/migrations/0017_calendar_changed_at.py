from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0016_words_that_stay")]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="calendar_changed_at",
            field=models.DateTimeField(
                blank=True, help_text="when what the public calendar says of it last changed", null=True
            ),
        ),
    ]
