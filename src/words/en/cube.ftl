### The cube: which cells share one mean and variance.

figure-cube = Cube

## Short texts in the charts: names of layers, axes and measures. There is little room.

# The axes of the cube: examples, channels, height and width.
cube-axis-n = N
cube-axis-c = C
cube-axis-hw = H, W

# The same for a layer's weights.
cube-axis-out = out
cube-axis-in = in
cube-axis-kernel = kernel

## Tips: one value of a chart, under the pointer or reached by arrow keys

# $n (Count)
# $c (Count)
# $h (Count)
# $w (Count)
# $value (Number)
tip-cube = n { $n }, c { $c }, h { $h }, w { $w }: { $value }

## Charts in words, for those who do not see them

# $n (Count) Examples.
# $c (Count) Channels.
# $h (Count) Height.
# $w (Count) Width.
# $names (Text) Names of the axes.
# $at-n (Count) The chosen cell.
# $at-c (Count)
# $at-h (Count)
# $at-w (Count)
# $cells (Count) How many cells share its statistic.
# $axes (Text) Over which axes.
chart-cube = A cube of { $n } by { $c } by { $h } x { $w } cells ({ $names }). Chosen: n { $at-n }, c { $at-c }, h { $at-h }, w { $at-w }.
  Its statistic is over { $cells } cells, averaged over { $axes }.

## What the figure says

# $method (Text) The normalization.
# $n (Count)
# $c (Count)
# $h (Count)
# $w (Count)
# $cells (Count) How many share the cell's statistic.
# $all (Count)
cube-cell = { $method }: the cell n { $n }, c { $c }, h { $h }, w { $w } shares its statistic with { $cells } of { $all } cells.

cube-of-weights = Weights of the second convolution
cube-of-activations = Activations of the first convolution for a batch of digits
cube-weight-axes = I, KH, KW (of the weights)

# $side (Count)
cube-side = { $side } × { $side }

## A guess before a figure is shown, and what each answer is told; then what the figure found, with its own numbers.

# $answer (Text) positions, batch, example or skip.
reply-cube = { $answer ->
    [positions] That is instance norm: one picture and one channel, 8 · 8 = 64 positions. Batch norm takes the same channel of all 8 pictures together.
    [batch] Yes: one channel, all 8 pictures, all 8 · 8 positions: 512 values and one mean.
    [example] That is layer norm: one picture, all 16 channels, all positions. Batch norm stays in one channel and takes all 8 pictures.
   *[skip] Batch norm takes one channel of all 8 pictures at all 8 · 8 positions: 512 values.
  }

# $method (Text)
# $stats (Count)
# $cells (Count)
# $all (Count)
finding-cube = { $method } makes { $stats } statistics of { $cells } values each out of { $all } values.
