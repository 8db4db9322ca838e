"""Bring the files a browser needs out of npm packages into the desk's static folder.

`install` fetches the locked packages, `copy` copies from them, `lock` writes package-lock.json again.
Nothing is bundled or changed on the way: MapLibre finds its worker beside itself, so the two share a folder.
"""

import argparse
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from tools.node import PACKAGES, ROOT, run_npm

VENDOR = ROOT / "src" / "vigil" / "web" / "static" / "vendor"

FILES = {
    "htmx.org": ("dist/htmx.min.js", "LICENSE"),
    "maplibre-gl": ("dist/maplibre-gl.mjs", "dist/maplibre-gl-worker.mjs", "dist/maplibre-gl.css", "LICENSE.txt"),
    "uplot": ("dist/uPlot.iife.min.js", "dist/uPlot.min.css", "LICENSE"),
}
# The writing systems that leaflets and plans are printed in; the first holds Latin, Greek and Cyrillic.
SCRIPTS = ("", "-arabic", "-bengali", "-devanagari", "-gurmukhi", "-hebrew")
WEIGHTS = ("400Regular", "700Bold")


def install() -> None:
    """Put every locked package into node_modules."""
    run_npm("ci", "--loglevel=error")


def lock() -> None:
    """Write package-lock.json from package.json, without the address of any registry."""
    run_npm("install", "--package-lock-only", "--loglevel=error")
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    found = [name for name, package in json.loads(text)["packages"].items() if "resolved" in package]
    if found:
        raise SystemExit(f"package-lock.json names a registry's host, for {found[0]}: see .npmrc")


def copy() -> None:
    """Lay the vendored files out afresh."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, target in _files():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _files() -> Iterator[tuple[Path, Path]]:
    for package, names in FILES.items():
        for name in names:
            source = PACKAGES / package / name
            is_licence = source.name.startswith("LICENSE")
            yield source, VENDOR / (f"{package}.LICENSE.txt" if is_licence else source.name)
    fonts = PACKAGES / "@expo-google-fonts"
    yield fonts / "noto-sans" / "LICENSE_FONT", VENDOR / "fonts" / "LICENSE.txt"
    for script in SCRIPTS:
        for weight in WEIGHTS:
            (source,) = (fonts / f"noto-sans{script}" / weight).glob("*.ttf")
            yield source, VENDOR / "fonts" / source.name


def main() -> None:
    """Do one of install, copy and lock."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("install", "copy", "lock"))
    {"install": install, "copy": copy, "lock": lock}[parser.parse_args().what]()


if __name__ == "__main__":
    main()
