### Contours: what unscaled inputs do to the cost and to the decision line.

figure-contours = Contours

# $scaling (Text) Such as: raw.
# $age (Number) The best weight of the age.
# $distance (Number) The best weight of the kilometres.
# $condition (Number)
# $rate (Number) The largest rate that does not diverge.
# $steps (Text) Steps of descent, or more than a million.
contours-summary = Contours of the cost over the weights of age and kilometres, inputs { $scaling }: least at { $age } and { $distance },
  condition number { $condition }, largest rate { $rate }, steps of descent: { $steps }.

# $step (Count)
# $age (Number)
# $distance (Number)
# $left (Percent) The excess cost left.
contours-step = Step { $step }: weights { $age } and { $distance }, { $left } of the excess cost left
# $age (Number)
# $distance (Number)
contours-least = The least cost, at weights { $age } and { $distance }

# $raw (Number) Degrees that the line turns with raw inputs.
# $min-max (Number)
# $standard (Number)
contours-cars-summary = Used cars by age and kilometres with the decision line, the same for all three; after the nudge it has turned by
  { $raw } degrees with raw inputs, { $min-max } with min–max, { $standard } with standard inputs.
# $age (Number) Years.
# $distance (Count) Kilometres.
# $class (Text) 0 or 1.
contours-car = { $age } years, { $distance } km: class { $class }

contours-never = more than 1,000,000
contours-diverged = it diverges

# The heads of the table, a ; between them.
contours-columns = inputs; condition number; largest rate; steps to 1%; line turned (degrees)

## What was found

# $raw (Number) Condition number with raw inputs.
# $min-max (Number)
# $standard (Number)
# $steps-raw (Text) Steps of descent.
# $steps-min-max (Text)
# $steps-standard (Text)
# $rate (Percent) The rate, as a share of the largest.
contours-found = At { $rate } of its own largest rate, steps of descent to within a hundredth of the way to the least cost: { $steps-standard }
  with standard inputs, { $steps-min-max } with min–max, { $steps-raw } with raw ones. The condition numbers are { $standard },
  { $min-max } and { $raw }.
# $rate (Percent) The rate, as a share of the largest.
contours-too-fast = At { $rate } of the largest rate every descent diverges, however round the bowl.

## Judging the guess

# $verdict (Text) right; or the guess, which was wrong: same or ten; or skip.
# $raw (Text) Steps of descent with raw inputs.
# $standard (Text) With standard ones.
contours-judged = { $verdict ->
    [right] Yes:
    [same] Not the same:
    [ten] Far more than ten times:
   *[skip] Measured:
  } steps with standard inputs: { $standard }; with raw ones: { $raw }.
