### The lab: one deep network while it trains, its parts of a step, the question before a run, the network asked.

figure-lab = Lab

# $step (Count)
step-at = step { $step }

# The accuracy where the held-out examples were judged at an earlier step than the one shown.
# $accuracy (Percent) Held-out examples that are right.
# $step (Count) The step at which they were judged.
accuracy-at = { $accuracy } at step { $step }

# $step (Count) The newest step.
looking-back = looking back from step { $step }

# $step (Count)
stopped-at = stopped at step { $step }

# $ms (Number) Milliseconds.
pace = { $ms } ms a step

# $step (Count)
cancelled = Cancelled after step { $step }. Restart, Play or Step begins the run again.

busy-first = Computing step 0 …
busy-next = Computing the next step …

lab-parts = One step has four parts. Press one to see what it changed.
lab-readout = Point at a bar, a dot or a curve to read its value.
lab-learned-plane = The plane by the network’s answer, with the examples; held-out ones are outlined.
lab-learned-digits = Held-out digits with the class that the network gives them; mistakes are framed.

# What goes into the first layer: a line of the table, in place of a layer's number. In files it keeps its English name.
line-input = input

# Under Health and the table: why so much of them is 0, the same, or not there.
lab-note-one-value = Each mean of the normalization is over one value here, and a value less its own mean is 0. So every unit gives on
  its β alone, whatever the input, and no gradient passes to the layers before.
lab-note-one-example = The batch is one example: a std across examples cannot be told from it, and stands as “–”.

## In the derivation, under the formula of the way back: what the lab measures now

# The lab's question is open, or its run has no two layers to compare.
backward-waiting = The lab’s own number stands here while the lab shows a network whose gradient comes back.

# $act (Text) The lab's activation function.
# $init (Text) Its initializer.
# $norm (Text) Its normalization, none for none.
# $layers (Count) Its hidden layers.
# $step (Count) Its step.
# $measured (Number) What the gradient's std is multiplied by a layer.
backward-measured = In the lab now ({ $act }, { $init }{ $norm ->
    [none] { "" }
   *[other] , { $norm } norm
  }, step { $step }): from layer { $layers } back to layer 1 the gradient’s std is multiplied by { $measured } at each layer.

# Follows the measured one.
# $predicted (Number) The factor by the formula.
# $start (Text) yes or no: whether the lab is at step 0.
backward-predicted = The formula says { $predicted }{ $start ->
    [yes] .
   *[no] {" "}of the start.
  }
backward-unpredicted = The formula does not cover this network.

## The parts of one step, with what they did

# $batch (Count) Examples.
# $first (Number) Standard deviation of the activations at layer 1.
# $last (Number) At the last layer.
# $depth (Count) Its number.
part-forward = Forward: a batch of { $batch } passed through. Activation std { $first } at layer 1, { $last } at layer { $depth }.

# $cost (Number)
part-cost = Cost: the answers, held against the labels, cost { $cost } on this batch.

# $last (Number) Standard deviation of the gradients at the last layer.
# $depth (Count) Its number.
# $first (Number) At layer 1.
part-backward = Backward: the cost’s gradient came back. Std { $last } at layer { $depth }, { $first } at layer 1.

# $first (Number) Size of the update over that of the weights at layer 1.
# $last (Number) At the last layer.
# $depth (Count) Its number.
part-update = Update: weights moved against their gradients, by { $first } of their length at layer 1, { $last } at layer { $depth }.

## The question before a run is shown

answer-skip = just show me

# $answer (Text) The button's text.
reply-watch = You said “{ $answer }”. Press Play and see.

# $right (Text) yes or no: whether the guess was right.
# $layer (Count) The last layer.
# $place (Text) Where its activations are: huge, edge (saturated), zero or spread.
# $std (Number) Their standard deviation.
reply-judged = { $right ->
    [yes] Yes: layer { $layer } is
   *[no] Not this time: layer { $layer } is
  } { $place ->
    [huge] huge
    [edge] at its limits
    [zero] near 0
   *[spread] spread out
  }, std { $std }.

## Asking the network: the digit that the reader draws, or a point of the plane

# $row (Count)
# $column (Count)
# $ink (Text) none, light or full.
pad-cell = row { $row }, column { $column }{ $ink ->
    [full] , full
    [light] , light
   *[none] { "" }
  }

# $class (Count) A digit.
# $share (Percent) Its probability.
predict-digit = The network sees a { $class }, with { $share } confidence.

# $class (Count)
# $share (Percent) Its probability.
predict-point = Class { $class }, with { $share } confidence.

predict-not-a-number = The network’s answer is not a number: it has diverged.

## In the charts

# On a layer whose histogram waits for the reader's guess.
histogram-hidden = hidden
