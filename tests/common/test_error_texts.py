"""What a field says of input it cannot take is ours, not the framework's, and repeats nothing of what was sent."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Agency

pytestmark = pytest.mark.django_db
ECHO = "<b>evil</b>"


@pytest.mark.parametrize(
    ("field", "given", "words"),
    [
        (forms.CharField(max_length=3), "four", "Use 3 characters or fewer. You used 4."),
        (forms.CharField(min_length=3), "no", "Use 3 characters or more. You used 2."),
        (forms.CharField(), "a\0b", "This contains characters that cannot be shown. Please type it again."),
        (forms.IntegerField(), ECHO, "Give a whole number, for example 12."),
        (forms.IntegerField(max_value=10), "11", "Give 10 or less."),
        (forms.IntegerField(min_value=10), "9", "Give 10 or more."),
        (forms.DecimalField(), ECHO, "Give a number, for example 12 or 12.5."),
        (forms.DecimalField(decimal_places=2), "1.234", "Use 2 digits or fewer after the point."),
        (forms.TimeField(), ECHO, "Give a time of day, for example 9:30 or 14:00."),
        (forms.EmailField(), ECHO, "Give an e-mail address, for example name@example.org."),
        (
            forms.URLField(assume_scheme="https"),
            "javascript:alert(1)",
            "Give a web address, for example https://www.example.org/page.",
        ),
        (forms.SlugField(), ECHO, "Use letters, numbers, hyphens and underscores only."),
        (forms.ChoiceField(choices=[("a", "A")]), ECHO, "Choose one of the answers offered."),
        (forms.MultipleChoiceField(choices=[("a", "A")]), [ECHO], "Choose one of the answers offered."),
        (forms.MultipleChoiceField(choices=[("a", "A")]), ECHO, "Choose from the answers offered."),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_a_field_says_what_to_do_in_our_words(field, given, words):
    with pytest.raises(forms.ValidationError) as raised:
        field.clean(given)
    assert raised.value.messages == [words]


@pytest.mark.parametrize("given", ["999999", ECHO])
def test_a_choice_among_rows_does_not_tell_whether_a_row_exists(given):
    with pytest.raises(forms.ValidationError) as raised:
        forms.ModelChoiceField(Agency.objects.all()).clean(given)
    assert raised.value.messages == ["Choose one of the answers offered."]


def test_an_empty_file_is_refused_in_our_words():
    with pytest.raises(forms.ValidationError) as raised:
        forms.FileField().clean(SimpleUploadedFile("minutes.pdf", b""))
    assert raised.value.messages == ["This file is empty. Choose another."]
