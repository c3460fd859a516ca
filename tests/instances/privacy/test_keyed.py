"""Keyed prints: the same for the same key, noise without it."""

from __future__ import annotations

import hashlib
import hmac

from instances.privacy.keyed import keyed_print, new_print_key

KEY = "0f" * 32


def test_it_is_hmac_sha256_as_the_standard_has_it() -> None:
    assert keyed_print(KEY, "rij", "a") == hmac.new(KEY.encode(), b"3:rij1:a", hashlib.sha256).hexdigest()


def test_another_key_gives_another_print() -> None:
    assert keyed_print(KEY, "rij", "a") != keyed_print("00" * 32, "rij", "a")


def test_parts_do_not_run_together() -> None:
    assert len({keyed_print(KEY, *parts) for parts in (("ab", "c"), ("a", "bc"), ("abc",), ("abc", ""))}) == 4


def test_no_two_keys_are_alike() -> None:
    assert len({new_print_key() for _ in range(100)}) == 100
    assert {len(new_print_key()) for _ in range(10)} == {64}
