"""What a cell of a file can hold beside plain values. Knows no file."""

from __future__ import annotations


class Uncalculated:
    """The value of a formula that was never calculated."""


class Padded(int):
    """A whole number that the cell shows with signs which only its number format adds: 42 as 000042.

    Attributes:
        text: What the cell shows.
    """

    text: str

    def __new__(cls, value: int, text: str) -> Padded:
        """Make the number.

        Args:
            value: The number itself.
            text: What the cell shows.

        Returns:
            The number, with what it shows.
        """
        padded = super().__new__(cls, value)
        padded.text = text
        return padded
