"""Settings and weights in the window: what each is, what it costs now, profiles, and another weight beside this one."""
