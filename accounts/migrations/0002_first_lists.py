"""The first entries of the lists a county changes: a county renames, merges and ends them on its own pages."""

from django.db import migrations

FIRST = {
    "ServiceArea": {
        "travel": "Travel to school",
        "breaks": "Short breaks",
        "plans": "EHC plans and assessments",
        "school": "Support in school or nursery",
        "health": "Health and therapies",
        "information": "Information and letters",
        "adulthood": "Moving on to adult life",
        "other": "Something else",
    },
    "AgeGroup": {
        "0-4": "under 5",
        "5-10": "5 to 10",
        "11-15": "11 to 15",
        "16-25": "16 to 25",
        "any": "any age",
    },
    "Area": {
        "north": "North of the county",
        "east": "East of the county",
        "south": "South of the county",
        "west": "West of the county",
        "centre": "Centre of the county",
        "whole": "The whole county",
    },
    "RespondentKind": {
        "parent": "parent or carer",
        "child": "child or young person",
        "worker": "somebody who works with families",
        "other": "somebody else",
    },
    "NeedKind": {
        "communication": "Speech, language and communication",
        "autism": "Autism",
        "learning": "Learning",
        "mental-health": "Social, emotional and mental health",
        "hearing": "Hearing",
        "sight": "Sight",
        "physical": "Physical disability",
        "medical": "Medical condition",
        "other": "Another need",
        "not-known": "Not known yet",
    },
}


def add_first_entries(apps, schema_editor):
    for model_name, entries in FIRST.items():
        model = apps.get_model("accounts", model_name)
        model.objects.bulk_create(
            model(code=code, name=name, order=order, current_id=code)
            for order, (code, name) in enumerate(entries.items(), start=1)
        )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(add_first_entries, migrations.RunPython.noop)]
