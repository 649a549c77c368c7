"""Where the secret of a backup comes from: a file that the settings name, or a terminal; never the command line."""

import pytest

from common.backups import Refused, find_secret
from common.backups.keys import KEY, PASSPHRASE, Secret


@pytest.fixture(autouse=True)
def nothing_set(settings):
    settings.BACKUP_KEY_FILE = settings.BACKUP_PASSPHRASE_FILE = ""


@pytest.fixture
def written(tmp_path):
    def write(content):
        (tmp_path / "secret").write_bytes(content)
        return str(tmp_path / "secret")

    return write


@pytest.mark.parametrize("content", [b"k" * 32, b"6b" * 32 + b"\n"])
def test_a_key_is_32_bytes_or_64_digits(settings, written, content):
    settings.BACKUP_KEY_FILE = written(content)
    assert find_secret(is_new=True) == Secret(KEY, b"k" * 32)


@pytest.mark.parametrize("content", [b"", b"k" * 31, b"k" * 33, b"6b" * 31, b"zz" * 32])
def test_anything_else_is_no_key(settings, written, content):
    settings.BACKUP_KEY_FILE = written(content)
    with pytest.raises(Refused, match="holds no key"):
        find_secret(is_new=True)


def test_a_passphrase_is_read_without_its_line_end(settings, written):
    settings.BACKUP_PASSPHRASE_FILE = written("körrect horse battery\n".encode())
    assert find_secret(is_new=False) == Secret(PASSPHRASE, "körrect horse battery".encode())


def test_a_short_passphrase_is_refused(settings, written):
    settings.BACKUP_PASSPHRASE_FILE = written(b"eleven char\n")
    with pytest.raises(Refused, match="12 characters or more"):
        find_secret(is_new=True)


def test_a_file_that_is_not_there_is_told(settings, tmp_path):
    settings.BACKUP_KEY_FILE = str(tmp_path / "nowhere")
    with pytest.raises(Refused, match="nowhere cannot be read: No such file"):
        find_secret(is_new=True)


def test_two_secrets_are_one_too_many(settings, written):
    settings.BACKUP_KEY_FILE = settings.BACKUP_PASSPHRASE_FILE = written(b"k" * 32)
    with pytest.raises(Refused, match="not both"):
        find_secret(is_new=True)


@pytest.fixture
def typed(monkeypatch):
    """Let somebody sit at the terminal and type these passphrases."""

    def sit(*words):
        answers = iter(words)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("getpass.getpass", lambda _question: next(answers))

    return sit


def test_at_a_terminal_a_new_passphrase_is_asked_for_twice(typed):
    typed("correct horse battery", "correct horse battery")
    assert find_secret(is_new=True) == Secret(PASSPHRASE, b"correct horse battery")
    typed("correct horse battery", "correct horse batterz")
    with pytest.raises(Refused, match="differ"):
        find_secret(is_new=True)


def test_to_open_one_it_is_asked_for_once(typed):
    typed("correct horse battery")
    assert find_secret(is_new=False) == Secret(PASSPHRASE, b"correct horse battery")


def test_without_a_terminal_the_settings_must_name_one(monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with pytest.raises(Refused, match="PORTAL_BACKUP_KEY_FILE"):
        find_secret(is_new=True)


def test_a_secret_does_not_show_itself_in_an_error():
    assert "correct" not in repr(Secret(PASSPHRASE, b"correct horse battery"))
