### What happened to the signal: one sentence beside the lab’s charts and in each row of the race.
### $relation compares $ratio with 1: `same` where it is written as 1, `more`, or less.

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

# Normalization has nothing to average over; whatever else is seen follows from it.
# $layer (Count) The first such layer.
verdict-one-value = At layer { $layer } each mean of the normalization is over one value only, and a value less its own mean is 0:
  every input gives the same.

# The batch is one example, and nothing else is wrong.
# $low (Number) Smallest standard deviation of its activations over the units of a layer.
# $high (Number) Largest one.
# $relation (Text) none (there is one layer only, nothing to compare), same, more, less.
# $ratio (Number) Gradient at layer 1 over that at the last hidden layer.
verdict-one-example = The batch is one example, which has no spread across examples: whether the signal passes cannot be told
  from it. Over its units the standard deviation of the activations is { $low } to { $high }{ $relation ->
    [none] .
    [same] ; the gradient at layer 1 is as large as that at the last hidden layer.
    [more] ; the gradient at layer 1 is { $ratio } times that at the last hidden layer.
   *[less] ; the gradient at layer 1 is { $ratio } of that at the last hidden layer.
  }

# $step (Count) The step.
# $part (Text) Where the first number was that is not finite: activation, gradient, cost, weight.
# $layer (Count) The layer.
verdict-diverged = Diverged at step { $step }: { $part ->
    [activation] the activations of layer { $layer } are
    [gradient] the gradients of layer { $layer } are
    [cost] the cost is
   *[weight] the weights of layer { $layer } are
  } the first to be infinite or no numbers at all.

# $step (Count) The step.
# $cost (Number)
# $accuracy (Percent) Held-out examples that are right.
# $chance (Percent) What naming the most frequent class would score.
verdict-plateau = Nothing learned by step { $step }: cost { $cost }, accuracy { $accuracy }; guessing scores { $chance }.

## What happened to the signal, in two words: in the rows of the race

finding-healthy = healthy
finding-vanishing-activations = vanishing activations
finding-vanishing-gradients = vanishing gradients
finding-exploding = exploding
finding-saturated = saturated
finding-dead = dead
finding-symmetric = symmetric
finding-one-value = nothing to average over
finding-one-example = one example
finding-diverged = diverged
finding-plateau = plateau

# $step (Count)
# $layer (Count)
finding-diverged-at = diverged at step { $step }, layer { $layer }
