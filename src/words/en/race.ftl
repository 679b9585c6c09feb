### The race: every value of one choice, side by side.

figure-race = Race

## Tips: one value of a chart, under the pointer or reached by arrow keys

# $name (Text) A row of the race.
# $layer (Count)
# $value (Number)
tip-overlay = { $name }, layer { $layer }: activation std { $value }

# $name (Text) A row of the race.
# $layer (Count)
# $value (Number)
# $predicted (Number) What theory says of it.
tip-overlay-predicted = { $name }, layer { $layer }: activation std { $value }, predicted { $predicted }

# $layer (Count)
# $value (Number)
tip-strip = Layer { $layer }: activation std { $value }

# $name (Text) A row of the race.
# $tip (Text) A tip about it.
tip-of-row = { $name }. { $tip }

## Charts in words, for those who do not see them

# $list (Text) The rows of the race: see chart-overlay-line.
chart-overlay = Activation std from the first to the last layer: { $list }.

# $name (Text) A row of the race.
# $first (Number)
# $last (Number)
chart-overlay-line = { $name } { $first } to { $last }

# $name (Text) A row of the race.
# $first (Number) Standard deviation of the activations at layer 1.
# $last (Number) At the last layer.
# $layers (Count) Its number.
# $grad-first (Number) Standard deviation of the gradients at layer 1.
# $grad-last (Number) At the last layer.
chart-strip = { $name }: activation std { $first } at layer 1, { $last } at layer { $layers }; gradient std { $grad-first } and
  { $grad-last }.

## What the figure says

race-opening = Every row is the same network but for one choice.

# $step (Count)
# $row (Text) The row that is first.
# $accuracy (Percent)
race-leader = At step { $step } { $row } leads with { $accuracy } of the held-out examples right.

# No row that goes on is above chance.
# $step (Count)
race-nobody-leads = At step { $step } no row is above chance.

# $n (Count) Rows that cannot go on.
race-stopped = { $n } stopped

# $row (Text)
race-run-row = Run { $row }

# $row (Text)
race-open-row = { $row }: open in the lab

# $row (Text)
race-copy-code = Copy code of { $row }

# $row (Text)
race-histograms-of = Histograms of { $row }

## A guess before a figure is shown, and what each answer is told; then what the figure found, with its own numbers.

# The name of an answer's button, for those who do not see the question beside it.
# $name (Text) The row.
race-guess-row = { $name } will lead

# $name (Text) The row that the reader chose.
# $step (Count) When it is judged.
race-guessed = You say { $name }. At step { $step } your guess is held against the rows.

# $name (Text) The row that the reader chose, which leads.
# $accuracy (Percent) Its accuracy.
race-guess-right = You said { $name }, and it leads: { $accuracy } of the held-out digits are right.

# $name (Text) The row that the reader chose.
# $accuracy (Percent) Its accuracy.
# $leader (Text) The row that leads.
# $best (Percent) Its accuracy.
race-guess-wrong = You said { $name }: it has { $accuracy } right. { $leader } leads with { $best }.
