### Contrast: what each normalization takes away from a picture.

figure-contrast = Contrast

## Short texts in the charts

contrast-before = as it was
contrast-after = changed
contrast-difference = difference
# $times (Number) So much enlarged.
contrast-neighbour = a neighbour, × { $times }
contrast-neighbours = its neighbours

## Tips: one value of a chart, under the pointer or reached by arrow keys

# $whose (Text) picture or neighbour.
# $channel (Count)
# $row (Count)
# $column (Count)
# $before (Number) The normalized value before the change …
# $after (Number) … after it …
# $difference (Number) … and by how much it moved.
tip-contrast = { $whose ->
    [neighbour] The neighbour’s channel
   *[picture] Channel
  } { $channel }, h = { $row }, w = { $column }: { $before } before, { $after } after, moved by { $difference }

# $row (Count)
# $column (Count)
# $before (Number) In standard deviations from the mean grey.
# $after (Number) The same, changed.
tip-contrast-pixel = Pixel h = { $row }, w = { $column }: { $before } before, { $after } after, in stds of all pixels; more is darker

# $digit (Count)
tip-contrast-neighbour = A neighbour, a { $digit }: it is not changed

## Charts in words, for those who do not see them

# $norm (Text) The normalization.
# $moved (Percent) By how much the picture’s values moved.
# $others (Percent) Those of its channels that were not chosen.
# $neighbours (Percent) Those of the other pictures.
chart-contrast = Normalized channels as they were and as they are, { $norm }: the picture’s values moved by { $moved }, those of its other channels by { $others }, its neighbours’ by { $neighbours }.

# $digit (Count) The digit.
# $scale (Number) Its contrast.
# $shift (Number) Its brightness.
# $neighbours (Count) The other pictures.
chart-contrast-pictures = A { $digit } as it was, and changed: contrast times { $scale }, brightness { $shift }. Beside it { $neighbours } neighbours, not changed.

# The heads of the table, a ; between them.
contrast-columns = normalization; picture; chosen channel; other channels; neighbours

## What was found

# $kind (Text) nothing, contrast, brightness, gain, blank, silent or other.
# $scale (Number) The contrast.
# $shift (Number) The brightness.
# $gain (Number) The gain of a channel …
# $channel (Count) … of this one.
# $raw (Percent) By how much the picture’s values moved before normalization …
# $batch (Percent) … under batch norm …
# $neighbours (Percent) … and those of its neighbours …
# $layer (Percent) … under layer norm …
# $instance (Percent) … under instance norm …
# $group (Percent) … under group norm.
contrast-found = { $kind ->
    [nothing] Nothing is changed yet: move a slider.
    [contrast] Contrast times { $scale }: layer, instance and group norm take it away (the picture’s values move by { $layer },
      { $instance } and { $group }). Batch norm divides by the std of all pictures: they move by { $batch }, and the neighbours’,
      whom nobody touched, by { $neighbours }.
    [brightness] Brightness { $shift }: instance norm leaves the least of it ({ $instance }; layer { $layer }, group { $group },
      batch { $batch }). What it leaves is the edge’s: there the kernel reads zeros beside the picture, and they do not change.
    [gain] Channel { $channel } times { $gain }: only instance norm takes it away ({ $instance }). Under layer norm the picture’s values
      move by { $layer }, under group norm by { $group }, other channels among them; under batch norm by { $batch }, and its
      neighbours’ by { $neighbours }.
    [blank] No contrast at all: each value is 0, and so is the variance. There is nothing to bring back; ε alone keeps the division
      finite.
    [silent] Channel { $channel } is silent: under no method does it come back. Instance norm leaves the other channels alone; under
      layer and group norm they move.
   *[other] Before normalization the picture’s values move by { $raw }; batch { $batch } (its neighbours { $neighbours }), layer
      { $layer }, instance { $instance }, group { $group }.
  }

## Judging the guess

# $verdict (Text) right; or the guess, which was wrong: none, instance or all; or skip.
# $batch (Percent) By how much the picture’s values move under batch norm …
# $layer (Percent) … under layer norm …
# $instance (Percent) … under instance norm …
# $group (Percent) … under group norm …
# $neighbours (Percent) … and its neighbours’ under batch norm.
contrast-judged = { $verdict ->
    [right] Yes:
    [none] Not under none:
    [instance] Not instance norm:
    [all] Not under all four:
   *[skip] Measured:
  } batch norm { $batch }, layer { $layer }, instance { $instance }, group { $group }. Batch norm’s std is that of all the pictures, so
  that it knows nothing of this one’s; and its neighbours move by { $neighbours }.
