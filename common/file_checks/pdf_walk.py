"""Every dictionary and stream of a PDF that its trailer leads to, once, with the place where a reader finds it.

Objects are read as JSON (qpdf's, version 2), which is fifty times faster than asking for them key by key: a reference
is "12 0 R", a name begins with a slash, a text with "u:" or "b:".
"""

import json

import pikepdf

LEAVES = frozenset({"/Parent", "/P", "/Pg", "/Dest", "/D"})  # these lead from one place to another
PLACES = {
    "/OpenAction": "opening",
    "/AA": "opening",
    "/Names": "names",
    "/Outlines": "bookmarks",
    "/AcroForm": "form",
}


class Objects:
    """The objects of a file by their reference."""

    def __init__(self, pdf):
        self._streams = set()
        self._json = {}
        for thing in pdf.objects:
            if thing is None:  # in a damaged file a number may stand for nothing
                continue
            reference = reference_to(thing)
            if isinstance(thing, pikepdf.Stream):
                self._streams.add(reference)
                thing = thing.stream_dict
            self._json[reference] = thing.to_json(dereference=True)

    def is_stream(self, reference):
        return reference in self._streams

    def read(self, value):
        """Return what a value is, or what its reference leads to; a chain of references is followed."""
        for _step in range(20):
            if not is_reference(value):
                return value
            value = json.loads(self._json.get(value, b"null"))
        return None


class Thing:
    """One dictionary, or that of a stream."""

    def __init__(self, found, objects, *, is_stream):
        self.found, self.objects, self.is_stream = found, objects, is_stream

    def __contains__(self, key):
        return key in self.found

    def name(self, key):
        """Return the value of a key if it is a name, or nothing."""
        value = self.objects.read(self.found.get(key))
        return value if isinstance(value, str) and value.startswith("/") else ""

    def text(self, key):
        """Return the value of a key if it is a text, or nothing."""
        value = self.objects.read(self.found.get(key))
        if not isinstance(value, str):
            return ""
        return bytes.fromhex(value[2:]).decode("latin-1") if value.startswith("b:") else value.removeprefix("u:")


def reference_to(thing):
    return "{} {} R".format(*thing.objgen)


def is_reference(value):
    """A number is never a text, and texts and names begin with no digit."""
    return isinstance(value, str) and value.endswith(" R") and value[0].isdigit()


def leads_on(value):
    return isinstance(value, dict | list) or is_reference(value)


def walk(pdf):
    """Yield (thing, (place, its number)) for everything in the file.

    Pages come first and are not left through a link, so that a thing stands under the page that shows it. Whatever was
    passed over then comes in the end: nothing that can be reached is missed.
    """
    objects = Objects(pdf)
    pages = [reference_to(page.obj) for page in pdf.pages]
    steps = Steps(objects, set(pages))
    for number, page in enumerate(pages, start=1):
        steps.seen.discard(page)
        yield from ((thing, ("page", str(number))) for thing in steps.below(page))
    steps.seen.add(reference_to(pdf.Root))
    root = objects.read(reference_to(pdf.Root))
    for key, place in PLACES.items():
        yield from ((thing, (place, "")) for thing in steps.below(root.pop(key, None)))
    steps.crosses = True
    for start in (*steps.passed, root, json.loads(pdf.trailer.to_json())):
        yield from ((thing, ("document", "")) for thing in steps.below(start))


class Steps:
    """A walk that comes to each object once; until it `crosses`, it notes in `passed` what leads to another place."""

    def __init__(self, objects, seen):
        self.objects, self.seen, self.passed, self.crosses = objects, seen, [], False

    def below(self, start):
        """Yield the dictionaries and streams from a value on."""
        waiting = [start]
        while waiting:
            value, is_stream = waiting.pop(), False
            if is_reference(value):
                if value in self.seen:
                    continue
                self.seen.add(value)
                is_stream = self.objects.is_stream(value)
                value = self.objects.read(value)
            if isinstance(value, dict):
                yield Thing(value, self.objects, is_stream=is_stream)
                waiting.extend(self._values(value))
            elif isinstance(value, list):
                waiting.extend(filter(leads_on, value))

    def _values(self, found):
        for key, value in found.items():
            if not leads_on(value):
                continue
            if key in LEAVES and not self.crosses:
                self.passed.append(value)
            else:
                yield value
