"""The product measured at real size; not part of the tests."""
