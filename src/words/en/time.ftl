### Time: a recurrent network unrolled.

figure-time = Time

## Short texts in the charts

time-none = none
time-layer = layer norm
time-batch = batch norm
time-stored = stored
time-found-name = met
time-trained-until = end of training
# $step (Count)
time-place = step { $step }
# $low (Text) The ends of a bin.
# $high (Text)
time-bin = from { $low } to { $high }

## Charts in words, for those who do not see them

time-title-empty = Not trained yet
# $name (Text) What is normalized.
time-state-title = Hidden state by time step, mean and one standard deviation to either side, { $name }
# $step (Count)
time-bins-title = Share of the hidden states in each sixteenth of the way from −1 to 1, at step { $step }
time-statistics-title = Standard deviation of what a unit gets from the state before, by time step: stored by batch norm, and met
time-right-title = Sequences whose last mark is told right, by time step

# The heads of the table, a ; between them.
time-columns = step; none: mean; std; told right; layer norm: mean; std; told right; batch norm: mean; std; told right; std stored; std met

## What was found

# $kind (Text) within, none, last, average or own.
# $length (Count) Steps of the sequences.
# $trained (Count) Steps in training.
# $next (Count) The first step past training.
# $stored (Count) Means and variances that batch norm has stored.
# $learned (Count) What the same network has learned.
# $none (Percent) Told right at the last step: without normalization …
# $layer (Percent) … with layer norm …
# $batch (Percent) … and with batch norm.
# $assumed (Number) The standard deviation that batch norm had in store there …
# $met (Number) … and that of the sequences.
time-found = { $kind ->
    [within] Batch norm has a mean and a variance for every unit, product and step, { $stored } numbers, more than the { $learned } that
      the network has learned; layer norm has none. At step { $length } the last mark is told right by { $none } without normalization,
      { $layer } with layer norm, { $batch } with batch norm.
    [none] Batch norm stops at step { $next }: none of its { $stored } stored numbers is for it. Layer norm and the plain network go on;
      at step { $length } they tell { $layer } and { $none } of the last marks right.
    [last] With what was stored for step { $trained } batch norm goes on. At step { $length } it reckons with a std of { $assumed }, the
      sequences have { $met }, and { $batch } of the last marks are told right; with layer norm, which stores nothing, { $layer }.
    [average] With the average of all { $trained } steps batch norm goes on. At step { $length } it reckons with a std of { $assumed }, the
      sequences have { $met }, and { $batch } of the last marks are told right; with layer norm, which stores nothing, { $layer }.
   *[own] With the mean and variance of the sequences at hand batch norm goes on, and at step { $length } it tells { $batch } of the last
      marks right; with layer norm { $layer }. One sequence alone would have no variance to give.
  }

## Judging the guess

# $verdict (Text) right; or the guess, which was wrong: computes or shares; or skip.
# $next (Count) The first step past training.
# $stored (Count) Means and variances that batch norm has stored.
# $trained (Count) Steps in training.
time-judged = { $verdict ->
    [right] Yes, it stops at step { $next }:
    [computes] It could, if there were a batch; but what it does for the steps before is to read its store, and it stops at step { $next }:
    [shares] There is no such set: each step has its own, and it stops at step { $next }:
   *[skip] It stops at step { $next }:
  } the { $stored } stored numbers are for steps 1 to { $trained }. Below, choose what it shall use instead.
