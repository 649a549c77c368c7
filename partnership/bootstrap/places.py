"""Where things lie on disk."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Places:
    """The folders of one checkout: `data` can be thrown away by `--fresh`, `tools` and `venv` can be made again."""

    root: Path
    data: Path

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def tools(self) -> Path:
        return self.root / ".tools"

    @property
    def unpacked(self) -> Path:
        """Debian packages unpacked beside the project, where they could not be installed."""
        return self.tools / "system"

    @property
    def setup_log(self) -> Path:
        return self.tools / "setup.log"

    @property
    def logs(self) -> Path:
        return self.data / "log"

    @property
    def axe(self) -> Path:
        return self.tools / "axe" / "node_modules" / "axe-core" / "axe.min.js"


def find_places(environ: dict[str, str], is_production_like: bool = False) -> Places:
    """Return the places of this checkout; PORTAL_DATA_DIR moves the data elsewhere."""
    data = Path(environ.get("PORTAL_DATA_DIR") or ROOT / "var")
    data = Path(os.path.abspath(data))  # noqa: PTH100 - absolute, but links stay as the person wrote them
    return Places(root=ROOT, data=data / "production-like" if is_production_like else data)


@dataclass(frozen=True)
class Stamp:
    """A file that remembers what a step was last done for, so that it is done again only when that changes."""

    path: Path
    digest: str

    @property
    def is_current(self) -> bool:
        return self.path.is_file() and self.path.read_text(encoding="utf-8") == self.digest

    def write(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.digest, encoding="utf-8")


def digest_of(files: Iterable[Path], *words: str) -> str:
    """Return one hash over names and contents of FILES, in any order, and over WORDS."""
    total = hashlib.sha256("\0".join(words).encode())
    for path in sorted(files):
        total.update(f"\0{path}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
