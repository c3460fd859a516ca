"""What every command imports, so that a process forked from here need not. Knows nothing of them."""

from __future__ import annotations

import openpyxl
import pandas
import xlsxwriter
from ortools.math_opt.python import mathopt
from ortools.sat.python import cp_model

from scheduler.explain import run
from scheduler.workflows import check, make_rosters, replan

MODULES = (openpyxl, pandas, xlsxwriter, mathopt, cp_model, run, check, make_rosters, replan)
