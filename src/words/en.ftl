### What Unit Variance says, in English: the file that the others are translations of.
###
### For translators: copy this file to LANGUAGE.ftl and translate what stands right of each `=`. Names (left of it), `$variables`
### and the keys in `[brackets]` stay as they are. A line that is broken in this file goes on in the sentence.
### `{ $name }` is the place of a value. Its type stands in the comment and says how it is written: Text as it is, Count as 12,800,
### Number as 0.036 or 3.1·10⁻⁷, Percent as 81.9%. `{ $name -> [key] … *[other] … }` chooses a text by a
### Text's key or a Count's number; the text with the asterisk is for all other keys. `[one]` is a Count of 1.
### The comments' lines that begin with `$` need not be repeated. `cargo test -p unit-variance-words` checks everything.

## While something is on its way

wait = Calculating…

## What happened to the signal: one sentence beside the lab's charts and in each row of the race.
## $relation compares $ratio with 1: `same` where it is written as 1, `more`, or less.

# $accuracy (Percent) Held-out examples that are right.
# $low (Number) Smallest standard deviation of the activations over the layers.
# $high (Number) Largest one.
# $relation (Text) none (there is one layer only, nothing to compare), same, more, less.
# $ratio (Number) Gradient at layer 1 over that at the last hidden layer.
verdict-learns = It learns: { $accuracy } of the held-out examples are right.
  The standard deviation of the activations is { $low } to { $high }{ $relation ->
    [none] .
    [same] ; the gradient at layer 1 is as large as that at the last hidden layer.
    [more] ; the gradient at layer 1 is { $ratio } times that at the last hidden layer.
   *[less] ; the gradient at layer 1 is { $ratio } of that at the last hidden layer.
  }

# $low (Number) Smallest standard deviation of the activations over the layers.
# $high (Number) Largest one.
# $relation (Text) none (there is one layer only, nothing to compare), same, more, less.
# $ratio (Number) Gradient at layer 1 over that at the last hidden layer.
verdict-healthy = Healthy: the signal passes.
  The standard deviation of the activations is { $low } to { $high }{ $relation ->
    [none] .
    [same] ; the gradient at layer 1 is as large as that at the last hidden layer.
    [more] ; the gradient at layer 1 is { $ratio } times that at the last hidden layer.
   *[less] ; the gradient at layer 1 is { $ratio } of that at the last hidden layer.
  }

# Follows verdict-healthy.
# $layer (Count) The last hidden layer.
# $std (Number) Standard deviation of its activations, units and examples pooled.
# $across (Number) Standard deviation across examples, much smaller.
verdict-alike = But at layer { $layer } the std is { $std }, and across examples only { $across }: there, one example looks much
  like another.

# $layer (Count) The first layer where all inputs give the same.
verdict-no-signal = From layer { $layer } on the activations are the same for every input: no signal passes, and nothing can
  be learned from it.

# $layer (Count) The first layer where the activations hardly depend on the input, which is the last hidden one.
# $across (Number) Standard deviation across examples there.
verdict-vanishing-activations-last = At layer { $layer } the activations differ by only { $across } from one example to the
  next: too faint to learn much from.

# $layer (Count) The first layer where the activations hardly depend on the input.
# $across (Number) Standard deviation across examples there.
# $last (Count) The last hidden layer.
# $last-across (Number) Standard deviation across examples there.
verdict-vanishing-activations = At layer { $layer } the activations differ by only { $across } from one example to the next, at
  layer { $last } by { $last-across }: too faint to learn much from.

# $relation (Text) same, more, less.
# $ratio (Number) Gradient at layer 1 over that at the last hidden layer.
# $last (Count) The last hidden layer.
verdict-vanishing-gradients = The gradient at layer 1 is { $relation ->
    [same] as large as the gradient at layer { $last }: it has vanished on its way back.
    [more] { $ratio } times the gradient at layer { $last }: it has vanished on its way back.
   *[less] { $ratio } of the gradient at layer { $last }: it has vanished on its way back.
  }

# $last (Count) The last hidden layer.
# $growth (Number) Std of its activations over that of layer 1.
verdict-exploding-activations = The activations at layer { $last } are { $growth } times as large as at layer 1: they explode.

