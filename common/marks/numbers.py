"""Marks that a pattern finds: addresses, numbers and dates."""

import re
from collections.abc import Iterator

from common.marks.model import Kind, Mark

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
MONTHS = frozenset(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
YEAR = r"(?:(?:19|20)\d\d|['’]?\d\d)"
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? (?:the )?)?"
DATE = re.compile(
    rf"\b{WEEKDAY}(?:{DAY}[ ]?[/.\-–][ ]?(?:0?[1-9]|1[0-2])[ ]?[/.\-–][ ]?(?P<a>{YEAR})"
    rf"|(?P<b>(?:19|20)\d\d)[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])"
    rf"|{DAY}[ ](?:0?[1-9]|1[0-2])[ ](?P<e>(?:19|20)\d\d)"
    rf"|(?:the )?{DAY}[ -]?(?:of )?{MONTH}\b(?:\.?,?[ -]?(?P<c>{YEAR})\b)?"
    rf"|{MONTH}\b\.?[ -]?(?:the )?{DAY}\b(?:,?[ ](?P<d>(?:19|20)\d\d)\b)?)(?!\d)",
    re.IGNORECASE,
)
ORDINAL = (
    r"(?:(?:twenty[- ]|thirty[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
    r"|eleventh|twelfth|\w{4,6}teenth|twentieth|thirtieth)"
)
# A day without a number: "Christmas Eve", "the third of May".
DAY_IN_WORDS = re.compile(
    r"\b(?:(?:new year|christmas|boxing|valentine|st [a-z]+|may|guy fawkes|bonfire)['’]?s? (?:day|eve|night)"
    rf"|hallowe['’]?en|(?:the )?{ORDINAL}(?: of)? {MONTH}\b(?:,? (?:19|20)\d\d)?)",
    re.IGNORECASE,
)
MONTH_AND_YEAR = re.compile(rf"\b{MONTH}\b,?[ ](?:19|20)\d\d\b", re.IGNORECASE)
AGES = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty(?:[- ]\w+)?)"
)
BIRTH = re.compile(
    r"\b(?:born|birth|birthday|birthdate|b-?day|d\.?o\.?b\.?|turn(?:s|ed|ing)?)\b"
    rf"|\b(?:be|is|was|been|'ll be|s?he['’]?s|they['’]?re|i['’]?m)\s+(?:only\s+)?{AGES}(?:\s+years?(?:\s+old)?)?\s+"
    r"(?:[\w,]+\s+){0,4}?(?:on|in)\b",
    re.IGNORECASE,
)
# A month alone, by which somebody is of an age: "he's 18 in feb".
MONTH_OF_AGE = re.compile(
    rf"\b(?:is|be|was|s|re|m|turn(?:s|ed|ing)?)\s+(?:only\s+)?{AGES}(?: years?(?: old)?)?"
    rf" (?:this |next |in |come )(?:early |late )?(?P<month>{MONTH})\b(?! \d)",
    re.IGNORECASE,
)
NEAR = 45
# A date this many years back is hardly that of a letter or a meeting.
YEARS_AGO = 4

