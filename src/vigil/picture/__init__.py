"""The picture: what the reports mean. Counts, what was expected, and whose rise it is.

Figure       a number with what it is counted against, as of when, and who says so     figure.py
Expected     what is usual: the mean of earlier periods and how much they vary         expect.py
Comparison   a count held against what was expected; the alarm rule                    surge.py
Share        how much of a rise is one community's                                     whose.py
Explanation  one day of a file of daily counts, in words (`vigil picture explain`)     explanation.py, explain.py
Picture      the latest months known at a moment, per community and area               month_reading.py, picture.py

Read `surge.py` first: it holds the rule by which a count becomes an alarm.
"""
