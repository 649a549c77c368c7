"""Schools that ordinary words name: "Compass were great", "at st judes", "Larkspur won't take him", "gosling road"."""

import re
from collections.abc import Callable, Iterator

from common.marks import cues
from common.marks.model import Kind, Mark
from common.marks.own_names import is_attended, is_house_word, mark
from common.marks.tokens import Word
from common.marks.word_lists import (
    is_first_name,
    is_misspelt,
    is_name,
    is_rare,
    is_word,
    may_be_capital,
    may_be_first_name,
)

# What hardly anybody does but a school: "have excluded", "won't take him", "sent a photo", "is full".
SAYS = "say|said|told|asked|rang|phoned|emailed|wrote|sent|refused|excluded|offered|suspended"
WHOM = r"(?:him|her|them|us|me|my|our|a|an|the|it|his|their|one|two|no|any|anyone|children|kids|[A-Z]\w+)"
DONE_BY_SCHOOLS = re.compile(
    rf" (?:(?:just|still|also|now|never|only|then|even) )?"
    rf"(?:(?:have|has|had|haven['’]?t|hasn['’]?t|hadn['’]?t|did|didn['’]?t|don['’]?t|doesn['’]?t) (?:\w+ )?"
    rf"(?:{SAYS}|rung|told|asked|agreed|put|got|kept|taken|given|moved|lost|stopped|a place|places|a (?:unit|base)"
    rf"|space|room|no (?:space|room|places?))\b"
    rf"|(?:won['’]?t|wouldn['’]?t|can['’]?t|cannot|couldn['’]?t|will not|would|will) (?:even )?"
    rf"(?:take|have|meet|accept|admit|let|keep|offer|give|allow|hold|answer|speak|talk|listen|help|do|change|tell|say|send"
    rf"|ring|fund|pay|budge)\b"
    rf"|(?:sent|rang|phoned|told|took|excluded|refused|suspended"
    rf"|keeps? (?:ringing|sending|calling)|put|lets?|gave|made|got"
    rf"|wants?|moved|dropped|phones|rings|sends|tells|says?|said) {WHOM}\b"
    rf"|(?:calls?|called) (?:it|him|her|them|theirs|that|me|us|this|its)\b|(?:knows|wrote)\b|(?:has|had) an? [\"“\w]"
    rf"|(?:is|was) (?:where|the (?:only|school|one|first))\b|does(?:n['’]?t|nt) (?:know|do|have|want|answer|take|let)\b"
    rf"|(?:say|said|says) (?:no|yes|that|they|we|he|she|its?|it['’]s)\b"
    rf"|(?:is|are|was|were) (?:full|oversubscribed|brilliant|great|fantastic|useless|amazing|closing|closed|miles"
    rf"|rubbish|lovely|wonderful|fab|refusing|excluding|trying|saying|keen|happy|named|over|out of)\b"
    rf"|(?:is|was|became|has become) (?:now |only |just )?an? (?:academy|\w* ?(?:school|nursery|college))\b"
    rf"|(?:wrote|promised|agreed|decided|claims?|claimed|insists?|thinks?|reckons?|replied|admits?|admitted)"
    rf" (?:in|to|that|he|she|it|on|they|we|me|us|my|back|a)\b"
    rf"|(?:know|knew|need|failed) (?:this|that|about|how|him|her)\b)"
)
# What one does, and several do not: "Barnacles doesn't know".
ONE_DOES = re.compile(r" (?:has|is|was|says|knows|calls|keeps|wants)\b| (?:does|is|was|has)n['’]?t\b")
# The first of several after a colon: "In order: Ashlar, Dunlin Park and the Willows".
LISTED = re.compile(r", (?:the )?[A-Z]\w")
STREETS = frozenset({"road", "rd", "lane", "street", "avenue", "ave", "crescent"})
NO_OWN = cues.NOBODY_NAMED | cues.KIN | cues.ROLES | cues.GREETED | cues.GREETINGS | cues.SCHOOL_WORDS | cues.TITLES
NO_STREET = NO_OWN | cues.BEFORE_STREETS | cues.DETERMINERS | cues.UNITS | cues.PLACE_BEFORE | cues.SCHOOL_STOP
HOUSE_PAIRS = cues.HOUSE_NAMES - cues.NO_HOUSE_PAIRS
# Before ordinary woods and parks: "in park view" may be anything, "at park view" hardly.
BEFORE_HOUSES = cues.DETERMINERS | cues.PLACE_BEFORE - {"at", "from"} | {"my", "our", "her", "their"}
NOT_VISITED = NO_OWN | cues.NOT_VISITED | cues.SCHOOL_STOP | cues.MONTHS | cues.WORD_FOLLOWS | cues.UNITS
AFTER_VISITED = cues.AFTER_PLACES | cues.AFTER_A_NAME
NEVER_OWN = NO_OWN | cues.SCHOOL_STOP | cues.WORD_FOLLOWS | cues.WORD_PRECEDES | cues.ADVERBS
SHORTEST = 4
LONGEST_FOREIGN = 5
PUT_OUT = frozenset(
    {"kicked", "chucked", "thrown", "taken", "took", "pulled", "moved", "removed", "booted", "him", "her"}
)
TOLD = frozenset({"is", "was", "called", "named", "be"})
# Where a school has been said before, its "to" says another one: "from phoenix to pathways".
FURTHEST_FROM = 4


