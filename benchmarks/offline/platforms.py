"""The platforms for which a package is made. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PYTHON = "3.11"  # the oldest that the product takes: one that an office has already is more often this one


@dataclass(frozen=True)
class Platform:
    """One platform.

    Attributes:
        name: Of the package.
        tags: Tags of the wheels that run there, best first.
        target: What uv calls it.
        environment: What markers of requirements are asked there.
        beside: Packages that the product does not name and needs there.
        uv: The program in uv's wheel.
        files: The files that start the window, with their names in the package; the first is executable.
        newline: The end of a line in its text files.
    """

    name: str
    tags: tuple[str, ...]
    target: str
    environment: Mapping[str, str]
    beside: tuple[str, ...]
    uv: str
    files: tuple[str, ...]
    newline: str


def _environment(**own: str) -> dict[str, str]:
    return {
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "python_version": PYTHON,
        "python_full_version": f"{PYTHON}.0",
        "implementation_version": f"{PYTHON}.0",
        "platform_release": "",
        "platform_version": "",
        "extra": "",
        **own,
    }


WINDOWS = Platform(
    name="windows",
    tags=("win_amd64",),
    target="x86_64-pc-windows-msvc",
    environment=_environment(sys_platform="win32", platform_system="Windows", os_name="nt", platform_machine="AMD64"),
    beside=("msvc-runtime",),  # without it ortools ends with "DLL load failed" where Visual C++ is not installed
    uv="uv.exe",
    files=("Plaatswijzer starten.cmd", "LEESMIJ.txt"),
    newline="\r\n",
)
LINUX = Platform(
    name="linux",
    tags=(*(f"manylinux_2_{minor}_x86_64" for minor in range(31, 4, -1)), "manylinux2014_x86_64", "linux_x86_64"),
    target="x86_64-unknown-linux-gnu",
    environment=_environment(sys_platform="linux", platform_system="Linux", os_name="posix", platform_machine="x86_64"),
    beside=(),
    uv="uv",
    files=("plaatswijzer-starten.sh", "plaatswijzer.desktop", "LEESMIJ.txt"),
    newline="\n",
)
PLATFORMS = {platform.name: platform for platform in (WINDOWS, LINUX)}
