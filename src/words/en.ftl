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

# $layer (Count) The first layer where all inputs give the same.
verdict-no-signal = From layer { $layer } on the activations are the same for every input: no signal passes, and nothing can
  be learnt from it.

# $layer (Count) The first layer where the activations hardly depend on the input, which is the last hidden one.
# $across (Number) Standard deviation across examples there.
verdict-vanishing-activations-last = At layer { $layer } the activations differ by only { $across } from one example to the
  next: the network no longer sees its input.

# $layer (Count) The first layer where the activations hardly depend on the input.
# $across (Number) Standard deviation across examples there.
# $last (Count) The last hidden layer.
# $last-across (Number) Standard deviation across examples there.
verdict-vanishing-activations = At layer { $layer } the activations differ by only { $across } from one example to the next, at
  layer { $last } by { $last-across }: the network no longer sees its input.

# $relation (Text) same, more, less.
# $ratio (Number) Gradient at layer 1 over that at the last hidden layer.
# $last (Count) The last hidden layer.
verdict-vanishing-gradients = The gradient at layer 1 is { $relation ->
    [same] as large as the gradient at layer { $last }: it has vanished on its way back.
    [more] { $ratio } times the gradient at layer { $last }: it has vanished on its way back.
   *[less] { $ratio } of the gradient at layer { $last }: it has vanished on its way back.
  }

# $last (Count) The last hidden layer.
# $growth (Number) Spread of its activations over that of layer 1.
verdict-exploding-activations = The activations at layer { $last } are { $growth } times as large as at layer 1: they explode.

# $ratio (Number) Gradient at layer 1 over that at the last hidden layer.
# $last (Count) The last hidden layer.
verdict-exploding-gradients = The gradient at layer 1 is { $ratio } times the gradient at layer { $last }: it explodes on its way
  back.

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
verdict-dead = { $dead } of { $units } units at layer { $layer } are dead: 0 for every held-out example, so no gradient reaches
  their weights.

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
verdict-plateau = Nothing is learnt yet at step { $step }: cost { $cost }, accuracy { $accuracy } where guessing scores { $chance }.

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
figure-race = Race
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

norm = Normalization
norm-none = none
norm-batch = batch
norm-layer = layer
norm-instance = instance
norm-group = group
norm-mean-batch = mean-only batch
norm-weight = weight
norm-weight-mean-batch = weight + mean-only batch

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
