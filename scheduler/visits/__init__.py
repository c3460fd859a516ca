"""``bezoeken``: lesson visits and PLG meetings planned on finished rosters, checked and written."""
