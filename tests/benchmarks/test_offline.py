"""The package for Windows is complete, and its twin for Linux starts the window where there is no network.

What takes minutes and a package registry is asked for: ``make windows``, or ``OFFLINE=all``.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from benchmarks.offline.__main__ import make
from benchmarks.offline.package import BOM, FILES, FOLDER, REQUIREMENTS, write_package
from benchmarks.offline.platforms import LINUX, PLATFORMS, PYTHON, WINDOWS, Platform
from benchmarks.offline.wheels import BESIDE, Wheel, wanted
from benchmarks.supply_chain.lock import read_lock

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"
CMD, SH = WINDOWS.files[0], LINUX.files[0]
asked_for = pytest.mark.skipif(os.environ.get("OFFLINE") != "all", reason="make windows")


def text(name: str) -> str:
    return (FILES / name).read_text(encoding="utf-8")


def wheel(folder: Path, name: str, members: dict[str, bytes]) -> Wheel:
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        for member, data in members.items():
            archive.writestr(zipfile.ZipInfo(member), data)
    return Wheel.of(path)


def small(platform: Platform, folder: Path) -> Path:
    """A package with a wheel of nothing in it."""
    wheels = [wheel(folder, "plaatswijzer-0.1.0-py3-none-any.whl", {"x": b"1"})]
    uv = wheel(folder, "uv-1.0-py3-none-any.whl", {f"uv-1.0.data/scripts/{platform.uv}": b"program"})
    target = folder / f"{platform.name}.zip"
    write_package(platform, wheels, uv, target)
    return target


def inside(package: Path, name: str) -> bytes:
    with zipfile.ZipFile(package) as archive:
        return archive.read(f"{FOLDER}/{name}")


@pytest.mark.parametrize("platform", PLATFORMS.values(), ids=lambda platform: platform.name)
def test_a_package_holds_what_the_product_needs_and_nothing_for_maintainers(platform: Platform) -> None:
    names = {one.name for one in wanted(platform)}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {canonicalize_name(Requirement(line).name) for line in project["dependencies"]} <= names
    assert names & {"pytest", "mypy", "ruff", "playwright", "hypothesis", "hatchling"} == set()
    assert names & {"numpy", "protobuf", "starlette", "argon2-cffi-bindings"}


def test_only_the_package_for_windows_has_the_libraries_of_microsoft() -> None:
    assert "msvc-runtime" in {one.name for one in wanted(WINDOWS)}
    assert "msvc-runtime" not in {one.name for one in wanted(LINUX)}
    assert {one.name for one in read_lock(BESIDE)} == {"msvc-runtime", "uv"}


def test_the_start_scripts_take_the_same_steps() -> None:
    """Only places differ: every option of uv and what is started stand in both."""

    def steps(script: str) -> list[tuple[str, list[str]]]:
        lines = re.sub(r"\\\n\s*", " ", script).splitlines()
        calls = [re.search(r'uv(?:\.exe)?" (venv|pip)', line) for line in lines]
        return [(call[1], re.findall(r"--[a-z-]+", call.string)) for call in calls if call]

    assert steps(text(CMD)) == steps(text(SH))
    assert [step for step, _ in steps(text(CMD))] == ["venv", "pip"]
    start = '-c "from scheduler.start import main; main()" web'
    assert start in text(CMD)
    assert start in text(SH)
    told = [
        set(re.findall(r"(?:echo|gestopt) \"?([A-Z][^\"\n]+?\.)\"?$", script, re.M)) for script in map(text, (CMD, SH))
    ]
    assert len(told[1]) >= 3
    assert told[1] <= {line.replace(" voor Windows, 64 bits", "") for line in told[0]}


def test_the_script_for_windows_is_one_that_windows_reads(tmp_path: Path) -> None:
    script = inside(small(WINDOWS, tmp_path), CMD)
    assert script.isascii()
    assert script.count(b"\r\n") == script.count(b"\n")
    words = script.decode()
    assert set(re.findall(r"goto (\w+)", words)) <= set(re.findall(r"(?m)^:(\w+)", words))
    assert "@" not in words.replace("@echo off", "")


@pytest.mark.skipif(shutil.which("sh") is None, reason="no shell")
def test_the_script_for_linux_is_one_that_a_shell_reads(tmp_path: Path) -> None:
    target = tmp_path / SH
    target.write_bytes(inside(small(LINUX, tmp_path), SH))
    assert subprocess.run(["sh", "-n", str(target)], check=False).returncode == 0
    assert "@AFDRUK@" not in target.read_text(encoding="utf-8")


def test_every_wheel_stands_in_the_list_with_its_hash(tmp_path: Path) -> None:
    package = small(WINDOWS, tmp_path)
    data = inside(package, "wheels/plaatswijzer-0.1.0-py3-none-any.whl")
    listed = inside(package, REQUIREMENTS).decode()
    assert listed == f"plaatswijzer==0.1.0 --hash=sha256:{hashlib.sha256(data).hexdigest()}\n"
    assert inside(package, "uv.exe") == b"program"
    assert inside(package, "LEESMIJ.txt").decode().startswith(BOM)


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("een", "ander"):
        (tmp_path / name).mkdir()
        made.append(small(LINUX, tmp_path / name).read_bytes())
        time.sleep(2.1)  # a zip knows moments of two seconds
    assert made[0] == made[1]


def test_another_list_is_another_installation(tmp_path: Path) -> None:
    found = []
    for content in (b"1", b"2"):
        folder = tmp_path / content.decode()
        folder.mkdir()
        wheels = [wheel(folder, "plaatswijzer-0.1.0-py3-none-any.whl", {"x": content})]
        uv = wheel(folder, "uv-1.0-py3-none-any.whl", {"uv-1.0.data/scripts/uv": b"program"})
        write_package(LINUX, wheels, uv, folder / "p.zip")
        found += re.findall(r"programma/([0-9a-f]{12})", inside(folder / "p.zip", SH).decode())
    assert len(set(found)) == 2


# ---- with a package registry ----


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Platform], Path]:
    """The package of a platform, unpacked: the one in dist, else made."""

    def unpacked(platform: Platform) -> Path:
        target = DIST / f"plaatswijzer-{platform.name}.zip"
        if not target.exists():
            try:
                target = make(platform, tmp_path_factory.mktemp("dist"))
            except subprocess.CalledProcessError:
                pytest.skip("no package registry")
        place = tmp_path_factory.mktemp(platform.name)
        with zipfile.ZipFile(target) as archive:
            archive.extractall(place)
        return place / FOLDER

    return unpacked


@asked_for
@pytest.mark.parametrize("platform", PLATFORMS.values(), ids=lambda platform: platform.name)
def test_every_wheel_resolves_offline_for_its_platform(
    platform: Platform, package: Callable[[Platform], Path], tmp_path: Path
) -> None:
    if sys.platform != "linux":
        pytest.skip("asks the uv of the package for Linux")
    folder = package(platform)
    listed = (folder / REQUIREMENTS).read_text(encoding="utf-8")
    names = {line.partition("==")[0] for line in listed.splitlines()}
    assert names == {one.name for one in wanted(platform)} | {"plaatswijzer"}
    every = (*read_lock(environment=platform.environment), *read_lock(BESIDE))
    locked = {one.name: one for one in every if one.here}
    for name, version, digest in re.findall(r"(\S+)==(\S+) --hash=sha256:(\S+)", listed):
        if name != "plaatswijzer":
            assert (locked[name].version, digest in locked[name].hashes) == (version, True)
    present = {parse_wheel_filename(path.name)[0] for path in (folder / "wheels").glob("*.whl")}
    assert present == names
    uv = package(LINUX) / "uv"
    uv.chmod(0o700)
    words = [str(uv), "pip", "install", "--dry-run", "--no-cache", "--offline", "--no-index", "--require-hashes"]
    words += ["--no-config", "--find-links", str(folder / "wheels"), "--python-platform", platform.target]
    words += ["--python-version", PYTHON, "--python", sys.executable, "--target", str(tmp_path / "doel")]
    done = subprocess.run(
        [*words, "--requirements", str(folder / REQUIREMENTS)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert {canonicalize_name(name) for name in re.findall(r"(?m)^ \+ ([\w.-]+)==", done.stderr)} == names


INSIDE = """
import fcntl, re, signal, socket, struct, subprocess, sys, time, urllib.error, urllib.request

class Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *given, **named):
        return None

with socket.socket() as line:  # a new space has no line to itself either
    fcntl.ioctl(line, 0x8914, struct.pack("16sh14x", b"lo", 0x41))
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
for told in process.stdout:
    print(told, end="", flush=True)
    found = re.search(r"http://[0-9.:]+/[?]sleutel=[^ \\n]+", told)
    if found:
        break
for _ in range(100):
    try:
        urllib.request.build_opener(Stays).open(found[0], timeout=10)
    except urllib.error.HTTPError as answer:
        print("status", answer.code, flush=True)
        break
    except OSError:
        time.sleep(0.1)
process.send_signal(signal.SIGINT)
process.wait(60)
"""


@asked_for
def test_the_twin_of_the_start_script_opens_the_window_without_a_network(
    package: Callable[[Platform], Path], tmp_path: Path
) -> None:
    alone = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"], check=False).returncode:
        pytest.skip("no space without a network can be made here")
    folder = package(LINUX)
    for name in (SH, "uv"):
        (folder / name).chmod(0o700)
    environment = {"PATH": f"{Path(sys.executable).resolve().parent}:{os.environ['PATH']}", "HOME": str(tmp_path)}
    words = [*alone, sys.executable, "-c", INSIDE, "sh", str(folder / SH), "--geen-browser"]
    for _ in range(2):  # the second time it is there already
        done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False, timeout=600)
        assert "status 303" in done.stdout, done.stdout + done.stderr
    assert "wordt klaargezet" not in done.stdout
    entry = (tmp_path / ".local" / "share" / "applications" / "plaatswijzer.desktop").read_text(encoding="utf-8")
    assert f'Exec=sh "{folder}/{SH}"' in entry
