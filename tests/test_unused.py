"""What nothing uses is found, and what anybody calls by name is not."""

import pytest

from tests.unused import Search

PLANTED = """
@transaction.atomic
def post_letter(letter):
    record("post_letter", letter)
"""


def unused_in(tmp_path, *folders, **files):
    for name, text in files.items():
        folder, _, file = name.partition("__")
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / file.replace("_dot_", ".")).write_text(text)
    search = Search(tmp_path)
    return [[item.name for item in search.unused_in(folder)] for folder in folders]


def test_a_service_that_nothing_calls_is_found_though_the_audit_trail_names_it(tmp_path):
    assert unused_in(tmp_path, "post", post__a_dot_py=PLANTED) == [["post_letter"]]


def test_a_service_that_is_called_is_used(tmp_path):
    assert unused_in(tmp_path, "post", post__a_dot_py=PLANTED, post__b_dot_py="post_letter(1)") == [[]]


def test_a_test_is_no_use_of_the_products_code(tmp_path):
    in_test = "def test_letters():\n    post_letter(1)"
    found = unused_in(tmp_path, "post", "tests", post__a_dot_py=PLANTED, tests__test_a_dot_py=in_test)
    assert found == [["post_letter"], []]


@pytest.mark.parametrize(
    "use",
    ["{{ letter.stamp }}", "{% if letter.stamp %}{% endif %}"],
)
def test_what_a_template_names_between_braces_is_used(tmp_path, use):
    method = "class Letter:\n    def stamp(self):\n        return 1\n\nLetter()"
    found = unused_in(tmp_path, "post", post__a_dot_py=method, templates__a_dot_html=use)
    assert found == [[]]
    assert unused_in(tmp_path, "post", templates__a_dot_html="stamp") == [["stamp"]]


@pytest.mark.parametrize("use", ['ask(fields=["stamp"])', "ask(stamp=1)", 'order_by("letter__stamp")'])
def test_a_field_named_in_a_string_or_a_keyword_is_used(tmp_path, use):
    field = "class Letter:\n    stamp = 1\n\nLetter()"
    assert unused_in(tmp_path, "post", post__a_dot_py=field) == [["stamp"]]
    assert unused_in(tmp_path, "post", post__b_dot_py=use) == [[]]


def test_a_fixture_that_no_test_asks_for_is_found(tmp_path):
    fixture = "@pytest.fixture\ndef letter():\n    return 1"
    assert unused_in(tmp_path, "tests", tests__conftest_dot_py=fixture) == [["letter"]]
    assert unused_in(tmp_path, "tests", tests__test_a_dot_py="def test_it(letter):\n    assert 1") == [[]]


def test_a_file_that_is_no_python_is_an_error(tmp_path):
    with pytest.raises(SyntaxError):
        unused_in(tmp_path, "post", post__a_dot_py="def (")
