import pytest

from common.encrypted import MARK, OtherKeyError, decrypt, encrypt, is_encrypted, with_newest_key

FORMER, NEW = (
    "the key before, which has fifty letters or more " * 2,
    "the key of today, which has fifty letters or more " * 2,
)
WORDS = "JBSWY3DPEHPK3PXP ä"


@pytest.fixture(autouse=True)
def new_key(settings):
    settings.SECRET_KEY = NEW


def by_former_key(settings):
    settings.SECRET_KEY = FORMER
    stored = encrypt(WORDS, "apps")
    settings.SECRET_KEY = NEW
    return stored


def test_it_is_read_again_and_cannot_be_read_where_it_is_stored():
    stored = encrypt(WORDS, "apps")
    assert is_encrypted(stored)
    assert WORDS not in stored
    assert decrypt(stored, "apps") == WORDS


def test_the_same_secret_is_stored_differently_each_time():
    assert encrypt(WORDS, "apps") != encrypt(WORDS, "apps")


@pytest.mark.parametrize(
    "damage", [lambda one: one[:-8] + "AAAAAAA=", lambda one: one[:20], lambda _one: MARK, lambda _one: WORDS]
)
def test_what_was_altered_or_never_encrypted_is_refused(damage):
    with pytest.raises(OtherKeyError):
        decrypt(damage(encrypt(WORDS, "apps")), "apps")


def test_what_was_encrypted_for_one_purpose_does_not_open_for_another():
    with pytest.raises(OtherKeyError):
        decrypt(encrypt(WORDS, "apps"), "letters")


def test_another_key_opens_nothing_unless_it_is_named_as_the_one_before(settings):
    stored = by_former_key(settings)
    with pytest.raises(OtherKeyError):
        decrypt(stored, "apps")
    settings.SECRET_KEY_FALLBACKS = [FORMER]
    assert decrypt(stored, "apps") == WORDS


def test_with_the_newest_key_it_opens_without_the_one_before(settings):
    settings.SECRET_KEY_FALLBACKS = [FORMER]
    stored = with_newest_key(by_former_key(settings), "apps")
    settings.SECRET_KEY_FALLBACKS = []
    assert decrypt(stored, "apps") == WORDS
    assert with_newest_key(stored, "apps") == stored


def test_what_no_key_opens_is_left_as_it_is(settings):
    stored = by_former_key(settings)
    assert with_newest_key(stored, "apps") == stored
