"""Runs into a folder with an earlier roster that are killed, disturbed, or meet a full disk: is a roster whole then?"""
