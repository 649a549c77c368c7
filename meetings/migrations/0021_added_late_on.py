from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0020_from_records")]

    operations = [
        migrations.AddField(
            model_name="agendaitem",
            name="added_late_on",
            field=models.DateField(blank=True, help_text="after the agenda had been published", null=True),
        )
    ]
