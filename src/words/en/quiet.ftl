### Quiet or gone: what a deep network does to the differences between pictures.

figure-quiet = Quiet or gone
quiet-stage = Stage
quiet-stage-untrained = untrained
quiet-stage-trained = trained

## Short texts in the charts

quiet-all = all pairs
# $first (Text) A digit.
# $second (Text) Another, or the same.
quiet-pair = { $first } and { $second }
quiet-theory = predicted
quiet-reader = reader
quiet-std = std

# $layer (Count) 0 is the input.
quiet-place = { $layer ->
    [0] the input
   *[other] layer { $layer }
  }

## Charts in words

quiet-cosine-title = Cosine between two pictures by layer
quiet-reader-title = Held-out digits that a linear reader of each layer gets right
quiet-std-title = Standard deviation of the activations by layer, log scale
quiet-title-empty = Not measured yet

# The heads of the table, a ; between them.
quiet-columns = layer; cosine (mean); cosine (10%); cosine (90%); cosine (pair); predicted; std; reader

## What was found

# $kind (Text) kept, faint, fading or gone.
# $layers (Count) The last layer.
# $read (Percent) Held-out digits that the reader gets right there.
# $std (Number) Standard deviation of the activations there.
# $cosine (Number) Mean cosine between two pictures there.
quiet-found = { $kind ->
    [kept] At layer { $layers } the std is { $std }, and a linear reader tells { $read } of the held-out digits apart: kept.
    [faint] At layer { $layers } the std is { $std }, and yet a linear reader tells { $read } of the held-out digits apart once
      the volume is turned up: faint, not gone.
    [fading] At layer { $layers } the cosine between two pictures is { $cosine } on average, and a linear reader tells { $read }
      of the held-out digits apart: fading, however loud.
   *[gone] At layer { $layers } the std is { $std }, and a linear reader tells { $read } of the held-out digits apart: gone.
  }
quiet-broken = The run broke off: there is nothing to read.

## Judging the guess

# $verdict (Text) right; or the guess, which was wrong: tenth or half; or skip.
# $read (Percent) Held-out digits that the reader gets right.
# $std (Number) Standard deviation of the activations.
quiet-judged = { $verdict ->
    [right] Yes:
    [tenth] Far more:
    [half] More:
   *[skip] Measured:
  } { $read } are read correctly, from numbers whose std is { $std }.
