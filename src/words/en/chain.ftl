### The chain: one weight, repeated.

figure-chain = Chain

## Tips: one value of a chart, under the pointer or reached by arrow keys

# $layers (Count)
# $weight (Number)
# $value (Number) The weight to the power of the layers.
tip-chain = After { $layers } layers: { $weight } to the power { $layers } = { $value }

# $layers (Count)
# $weight (Number)
# $value (Number) The weight to the power of the layers.
# $measured (Number) What the network gave.
tip-chain-measured = After { $layers } layers: { $weight } to the power { $layers } = { $value }, measured { $measured }

## Charts in words, for those who do not see them

# $layers (Count)
# $weight (Number)
# $end (Number) The signal at the end.
chart-chain = A signal of 1 through { $layers } layers of weight { $weight }: { $end } at the end.

# $layers (Count)
# $weight (Number)
# $end (Number) The signal at the end.
# $power (Text) The nearest power of ten.
chart-chain-about = A signal of 1 through { $layers } layers of weight { $weight }: { $end } at the end, about { $power }.

## A guess before a figure is shown, and what each answer is told; then what the figure found, with its own numbers.

# $answer (Text) added, once, product or skip.
reply-chain = { $answer ->
    [added] Not added but multiplied: each layer leaves a tenth of what it was given, and a tenth of a tenth of a tenth of a tenth is 0.0001.
    [once] One layer leaves 0.1. The next is given that, and leaves a tenth of it; after four, 0.0001 is left.
    [product] Yes: 0.1 · 0.1 · 0.1 · 0.1 = 0.0001. Every layer multiplies what it is given.
   *[skip] Four layers multiply by 0.1 four times.
  }

# $weight (Number)
# $length (Count)
# $product (Text) The weight to the power of the length.
# $measured (Text) What a network gives.
finding-chain = { $length } layers of weight { $weight } leave { $product } of a signal of 1; the network of the same weights gives { $measured }.
