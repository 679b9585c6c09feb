### Weight: length and direction of one weight vector.

figure-weight = Weight

## Short texts in the charts

weight-plain = plain
weight-normed = g and v
weight-part-g = g
weight-part-v = v
weight-first = w₁
weight-second = w₂
# $step (Count)
weight-place = step { $step }

## Charts in words, for those who do not see them

weight-length-title = Length of v by step
weight-cost-title = Cost by step

weight-race-empty = Not run yet
weight-race-steps-title = Cost of the network by step, means of 20 steps
weight-race-time-title = Cost of the network by measured seconds of training
# $seconds (Number)
weight-seconds = { $seconds } s

chart-weight-empty = The plane of two weights: not computed yet.

# $first (Number) The vector at the start.
# $second (Number)
# $steps (Count) Steps of each descent.
# $plain (Number) Where the plain descent ends.
# $plain2 (Number)
# $normed (Number) Where that in g and v ends.
# $normed2 (Number)
# $best (Number) The lowest cost.
chart-weight = Plane of two weights with contours of the cost; the vector is ({ $first }, { $second }). After { $steps } steps plain descent is at ({ $plain }, { $plain2 }), descent in g and v at ({ $normed }, { $normed2 }). The lowest cost is { $best }.

## Tips: one value of a chart, under the pointer or reached by arrow keys

# $which (Text) plain or normed.
# $step (Count)
# $first (Number) The weights.
# $second (Number)
# $cost (Number)
# $length (Number) The length of v.
tip-weight = { $which ->
    [plain] Plain, step { $step }: w = ({ $first }, { $second }), cost { $cost } nat
   *[normed] In g and v, step { $step }: w = ({ $first }, { $second }), cost { $cost } nat, ‖v‖ = { $length }
  }

# The heads of the table, a ; between them.
weight-columns = step; plain w₁; plain w₂; plain cost; g and v: w₁; w₂; cost; ‖v‖; cosine of v and its gradient; network: step; none: cost; s; weight: cost; s; weight + mean-only batch: cost; s; batch: cost; s

## What was found

# $kind (Text) both, calmed or other.
# $lr (Number) The rate.
# $steps (Count) Steps.
# $plain (Number) The cost at the end of the plain descent …
# $normed (Number) … and of that in g and v.
# $best (Number) The lowest cost.
# $from (Number) The length of v at the start …
# $to (Number) … and at the end.
# $calmer (Number) So many times less the same gradient turns the vector.
weight-found = { $kind ->
    [both] After { $steps } steps both are where the cost is lowest, { $best }: no vector is lost by splitting it. ‖v‖ went from
      { $from } to { $to }, and the same gradient turns w { $calmer } times less than at the start.
    [calmed] A rate of { $lr } is too large for plain steps: after { $steps } they still jump about, at a cost of { $plain }. In g and v
      the steps made v longer, from { $from } to { $to }; now the same gradient turns w { $calmer } times less, and the cost has
      come down to { $normed } (the lowest is { $best }).
   *[other] After { $steps } steps at a rate of { $lr } the cost is { $plain } by plain steps and { $normed } in g and v; the lowest
      is { $best }. ‖v‖ went from { $from } to { $to }: the same gradient turns w { $calmer } times less than at the start.
  }

weight-race-broken = A run could not begin.
# $kind (Text) all, some or none: how many of the four have learned anything.
# $steps (Count) Steps of each run.
# $plain (Percent) Held-out digits right at the end …
# $weight (Percent)
# $mean (Percent)
# $batch (Percent)
# $noise (Percent) What the rest of a batch moves, as a share of a unit's spread, with mean-only batch norm …
# $more (Percent) … and with batch norm.
weight-raced = { $kind ->
    [all] After { $steps } steps the network has { $plain } of the held-out digits right with plain weights, { $weight } with weight norm,
      { $mean } with mean-only batch norm beside it, { $batch } with batch norm. The rest of the batch moves a unit by { $noise } of its
      spread where the mean is taken from it, by { $more } where mean and std are, and not at all with the first two.
    [some] After { $steps } steps not all have learned: { $plain } of the held-out digits are right with plain weights, { $weight } with
      weight norm, { $mean } with mean-only batch norm beside it, { $batch } with batch norm.
   *[none] After { $steps } steps none has learned: { $plain } of the held-out digits are right with plain weights, { $weight } with weight
      norm, { $mean } with mean-only batch norm beside it, { $batch } with batch norm.
  }

## Judging the guess

# $verdict (Text) right; or the guess, which was wrong: shorter or same; or skip.
# $from (Number) The length of v at the start …
# $to (Number) … and at the end.
weight-judged = { $verdict ->
    [right] Yes, longer:
    [shorter] Not shorter:
    [same] Not the same:
   *[skip] Longer:
  } from { $from } to { $to }. A step at a right angle to v leads to the far end of a right-angled triangle, whose long side is
  never shorter than v.
