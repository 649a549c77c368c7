"""Code that nothing uses, found by vulture: `python -m tests.unused` names it and exits with 1.

Vulture reads Python alone. What Django, templates and pytest call by name counts as used too: every word between the
braces of a template, keywords, names in strings, and what HOOKS lists.
"""

import ast
import re
import sys
from collections import defaultdict
from pathlib import Path

from django.conf import global_settings
from vulture import Vulture

from partnership.bootstrap.ci import CODE

ROOT = Path(__file__).parent.parent
BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
WORD = re.compile(r"[^\W\d]\w*")
BY_NAME = ("Choices", "Enum", "Form")  # what stands in them is read from a row or what was posted
SPACE = re.compile(r"\s")
PATH = re.compile(r"\w+(\.\w+)+")

# What a framework looks for by its name, by who looks.
HOOKS = {
    "Django, in an app, a module of addresses, a model, a form or a view": "*Config default_auto_field app_name "
    "clean_* get_form_class get_initial get_template_names http_method_names field_order field_class help_texts "
    "default_validators valid_value widget_attrs paginate_by paginator_class get_paginator login_required process_view "
    "regex to_url do_not_call_in_templates",
    "Django, in the settings and the addresses of the portal": "ROOT_URLCONF handler???",
    "Django, in an expression of a query": "as_sql as_postgresql compiler",
    "Django, in a connection to the database": "health_check_done health_check_enabled",
    "the library of SMTP, in a connection and its thread": "connection_class daemon",
    "Django, in a command": "Command add_arguments handle",
    "Django, in what takes the files of a form": "new_file receive_data_chunk raw_data file_complete",
    "Django, in a user and in what says who may sign in": "USERNAME_FIELD EMAIL_FIELD REQUIRED_FIELDS "
    "get_by_natural_key get_full_name get_short_name has_perms get_user_permissions get_group_permissions with_perm "
    "include_superusers",
    "Django's admin": "site_header site_title index_title Media has_*_permission list_display list_filter "
    "list_select_related search_fields readonly_fields get_readonly_fields autocomplete_fields prepopulated_fields "
    "get_fieldsets list_display_links save_model show_full_result_count empty_value_display "
    "search_help_text get_search_results",
    "allauth, in an adapter, a form or a view": "is_open_for_signup is_safe_url get_login_redirect_url send_mail "
    "get_password_change_redirect_url format_email_subject get_reset_password_from_key_url pre_authenticate "
    "get_client_ip get_totp_issuer build_totp_svg skip_enumeration_mails _redirect_to_pending_stage "
    "ACCOUNT_* MFA_*",
    "crispy-forms and django-csp, in the settings": "CRISPY_* CONTENT_SECURITY_POLICY",
    "Celery, in the settings": "CELERY_*",
    "django-tables2: how a column is shown and exported": "render_* value_* orderable",
    "kombu, in a transport": "supports_fanout _put _get _purge get_table _queue_bind global_state default_port "
    "driver_type driver_name driver_version default_connection_params",
    "manage.py, which stands beside the packages that are read": "check_command",
    "openpyxl, pillow-heif, pikepdf, markdown-it, WeasyPrint and psycopg": "autocommit DECODE_THREADS "
    "freeze_panes PageMode IDTree OpenAction validateLink fetch",
    "Python: an enum's value, a parser of HTML, a server": "_value_ handle_data handle_startendtag do_GET log_message "
    "allow_reuse_address daemon_threads request_queue_size handle_error",
    "gunicorn and waitress, which serve the pages": "BufferingWorker accepting parser_class channel_class task_class",
    "SQL, in common/references.py": "ReferenceCounter",
    "the tests, which pin the clock in the threads of a web server": "frozen_everywhere",
    "pytest and its plug-ins": "pytestmark pytest_* server_class",
}
# Under these a function is called by whom it was registered with, whatever its name is.
REGISTERED = (
    "@chain.kind",
    "@evidence.kind",
    "@exceptions_register.kind",
    "@figures.figure",
    "@next_steps.brought_to",
    "@job_kind",
    "@jobs.job_kind",
    "@panel",
    "@panels.panel",
    "@periodic.*.part",
    "@forgetting.also_blanked",
    "@forgetting.not_over",
    "@imported",
    "@remind.part",
    "@retain.part",
    "@register.*",
    "@search.follows",
    "@search.kind",
    "@taken_back.copies_of",
    "@taken_back.words_of",
    "@erasing",
    "@follows",
    "@hinders",
    "@known_by",
    "@names_at",
    "@names_going",
    "@withholds",
    "@tasks_today.needs",
    "@tasks_today.of_day",
    "@timeline.source",
    "@turns.source",
    "@source",
    "@following.also_open",
    "@shared_task",
)


