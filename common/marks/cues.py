"""Words that say what the word beside them is: kin, titles, roles, verbs (`lists/cues.txt`)."""

from functools import cache

from common.marks.word_lists import LISTS


@cache
def _sections() -> dict[str, frozenset[str]]:
    parts = (LISTS / "cues.txt").read_text(encoding="utf-8").split("[")
    return {name: frozenset(words.split()) for name, _bracket, words in (part.partition("]") for part in parts)}


def _cue(name: str) -> frozenset[str]:
    return _sections()[name]


KIN = _cue("kin")
TITLES = _cue("titles")
SURE_TITLES = _cue("sure_titles")
CALLED = _cue("called")
ROLES = _cue("roles")
OWNED_BY_PEOPLE = _cue("owned_by_people")
# What follows a name, and hardly ever the ordinary word that is spelled like it.
AFTER_A_NAME = _cue("after_a_name")
NAMES_VERB = _cue("names_verb")
BEFORE_A_NAME = _cue("before_a_name")
# Whom one asks is somebody: "ask sue".
ASKED = _cue("asked")
WITH = _cue("with")
GREETINGS = _cue("greetings")
# Who is greeted and is no name: "Dear all".
GREETED = _cue("greeted")
# What makes it the ordinary word after all: "will be", "we hope", "the rose".
WORD_FOLLOWS = _cue("word_follows")
WORD_PRECEDES = _cue("word_precedes")
# As names they need a capital or a nearer sign: "hope is", "may have".
MOSTLY_WORDS = _cue("mostly_words")
# Names that are months or seasons too, and what stands before these: "last summer".
MONTHS = _cue("months")
BEFORE_MONTHS = _cue("before_months")
# Surnames that are words too, and follow a name without being its end: "Sam long".
FREQUENT = _cue("frequent")
PARTICLES = _cue("particles")
# Of those, what a name may begin with: "van den Heuvel".
BEGIN_PARTICLES = _cue("begin_particles")
FAREWELLS = _cue("farewells")
DISEASES = _cue("diseases")
PLACE_BEFORE = _cue("place_before")
PLACE_WORDS = _cue("place_words")
SMALL_PLACE_WORDS = _cue("small_place_words")
# No house number, before a word for a street: "40 minutes each way".
UNITS = _cue("units")
SCHOOL_WORDS = _cue("school_words")
# What a part of a school is called; its own name needs a capital: "the Lighthouse unit".
CLASS_WORDS = _cue("class_words")
# Between a school's own name and the word for its kind: "St Mary's C of E Primary".
BETWEEN = _cue("between")
# Before "of" in the name of a school: "Our Lady of Sorrows". Any other "of" parts two names: "Sam Hill of Elm School".
OF_HEADS = _cue("of_heads")
# The words before "school" that name none: "the local school", "which primary school".
SCHOOL_STOP = _cue("school_stop")
# Of those, what may begin a name: "Little Acorns Nursery".
ADJECTIVES = _cue("adjectives")
# How a house or a school likes to be called: "hazel grove", "little foxes".
HOUSE_NAMES = _cue("house_names")
# What schools do: "Woodside say yes".
IN_SCHOOLS = _cue("in_schools")
ATTENDS = _cue("attends")
GOES_TO = _cue("goes_to")
# "will the teacher", "may the head": no names, though a role follows.
NO_NAMES_BEFORE_THE = frozenset({"will", "may", "can", "mark", "let", "earnest"})
# First names that are hardly ever the word that is spelled like them in what parents write: "cherry", "roman".
SELDOM_WORDS = _cue("seldom_words")
# What makes even these the word: "a cherry".
DETERMINERS = _cue("determiners")
# Who is told by a letter: "child M".
INITIALLED = _cue("initialled")
# Between a name and what it does: "dawn still hides".
ADVERBS = _cue("adverbs")
# How verbs follow a name in the English of who learns it: "my son segun need help".
BROKEN_VERBS = _cue("broken_verbs")
# Kinds of house after which a name is hardly ever anything else, in small letters too: "hunters lodge".
HOUSE_KINDS = _cue("house_kinds")
# Kinds of school before which even ordinary words in small letters are a name: "foxglove primary".
NAMED_KINDS = _cue("named_kinds")
# What is a name after "at the", in small letters too: "at the willows".
THE_HOUSES = _cue("the_houses")
# What ends like the name of a house and is none: "railway".
NO_HOUSES = _cue("no_houses")
# What a month does as much as a child: "April was hard".
OF_TIMES = _cue("of_times")
# Titles before which any capital is a name; in small letters they are ordinary words too: "miss school".
NAMED_SURELY = _cue("named_surely")
# Verbs of which people are the objects, more than things: "we took hope home".
DONE_TO_PEOPLE = _cue("done_to_people")
# Before "will" and the like these make it a name: "can will come".
MODALS = _cue("modals")
# Other languages' words for a school, before its name: "Ysgol Bro Derwen"; and the small words in such a name.
SCHOOLS_ABROAD = _cue("schools_abroad")
PARTICLES_OF_SCHOOLS = _cue("particles_of_schools")
# Whom a school has, and which stands before "of" it: "the head of Broadwater".
HEADS_OF_SCHOOLS = _cue("heads_of_schools")
# What a school has: "Aspire's senco".
OWNED_BY_SCHOOLS = _cue("owned_by_schools")
# Ordinary words that schools like to be called: "Compass were great", "from phoenix to pathways".
SCHOOL_NAMES = _cue("school_names")
# How nurseries are called: "busy bees", "tiny steps".
NURSERY_FIRSTS = _cue("nursery_firsts")
NURSERY_LASTS = _cue("nursery_lasts")
# Names that many church schools and nurseries have, in small letters too: "all saints", "stepping stones".
KNOWN_SCHOOL_NAMES = frozenset(name.replace("-", " ") for name in _cue("known_school_names"))
# What stands before "road" and names none: "a busy road".
BEFORE_STREETS = _cue("before_streets")
# Who acts as a school does, and is none: "Transport have refused".
NOBODY_NAMED = _cue("nobody_named")
# Short forms that are written with points as initials are: "U.K.", "p.s.".
POINTED = _cue("pointed")
# What is asked of somebody: "is mark still there".
BACK = _cue("back")
# Before one capital letter that stands for nobody: "Section F".
BEFORE_LETTERS = _cue("before_letters")
# Where somebody works: "carol in admissions".
DEPARTMENTS = _cue("departments")
# After "will" these make it a name: "will left his bag".
PAST_VERBS = _cue("past_verbs")
# Houses whose name has an s and yet is one: "the poplars is shutting".
SEVERAL_HOUSES = _cue("several_houses")
# What two words for houses in small letters do not begin or end with: "he'll walk down".
NO_HOUSE_PAIRS = _cue("no_house_pairs")
# What stands after "at" without an article and is no school: "at home", "at lunch"; and what may follow one that is.
NOT_VISITED = _cue("not_visited")
AFTER_PLACES = _cue("after_places")
# Seasons, which have no capital of their own inside a sentence, and what gives them one: "the Summer Term".
SEASONS = _cue("seasons")
AFTER_SEASONS = _cue("after_seasons")
