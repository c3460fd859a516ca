"""Lesson visits and PLG meetings put on days and times: as many as can be, then with little travel, with a bound."""
