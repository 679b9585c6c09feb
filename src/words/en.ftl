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