# $ratio (Number) Gradient at layer 1 over that at the last hidden layer.
# $last (Count) The last hidden layer.
verdict-exploding-gradients = The gradient at layer 1 is { $ratio } times the gradient at layer { $last }: it explodes on its way
  back.

# $layer (Count) The first layer where they are.
# $std (Number) Standard deviation of its activations.
verdict-out-of-scale = The activations at layer { $layer } have a std of { $std }, where about 1 is meant: out of all scale.

# $share (Percent) Share of saturated activations.
# $layer (Count) The layer with the largest share.
# $relation (Text) none (the gradients are alike), same, more, less.
# $ratio (Number) Gradient at layer 1 over that at the last hidden layer.
# $last (Count) The last hidden layer.
verdict-saturated = { $share } of the activations at layer { $layer } are saturated, where the slope is nearly 0{ $relation ->
    [none] .
    [same] ; the gradient at layer 1 is as large as that at layer { $last }.
    [more] ; the gradient at layer 1 is { $ratio } times that at layer { $last }.
   *[less] ; the gradient at layer 1 is { $ratio } of that at layer { $last }.
  }

# $dead (Count) Units that give 0 for every held-out example.
# $units (Count) All units of the layer.
# $layer (Count)
verdict-dead = { $dead } of { $units } units at layer { $layer } are dead: 0 for every held-out example. A unit that is 0
  for every training example as well gets no gradient.

# $units (Count) All units of the layer.
# $layer (Count)
verdict-symmetric = All { $units } units of layer { $layer } do exactly the same and get the same gradient: together they are one
  unit.

# $step (Count) The step.
# $part (Text) Where the first number was that is not finite: activation, gradient, cost, weight.
# $layer (Count) The layer.
verdict-diverged = Diverged at step { $step }: the { $part ->
    [activation] activations
    [gradient] gradients
    [cost] cost
   *[weight] weights
  } of layer { $layer } are the first to be infinite or no numbers at all.

# $step (Count) The step.
# $cost (Number)
# $accuracy (Percent) Held-out examples that are right.
# $chance (Percent) What naming the most frequent class would score.
verdict-plateau = Nothing learned by step { $step }: cost { $cost }, accuracy { $accuracy }; guessing scores { $chance }.

## Words of an address that were not used as they stand. $key and $value are as they were written, $used is what was used.

# $key (Text)
# $value (Text)
notice-unknown-key = { $key }={ $value }: there is no key “{ $key }”; it was ignored.

# $key (Text)
# $value (Text)
# $offered (Text) The values that there are, as the address writes them, with commas.
# $used (Text)
notice-unknown-value = { $key }={ $value } is not one of { $offered }: used { $used }.

# $key (Text)
# $value (Text)
# $used (Text)
notice-not-a-number = { $key }={ $value } is not a number: used { $used }.

# $key (Text)
# $value (Text)
# $used (Text)
notice-not-whole = { $key }={ $value } is not a whole number: used { $used }.

# $key (Text)
# $value (Text)
# $low (Text)
# $high (Text)
# $used (Text)
notice-out-of-range = { $key }={ $value } is out of range ({ $low } to { $high }): used { $used }.

# $key (Text)
# $value (Text)
# $used (Text)
notice-not-a-shape = { $key }={ $value } is not three sizes N,C,side: used { $used }.

# $key (Text)
# $value (Text)
# $name (Text) The control that was to be hidden.
notice-unknown-control = { $key }={ $value }: there is no control “{ $name }”; it was ignored.

# $key (Text)
# $value (Text)
# $init (Text) An initializer.
notice-fixed-by-init = { $key }={ $value } is ignored: the initializer { $init } fixes the distribution itself.

# $key (Text)
# $value (Text)
# $used (Text)
notice-needs-images = { $key }={ $value }: the convolutional network needs images (data=digits): used { $used }.

# $key (Text)
# $value (Text)
# $channels (Count)
# $used (Count) A number of groups.
notice-not-a-divisor = { $key }={ $value } does not divide the { $channels } channels: used { $used }.