def bare_schools_in(text: str, words: list[Word]) -> Iterator[Mark]:
    """Find the schools that only what they do, or where they stand in the sentence, tells from ordinary words."""
    for at, word in enumerate(words):
        if at and _is_close(word):
            yield from (mark(text, words[at - 1], word, kind) for kind, rule in PAIRS if rule(words, at))
            if _act_as_school(text, words[at - 1], word):
                yield mark(text, words[at - 1], word, Kind.SCHOOL)
    for at, word in enumerate(words):
        if _acts_as_school(text, word) or _owns_as_school(words, at) or _is_visited(words, at):
            yield mark(text, word, word, Kind.SCHOOL)
        elif word.plain in cues.SCHOOLS_ABROAD:
            yield mark(text, word, words[_end_of_foreign(words, at)], Kind.SCHOOL)


def _acts_as_school(text: str, word: Word) -> bool:
    """Say whether a school begins to do something: "Larkspur have excluded him", "but Compass were great"."""
    if word.is_owner or not (word.is_capital or word.starts_sentence):
        return False
    follows = text[word.end : word.end + 40]
    is_doing = bool(DONE_BY_SCHOOLS.match(follows))
    if word.plain in cues.SCHOOL_NAMES and not may_be_first_name(word.plain):
        return is_doing or (word.is_capital and _acts(follows))
    is_told = (":" in word.gap and bool(LISTED.match(follows))) or (is_rare(word.plain) and _acts(follows))
    is_one = bool(ONE_DOES.match(follows))
    return word.starts_sentence and (is_doing or is_told) and _may_be_own(word, is_one=is_one)


def _acts(follows: str) -> bool:
    following = re.match(r" (\w+(?:['’]t)?)\b", follows)
    return following is not None and following.group(1).replace("’", "'") in cues.IN_SCHOOLS | cues.AFTER_A_NAME


def _act_as_school(text: str, first: Word, second: Word) -> bool:
    """Say whether two capitals that are ordinary words do what schools do: "Northern Lights told us"."""
    both = (first, second)
    if any(not word.is_capital or word.is_all_capitals or word.is_owner or is_name(word.plain) for word in both):
        return False
    stopped = NO_OWN | cues.WORD_FOLLOWS | cues.WORD_PRECEDES | cues.BEFORE_A_NAME
    is_usual = any(may_be_capital(word.plain) or "'" in word.plain or word.plain in stopped for word in both)
    if is_usual or may_be_first_name(first.plain) or second.starts_sentence:
        return False
    return bool(DONE_BY_SCHOOLS.match(text[second.end : second.end + 40])) or _stand_alone(text, first, second)


def _stand_alone(text: str, first: Word, second: Word) -> bool:
    """Say whether two capitals stand between small words, without an article: "about Northern Lights and"."""
    before = re.search(r"(\w+) $", text[max(0, first.start - 20) : first.start])
    after = re.match(r"(?:['’]s?)? ([a-z]+)|[,.?!;:)]", text[second.end : second.end + 20])
    is_told = before is not None and before.group(1).islower() and before.group(1) not in cues.DETERMINERS | {"called"}
    return is_told and after is not None and not first.starts_sentence


