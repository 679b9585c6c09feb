### Charts that several figures have: labels, tips, and what is said to those who do not see them.

## Short texts in the charts: names of layers, axes and measures. There is little room.

# $layer (Count)
layer-short = L{ $layer }

# The end of an axis that counts layers or steps.
# $along (Text) layer or step.
# $n (Text) The axis's last number, as it is written there.
axis-end = { $along ->
    [layer] layer { $n }
   *[step] step { $n }
  }

# The beginning of an axis that counts layers: what goes into the first one.
axis-input = input

# $share (Percent)
slope-flat = { $share } flat

# Values that are no numbers, and infinite ones.
not-finite = NaN, ∞

# $share (Percent)
not-finite-share = NaN, ∞ { $share }

# Predicted and true class of a digit that was not recognized.
# $predicted (Text) A digit or a question mark.
# $label (Count)
digit-mistake = { $predicted }, not { $label }

activations = activations
gradients = gradients
values-before = values before normalization
values-after = values after normalization

measure-saturated = saturated
measure-zero = zero
measure-dead = dead units
measure-update = update / weight

# Standard deviation over all values of a layer (dot), across examples (ring), between units (dash).
measure-std = std ● all ○ across – between
measure-no-update = no update yet
measure-not-here = does not apply

# Curves of cost and accuracy.
series-training = training
series-held-out = held-out

# The level that guessing reaches, in the chart of accuracy.
level-chance = chance

# The axes of the planes of examples.
feature-x1 = x₁
feature-x2 = x₂
feature-age = age (years)
feature-distance = distance (km)

## Units of the values that can be read off a chart, for tables. `nat` is the natural unit of information.

unit-nat = nat
unit-share = share
unit-std = std
unit-slope = slope
unit-probability = probability
unit-class = class
unit-signal = signal

## Tips: one value of a chart, under the pointer or reached by arrow keys

# $x (Number) Where.
# $value (Number) Of the activation function.
# $slope (Number) Of the activation function.
tip-slope = At { $x }: value { $value }, slope { $slope }

# $x (Number) Where.
# $value (Number) Of the activation function.
# $slope (Number) Of the activation function.
# $share (Percent) How many of the layer's values lie there.
tip-slope-values = At { $x }: value { $value }, slope { $slope }; { $share } of the layer's values are near

# $first (Text) Name of an axis.
# $x (Number)
# $second (Text) Name of the other.
# $y (Number)
# $share (Percent) Probability.
tip-plane = { $first } { $x }, { $second } { $y }: class 1 with { $share }

# $along (Text) layer or step.
# $n (Count)
# $list (Text) Each curve's name and value: see tip-curve-value.
tip-curve = { $along ->
    [layer] Layer { $n }: { $list }
   *[step] Step { $n }: { $list }
  }

# $name (Text) A curve's name.
# $value (Text) A number or a percentage.
tip-curve-value = { $name } { $value }

# $layer (Count)
# $signal (Text) activations or gradients.
# $value (Number) Standard deviation.
tip-depth = Layer { $layer }, std of { $signal ->
    [activations] activations
   *[gradients] gradients
  } { $value }

# $layer (Count)
# $signal (Text) activations or gradients.
# $value (Number) Standard deviation.
# $predicted (Number) What theory says of it.
tip-depth-predicted = Layer { $layer }, std of { $signal ->
    [activations] activations
   *[gradients] gradients
  } { $value } (predicted { $predicted })

# $label (Count) The true class.
tip-digit = A { $label }

# $label (Count) The true class.
tip-digit-recognized = A { $label }, recognized

# $label (Count) The true class.
# $predicted (Count) The class that the network gave it.
tip-digit-mistaken = A { $label }, taken for a { $predicted }

# $label (Count) The true class.
tip-digit-not-a-number = A { $label }; the network’s answer is not a number

# $layer (Count)
# $measure (Text) saturated, zero or dead.
# $share (Percent)
tip-health-share = Layer { $layer }: { $measure ->
    [saturated] saturated { $share }
    [zero] zero { $share }
   *[dead] dead units { $share }
  }

# $layer (Count)
# $value (Number) Standard deviation over all values.
# $across (Number) Standard deviation across examples.
# $between (Number) Standard deviation between units.
tip-health-std = Layer { $layer }: std { $value }, across examples { $across }, between units { $between }

# The same of a batch of one.
# $layer (Count)
# $value (Number) Standard deviation over all values.
# $between (Number) Standard deviation between units.
tip-health-std-one = Layer { $layer }: std { $value }, between units { $between }; one example has no std across examples