# $key (Text)
# $value (Text)
notice-no-direction = { $key }={ $value }: under weight normalization a weight vector of length 0 has no direction (g v / ‖v‖ is
  0 / 0), so this run has no numbers from step 0 on.

# $key (Text)
# $value (Text)
# $used (Text)
notice-not-built-yet = { $key }={ $value } is not built yet: used { $used }.

# $value (Text) The version that made the link.
# $used (Text) This version.
notice-other-version = This link was made by version { $value }; this is version { $used }, and the numbers may differ in their
  last digits.

# What was used where an address named no figure that there is.
notice-whole-article = the whole article

# What was used where an address named no step to stop at.
notice-no-stop = no stop

## Why a run cannot begin or go on

# $megabytes (Count)
# $limit (Count) The most that a run may need.
error-memory = This would need about { $megabytes } megabytes of memory; the limit is { $limit }. Choose a smaller depth, width or
  batch size.

# $name (Text) A size of the network, by its name in the program.
# $value (Text)
# $reason (Text) In English.
error-network = { $name } = { $value }: { $reason }

error-not-convolutional = This needs the convolutional network: net=cnn.
error-not-batch-normed = This needs batch normalization: norm=batch.
error-replaced = This run was replaced.

# $report (Text) The program's last words, in English.
error-stopped = The computation stopped: { $report }

## The choices: the accessible name of each group (`init`), and each of its values (`init-he`).
## In English the values are in lower case, but for names.

figure = Figure
figure-lab = Lab
figure-chain = Chain
figure-sum = Sum
figure-slopes = Slopes
figure-race = Race
figure-neighbours = Neighbours
figure-cube = Cube
figure-sweep = Sweep
figure-weight = Weight
figure-time = Time

init = Initializer
init-zeros = zeros
init-small = small
init-xavier = Xavier
init-he = He
init-large = large
init-normal = normal
init-uniform = uniform
init-glorot = Glorot
init-orthogonal = orthogonal
init-constant = constant

dist = Distribution
dist-normal = normal
dist-uniform = uniform

act = Activation
act-linear = linear
act-sigmoid = sigmoid
act-tanh = tanh
act-relu = ReLU
act-leaky-relu = leaky ReLU
act-gelu = GELU

start = Start
start-plain = as drawn
start-data = from data

skip = Skip connections
skip-off = none
skip-on = every layer

norm = Normalization
norm-none = none
norm-batch = batch
norm-layer = layer
norm-instance = instance
norm-group = group
norm-mean-batch = mean-only batch
norm-weight = weight
norm-weight-mean-batch = weight + mean-only batch
norm-rms = RMS

reading = Layer norm over
reading-chw = C, H, W
reading-last = last axis

net = Network
net-mlp = dense
net-cnn = convolutional

data = Data
data-digits = digits
data-circles = circles
data-moons = moons
data-spiral = spiral
data-xor = XOR
data-blobs = blobs
data-units = units

scaling = Input scaling
scaling-raw = raw
scaling-min-max = min–max
scaling-standard = standard

opt = Optimizer
opt-sgd = SGD
opt-momentum = momentum
opt-rmsprop = RMSprop
opt-adam = Adam

# What the cube shows: before or after normalization.
view = Values
view-before = before
view-after = after

vary = Vary
vary-init = initializer
vary-act = activation
vary-norm = normalization
vary-opt = optimizer
vary-lr = learning rate
vary-batch = batch size
vary-scaling = input scaling

lang = Language
# The languages' own names stay as they are.
lang-en = English
lang-zh = 中文

theme = Theme
theme-auto = auto
theme-light = light
theme-dark = dark

## What stands between parts that are as many as there are: between the items of a list, and between two sentences.

between-items = { ", " }
between-parts = { "; " }
between-sentences = { " " }

## Short texts in the charts: names of layers, axes and measures. There is little room.

# $layer (Count)
layer-short = L{ $layer }

# The terms of the sums that a histogram shows.
# $n (Count)
sum-terms = n = { $n }

# How wide a histogram is.
# $std (Number)
sum-std = std { $std }

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
# Standard deviation over all values of a layer (dot), and across examples (ring).
measure-std = std: ● pooled ○ across
measure-no-update = no update yet
measure-not-here = does not apply

