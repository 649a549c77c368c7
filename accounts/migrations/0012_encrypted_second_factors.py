from django.db import migrations

from common.encrypted import decrypt, encrypt, is_encrypted

PURPOSE, SECRETS = "second factor", ("secret", "seed")


def encrypt_secrets(apps, _schema_editor):
    """Encrypt the secrets of authenticator apps and of recovery codes, which stood in the clear."""
    for one in apps.get_model("mfa", "Authenticator").objects.all():
        clear = {name: one.data[name] for name in SECRETS if name in one.data and not is_encrypted(one.data[name])}
        one.data |= {name: encrypt(text, PURPOSE) for name, text in clear.items()}
        one.save(update_fields=["data"])


def decrypt_secrets(apps, _schema_editor):
    for one in apps.get_model("mfa", "Authenticator").objects.all():
        one.data |= {name: decrypt(one.data[name], PURPOSE) for name in SECRETS if name in one.data}
        one.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0011_datacomplaint_legalhold"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.RunPython(encrypt_secrets, decrypt_secrets),
    ]
