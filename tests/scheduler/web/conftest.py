"""Hashes that cost next to nothing: what they cost an office is argon2's own affair."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from scheduler.web.server import users


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
