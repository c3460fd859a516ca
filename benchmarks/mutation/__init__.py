"""``make mutate``: rules, checks, reader and separation, each spoilt in one place; do the tests see it? Not in CI."""
