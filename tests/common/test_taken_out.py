"""Words are found again wherever they were copied to, and taken out."""

from common.taken_out import Copies

SAID = "The bus doesn't come on Wednesdays, and nobody tells us why it has not come."
GONE = "[taken out]"


def test_a_copy_is_found_in_another_case_and_layout_and_what_is_around_it_stays():
    text = "Minutes.\n- THE BUS doesn’t come\n  on Wednesdays and nobody tells us: so it was said."
    assert Copies([SAID]).take_out(text) == f"Minutes.\n- {GONE}: so it was said."


def test_a_part_of_six_words_is_a_copy_and_five_are_not():
    copies = Copies([SAID])
    assert copies.take_out("They say nobody tells us why it has gone.") == f"They say {GONE} gone."
    assert copies.take_out("They say nobody tells us why it broke.") == "They say nobody tells us why it broke."


def test_a_short_text_is_found_where_it_stands_whole_and_three_words_are_not_looked_for():
    copies = Copies(["Buses come too late", "Buses come late"])
    assert copies.take_out("Again: buses come too late!") == f"Again: {GONE}!"
    assert copies.take_out("Again: buses come late!") == "Again: buses come late!"


def test_a_phrase_given_exactly_is_found_at_any_length_and_not_in_parts():
    copies = Copies.exactly(["Ann", "Hillview School in Ashby"])
    assert copies.take_out("Ann left Hillview School in Ashby. Annette stayed at Hillview School.") == (
        f"{GONE} left {GONE}. Annette stayed at Hillview School."
    )


def test_lists_and_dicts_are_read_through_and_numbers_left_alone():
    value = {"items": [{"number": 3, "minute": SAID}], "page": None}
    assert Copies([SAID]).take_out(value) == {"items": [{"number": 3, "minute": f"{GONE}."}], "page": None}


def test_tags_of_a_page_are_no_words_and_stay():
    page = "<p>The bus doesn&#x27;t come <b>on Wednesdays</b>, and nobody tells us</p>"
    assert Copies([SAID]).take_out(page) == f"<p>{GONE} <b>{GONE}</b>, {GONE}</p>"


def test_no_words_are_in_no_text():
    assert not Copies([]).are_in(SAID)
    assert not Copies(["", " "]).are_in("")


def test_a_phrase_goes_only_where_it_stands_in_a_copy_of_the_texts_it_was_taken_from():
    text = "We wrote to Sam Reed about the Saturday club."
    copies = Copies.exactly(["Sam Reed"], within=[text])
    page = f"<p>They said: {text}</p><p>Sam Reed opened the year.</p>"
    assert copies.take_out(page) == (
        "<p>They said: We wrote to [taken out] about the Saturday club.</p><p>Sam Reed opened the year.</p>"
    )
    assert not copies.are_in("Dear Sam Reed, your code is 123.")
    assert not Copies.exactly(["Sam Reed"], within=[]).are_in(text)
