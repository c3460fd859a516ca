"""Records that are sent to other processes while a thread may still find something out about them."""

from __future__ import annotations


class SentAsCopy:
    """What is pickled is a copy of the attributes: what a cached property adds meanwhile does not disturb it."""

    def __getstate__(self) -> dict[str, object]:
        """Copy the attributes in one step."""
        return dict(self.__dict__)
