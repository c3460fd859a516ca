"""What is given to somebody, as bytes: an e-mail that is not sent yet, a file under a human name, all in one file."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from scheduler.web.tasks.media_types import CALENDAR, XLSX
from scheduler.web.tasks.sending.addressees import Addressee
from scheduler.web.tasks.sending.file_names import human_name, one_of_each

MEDIA = {".xlsx": XLSX, ".ics": CALENDAR}
LEFT_OUT = "Niet meegegeven.txt"


def draft(addressee: Addressee) -> bytes:
    """Write an e-mail that is ready to be looked at and sent by hand, with the right files.

    Args:
        addressee: Who receives it; an address that cannot be is left out.

    Returns:
        The message as an .eml file; mail programs open it as one that is not sent yet.

    Raises:
        OSError: A file of the rosters is gone.
    """
    message = EmailMessage(policy=SMTP)
    message["To"] = addressee.email.text
    message["Subject"] = " ".join(addressee.subject.split())
    message["X-Unsent"] = "1"
    message.set_content(addressee.text)
    for file in addressee.attachments:
        main, _, sub = MEDIA[Path(file.shown).suffix].partition("/")
        message.add_attachment(file.read(), maintype=main, subtype=sub, filename=file.shown)
    return bytes(message)


def draft_name(addressee: Addressee, semester: str) -> str:
    """Name the draft for somebody: ``B04 Stichting Meerpalen 2026-2027 S2.eml``."""
    return human_name(addressee.id, addressee.name, semester, ".eml")


def all_drafts(found: Iterable[Addressee], semester: str) -> tuple[bytes, list[Addressee]]:
    """Pack the drafts for some people in one file, a folder for each kind of reader.

    Args:
        found: Who receive something.
        semester: Its name, for the names of the files.

    Returns:
        The zip file, with a text that says who is left out as their address cannot be; and those who are in it.

    Raises:
        OSError: A file of the rosters is gone.
    """
    every = list(found)
    can = [one for one in every if not one.email.fault]
    names = one_of_each([f"{one.kind.plural}/{draft_name(one, semester)}" for one in can])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, one in zip(names, can, strict=True):
            archive.writestr(name, draft(one))
        left = [f"{one.name} ({one.id}): {one.email.fault}" for one in every if one.email.fault]
        if left:
            archive.writestr(LEFT_OUT, "\r\n".join(left))
    return packed.getvalue(), can


def print_of(addressee: Addressee) -> str:
    """A print of all that is given, for the log."""
    digest = hashlib.sha256(addressee.text.encode())
    for file in addressee.attachments:
        digest.update(file.read())
    return digest.hexdigest()
