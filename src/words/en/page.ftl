### The page around the figures, and what stands between parts.

wait = Calculating…

## What stands between parts that are as many as there are: between the items of a list, and between two sentences.

between-items = { ", " }
between-parts = { "; " }
between-sentences = { " " }

## The page around the figures

dismiss = Dismiss

# The name of the list of sections.
contents = Contents

# A link under the lab's verdict to where a link of the text was followed.
# $section (Text) The heading of the section that the reader came from.
back-to = Back to “{ $section }”

# $report (Text) The browser's report.
figures-failed = The rest of the page could not be loaded: { $report }. It is asked for again when it is needed.

# Where a presentation stands.
# $at (Count) The number of the state, from one.
# $count (Count) How many there are.
state-of = { $at } of { $count }

# $file (Text) The name of the file of a presentation's states.
states-absent = The list of states “{ $file }” could not be fetched. It must lie beside this page.

# $file (Text) The name of the file of a presentation's states.
states-unreadable = “{ $file }” holds no list of states, such as ["init=small", "init=he&act=relu"].

# $report (Text) The browser's report.
chart-failed = A chart could not be drawn: { $report }

# $report (Text) The browser's report.
picture-failed = The picture could not be made: { $report }

# $report (Text) The browser's report.
seed-failed = The browser gave no random number: { $report }

worker-late = The worker that trains the network did not start in time.
worker-absent = The worker that trains the network could not be started. There may be no connection, or a new version of this
  page has taken its place: loading it again helps then.
worker-unreadable = A message from the worker could not be read.

# $report (Text) The browser's report.
worker-stopped = The worker that trains the network stopped: { $report }.
worker-cancelled = The worker was ended with a run that was cancelled.

# Follows a sentence that says what was lost.
restart-run = Restart begins the run again.
