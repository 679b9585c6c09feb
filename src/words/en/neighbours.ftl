### The neighbours: how much the rest of a batch decides.

figure-neighbours = Neighbours

neighbours-opening = Not trained yet: press Play. Then move the share: the digits and the weights stay, only the neighbours change.
neighbours-running = The digits and the weights are the same in every batch; only the neighbours differ.

# $answer (Text) few, third, most or skip.
reply-neighbours = { $answer ->
    [few] Not under batch norm: subtracting the mean of a batch of sevens subtracts much of what makes a 7 a 7. Press Play and see.
    [third] More than that: all neighbours shift the mean the same way, and most digits are taken for another. Press Play and see.
    [most] Yes, once it has learned: subtracting the mean of a batch of sevens subtracts much of what makes a 7 a 7. Press Play and see.
   *[skip] Press Play: the networks learn, and are judged every ten steps.
  }

# $step (Count)
# $share (Percent) Of each batch that is one class.
# $shared (Percent) Wrong in such batches.
# $mixed (Percent) Wrong in mixed batches.
# $running (Percent) Wrong alone, with running statistics.
# $layer (Percent) Wrong under layer norm.
# $moved (Text) yes or no: whether layer norm gets another share wrong alone.
finding-neighbours = At step { $step }, batch norm gets { $shared } of the held-out digits wrong where { $share } of each batch is one
  class, { $mixed } in mixed batches and { $running } alone. Layer norm gets { $layer } wrong{ $moved ->
    [no] {" "}in any company.
   *[yes] .
  }
