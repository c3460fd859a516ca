"""The WPAs of a small or tight semester as one integer program of slots and seats, for HiGHS.

``rules`` has the variables and A1-A12, ``costs`` the wishes, ``solve`` the two questions: how many WPAs, at what cost.
"""
