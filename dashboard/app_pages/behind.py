"""Behind a number: what it is, how it was asked, the rows that add up to it, their files, and how it was known before."""

from dashboard.ui.behind.figure_part import figure_part
from dashboard.ui.behind.files_part import files_part
from dashboard.ui.behind.moments_part import moments_part
from dashboard.ui.behind.published_part import published_part
from dashboard.ui.behind.query_part import query_part
from dashboard.ui.behind.rows_part import rows_part
from dashboard.ui.behind.subject import subject
from dashboard.ui.desk.data_strip import data_figures
from dashboard.ui.explore.results import rows_alone
from dashboard.ui.panels.strips import STRIPS
from dashboard.ui.shell.filters import filters

picked = filters(dates=False)
strips = STRIPS | {"data": lambda _: data_figures()}
if one := subject(picked, strips):
    figure_part(one)
    behind = rows_part(one, rows_alone)
    published_part(behind)
    query_part(one)
    moments_part(one, files_part(one, behind), picked, strips)
