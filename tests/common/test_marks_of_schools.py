"""Schools and places that ordinary words name, marked in a text."""

import pytest

from common.marks import marks_in, taken_out

YEAR = 2026


def out(text):
    return taken_out(text, marks_in(text, this_year=YEAR))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Larkspur have excluded him again.", "[school] have excluded him again."),
        ("Rowanbank sent a photo of the trip.", "[school] sent a photo of the trip."),
        ("Nightingale won't let him start.", "[school] won't let him start."),
        ("Compass were brilliant with us.", "[school] were brilliant with us."),
        ("Aspire's idea of a lesson is a film.", "[school]'s idea of a lesson is a film."),
        ("Northern Lights say they saw it.", "[school] say they saw it."),
        ("Marshlands got a changing place.", "[school] got a changing place."),
        ("the willows wont take him", "[school] wont take him"),
        ("The Willows won't take him. I asked The Beeches School.", "[school] won't take him. I asked [school]."),
        ("we are moving him from phoenix to pathways", "we are moving him from [school] to [school]"),
        ("he got in to riverside but not in to town", "he got in to [school] but not in to town"),
        ("he got kicked out of jubilee park", "he got kicked out of [school]"),
        ("THE HEAD OF BLUEBELL TOLD ME TO WAIT", "THE HEAD OF [school] TOLD ME TO WAIT"),
        ("the school manor park say he must go", "the school [school] say he must go"),
        ("he is at plough now and at home later", "he is at [school] now and at home later"),
        ("hes down for steeple, its 3 miles from bulrush", "hes down for [school], its 3 miles from [school]"),
        ("Barnacles doesn't know. Forge has a rule.", "[school] doesn't know. [school] has a rule."),
        ("He is at Apple Tree. Two Rivers wrote to us.", "He is at [school]. [school] wrote to us."),
        ("elsewhere is park view, they said", "elsewhere is [school], they said"),
        ("I wrote about Silver Birch and waited.", "I wrote about [school] and waited."),
        ("In order: Ashlar, Dunlin Park, St Hugh's.", "In order: [school], [school], [school]."),
        ("pls tell blackwater to read it", "pls tell [school] to read it"),
        ("Wolds is an academy now. Sandpiper loves him.", "[school] is an academy now. [school] loves him."),
        ("the poplars is shutting", "[school] is shutting"),
        ("my niece's school heathlands wont help", "my niece's school [school] wont help"),
    ],
)
def test_a_school_is_told_by_what_it_does_and_by_where_children_go(text, left):
    assert out(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("old school was st judes, then all saints", "old school was [school], then [school]"),
        ("there is room in st annes and in st annes nursery", "there is room in [school] and in [school]"),
        ("I collect them from Saint Monica's at three.", "I collect them from [school] at three."),
        ("He has his place at Emmanuel C of E now.", "He has his place at [school] now."),
        ("Hollin Bank C of E (VA) Primary has two rooms.", "[school] has two rooms."),
        ("School: Our Lady of the Fields RC Primary, Year 1.", "School: [school], Year 1."),
        ("She starts at Cobblers Yard Children's Centre Nursery.", "She starts at [school]."),
        ("In Ysgol y Castell and ysgol bro derwen it was calm.", "In [school] and [school] it was calm."),
        ("We saw Academy of St Alban and Academy 21.", "We saw [school] and [school]."),
        ("We asked Scoil na Fuinseoige for help.", "We asked [school] for help."),
        ("he starts busy bees monday, we love stepping stones", "he starts [school] monday, we love [school]"),
        ("the twins are at tiny steps and at Little Stars", "the twins are at [school] and at [school]"),
    ],
)
def test_church_schools_nurseries_and_welsh_and_irish_ones_are_marked(text, left):
    assert out(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("I wait at the corner of gosling road every day.", "I wait at the corner of [place] every day."),
        ("We went to Sallow Road surgery.", "We went to [place]."),
        ("Her mum is in the Royal Infirmary.", "Her mum is in the [place]."),
        ("We live in Flat 6 Weavers Court, not in Flat 9.", "We live in [place], not in [place]."),
        ("Write to 6A Chandlers Court.", "Write to [place]."),
    ],
)
def test_streets_clinics_and_flats_are_marked(text, left):
    assert out(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "It is a busy road and a country lane. The high street is shut, the main road is worse.",
        "Teachers say it is fine. Transport have refused. Nobody told us. Everything was great.",
        "We'd have been lost. I've put the form in the post. Parking is full. Speaking was hard.",
        "The school said no, the nursery is closing, and the head of year told me that he can stay.",
        "He'll walk down at interview. The oak tree by the river is big. The overview is short.",
        "He left school at fifteen. I am at dialysis. We ran out of patience. She is out of sight at lunch.",
        "County Hall is shut. We use the Green Door. The trip was on Bonfire Night. He is at WORK.",
        "The hospital was lovely. The GP surgery is full. Our children's centre is closing.",
        "She takes tiny steps. He likes the little stars on his book. We saw some ladybirds.",
        "They got out of the car. He is out of school. Half of the class left.",
    ],
)
def test_ordinary_words_that_do_the_same_are_not_marked(text):
    assert out(text) == text
