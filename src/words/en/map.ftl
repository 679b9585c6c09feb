### The map: which starts learn, by the weights' std and the depth.

figure-map = Map

# The axes.
map-std = weight std
map-depth = layers

## Tips: one cell, under the pointer or reached by arrow keys

# $std (Number) The weights' standard deviation.
# $depth (Count) Hidden layers.
# $accuracy (Percent) Held-out digits that it has right.
# $steps (Count) Steps of training.
tip-map = std { $std }, { $depth } layers: { $accuracy } right after { $steps } steps

# $std (Number)
# $depth (Count)
# $step (Count) Where it broke off.
tip-map-broken = std { $std }, { $depth } layers: broke off at step { $step }, its numbers too large to be written

# $std (Number)
# $depth (Count)
tip-map-refused = std { $std }, { $depth } layers: could not be run

# $std (Number)
# $depth (Count)
tip-map-unknown = std { $std }, { $depth } layers: not run yet

## Charts in words, for those who do not see them

# $all (Count) Cells of the map.
# $done (Count) Cells that have been run.
# $learned (Count) Networks that learned.
# $broken (Count) Runs that broke off.
chart-map = Map of { $all } networks by weight std, 0.01 to 3.16, and depth, 2 to 50 layers, both log scale: { $done } have been
  run, { $learned } learned, { $broken } broke off. Theory’s line is drawn over them.

# $depth (Count) Hidden layers.
# $std (Number) The weights' standard deviation.
chart-map-deepest = The deepest that learned has { $depth } layers and std { $std }.

# The heads of the table, a ; between them.
map-columns = std; layers; accuracy; broke off at step; theory’s depth

## Judging the guess

# $guess (Text) small, xavier, large, nothing or skip.
reply-map-later = { $guess ->
    [small] You say 0.01.
    [xavier] You say 0.1.
    [large] You say 1.
    [nothing] You say none of them.
   *[skip] Three networks will tell.
  } Press Run: the row of 33 layers of tanh decides.

# What a network that broke off has right.
map-nothing = none (broken off)

# $verdict (Text) right; or the guess, which was wrong: small, xavier, large or nothing; or skip.
# $small (Text) What std 0.01 has right.
# $xavier (Text) What std 0.1 has right.
# $large (Text) What std 1 has right.
reply-map = { $verdict ->
    [right] Yes.
    [small] Not 0.01: each layer leaves a tenth of the signal, and of the gradient on its way back; after 33 of them there is nothing to learn from.
    [xavier] Not 0.1, not with this seed.
    [large] Not 1: each layer multiplies differences and gradients, until nothing can be learned from them.
    [nothing] One of them does.
   *[skip] { "" }
  }{" "}At 33 layers std 0.01 has { $small } of the digits right, 0.1 has { $xavier } and 1 has { $large }.

## What the figure found

# $learned (Count) Networks that learned.
# $all (Count) Of so many.
# $steps (Count) Steps of training.
# $depth (Count) Layers of the deepest that learned.
# $std (Number) Its weights' standard deviation.
# $broken (Count) Runs that broke off.
map-found = { $learned } of { $all } networks have more than half of the digits right after { $steps } steps, the deepest at
  { $depth } layers with std { $std }.{ $broken ->
    [0] { "" }
   *[other] {" "}{ $broken } broke off.
  }

map-found-none = No network has more than half of the digits right.

# Follows.
# $agree (Count) Networks that did as theory says.
# $judged (Count) Of so many, those clear of its line.
# $share (Percent) Which is.
map-found-theory = Theory’s line puts { $agree } of { $judged } on the right side ({ $share }), not counting depths from half of
  its own to twice.

# Follows, in a map with batch norm.
# $reach (Count) Layers up to which theory lets networks with batch norm learn.
# $ten (Count) Networks of 10 layers that learned.
# $bottom (Count) Of 50 layers.
# $other (Text) known, or unknown where the other map has not been run.
# $without (Count) Networks that learned without batch norm.
map-found-norm = With batch norm theory’s depth is one for all weights, { $reach } layers: of 16 stds { $ten } learn at 10
  layers and { $bottom } at 50.{ $other ->
    [known] {" "}Without batch norm { $without } networks learned.
   *[unknown] { "" }
  }
