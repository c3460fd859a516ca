"""Prints that only the holder of a key can make again. Knows no person and no file.

A plain hash hides nothing that can be guessed: whoever knows all of a row but one yes or no, tries both. A keyed one
(HMAC-SHA256, RFC 2104) is noise to everyone without the key.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

KEY_BYTES = 32  # as long as the hash; more adds nothing
KEY_DIGITS = 2 * KEY_BYTES  # written in hexadecimal


def new_print_key() -> str:
    """Draw a key.

    Returns:
        256 bits of chance in hexadecimal.
    """
    return secrets.token_hex(KEY_BYTES)


def keyed_print(key: str, *parts: str) -> str:
    """Print something with a key.

    Args:
        key: As ``new_print_key`` draws it.
        parts: What is printed; the first says what the print is for, so that no print serves two ends.

    Returns:
        64 hexadecimal digits, the same for the same key and parts.
    """
    whole = "".join(f"{len(part)}:{part}" for part in parts)  # no two lists of parts run together
    return hmac.new(key.encode(), whole.encode(), hashlib.sha256).hexdigest()
