"""The limits of the window. Decides nothing else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WebSettings:
    """Limits of the window.

    Attributes:
        upload_bytes: The largest file that is taken in. The largest workbook of 6,000 students made so far is 9 MB.
        form_bytes: The largest form without a file.
        upload_piece: Bytes of a file that are taken at a time.
        token_bytes: Random bytes in the address that opens the window; 32 cannot be guessed.
        progress_seconds: How often progress is sent to a page.
        cookie: The name of the cookie that a browser proves itself with. The port follows, so that two windows on one
            computer do not log each other out: browsers share cookies between ports.
    """

    upload_bytes: int = 50_000_000
    form_bytes: int = 1_000_000
    upload_piece: int = 1 << 20
    token_bytes: int = 32
    progress_seconds: float = 0.5
    cookie: str = "plaatswijzer"


WEB = WebSettings()
