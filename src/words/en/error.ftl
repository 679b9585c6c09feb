### Why a run cannot begin or go on.

# $megabytes (Count)
# $limit (Count) The most that a run may need.
error-memory = This would need about { $megabytes } megabytes of memory; the limit is { $limit }. Choose a smaller depth, width or
  batch size.

# $name (Text) A size of the network, by its name in the program.
# $value (Text)
# $reason (Text) In English.
error-network = { $name } = { $value }: { $reason }

error-not-convolutional = This needs the convolutional network: net=cnn.
error-not-dense = This needs the dense network: net=mlp.
error-not-batch-normed = This needs batch normalization: norm=batch.
error-replaced = This run was replaced.

# $report (Text) The program's last words, in English.
error-stopped = The computation stopped: { $report }
