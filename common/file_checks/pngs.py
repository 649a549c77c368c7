"""What a PNG carries beside its picture, taken out without coding the picture anew."""

SIGN = b"\x89PNG\r\n\x1a\n"
PICTURE = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD"}


def bare_png(data):
    """Return a PNG without texts, Exif, times, animation and what hangs behind it; as it came if it is no PNG."""
    if not data.startswith(SIGN):
        return data
    kept, at = [SIGN], len(SIGN)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        if kind in PICTURE:
            kept.append(data[at:end])
        if kind == b"IEND":
            break
        at = end
    return b"".join(kept)
