### The neighbours: how much the rest of a batch decides.

figure-neighbours = Neighbours

neighbours-opening = Not trained yet: press Play. The same digits and the same weights, three times; only the neighbours differ.

# $running (Percent) Wrong with running statistics.
# $mixed (Percent) Wrong in mixed batches.
# $sorted (Percent) Wrong in batches of one class.
neighbours-errors = { $running } of the held-out digits wrong with running statistics, { $mixed } in mixed batches, { $sorted } among
  neighbours of their own class.
