"""What looks as if it showed who somebody is, marked in a text; and how that is measured."""

import time

import pytest

from common.marks import marks_in, odd_in, put_back_choices, taken_out, were_taken_out
from common.marks.measuring import labelled_texts, score_of

YEAR = 2026


def out(text, keep=()):
    return taken_out(text, marks_in(text, this_year=YEAR), keep=keep)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("My son Oluwaseun cries.", "My son [name] cries."),
        ("my daughter kayleigh-mae cries", "my daughter [name] cries"),
        ("my son will has autism and will be seven", "my son [name] has autism and will be seven"),
        ("his teacher mrs hill said no", "his teacher [name] said no"),
        ("We met Dr. Kowalczyk.", "We met [name]."),
        ("We met Grace van der Berg.", "We met [name]."),
        ("Art, her brother, waits.", "[name], her brother, waits."),
        ("She is at St Mary's C of E Primary School now.", "She is at [school] now."),
        ("he goes to oak tree primary", "he goes to [school]"),
        ("We live at 14 Mill Lane, MR5 1AB.", "We live at [place], [postcode]."),
        ("Ring 01632 960 123 or +44 7700 900123.", "Ring [phone number] or [phone number]."),
        ("Write to t.a@example.org.", "Write to [e-mail address]."),
        ("His NHS number is 943 476 5919.", "His NHS number is [NHS number]."),
        ("Case ref EHC/2023/0417 is lost.", "Case ref [case number] is lost."),
        ("She was born on 3 May.", "She was born on [date of birth]."),
        ("He is 12/03/2016.", "He is [date of birth]."),
        ("PRIYA IS NINE AND THE TAXI IS LATE.", "[name] IS NINE AND THE TAXI IS LATE."),
        ("I ASKED MISS OYELADE AND SHE RANG.", "I ASKED [name] AND SHE RANG."),
        ("Kacper Nowak of Oakfield Primary rang.", "[name] of [school] rang."),
        ("Priya Shah at St Mary's C of E Infants rang.", "[name] at [school] rang."),
        ("She is at Our Lady of Sorrows RC Primary.", "She is at [school]."),
        ("Mr & Mrs Chowdhury, Father Tim and Sr. Paulo came.", "[name], [name] and [name] came."),
        ("We asked Lotte van den Heuvel and D. Winter.", "We asked [name] and [name]."),
        ("they told wojteks mum and the physio jurgita", "they told [name] mum and the physio [name]"),
        ("my april hates the holidays, april was hard", "my [name] hates the holidays, april was hard"),
        ("Jordan has been at home since May.", "[name] has been at home since May."),
        ("is cherry still there, i had a cherry", "is [name] still there, i had a cherry"),
        (
            "Dear Hope, thanks for the taxi. It came on time. Grace x",
            "Dear [name], thanks for the taxi. It came on time. [name] x",
        ),
        ("The one who rings is Bex, Mo or their dad.", "The one who rings is [name], [name] or their dad."),
        ("Child: Grace Page\nSchool: The Willows", "Child: [name]\nSchool: [school]"),
        ("he moved from woodside to hazel grove", "he moved from [school] to [school]"),
        ("They sent him home from Thistledown.", "They sent him home from [place]."),
        ("Parkway keep ringing; the Lighthouse unit does not.", "[school] keep ringing; the [school] does not."),
        ("we moved to 9 foundry yard", "we moved to [place]"),
        ("shes 12 on 14 august, ehc 77120", "shes 12 on [date of birth], [case number]"),
    ],
)
def test_what_shows_who_somebody_is_is_taken_out(text, left):
    assert out(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "We hope the school will listen to us. It may rain in May.",
        "The local primary school has a new head. Every special school is full.",
        "On Monday the SENCO rang about the EHC plan. CAMHS did not.",
        "The meeting was on 3 May 2026 at 10.30, and took 90 minutes each way.",
        "The letter has hard words. My mother reads Polish. Year 4 is hard.",
        "He went from Poland to Kent in April. In May and last summer the taxi came. My son is Deaf.",
        "His speach is better becuase of the physio. We chose a unit on a hill.",
        "Autism, Down's syndrome, Crohn's, Williams syndrome and Prader-Willi syndrome are on the list.",
        "[name] waits at [school].",
    ],
)
def test_ordinary_words_are_not_marked(text):
    assert out(text) == text


def test_a_name_marked_once_is_marked_again_in_small_letters():
    told = "I wrote about Hope. We took hope home, and hope cried."
    assert out(told) == "I wrote about [name]. We took [name] home, and [name] cried."


def test_what_is_put_back_stays_wherever_it_comes_and_the_rest_is_out():
    text = "Sam waits at Elm School. Sam cries with Priya."
    assert out(text, keep={"sam"}) == "Sam waits at [school]. Sam cries with [name]."
    marks = marks_in(text, this_year=YEAR)
    choices = [("sam", "Sam (name)"), ("elm school", "Elm School (school)"), ("priya", "Priya (name)")]
    assert put_back_choices(marks) == choices


def test_what_was_taken_out_is_told_from_what_stayed():
    marks = marks_in("Sam waits at Elm School.", this_year=YEAR)
    assert were_taken_out(marks, "A child waits at Elm School.")
    assert not were_taken_out(marks, "Sam waits, at Elm School!")
    assert not were_taken_out([], "A child waits.")


def test_other_capitals_dates_and_long_numbers_look_odd():
    text = "We use the Green Door on 3 May 2026, room 40 215, for 1,200 days since 2019."
    assert odd_in(text, marks_in(text, this_year=YEAR)) == ["Green", "Door", "3 May 2026", "40 215"]


def test_labels_are_read_and_counted():
    [(text, items)] = labelled_texts("[[name:Sam]] rang [[telephone:01632 960 123]].\n----\n")
    assert text == "Sam rang 01632 960 123."
    found = [(item.kind, text[item.start : item.end]) for item in items]
    assert found == [("name", "Sam"), ("telephone", "01632 960 123")]
    score = score_of("[[name:Sam]] saw [[name:the]] taxi of Priya.", this_year=YEAR)
    assert (score.labelled["name"], score.found["name"], score.false_marks) == (2, 1, 1)
    assert not score.is_good


def test_a_long_text_is_marked_in_a_moment():
    text = "My son Sam waits at Elm School and the taxi is late again, as it was last week. " * 250
    begun = time.process_time()
    assert len(marks_in(text, this_year=YEAR)) == 500
    assert time.process_time() - begun < 2


SHAPES = ("x", "a-", "the The ", "Elm of the Oak ", "Sam and ", "at Larkspur ", "J. Smith, ", "12/", "born 3 May 2014 ")


@pytest.mark.parametrize("shape", SHAPES)
def test_a_text_of_twice_the_length_takes_about_twice_the_time(shape):
    """A form takes 100,000 letters of anything; what took the square of its length held a page for minutes."""

    def seconds(letters):
        text, began = shape * (letters // len(shape)), time.process_time()
        marks_in(text, this_year=YEAR)
        return time.process_time() - began

    seconds(1000)
    assert seconds(80_000) < 6 * max(seconds(20_000), 0.02)
