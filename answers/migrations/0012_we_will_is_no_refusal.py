from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("answers", "0011_changed_minds_are_kept"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="yousaidentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_on__isnull", True),
                    models.Q(("kind", "will"), ("outcome__in", ["not_possible", "not_ours"]), _negated=True),
                    _connector="OR",
                ),
                name="a_refusal_is_never_we_will",
            ),
        ),
    ]
