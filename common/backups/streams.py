"""What is inside the encryption: lines of JSON and the bytes of files, compressed."""

import json
import zlib

from common.backups.refusals import Damaged
from common.backups.sealed import SealedReader, SealedWriter

PIECE = 2**18
# One row is one line; no row of the portal comes near.
LONGEST_LINE = 256 * 2**20
LEVEL = 3


def as_line(value, *, is_sorted=False):
    """Return a value as JSON in ASCII; sorted, the same value is the same bytes everywhere."""
    return json.dumps(value, separators=(",", ":"), sort_keys=is_sorted).encode()


class StreamWriter:
    def __init__(self, file, secret):
        self._sealed, self._packer = SealedWriter(file, secret), zlib.compressobj(LEVEL)

    def line(self, value):
        self.raw(as_line(value) + b"\n")

    def raw(self, data):
        if packed := self._packer.compress(data):
            self._sealed.write(packed)

    def close(self):
        self._sealed.write(self._packer.flush())
        self._sealed.close()


class StreamReader:
    """Reads what a StreamWriter wrote, never more than a piece of it ahead. Raises Refused where it is damaged."""

    def __init__(self, file, secret):
        self._pieces = self._unpacked(SealedReader(file, secret))
        self._piece, self._at = b"", 0

    def line(self):
        """Return the value of the next line."""
        found, length = [], 0
        while (end := self._piece.find(b"\n", self._at)) < 0:
            found.append(self._rest())
            length += len(found[-1])
            if length > LONGEST_LINE or not self._refill():
                raise Damaged("A line of it has no end.")
        found.append(self._piece[self._at : end])
        self._at = end + 1
        try:
            return json.loads(b"".join(found))
        except ValueError as error:
            raise Damaged("A line of it cannot be read.") from error

    def raw(self, size):
        """Yield the next `size` bytes, in pieces."""
        while size:
            if self._at == len(self._piece) and not self._refill():
                raise Damaged("A file in it ends early.")
            piece = self._piece[self._at : self._at + size]
            self._at += len(piece)
            size -= len(piece)
            yield piece

    def is_at_end(self):
        """Say whether nothing is left; this proves the last part too."""
        return self._at == len(self._piece) and not self._refill()

    def _rest(self):
        rest, self._at = self._piece[self._at :], len(self._piece)
        return rest

    def _refill(self):
        self._piece, self._at = next(self._pieces, b""), 0
        return bool(self._piece)

    @staticmethod
    def _unpacked(parts):
        unpacker = zlib.decompressobj()
        try:
            for part in parts:
                waiting = part
                while waiting:
                    if piece := unpacker.decompress(waiting, PIECE):
                        yield piece
                    waiting = unpacker.unconsumed_tail
            while piece := unpacker.decompress(b"", PIECE):
                yield piece
        except zlib.error as error:
            raise Damaged("What is packed in it cannot be unpacked.") from error
        if not unpacker.eof or unpacker.unused_data:
            raise Damaged("What is packed in it does not end where it should.")