def _may_be_own(word: Word, *, is_one: bool = False) -> bool:
    """Say whether an ordinary word at the beginning of a sentence may be a name: one thing, and nobody's trade."""
    is_house = is_house_word(word) or word.plain in cues.HOUSE_NAMES
    is_several = word.plain.endswith("s") and not word.plain.endswith("ss") and not (is_house or is_one)
    is_stopped = word.plain in NEVER_OWN
    is_usual = (
        may_be_capital(word.plain)
        or "'" in word.plain
        or word.plain.endswith(("ing", "ly", "ion", "ment", "ness", "body", "one"))
    )
    is_known = is_first_name(word.plain) or may_be_first_name(word.plain)
    return word.is_capital and len(word.plain) >= SHORTEST and not (is_several or is_stopped or is_usual or is_known)


def _owns_as_school(words: list[Word], at: int) -> bool:
    """Say whether a school's own name has a head or a senco: "Aspire's senco"."""
    word = words[at]
    if not word.is_owner or not word.is_capital or at + 1 == len(words) or not _is_close(words[at + 1]):
        return False
    if word.plain in cues.SCHOOL_NAMES:
        return True
    owned = {one.plain for one in words[at + 1 : at + 3]}
    return _may_be_own(word) and bool(owned & cues.OWNED_BY_SCHOOLS)


def _is_visited(words: list[Word], at: int) -> bool:
    """Say whether one word in small letters is where somebody goes: "at compass", "our new school is treetops"."""
    word = words[at]
    if not at or word.is_capital or not _is_close(word) or word.is_owner:
        return False
    before = words[at - 1].plain
    is_told = before in TOLD and at > 1 and words[at - 2].plain in cues.SCHOOL_WORDS
    is_apposed = before in cues.SCHOOL_WORDS and not words[at - 1].is_owner
    if is_told or is_apposed:
        return is_house_word(word) or word.plain in cues.SCHOOL_NAMES or (is_told and _is_unknown(word))
    if before in {"the", "in", "near", "called", "joining"}:
        return False
    is_gone_to = _is_gone_to(words, at)
    is_named = (
        _is_anything_visited(words, at)
        or word.plain in cues.SCHOOL_NAMES
        or is_house_word(word)
        or word.plain.endswith("tops")
    )
    return is_named and (is_gone_to or before in cues.ASKED - {"with"})


def _is_anything_visited(words: list[Word], at: int) -> bool:
    """Say whether any word after "at", "down for" or "kicked out of" is a school: "at plough now", not "at home"."""
    word, before = words[at], [one.plain for one in words[max(0, at - 3) : at]]
    is_out = len(before) > 2 and before[0] in PUT_OUT and before[1:] == ["out", "of"]
    if not (before[-1] == "at" or is_out or before[-2:] in (["down", "for"], ["miles", "from"])):
        return False
    is_short = len(word.plain) < SHORTEST or word.plain.endswith(("ing", "ly", "ed", "est"))
    if is_short or word.plain in NOT_VISITED or may_be_capital(word.plain):
        return False
    following = words[at + 1] if at + 1 < len(words) else None
    return following is None or not _is_close(following) or following.plain in AFTER_VISITED


def _is_gone_to(words: list[Word], at: int) -> bool:
    """Say whether "at", "goes to", "got in to", "head of" or "from ... to" stands before."""
    before = [word.plain for word in words[max(0, at - FURTHEST_FROM) : at]]
    if is_attended(words, at) or before[-2:] == ["in", "to"] or before[-1] == "into":
        return True
    if before[-1] == "of":
        return len(before) > 1 and before[-2] in cues.HEADS_OF_SCHOOLS | {"out"}
    is_one = before[-3:-2] == ["from"]
    is_pair = before[-4:-3] == ["from"] and before[-2] not in cues.AFTER_A_NAME
    return before[-1] == "to" and (is_one or is_pair)


def _is_unknown(word: Word) -> bool:
    return len(word.plain) > SHORTEST and not is_word(word.plain) and not is_misspelt(word.plain)


