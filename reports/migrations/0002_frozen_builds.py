"""The database itself keeps a build as it was: neither its figures and words nor its page can be changed."""

from django.db import migrations

FROZEN = {"reports_build": ("figures", "words", "frozen_on", "number", "report_id"), "reports_buildpage": ()}
MESSAGE = "What a report was built from, and its page, cannot be changed."
POSTGRES = """
CREATE FUNCTION {table}_is_frozen() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER {table}_is_frozen BEFORE UPDATE {of} ON {table}
FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION {table}_is_frozen();
"""
SQLITE = """
CREATE TRIGGER {table}_is_frozen BEFORE UPDATE {of} ON {table}
FOR EACH ROW WHEN {changed} BEGIN SELECT RAISE(ABORT, '{message}'); END;
"""
DIFFERS = {"postgresql": "IS DISTINCT FROM", "sqlite": "IS NOT"}
CREATE = {"postgresql": POSTGRES, "sqlite": SQLITE}
DROP = {
    "postgresql": "DROP TRIGGER {table}_is_frozen ON {table}; DROP FUNCTION {table}_is_frozen();",
    "sqlite": "DROP TRIGGER {table}_is_frozen;",
}


def freeze(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for table, columns in FROZEN.items():
        changed = " OR ".join(f"OLD.{name} {DIFFERS[vendor]} NEW.{name}" for name in columns)
        words = {
            "table": table,
            "message": MESSAGE,
            "of": f"OF {', '.join(columns)}" if columns else "",
            "changed": changed or "1 = 1",
        }
        schema_editor.execute(CREATE[vendor].format(**words), params=None)


def thaw(apps, schema_editor):
    for table in FROZEN:
        schema_editor.execute(DROP[schema_editor.connection.vendor].format(table=table), params=None)


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [migrations.RunPython(freeze, thaw)]