# $layer (Count)
# $value (Number) Size of the last update over that of the weights.
# $guide (Number) A healthy size.
tip-health-update = Layer { $layer }: update / weight { $value } (guide { $guide })

# $layer (Count)
tip-health-no-update = Layer { $layer }: update / weight –

# $layer (Count)
# $signal (Text) gradients, activations, before or after (normalization).
# $low (Number) From here …
# $high (Number) … to here.
# $value (Count) So many values.
# $total (Count) Of so many.
# $share (Percent) Which is.
tip-histogram-bar = Layer { $layer }, { $signal ->
    [gradients] gradients
    [before] values before normalization
    [after] values after normalization
   *[activations] activations
  } { $low } to { $high }: { $value } of { $total } ({ $share })

# $layer (Count)
# $signal (Text) gradients, activations, before or after (normalization).
# $end (Number) The histogram's lower end.
# $value (Count) So many values.
# $total (Count) Of so many.
# $share (Percent) Which is.
tip-histogram-below = Layer { $layer }, { $signal ->
    [gradients] gradients
    [before] values before normalization
    [after] values after normalization
   *[activations] activations
  } below { $end }: { $value } of { $total } ({ $share })

# $layer (Count)
# $signal (Text) gradients, activations, before or after (normalization).
# $end (Number) The histogram's upper end.
# $value (Count) So many values.
# $total (Count) Of so many.
# $share (Percent) Which is.
tip-histogram-above = Layer { $layer }, { $signal ->
    [gradients] gradients
    [before] values before normalization
    [after] values after normalization
   *[activations] activations
  } above { $end }: { $value } of { $total } ({ $share })

# $low (Number) From here …
# $high (Number) … to here.
# $value (Count) So many values.
# $total (Count) Of so many.
# $share (Percent) Which is.
tip-input-bar = Input { $low } to { $high }: { $value } of { $total } ({ $share })

# $place (Text) below or above.
# $end (Number) The histogram's lower or upper end.
# $value (Count) So many values.
# $total (Count) Of so many.
# $share (Percent) Which is.
tip-input-outside = Input { $place ->
    [below] below
   *[above] above
  } { $end }: { $value } of { $total } ({ $share })

# Follows the input's tips.
# $mean (Number)
# $std (Number)
tip-input-all = all of it: mean { $mean }, std { $std }

# In place of the input's gradients.
tip-input-no-gradient = Input: no gradient is asked of it, it is not learned.

# Follows the others where some values are no numbers, or infinite.
# $n (Count)
tip-histogram-not-finite = { $n } not finite

## Charts in words, for those who do not see them

# $act (Text) An activation function.
# $largest (Number) The largest slope.
chart-slope = The activation function { $act } and its derivative, at most { $largest }.

# $share (Percent)
chart-slope-flat = { $share } of the layer's values lie where it is flat, with a slope under 6% of its largest.

# $first (Text) Name of an axis.
# $second (Text) Name of the other.
# $share (Percent) How much of the plane.
# $training (Count) Points.
# $held-out (Count) Points.
chart-plane = The plane of { $first } and { $second }: the network gives { $share } of it to class 1, the rest to class 0.
  { $training } training points, { $held-out } held out.

# $measure (Text) cost, accuracy or std.
# $along (Text) layer or step.
chart-curve = { $measure ->
    [cost] Cost, log scale, against
    [accuracy] Accuracy against
   *[std] Standard deviation, log scale, against
  } { $along ->
    [layer] layer.
   *[step] step.
  }

# $name (Text) A curve's name.
# $from (Text) Its first value.
# $first (Count) Where.
# $to (Text) Its last value.
# $last (Count) Where.
# $along (Text) layer or step.
chart-curve-ends = { $name }: { $along ->
    [layer] { $from } at layer { $first }, { $to } at layer { $last }.
   *[step] { $from } at step { $first }, { $to } at step { $last }.
  }

# A line of reference.
# $name (Text) Such as: chance.
# $level (Text)
chart-curve-level = Line of { $name }: { $level }.

chart-depth-empty = Signal by depth: no layers.

# $value (Number)
tip-depth-input = Input, std { $value }

# $std (Number)
chart-depth-input = Input: std { $std }.

# Why there is no predicted line: under the chart's name, and in its words.
unpredicted-convolution = No line: the theory does not cover convolutions.
unpredicted-normalization = No line: the theory knows batch norm only.
unpredicted-piling-up = No line: skip connections pile up a mean.
unpredicted-same-weights = No line: equal weights are not independent.
unpredicted-small-batch = No line: so small a batch measures its std badly.

