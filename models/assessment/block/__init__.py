"""A block of WPAs as a CP-SAT model beside a fixed part: half days and assessors, then slots with cuts."""
