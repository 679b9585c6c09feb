### The sweep: held-out error against batch size.

figure-sweep = Sweep

# $size (Count) Examples.
sweep-place = batch size { $size }

# $values (Count) Values of one mean and variance.
sweep-values-place = { $values ->
    [one] 1 value
   *[other] { $values } values
  }

sweep-dense = dense
sweep-conv = convolution

sweep-noise-mean = mean
sweep-noise-variance = variance
sweep-noise-theory = 1/√m

## Charts in words

# $net (Text) mlp or cnn.
sweep-title = Held-out error by batch size, log scale, { $net ->
    [cnn] convolutional network
   *[mlp] dense network
  }
sweep-title-empty = Nothing has been run yet: press Run
sweep-values-title = Error with batch norm by the number of values of one mean, both log scale
sweep-noise-title = How far a batch’s mean and variance stray from those of all examples, log scale

# The heads of the table, a ; between them.
sweep-columns = normalization; batch size; values; error; least; greatest; runs

## What was found

# $net (Text) mlp or cnn.
# $large (Percent) Batch norm’s error in batches of 32.
# $two (Percent) In batches of two.
# $one (Percent) Of one.
# $low (Percent) The least error of the others at any size.
# $high (Percent) The greatest.
# $values (Count) Values of one mean in batches of two.
# $noise (Number) How far the mean strays then, in standard deviations.
sweep-found = { $net ->
    [cnn] In the convolutional network
   *[mlp] In the dense network
  } batch norm gets { $large } wrong in batches of 32, { $two } in batches of two and { $one } in batches of one; all
  others stay between { $low } and { $high } at every size. A batch of two gives { $values ->
    [one] 1 value
   *[other] { $values } values
  } to each mean, which strays by { $noise } standard deviations.

## Judging the guess

sweep-guessed = Press Run: each point is a network that trains in your browser.

# $verdict (Text) right; or the guess, which was wrong: same, double or many; or skip.
# $large (Percent) Batch norm’s error in batches of 32.
# $two (Percent) In batches of two.
sweep-judged = { $verdict ->
    [right] Yes:
    [same] Not the same:
    [double] Not twice as many:
    [many] Not that many:
   *[skip] Measured:
  } { $large } wrong in batches of 32, { $two } in batches of two.
