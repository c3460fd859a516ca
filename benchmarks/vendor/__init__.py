"""Browser files of other makers: which, of what version and licence, with what hash, and how they are renewed."""