def words_of(files, pattern):
    """Return every word in what `pattern` finds in the files."""
    return {word for path in files for found in pattern.findall(path.read_text()) for word in WORD.findall(found)}


class Names:
    """What Python names otherwise than vulture sees: by keyword, in a string without a space, as a fixture.

    Of the product's functions and classes only dotted paths count: the audit trail names each service, which is no use.
    """

    def __init__(self):
        self.by = defaultdict(set)

    def read(self, tree):
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword):
                self.by["word"].add(node.arg)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not SPACE.search(node.value):
                words = {part for word in WORD.findall(node.value) for part in (word, *word.split("__"))}
                self.by["word"] |= words
                self.by["path"] |= words if PATH.fullmatch(node.value) else set()
            elif isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith(BY_NAME) for base in node.bases):
                targets = (target for each in node.body if isinstance(each, ast.Assign) for target in each.targets)
                self.by["word"] |= {target.id for target in targets if isinstance(target, ast.Name)}
            elif isinstance(node, ast.FunctionDef):
                self.read_function(node)

    def read_function(self, node):
        """A fixture is used by the function that asks for it in its arguments, or without being asked."""
        self.by["asked"] |= {each.arg for each in node.args.args}
        if fixtures := [text for text in map(ast.unparse, node.decorator_list) if text.startswith("pytest.fixture")]:
            self.by["asked" if "autouse" in fixtures[0] else "fixture"].add(node.name)

    def know(self, item, is_test):
        if item.typ not in {"function", "class"}:
            return item.name in self.by["word"] | (self.by["fixture"] if is_test else set())
        return item.name in self.by["path"] | (self.by["word"] | self.by["asked"] if is_test else set())


class Search:
    """What nothing uses under `root`, folder after folder: only what was read before can use anything."""

    def __init__(self, root):
        self.root, self.names = root, Names()
        self.vulture = Vulture(ignore_names=" ".join(HOOKS.values()).split(), ignore_decorators=list(REGISTERED))
        self.names.by["word"] |= words_of((root / "templates").rglob("*.*"), BRACES) | set(dir(global_settings))

    def unused_in(self, *folders):
        """Return vulture's items in some folders more. Raises SyntaxError for a file that is no Python."""
        for path in sorted(path for folder in folders for path in (self.root / folder).rglob("*.py")):
            text = path.read_text()
            self.names.read(ast.parse(text, path))
            self.vulture.scan(text, filename=path)
        for folder in folders:
            self.names.by["word"] |= words_of((self.root / folder).rglob("addresses/*.txt"), WORD)
        return [item for item in self.vulture.get_unused_code() if self.is_unused(item, folders)]

    def is_unused(self, item, folders):
        folder, *below = item.filename.relative_to(self.root).parts
        return folder in folders and "migrations" not in below and not self.names.know(item, is_test=folder == "tests")


def main():
    search = Search(ROOT)
    found = [*search.unused_in(*CODE), *search.unused_in("tests")]  # a test is no use of the product's code
    for item in found:
        print(f"{item.filename.relative_to(ROOT)}:{item.first_lineno}: {item.message}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
