"""Tests of the checks of lesson visits and meetings of a PLG."""
