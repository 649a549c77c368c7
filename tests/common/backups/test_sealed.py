"""The encryption of a backup: what was changed, cut off, put elsewhere or made with another key does not open."""

import io
import json
from unittest.mock import patch

import pytest

from common.backups import Damaged, Refused
from common.backups.keys import KEY, PASSPHRASE, Secret
from common.backups.sealed import LENGTH, NAME, SealedReader, SealedWriter

SECRET = Secret(KEY, b"k" * 32)
PART = 100
TEXT = bytes(range(256)) * 2  # five parts and a bit


def sealed(secret=SECRET, text=TEXT):
    file = io.BytesIO()
    with patch("common.backups.sealed.PART", PART):
        writer = SealedWriter(file, secret)
        for at in range(0, len(text), 7):
            writer.write(text[at : at + 7])
        writer.close()
    return file.getvalue()


def opened(content, secret=SECRET):
    return b"".join(SealedReader(io.BytesIO(content), secret))


def taken_apart(content):
    """Return everything up to the end of the header, and each part with its length."""
    at = content.index(b"\n") + 1
    at += LENGTH + int.from_bytes(content[at : at + LENGTH], "big")
    start, parts = content[:at], []
    while at < len(content):
        end = at + LENGTH + int.from_bytes(content[at : at + LENGTH], "big")
        parts.append(content[at:end])
        at = end
    return start, parts


def with_header(**changed):
    start, parts = taken_apart(sealed())
    header = json.loads(start[start.index(b"{") :]) | changed
    content = json.dumps(header).encode()
    return NAME + b"1\n" + len(content).to_bytes(LENGTH, "big") + content + b"".join(parts)


@pytest.mark.parametrize("size", [0, 1, PART - 1, PART, PART + 1, 5 * PART])
def test_what_was_sealed_is_opened(size):
    assert opened(sealed(text=TEXT[:size])) == TEXT[:size]


def test_nothing_of_it_can_be_read_and_twice_the_same_is_never_the_same():
    text = b"The bus never comes. " * 50
    assert b"bus" not in sealed(text=text)
    assert sealed(text=text) != sealed(text=text)


def test_a_passphrase_opens_what_it_sealed_and_another_does_not():
    content = sealed(Secret(PASSPHRASE, b"correct horse battery"))
    assert opened(content, Secret(PASSPHRASE, b"correct horse battery")) == TEXT
    with pytest.raises(Refused, match="another key or passphrase"):
        opened(content, Secret(PASSPHRASE, b"correct horse batterz"))


def test_another_key_is_refused():
    with pytest.raises(Refused, match="another key or passphrase"):
        opened(sealed(), Secret(KEY, b"j" * 32))


def test_a_passphrase_for_what_a_key_sealed_is_refused():
    with pytest.raises(Refused, match="encrypted with a key, and a passphrase was given"):
        opened(sealed(), Secret(PASSPHRASE, b"correct horse battery"))


def test_one_bit_anywhere_is_found():
    content = sealed()
    for at in range(0, len(content), 5):
        damaged = bytearray(content)
        damaged[at] ^= 1 << at % 8
        with pytest.raises(Refused):
            opened(bytes(damaged))


def test_a_file_that_is_cut_off_anywhere_is_found():
    content = sealed()
    for end in range(0, len(content), 7):
        with pytest.raises(Refused):
            opened(content[:end])


def test_a_file_cut_off_between_two_parts_says_so():
    start, parts = taken_apart(sealed())
    with pytest.raises(Damaged, match="It ends after part 3, which is not its last: it was cut off"):
        opened(start + b"".join(parts[:3]))
    with pytest.raises(Damaged, match="before its first part"):
        opened(start)


def test_parts_that_changed_places_are_found():
    start, parts = taken_apart(sealed())
    parts[1], parts[3] = parts[3], parts[1]
    with pytest.raises(Damaged, match="Part 2 is damaged, cut off or in the wrong place"):
        opened(start + b"".join(parts))


def test_a_part_that_is_left_out_or_doubled_is_found():
    start, parts = taken_apart(sealed())
    for wrong in (parts[:2] + parts[3:], [*parts[:2], parts[1], *parts[2:]]):
        with pytest.raises(Damaged, match="Part 3 is damaged"):
            opened(start + b"".join(wrong))


def test_a_part_of_another_backup_with_the_same_key_is_found():
    start, parts = taken_apart(sealed())
    _start, others = taken_apart(sealed())
    with pytest.raises(Damaged, match="Part 2 is damaged"):
        opened(start + b"".join([parts[0], others[1], *parts[2:]]))


@pytest.mark.parametrize("more", [b"x", b"\x00" * 40, sealed()])
def test_bytes_after_its_end_are_found(more):
    with pytest.raises(Damaged, match="Something was added after part 6, which is its last"):
        opened(sealed() + more)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" + bytes(90), b"SQLite format 3\x00", b"%PDF-1.7\n"])
def test_a_foreign_file_is_refused(content):
    with pytest.raises(Refused, match="no backup of this portal"):
        opened(content)


def test_a_newer_format_is_refused_before_anything_of_it_is_read():
    with pytest.raises(Refused, match="Its first line says format 2, and this portal reads format 1"):
        opened(NAME + b"2\n{a header nobody knows yet}")


@pytest.mark.parametrize("scrypt", [[2**40, 8, 1], [2**15, 2**20, 1], [2**15, 8, 2**20], [3, 8, 1], [0, 0, 0], [1]])
def test_a_header_that_asks_for_gigabytes_is_refused(scrypt):
    with pytest.raises(Damaged, match="header"):
        opened(with_header(secret=PASSPHRASE, scrypt=scrypt), Secret(PASSPHRASE, b"correct horse battery"))


@pytest.mark.parametrize("changed", [{"salt": "no"}, {"salt": None}, {"secret": "word"}, {"mark": 5}, {"scrypt": None}])
def test_a_header_of_another_shape_is_refused(changed):
    with pytest.raises(Damaged, match="header"):
        opened(with_header(**changed))


def test_lengths_of_gigabytes_are_refused_without_reading_them():
    start, parts = taken_apart(sealed())
    with pytest.raises(Damaged, match="header"):
        opened(NAME + b"1\n" + b"\xff" * 4 + b"{}")
    with pytest.raises(Damaged, match="Part 1 is damaged"):
        opened(start + b"\xff" * 4 + b"".join(parts))