# The axes of the cube: examples, channels, height and width.
cube-axis-n = N
cube-axis-c = C
cube-axis-hw = H, W
# The same for a layer's weights.
cube-axis-out = out
cube-axis-in = in
cube-axis-kernel = kernel

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

# $layers (Count)
# $weight (Number)
# $value (Number) The weight to the power of the layers.
tip-chain = After { $layers } layers: { $weight } to the power { $layers } = { $value }

# $layers (Count)
# $weight (Number)
# $value (Number) The weight to the power of the layers.
# $measured (Number) What the network gave.
tip-chain-measured = After { $layers } layers: { $weight } to the power { $layers } = { $value }, measured { $measured }

# $low (Number) From here …
# $high (Number) … to here.
# $value (Count) So many sums.
# $total (Count) Of so many.
# $share (Percent) Which is.
# $predicted (Percent) What a normal curve has there.
tip-sum = Sums from { $low } to { $high }: { $value } of { $total } ({ $share }; the normal curve says { $predicted })

# $n (Count)
# $c (Count)
# $h (Count)
# $w (Count)
# $value (Number)
tip-cube = n { $n }, c { $c }, h { $h }, w { $w }: { $value }

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
tip-health-std = Layer { $layer }: std { $value }, across examples { $across }

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

# Follows the others where some values are no numbers, or infinite.
# $n (Count)
tip-histogram-not-finite = { $n } not finite

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

# $layers (Count)
# $weight (Number)
# $end (Number) The signal at the end.
chart-chain = A signal of 1 through { $layers } layers of weight { $weight }: { $end } at the end.

# $layers (Count)
# $weight (Number)
# $end (Number) The signal at the end.
# $power (Text) The nearest power of ten.
chart-chain-about = A signal of 1 through { $layers } layers of weight { $weight }: { $end } at the end, about { $power }.

# $draws (Count) Sums.
# $n (Count) Terms of each.
# $std (Number) Their standard deviation.
# $predicted (Number) What theory says of it.
# $outside (Count) Sums beyond the axis.
chart-sum = Histogram of { $draws } sums of { $n } products: std { $std }. The normal curve over it has std { $predicted }.{ $outside ->
    [0] { "" }
   *[other] {" "}{ $outside } sums lie beyond the axis.
  }

# Follows the other sentence.
# $n (Count) Terms of each sum.
# $std (Number) Their predicted standard deviation.
chart-sum-behind = Behind it, the sums of { $n } products, std { $std }.

# $n (Count) Examples.
# $c (Count) Channels.
# $h (Count) Height.
# $w (Count) Width.
# $names (Text) Names of the axes.
# $at-n (Count) The chosen cell.
# $at-c (Count)
# $at-h (Count)
# $at-w (Count)
# $cells (Count) How many cells share its statistic.
# $axes (Text) Over which axes.
chart-cube = A cube of { $n } by { $c } by { $h } x { $w } cells ({ $names }). Chosen: n { $at-n }, c { $at-c }, h { $at-h }, w { $at-w }.
  Its statistic is over { $cells } cells, averaged over { $axes }.

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

# $layers (Count)
chart-histograms = Histograms of { $layers } hidden layers.

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

## What happened to the signal, in two words: in the rows of the race

finding-healthy = healthy
finding-vanishing-activations = vanishing activations
finding-vanishing-gradients = vanishing gradients
finding-exploding = exploding
finding-saturated = saturated
finding-dead = dead
finding-symmetric = symmetric
finding-diverged = diverged
finding-plateau = plateau

# $step (Count)
# $layer (Count)
finding-diverged-at = diverged at step { $step }, layer { $layer }

## The page around the figures

dismiss = Dismiss

# The name of the list of sections.
contents = Contents

# A link under the lab's verdict to where a link of the text was followed.
# $section (Text) The heading of the section that the reader came from.
back-to = Back to “{ $section }”

# $report (Text) The browser's report.
chart-failed = A chart could not be drawn: { $report }

# $report (Text) The browser's report.
picture-failed = The picture could not be made: { $report }

# $report (Text) The browser's report.
seed-failed = The browser gave no random number: { $report }