EMAIL = re.compile(
    r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[\w.+-]+(?:\s?[\[(]at[\])]\s?|\s@\s)[\w-]+(?:\s?(?:[\[(]dot[\])]|\.)\s?[\w-]+)+"
    r"|\b[\w.+-]+ at [\w-]+ dot \w+(?: dot \w+)?",
    re.IGNORECASE,
)
HANDLE = re.compile(r"(?<![\w@.])@\w[\w.]{2,}")
PHONE = re.compile(
    r"(?<![\w/])(?:(?:\+|00)\s?44[\s.-]?(?:\(0\)[\s.-]?)?|\(?0)(?:[\s().-]{0,2}\d){8,10}(?:\s?(?:x|ext\.?)\s?\d{1,5})?(?!\d)"
    r"|(?<![\w/])\+\d{1,3}(?:[\s().-]{0,2}\d){7,11}(?!\d)",
    re.IGNORECASE,
)
SHORT_PHONE = re.compile(
    r"\b(?:ring|rang|call|called|phone|phoned|tel|telephone|text|texted|mob|mobile|number|num|no|on|landline)\b"
    r"[\s.:]*(?:is|me|us|on|number|no|at|her|him)?[\s.:]*(?:on|is)?\s?(\d{3}[\s-]?\d{3,4}(?:[\s-]?\d{2,3})?)(?![\d\w/])",
    re.IGNORECASE,
)
POSTCODE = re.compile(r"\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]?\s{0,2}\d[ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE)
TEN_DIGITS = re.compile(r"(?<![\d+/])(\d{3})([\s-]?)(\d{3})([\s-]?)(\d{4})(?!\d)")
NHS_WORD = re.compile(r"\bnhs\b", re.IGNORECASE)
CASE_WORD = (
    r"(?:case|ref(?:erence)?|our ref|your ref|file|claim|application|pupil|student|patient|hospital|complaint"
    r"|ticket|tribunal|appeal|ehcp?|ehcna|send|sen|upn|uln|unique|national insurance|ni|ninos?|dla|pip|id|plan"
    r"|account|record|crime|incident|police|log|enquiry|query|foi|sar|booking|customer|liquid ?logic|mosaic)"
)
CASE = re.compile(
    rf"\b{CASE_WORD}(?:[ ](?:case|file|plan|pupil|claim))?(?:[ ](?:no|num(?:ber)?|ref(?:erence)?|id|code))?"
    rf"(?:[ ](?:no|num(?:ber)?))?\b[\s.:,#]*(?:is|was|-|–|=)?[\s:#]*"
    r"(?P<number>(?:(?-i:[A-Z]{2,5})[ ](?=\d{3}))?(?=[A-Z/-]{0,12}\d)[A-Z\d]+"
    r"(?:[ ]?[/-][ ]?[A-Z\d]+)*(?:[ ]\d{2,})*)\b",
    re.IGNORECASE,
)
CODE = re.compile(
    r"(?<![\w@.])(?=[A-Za-z/-]*\d)(?:[A-Za-z]{1,8}[/-]?)+\d[\dA-Za-z]*(?:[/-][\dA-Za-z]+)*\b|\b\d{2,}(?:[/-]?[A-Z]{2,}[/-]?\d+)+\b"
    r"|\b\d{3,}(?:[/-][A-Z]{2,})+\b"
)
INSURANCE = re.compile(r"\b[A-Z]{2}(?:\s?\d\d){3}\s?[A-D]\b", re.IGNORECASE)
UPN = re.compile(r"\b[A-Z]\d{11}[\dA-Z]\b", re.IGNORECASE)
# What belongs to the number, in small letters too: "ehc 77120".
PREFIXES = frozenset({"ehc", "ehcp", "ehcna", "sen", "send", "upn", "uln", "dla", "pip"})
FEWEST_DIGITS_OF_A_CODE = 4
FEWEST_DIGITS_OF_A_REFERENCE = 3


def numbers_in(text: str, this_year: int) -> Iterator[Mark]:
    """Find what patterns find; where two overlap, the first one counts (`finding.without_overlaps`)."""
    yield from _all(EMAIL, Kind.EMAIL, text)
    yield from _nhs_in(text)
    yield from _all(PHONE, Kind.PHONE, text)
    yield from _births_in(text, this_year)
    yield from _all(POSTCODE, Kind.POSTCODE, text)
    yield from _cases_in(text)
    for found in SHORT_PHONE.finditer(text):
        yield _mark(found, Kind.PHONE, 1)
    yield from _all(HANDLE, Kind.NAME, text)


def _mark(found: re.Match[str], kind: Kind, group: int | str = 0) -> Mark:
    return Mark(found.start(group), found.end(group), kind, found.group(group))


def _all(pattern: re.Pattern[str], kind: Kind, text: str) -> Iterator[Mark]:
    return (_mark(found, kind) for found in pattern.finditer(text))


def _nhs_in(text: str) -> Iterator[Mark]:
    """Ten digits are an NHS number where their check digit says so, where they are spaced so, or where NHS is near."""
    for found in TEN_DIGITS.finditer(text):
        is_spaced = bool(found.group(2) and found.group(4)) and not found.group().startswith("0")
        is_near = NHS_WORD.search(text[max(0, found.start() - NEAR) : found.start()])
        if is_spaced or is_near or (has_check_digit(found.group()) and not found.group().startswith("0")):
            yield _mark(found, Kind.NHS)


def has_check_digit(number: str) -> bool:
    """Say whether the last of ten digits is what an NHS number's would be (modulus 11)."""
    digits = [int(letter) for letter in number if letter.isdigit()]
    rest = 11 - sum(digit * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return rest % 11 == digits[9] and rest != 10


def _births_in(text: str, this_year: int) -> Iterator[Mark]:
    """A date near "born" or "birthday", and any whole date of some years back."""
    dates = list(DATE.finditer(text))
    births = {_day_of(found) for found in dates if is_near_birth(text, found) or _is_long_ago(found, this_year)}
    for found in dates:
        if _day_of(found) in births:
            yield _mark(found, Kind.BIRTH)
    for found in MONTH_OF_AGE.finditer(text):
        yield _mark(found, Kind.BIRTH, "month")
    for found in [*MONTH_AND_YEAR.finditer(text), *DAY_IN_WORDS.finditer(text)]:
        if is_near_birth(text, found):
            yield _mark(found, Kind.BIRTH)


def is_date(words: str) -> bool:
    """Say whether some words are a date and nothing else."""
    return bool(DATE.fullmatch(words))


def _day_of(found: re.Match[str]) -> str:
    """Return the day and the month of a date, so that it is found again in other words; of one in numbers, all."""
    words = re.findall(r"[a-z]{3}|\d+", found.group().lower())
    month = next((word for word in words if word in MONTHS), "")
    return f"{next(word for word in words if word.isdigit())} {month}" if month else found.group()


def is_near_birth(text: str, found: re.Match[str]) -> bool:
    before, after = text[max(0, found.start() - NEAR) : found.start()], text[found.end() : found.end() + 20]
    # What was said of another date was not said of this one.
    before = re.split(DATE, before)[-1]
    return bool(BIRTH.search(before)) or bool(
        re.match(r"[^.\n]{0,12}\b(?:birth|birthday|d\.?o\.?b)", after, re.IGNORECASE)
    )


def _is_long_ago(found: re.Match[str], this_year: int) -> bool:
    digits = "".join(letter for letter in next(filter(None, found.groups()), "") if letter.isdigit())
    if not digits:
        return False
    year = int(digits) if len(digits) == 4 else 2000 + int(digits)
    return year <= this_year - YEARS_AGO or year > this_year + 1


def _cases_in(text: str) -> Iterator[Mark]:
    yield from _all(INSURANCE, Kind.CASE, text)
    yield from _all(UPN, Kind.CASE, text)
    for found in CASE.finditer(text):
        number = found.group("number")
        fewest = FEWEST_DIGITS_OF_A_CODE if number.isdigit() else FEWEST_DIGITS_OF_A_REFERENCE
        if sum(letter.isdigit() for letter in number) >= fewest:
            begins = found.group().split(number)[0].strip(" -/")
            is_part = begins.isalpha() and (begins.isupper() or begins.lower() in PREFIXES) and begins != "NHS"
            yield _mark(found, Kind.CASE, 0 if is_part else "number")
    for found in CODE.finditer(text):
        if sum(letter.isdigit() for letter in found.group()) >= FEWEST_DIGITS_OF_A_CODE:
            yield _mark(found, Kind.CASE)