def _is_saint(words: list[Word], at: int) -> bool:
    """Say whether two words in small letters are a saint's name: "st judes"; "high st shops" are not."""
    first, word = words[at - 1], words[at]
    if first.plain not in {"st", "saint", "sts"} or (first.is_capital and word.is_capital):
        return False
    is_begun = at < 2 or words[at - 2].plain in cues.WORD_FOLLOWS | cues.ATTENDS | cues.SCHOOL_WORDS
    stem = word.plain.rstrip("s")
    is_somebody = is_name(word.plain) or is_name(stem) or may_be_first_name(stem) or may_be_first_name(word.plain)
    return is_somebody or not is_word(word.plain) or (is_begun and word.plain not in cues.WORD_FOLLOWS)


def _is_known_name(words: list[Word], at: int) -> bool:
    return f"{words[at - 1].plain} {words[at].plain}" in cues.KNOWN_SCHOOL_NAMES


def _is_nursery(words: list[Word], at: int) -> bool:
    """Say whether two words are how a nursery is called: "Little Stars" in capitals, "at tiny steps" in small ones."""
    first, word = words[at - 1], words[at]
    if first.plain not in cues.NURSERY_FIRSTS or word.plain not in cues.NURSERY_LASTS:
        return False
    if first.is_capital and word.is_capital:
        return True
    before = words[at - 2].plain if at > 1 else ""
    return at > 1 and not first.starts_sentence and (_is_gone_to(words, at - 1) or before in cues.SCHOOL_WORDS)


def _is_apposed(words: list[Word], at: int) -> bool:
    """Say whether two small words name the school before them, which does something: "school manor park say no"."""
    first, word = words[at - 1], words[at]
    if at < 2 or words[at - 2].plain not in cues.SCHOOL_WORDS or not _is_close(first) or words[at - 2].is_owner:
        return False
    acts = at + 1 < len(words) and words[at + 1].plain in cues.IN_SCHOOLS
    return acts and word.plain in cues.HOUSE_NAMES and first.plain not in cues.SCHOOL_STOP | cues.AFTER_A_NAME


def _is_house_twice(words: list[Word], at: int) -> bool:
    """Say whether both of two small words are what houses are called: "it is park view"; "an oak tree" is none."""
    first, word = words[at - 1], words[at]
    if first.plain not in HOUSE_PAIRS or word.plain not in HOUSE_PAIRS or first.starts_sentence:
        return False
    is_small = not first.is_capital and not word.is_capital and not first.plain.endswith("s")
    return is_small and first.plain != word.plain and (at < 2 or words[at - 2].plain not in BEFORE_HOUSES)


def _is_street(words: list[Word], at: int) -> bool:
    """Say whether a street is named without a number: "gosling road", "Station road"; "a busy road" is none."""
    first, word = words[at - 1], words[at]
    if word.plain not in STREETS or word.is_capital or first.is_owner or len(first.plain) < SHORTEST:
        return False
    if first.plain.endswith(("ed", "ly", "est")) or (first.plain.endswith("ing") and is_word(first.plain[:-3])):
        return False
    return first.plain not in NO_STREET and not (first.is_capital and may_be_capital(first.plain))


def _end_of_foreign(words: list[Word], at: int) -> int:
    """Return where the name ends that "Ysgol" begins: capitals, small words between them, and no English words."""
    end = at
    while end + 1 < len(words) and end - at < LONGEST_FOREIGN and _is_close(words[end + 1]):
        following = words[end + 1]
        is_particle = following.plain in cues.PARTICLES_OF_SCHOOLS
        if not (following.is_capital or is_particle or not is_word(following.plain)):
            break
        end += 1
    while end > at and words[end].plain in cues.PARTICLES_OF_SCHOOLS and not words[end].is_capital:
        end -= 1
    return end


def _is_close(word: Word) -> bool:
    return word.follows_closely and not word.starts_sentence


PAIRS: tuple[tuple[Kind, Callable[[list[Word], int], bool]], ...] = (
    (Kind.SCHOOL, _is_saint),
    (Kind.SCHOOL, _is_known_name),
    (Kind.SCHOOL, _is_nursery),
    (Kind.SCHOOL, _is_apposed),
    (Kind.SCHOOL, _is_house_twice),
    (Kind.PLACE, _is_street),
)
