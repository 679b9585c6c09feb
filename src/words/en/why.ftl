### Why batch norm helps: still inputs, or a smoother cost.

figure-why = Why

## Short texts in the charts

# $run (Text) none, batch or noise.
why-run = { $run ->
    [none] none
    [batch] batch
   *[noise] noisy batch
  }
# $step (Count)
why-place = step { $step }
# $rate (Text) How far along the gradient.
why-rate-place = rate { $rate }
why-here = the present point
why-here-short = here

## Charts in words

why-title-empty = Not run yet: press Run
why-accuracy-title = Held-out accuracy by step
why-moved-title = How far the mean of a unit’s input moves in 20 steps, log scale
# $step (Count)
why-along-title = The cost along the gradient at step { $step }, log scale
why-together-title = What all layers’ updates save together, over the sum of what each saves alone

# The heads of the table, a ; between them.
why-columns = run; step; accuracy; mean moved; std moved; cost; cost at 0.05; 0.1; 0.2; 0.4; 0.8; cosine at 0.05; 0.1; 0.2; 0.4; 0.8; saved alone; saved together

## What was found

# $accuracy-none (Percent) Accuracy at the end, without.
# $accuracy-batch (Percent) With batch norm.
# $accuracy-noise (Percent) With noise after it.
# $moved-none (Number) How far a unit's mean moves in 20 steps.
# $moved-batch (Number)
# $moved-noise (Number)
# $rise-none (Number) The cost one large step along the gradient, over the cost.
# $rise-batch (Number)
why-found = In 20 steps the inputs’ means move by { $moved-none } without, { $moved-batch } with batch norm and { $moved-noise }
  with noise after it; after 400 steps { $accuracy-none }, { $accuracy-batch } and { $accuracy-noise } of the held-out digits are
  right. One step of 0.8 along the gradient of step 20 multiplies the cost by { $rise-none } without and by { $rise-batch } with.
why-broken = A run broke off; its last measurements are shown.

## Judging the guess

why-guessed = Press Run: three networks train in your browser, for a few seconds.

# $verdict (Text) right; or the guess, which was wrong: bad or between; or skip.
# $noise (Percent) Accuracy with noise after batch norm.
# $batch (Percent) With batch norm.
# $none (Percent) Without.
why-judged = { $verdict ->
    [right] Yes:
    [bad] Not at all:
    [between] Better than that:
   *[skip] Measured:
  } { $noise } with the noise, { $batch } with batch norm alone, { $none } without.

## The reader's own verdict

# $choice (Text) still, smooth or both.
# $moved-noise (Number) How far inputs move with the noise.
# $moved-none (Number) Without batch norm.
# $rise-none (Number) How a large step multiplies the cost without.
# $rise-batch (Number) With.
# $together-none (Percent) What is left of the layers' own savings when all move at once, without.
# $together-batch (Percent) With.
why-decided = { $choice ->
    [still] Still inputs. Against you: with the noise they move by { $moved-noise }, more than the { $moved-none } without any
      normalization, and it trains at least as well. For you: all layers at once save { $together-none } of what each would save alone
      without batch norm, { $together-batch } with it.
    [smooth] A smoother cost. For you: the largest step multiplies the cost by { $rise-none } without and by { $rise-batch } with.
      Against you: why it is smoother is not said by that, and all layers at once save { $together-none } of what each would save alone
      without batch norm, { $together-batch } with it: the layers disturb each other less.
   *[both] Both, or neither. The largest step multiplies the cost by { $rise-none } without and by { $rise-batch } with; and with
      noise inputs move by { $moved-noise } against { $moved-none }, and it trains all the same. The papers disagree, too.
  }
