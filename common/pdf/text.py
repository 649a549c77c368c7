"""Words for the characters that the type of our PDFs cannot show.

A character without a glyph would be drawn as an empty box, or taken from whatever font the machine happens to have:
the first fails PDF/A and PDF/UA, the second makes other bytes on another machine. The reader gets words instead.
"""

import functools
import io
import re
import unicodedata

from django.utils.translation import gettext as _
from fontTools.ttLib import TTFont

from common.pdf import assets

PLAIN = {
    **dict.fromkeys("\u2010\u2011\u2012\u2043\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2015\u2500", "—"),
    **dict.fromkeys("→⇒➔➜", "->"),
    **dict.fromkeys("←⇐", "<-"),
    **dict.fromkeys("◦▪▫●○■□‣∙", "•"),
    **{chr(0x1F1E6 + place): chr(ord("A") + place) for place in range(26)},  # the letters that flags are made of
    "≥": ">=",
    "≤": "<=",
    "≈": "~",
    "′": "'",
    "″": '"',
    "\ufffd": "?",
}
SKIN_TONES = range(0x1F3FB, 0x1F400)


@functools.cache
def glyphs():
    """Return the code points that every face of our type has a glyph for."""
    maps = [set(TTFont(io.BytesIO(assets.read(name))).getBestCmap()) for name in assets.FONTS]
    half = len(maps) // 2
    return frozenset(set.intersection(*maps[:half]) | set.intersection(*maps[half:]))


def readable(text):
    """Return `text` with every character our type lacks replaced by plain letters, a sign, or words in brackets.

    An accent is kept where the type has the letter with it, and else dropped; an emoji is named; a run of words in
    another script becomes one note that says which script. Controls and direction marks vanish.
    """
    if text.isascii() and text.isprintable():
        return text
    shown = "".join(map(_shown, unicodedata.normalize("NFC", text)))
    note = re.escape(_("[%s text]")).replace("%s", r"\w+")
    return re.sub(rf"({note})(?:\s*\1)+", r"\1", shown)


def _shown(character):
    """Return what is printed for one character: itself, plainer text, words in brackets, or nothing."""
    category = unicodedata.category(character)
    if character in "\n\t\r" or (ord(character) in glyphs() and category[0] not in "CM"):
        return character
    if character in PLAIN:
        return PLAIN[character]
    if category[0] == "Z":
        return " "
    if category in {"Cc", "Cf", "Cs"} or category[0] == "M" or ord(character) in SKIN_TONES:
        return ""
    return _simpler(character) or _named(character, category)


def _simpler(character):
    """Return the plain letters or the digit that a character is made of, if our type has them."""
    digit = unicodedata.digit(character, None)
    parts = str(digit) if digit is not None else unicodedata.normalize("NFKD", character)
    return "".join(part for part in parts if ord(part) in glyphs() and not unicodedata.combining(part))


def _named(character, category):
    """Return a character's name in brackets; of a letter only the script, of a foreign full stop or comma nothing."""
    name = unicodedata.name(character, "UNKNOWN CHARACTER")
    if category[0] == "L":
        script = re.split(r"[ -]", name)[0]
        return _("[%s text]") % ("Chinese" if script == "CJK" else script.capitalize())
    return "" if category[0] == "P" else f"[{name.lower()}]"
