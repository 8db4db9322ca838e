"""The picture: what the reports mean. Counts, what was expected, whose rise it is, where, and how it spreads.

What an epidemiologist imports, each a pure module with its machinery in the folder named beside it:

farrington, ears, nb_cusum, daily   a surge in time, told from noise                     series/, fit/
nowcast                             counts as they will be once late reports are in     delay/
impact                              what an event set off: excess, half-life, limits
scan                                clusters in place and time                           cluster/
spread                              what one incident sets off, and the next 14 days     contagion/

What the desk shows:

Figure       a number with what it is counted against, as of when, and who says so     figure.py
Expected     what is usual: the mean of earlier periods and how much they vary         expect.py
Comparison   a count held against what was expected; the alarm rule                    surge.py
Share        how much of a rise is one community's                                     whose.py
Explanation  one day of a file of daily counts, in words (`vigil picture explain`)     explained/
Picture      the latest months known at a moment, per community and area               monthly/
Board        what a nightly update found: series, clusters, forecasts                  board/

Read `surge.py` first: it holds the rule by which a count becomes an alarm.
"""
