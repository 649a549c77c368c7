"""The beginning of a text that is too long for its place."""


def beginning(text, length):
    """Return a text of at most so many characters, cut at a word; `…` says that more follows."""
    text = str(text)
    if len(text) <= length:
        return text
    cut = text[:length]
    words = cut[: cut.rfind(" ")] if " " in cut else cut[: length - 1]
    return words.rstrip(" ,;:.–-") + "…"
