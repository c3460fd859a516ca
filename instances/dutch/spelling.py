"""One spelling of what looks the same: letters with accents, quotes, dashes, signs nobody sees. Knows no name."""

from __future__ import annotations

import re
import unicodedata

_LOOK_ALIKES = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼʹʻˈ´`′＇", "'"),
        **dict.fromkeys("“”„‟«»″＂", '"'),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    }
)
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Soft hyphens, joiners and marks of direction, which programs put in a text that is copied."""


def one_spelling(text: str) -> str:
    """Write a text as one would who has only a plain keyboard for quotes and dashes.

    Args:
        text: As somebody typed or pasted it.

    Returns:
        The text with accents in one piece (NFC), one kind of apostrophe, quote and dash, usual spaces with none around
        it or doubled, and without signs that nobody sees. Case stays; a text of letters and digits stays as it is.
    """
    plain = unicodedata.normalize("NFC", _UNSEEN.sub("", text)).translate(_LOOK_ALIKES)
    return " ".join(unicodedata.normalize("NFC", plain).split())