# $layers (Count)
chart-depth = Standard deviation by layer, log scale, layers 1 to { $layers }.

# One sentence each for activations and gradients.
# $signal (Text) activations or gradients.
# $first (Number) At layer 1.
# $last (Number) At the last layer.
# $layers (Count) Its number.
# $ratio (Text) The first over the last; none where there is none to tell.
# $predicted (Text) yes or no: whether a line shows what theory says.
chart-depth-signal = { $signal ->
    [activations] Activations
   *[gradients] Gradients
  }: { $first } at layer 1, { $last } at layer { $layers }{ $ratio ->
    [none] { "" }
   *[other] , first to last { $ratio }
  }{ $predicted ->
    [yes] , with the predicted line.
   *[no] .
  }

# $n (Count)
chart-digits = { $n } held-out digits.

# $n (Count)
# $share (Percent)
chart-digits-recognized = { $n } held-out digits: { $share } recognized.

# $n (Count)
# $share (Percent)
chart-digits-not-numbers = { $n } held-out digits: { $share } recognized; the network’s answers are not numbers.

# $n (Count)
# $share (Percent)
# $mistakes (Text) A list of at most five: see chart-digits-mistake.
# $more (Count) So many mistakes are not listed.
chart-digits-mistakes = { $n } held-out digits: { $share } recognized; mistakes: { $mistakes }{ $more ->
    [0] .
   *[other] {" "}and { $more } more.
  }

# $label (Count)
# $predicted (Count)
chart-digits-mistake = a { $label } taken for a { $predicted }

# $layers (Count)
chart-health = Health of { $layers } layers.

# $measure (Text) saturated, zero or dead.
# $share (Percent)
# $layer (Count) The worst layer.
chart-health-most = Most { $measure ->
    [saturated] saturated
    [zero] zero
   *[dead] dead units
  }: { $share } at layer { $layer }.

# $value (Number)
# $layer (Count)
chart-health-update = Largest update over weight: { $value } at layer { $layer }.

# $value (Number)
# $layer (Count) The layer whose units are most alike.
chart-health-between = Smallest std between units: { $value } at layer { $layer }.

# $layers (Count)
chart-histograms = Histograms of { $layers } hidden layers.

# The input stands before the layers.
# $values (Text) Where it lies: see chart-histograms-mostly.
chart-histograms-input = Input, as it enters the network: { $values }; no gradient is asked of it.

# $layer (Count)
# $marked (Text) yes or no: whether the reader has chosen it.
# $signal (Text) activations, before or after (normalization).
# $values (Text) Where they lie: see chart-histograms-mostly.
# $gradients (Text) Where the gradients lie.
chart-histograms-layer = Layer { $layer }{ $marked ->
    [yes] {" "}(marked)
   *[no] { "" }
  }: { $signal ->
    [before] values before normalization { $values }
    [after] values after normalization { $values }
   *[activations] activations { $values }
  }; gradients { $gradients }.

# The middle nine tenths of the values.
# $low (Number)
# $high (Number)
chart-histograms-mostly = mostly { $low } to { $high }

chart-histograms-none = none in range

# $share (Percent)
# $place (Text) below, above or not-finite.
chart-histograms-outside = { $share } { $place ->
    [below] below range
    [above] above range
   *[not-finite] not finite
  }

# A point of a line.
# $name (Text) The line's name.
# $place (Text) Where it is, such as: batch size 2.
# $value (Text)
tip-line = { $name }, { $place }: { $value }

# A value from several runs.
# $value (Text) Their mean.
# $low (Text) The least.
# $high (Text) The greatest.
line-spread = { $value } ({ $low } to { $high })

# $title (Text) What the chart shows.
chart-lines = { $title }.

# A place of reference along the axis.
# $name (Text) Such as: end of training.
# $place (Text)
chart-lines-place = At { $place }: { $name }.

# $name (Text) The line's name.
# $from (Text) Its first value.
# $first (Text) Where.
# $to (Text) Its last value.
# $last (Text) Where.
chart-line-ends = { $name }: { $from } at { $first }, { $to } at { $last }.

# $name (Text) The line's name.
# $value (Text) Its only value.
# $place (Text) Where.
chart-line-one = { $name }: { $value } at { $place }.

# Under the input's histogram, where layers have their gradients.
histogram-no-gradient = no gradient

# The name of the input's column; there is as little room as for layer-short.
input-short = in