worker-late = The worker that trains the network did not start in time.
worker-absent = The worker that trains the network could not be started.
worker-unreadable = A message from the worker could not be read.

# $report (Text) The browser's report.
worker-stopped = The worker that trains the network stopped: { $report }.
worker-cancelled = The worker was ended with a run that was cancelled.

# Follows a sentence that says what was lost.
restart-run = Restart begins the run again.
restart-race = Restart begins the race again.

## Buttons and fields, by their accessible names (choices have theirs above)

control-play = Play
control-pause = Pause
control-run = Run
control-step = Step
control-restart = Restart
control-new-seed = New seed
control-reset = Reset
control-more = More
control-copy-link = Copy link
control-copy-code = Copy code
control-download-csv = Download CSV
control-download-png = Download PNG
control-download-svg = Download SVG
control-show-numbers = Show numbers
control-depth = Depth
control-width = Width
control-batch = Batch size
control-lr = Learning rate
control-std = Weight scale
control-groups = Groups
control-seed = Seed
control-speed = Speed
control-until = Stop at step
control-history = History
control-method = Method
control-n = N
control-c = C
control-hw = H x W

link-copied = Link copied
code-copied = Code copied
code-not-copied = The browser does not allow copying here
table-saved = Table saved
picture-saved = Picture saved

# What stands in a saved picture.
# $step (Count)
# $query (Text) The address that gives the same run.
picture-title = Unit Variance, step { $step }: { $query }

## The lab

# $step (Count)
step-at = step { $step }

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

## The race

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

## The sum

# $guess (Text) four, two, same or skip (no guess).
# $few (Count) Terms before.
# $before (Number) Standard deviation of the sums.
# $many (Count) Terms after.
# $after (Number) Standard deviation of the sums.
# $ratio (Number) The one over the other.
sum-found = { $guess ->
    [four] Not 4 times: for that, all terms would have to have the same sign, but half of them take away what the others add.{" "}
    [two] Yes, 2 times: the variance is 4 times as large, the width its root.{" "}
    [same] Not the same: terms of opposite signs cancel only in part, and each adds its variance.{" "}
   *[skip] { "" }
  }From n = { $few } to n = { $many } the measured std went from { $before } to { $after }: { $ratio } times as wide.

# $n (Count) Terms of each sum.
# $total (Count) Sums.
sum-drawing = Drawing { $total } sums of { $n } products …

# The reader came by a link, or has seen the answer: what to try next.
sum-try = Move n with fixed weights, then with 1/√n: the first widens the sum, the second keeps it as wide as one input.

## The neighbours

neighbours-opening = Not trained yet: press Play. The same digits and the same weights, three times; only the neighbours differ.

# $running (Percent) Wrong with running statistics.
# $mixed (Percent) Wrong in mixed batches.
# $sorted (Percent) Wrong in batches of one class.
neighbours-errors = { $running } of the held-out digits wrong with running statistics, { $mixed } in mixed batches, { $sorted } among
  neighbours of their own class.

## The cube

# $method (Text) The normalization.
# $n (Count)
# $c (Count)
# $h (Count)
# $w (Count)
# $cells (Count) How many share the cell's statistic.
# $all (Count)
cube-cell = { $method }: the cell n { $n }, c { $c }, h { $h }, w { $w } shares its statistic with { $cells } of { $all } cells.

cube-of-weights = Weights of the second convolution
cube-of-activations = Activations of the first convolution for a batch of digits
cube-weight-axes = I, KH, KW (of the weights)

# $side (Count)
cube-side = { $side } × { $side }

## Columns of the tables. In files they keep their English names.

column-layer = layer
column-activation-mean = activation mean
column-activation-std = activation std
column-std-across = std across examples
column-std-between = std between units
column-saturated = saturated
column-zero = zero
column-gradient-mean = gradient mean
column-gradient-std = gradient std
column-update = update/weight
column-dead = dead units
column-predicted-activation-std = predicted activation std
column-predicted-gradient-std = predicted gradient std
column-gamma-mean = gamma mean
column-gamma-std = gamma std
column-beta-mean = beta mean
column-beta-std = beta std
column-batch-mean = batch mean (rms)
column-running-mean = running mean (rms)
column-batch-std = batch std
column-running-std = running std
column-step = step
column-cost = cost
column-accuracy = accuracy
column-first-std = std at first layer
column-last-std = std at last layer
column-gradient-ratio = gradient, first / last
column-pace = ms per step

