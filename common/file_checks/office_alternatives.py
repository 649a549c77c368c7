"""Words that one program shows and another does not (ECMA-376, part 3: `AlternateContent`)."""

import collections

from common.file_checks.findings import Finding
from common.file_checks.office_relations import remove

COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Programs of today know these, so they show the choice; another one is shown by nobody we can name.
KNOWN = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/")


def find(package, kept):
    """Yield what an older program would show instead, and what asks for a program that nobody has."""
    for name in kept:
        if package.is_xml(name):
            for one in package.tree(name).iter(f"{COMPATIBILITY}AlternateContent"):
                if not all(map(_is_known, _choices(one))):
                    yield Finding("office_alternative")
                elif _fallbacks(one) and _words(*_fallbacks(one)) - _words(*_choices(one)):
                    yield Finding("office_alternative", can_go=True)


def take_out(package, kept):
    """Leave what programs of today show."""
    for name in kept:
        if package.is_xml(name):
            for one in list(package.tree(name).iter(f"{COMPATIBILITY}AlternateContent")):
                if _choices(one):
                    for fallback in _fallbacks(one):
                        remove(fallback)


def _choices(one):
    return one.findall(f"{COMPATIBILITY}Choice")


def _fallbacks(one):
    return one.findall(f"{COMPATIBILITY}Fallback")


def _is_known(choice):
    return all(choice.nsmap.get(prefix, "").startswith(KNOWN) for prefix in choice.get("Requires", "").split())


def _words(*elements):
    """Count the words in the texts, descriptions and cells of the elements."""
    found = collections.Counter()
    for element in elements:
        for one in element.iter():
            told = [one.text if isinstance(one.tag, str) else "", one.tail, one.get("descr"), one.get("alt")]
            found.update(word for text in told if text for word in text.split())
    return found
