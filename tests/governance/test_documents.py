"""Other clauses on the same records: a new version of the terms, and an invented standard of three clauses."""

import datetime as dt
import html
import re

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEntry
from common import clock
from common.models import TextVersion
from governance.models import Clause, GoverningDocument, TermsVersion
from governance.services.documents import load_shipped
from tests.counting import cost
from tests.factories import members
from tests.sample_year import AS_OF

pytestmark = pytest.mark.django_db
D = dt.date
STANDARD = """
title = "National standard"
number = 1
in_force_on = 2026-04-01

[[clauses]]
identifier = "N1"
part = "Who is heard"
text = "Everybody who is affected is represented."
evidence = "representation"

[[clauses]]
identifier = "N2"
part = "Who is heard"
text = "Nobody is left without an answer."
evidence = "formal-answers"

[[clauses]]
identifier = "N3"
part = "Kindness"
text = "People are treated kindly."
"""


@pytest.fixture
def write(tmp_path):
    """Write a file and return its path."""

    def write(text, name="standard.toml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return write


@pytest.fixture
def load(write, capsys):
    """Load a text by the command, and return what it says."""

    def load(text=STANDARD, *options):
        call_command("load_terms", write(text), *options)
        return capsys.readouterr().out

    return load


@pytest.fixture
def refused(write):
    """Load a text that is refused: nothing of it may be left. Returns the reasons."""

    def refused(text, *options):
        before = rows()
        with pytest.raises(CommandError, match=r"Nothing was loaded|cannot be read") as error:
            call_command("load_terms", write(text), *options)
        assert rows() == before
        return str(error.value)

    return refused


def rows():
    return [
        list(model.objects.values()) for model in (GoverningDocument, TermsVersion, Clause, TextVersion, AuditEntry)
    ]


def words(client, address):
    text = client.get(address).content.decode()
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)))


def test_a_standard_is_loaded_whole_with_its_date_and_its_kinds(load):
    assert "National standard 1: 3 clauses, 1 of them without a kind of evidence; in force from 2026-04-01." in load()
    version = TermsVersion.objects.get()
    assert (version.document.slug, version.document.is_ours) == ("national-standard", False)
    assert (version.in_force_on, version.review_on) == (D(2026, 4, 1), D(2027, 4, 1))
    asked = version.clauses.values_list("identifier", "evidence_kind")
    assert list(asked) == [("N1", "representation"), ("N2", "formal-answers"), ("N3", "")]
    assert AuditEntry.objects.get().verb == "load_version"


def test_it_is_shown_at_its_own_address_on_the_same_records(load, client):
    load_shipped(now=clock.at(D(2025, 9, 1), dt.time(9)))
    load()
    members.a_member(seat=members.a_seat(constituency=members.a_constituency(is_required=True)))
    said = words(client, "/terms/national-standard/")
    assert "N1 Everybody who is affected is represented. kept 1 of 1 constituencies are represented" in said
    assert "N3 People are treated kindly. no evidence yet" in said
    assert "1 of 1 constituencies are represented" in words(client, "/terms/")


def test_the_page_of_the_terms_names_it_and_is_otherwise_as_before(load, client):
    load_shipped()
    before = words(client, "/terms/")
    load()
    after = words(client, "/terms/")
    assert "People are treated kindly" not in after
    assert after.replace(" Other documents that use the same records National standard", "") == before


def test_before_its_day_it_has_no_page(load, client):
    load(STANDARD.replace("2026-04-01", (AS_OF + clock.DAY).isoformat()))
    assert client.get("/terms/national-standard/").status_code == 404
    assert client.get("/terms/nobody-wrote-this/").status_code == 404
    assert "National standard" not in words(client, "/terms/")


def test_a_page_reads_only_the_evidence_that_it_shows(load, client):
    load_shipped()
    load()
    assert cost(client, "/terms/national-standard/") < cost(client, "/terms/") / 2


def test_the_same_file_again_changes_nothing(load):
    load()
    before = rows()
    assert "It was there already." in load()
    assert rows() == before


def test_a_title_and_a_date_may_be_given_beside_the_file(load):
    undated = STANDARD.replace("in_force_on = 2026-04-01\n", "")
    load(undated, "--document", "Standard of the region", "--in-force-on", "2026-05-01")
    assert TermsVersion.objects.get().in_force_on == D(2026, 5, 1)
    assert GoverningDocument.objects.get().slug == "standard-of-the-region"