## What is said before the program runs, or when it has stopped: www/boot.js finds these in the page.

# $feature (Text) What the browser lacks: WebAssembly, Web Workers or the text of boot-simd.
boot-missing = The figures need { $feature }, which this browser does not offer.
  The text can be read all the same; a current version of Chrome, Edge, Firefox or Safari shows the figures too.

boot-simd = WebAssembly SIMD (vector instructions; browsers have them since 2023)

# $seconds (Text) A whole number.
boot-late = The figures are still loading after { $seconds } seconds. The connection may be slow; loading the page again may help.

# $error (Text) The browser's own words.
boot-failed = The figures could not be loaded: { $error }. The text can be read all the same.

# $error (Text) What went wrong.
boot-stopped = Something on this page failed: { $error } Reloading the page may help.

boot-reload = Reload

## A guess before a figure is shown, and what each answer is told; then what the figure found, with its own numbers.

# $answer (Text) added, once, product or skip.
reply-chain = { $answer ->
    [added] Not added but multiplied: each layer leaves a tenth of what it was given, and a tenth of a tenth of a tenth of a tenth is 0.0001.
    [once] One layer leaves 0.1. The next is given that, and leaves a tenth of it; after four, 0.0001 is left.
    [product] Yes: 0.1 · 0.1 · 0.1 · 0.1 = 0.0001. Every layer multiplies what it is given.
   *[skip] Four layers multiply by 0.1 four times.
  }

# $answer (Text) one, half, quarter or skip.
reply-slopes = { $answer ->
    [one] That is tanh. Sigmoid climbs from 0 to 1 over a wider range: its steepest slope is 0.25, so every sigmoid layer takes at least three quarters of the gradient before the weights act.
    [half] 0.5 is sigmoid’s value at 0, not its slope. The slope there is 0.5 · (1 − 0.5) = 0.25.
    [quarter] Yes: 0.5 · (1 − 0.5) = 0.25. Every sigmoid layer takes at least three quarters of the gradient before the weights act.
   *[skip] Sigmoid’s steepest slope is 0.25, tanh’s is 1, and ReLU’s is 1 wherever it is not 0.
  }

# $answer (Text) positions, batch, example or skip.
reply-cube = { $answer ->
    [positions] That is instance norm: one picture and one channel, 8 · 8 = 64 positions. Batch norm takes the same channel of all 8 pictures together.
    [batch] Yes: one channel, all 8 pictures, all 8 · 8 positions: 512 values and one mean.
    [example] That is layer norm: one picture, all 16 channels, all positions. Batch norm stays in one channel and takes all 8 pictures.
   *[skip] Batch norm takes one channel of all 8 pictures at all 8 · 8 positions: 512 values.
  }

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

# $weight (Number)
# $length (Count)
# $product (Text) The weight to the power of the length.
# $measured (Text) What a network gives.
finding-chain = { $length } layers of weight { $weight } leave { $product } of a signal of 1; the network of the same weights gives { $measured }.

# $layer (Count)
# $sigmoid (Percent) Values where the function is almost flat.
# $tanh (Percent)
# $relu (Percent)
finding-slopes = For the values of layer { $layer } the sigmoid would be almost flat at { $sigmoid }, tanh at { $tanh } and ReLU at { $relu } of them.

# $method (Text)
# $stats (Count)
# $cells (Count)
# $all (Count)
finding-cube = { $method } makes { $stats } statistics of { $cells } values each out of { $all } values.

# On a layer whose histogram waits for the reader's guess.
histogram-hidden = hidden

## Long work in the background

# $done (Count) Jobs that are done.
# $all (Count) All of them.
# $left (Text) known, or unknown before it can be said.
# $seconds (Count) Seconds that the rest will take.
work-progress = { $done } of { $all }{ $left ->
    [known] , about { $seconds } s left
   *[unknown] {""}
  }