def test_a_new_version_of_the_terms_takes_the_place_of_the_old_on_its_day(load, client):
    load_shipped(now=clock.at(D(2025, 9, 1), dt.time(9)))
    new = STANDARD.replace('title = "National standard"', 'slug = "terms"\ntitle = "Terms of reference"')
    load(new.replace("number = 1", "number = 2").replace("2026-04-01", "2026-11-22"))
    assert "M11 When a member" in words(client, "/terms/")
    with clock.frozen(D(2026, 11, 22)):
        said = words(client, "/terms/")
    assert "M11 When a member" not in said
    assert "Version 2, in force since 22 November 2026" in said
    assert "N1 Everybody who is affected" in said
    assert "V1 Every theme" in said
    assert GoverningDocument.objects.get(slug="terms").is_ours


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('evidence = "representation"', 'evidence = "kindness"', "N1: No records provide the evidence “kindness”."),
        ('identifier = "N2"', 'identifier = "N1"', "Two clauses are called N1."),
        ('identifier = "N2"', 'identifier = "N 2"', "N 2: Begin with a letter"),
        ('identifier = "N2"', f'identifier = "{13 * "N"}"', "Use 12 characters or fewer"),
        ('part = "Kindness"', f'part = "{61 * "k"}"', "N3: Use 60 characters or fewer"),
        ('text = "Nobody is left without an answer."\n', "", "“text” is missing in clause 2."),
        ('text = "Nobody is left without an answer."', "text = 7", "“text” must be a text in quotes in clause 2."),
        ("in_force_on = 2026-04-01\n", "", "Give in_force_on, the date it comes into force."),
        (
            "in_force_on = 2026-04-01",
            'in_force_on = "1 April"',
            "“in_force_on” must be a date like 2026-04-01 at the top.",
        ),
        ("in_force_on = 2026-04-01", "in_force_on = 2026-04-01T12:00:00", "must be a date"),
        ("in_force_on", "in_force_from", "“in_force_from” is not a known name at the top."),
        ("evidence =", "proof =", "“proof” is not a known name in clause 1."),
        ("number = 1\n", "", "“number” is missing at the top."),
        ("number = 1", "number = 0", "A version number must be from 1 to 999."),
        ("number = 1", "number = 1000", "A version number must be from 1 to 999."),
        ("number = 1", "number = true", "“number” must be a whole number at the top."),
        ('title = "National standard"', 'title = "!!!"', "!!!: This field cannot be blank."),
        ('title = "National standard"', f'title = "{151 * "t"}"', "Use 150 characters or fewer"),
        ("Nobody is left", "Nobody\\u0000is left", "“text” holds a character that cannot be stored in clause 2."),
        ("[[clauses]]", "[[parts]]", "A version needs at least one clause"),
        ("number = 1", "number = ", "This is not valid TOML"),
    ],
)
def test_a_file_with_a_fault_is_refused_with_the_reason_and_nothing_is_loaded(refused, old, new, reason):
    assert reason in refused(STANDARD.replace(old, new))


def test_every_fault_is_named_at_once(refused):
    text = (
        STANDARD.replace("representation", "kindness").replace('"N3"', '"N2"').replace("in_force_on = 2026-04-01", "")
    )
    said = refused(text).splitlines()
    assert said[1:] == [
        "Give in_force_on, the date it comes into force.",
        "Two clauses are called N2.",
        "N1: No records provide the evidence “kindness”.",
    ]


def test_what_cannot_be_read_hides_no_other_fault(refused):
    text = (
        STANDARD.replace("representation", "kindness")
        .replace('text = "Nobody is left without an answer."\n', "")
        .replace('identifier = "N3"\n', "")
        .replace("number = 1", "number = 0")
    )
    assert refused(text).splitlines()[1:] == [
        "“text” is missing in clause 2.",
        "“identifier” is missing in clause 3.",
        "A version number must be from 1 to 999.",
        "N1: No records provide the evidence “kindness”.",
    ]
    assert refused('strange = 1\nnumber = ""').splitlines()[1:] == [
        "A version needs at least one clause, each under [[clauses]].",
        "“strange” is not a known name at the top.",
        "“title” is missing at the top.",
        "“number” must be a whole number at the top.",
        "Give in_force_on, the date it comes into force.",
    ]


def test_a_day_that_is_none_is_refused_in_words(write):
    with pytest.raises(CommandError, match=r"“soon” is not a date like 2026-04-01\."):
        call_command("load_terms", write(STANDARD), "--in-force-on", "soon")


@pytest.mark.parametrize("title", ["Terms", "Promises"])
def test_the_address_of_the_groups_own_document_is_kept_until_it_is_here(refused, title):
    said = refused(STANDARD.replace("National standard", title))
    assert f"“{title.lower()}” is the address of the group's own document, which is not here yet." in said
    load_shipped()
    assert "needs a higher number and a later day" in refused(
        STANDARD.replace("National standard", title).replace("number = 1", "number = 2")
    )


def test_a_version_that_is_there_and_says_something_else_is_refused(load, refused):
    load()
    assert "Version 1 already exists and says something else." in refused(STANDARD.replace("kindly", "well"))
    assert "Version 1 already exists" in refused(STANDARD.replace("2026-04-01", "2026-05-01"))


@pytest.mark.parametrize(("number", "day"), [(1, "2026-09-01"), (3, "2026-04-01"), (3, "2026-03-31")])
def test_a_version_follows_the_one_before_it_in_number_and_day(load, refused, number, day):
    load(STANDARD.replace("number = 1", "number = 2"))
    text = STANDARD.replace("number = 1", f"number = {number}").replace("2026-04-01", day)
    assert "This one needs a higher number and a later day." in refused(text)


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_terms", str(tmp_path / "nowhere.toml"))
    (tmp_path / "picture.toml").write_bytes(b"\xff\xd8")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_terms", str(tmp_path / "picture.toml"))


def test_the_command_lists_the_kinds_and_what_nobody_asks_for(load, capsys):
    call_command("load_terms", "--kinds")
    assert "  absence-reviews: reviews of members who missed three meetings in a row\n" in capsys.readouterr().out
    said = load()
    assert "No clause in force asks for:" in said
    assert "absence-reviews" in said
    assert "representation" not in said.split("No clause in force")[1]
    with pytest.raises(CommandError, match="Give a FILE"):
        call_command("load_terms")
