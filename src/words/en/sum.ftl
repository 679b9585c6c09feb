### The sum: how wide a sum of n products is.

figure-sum = Sum

## Short texts in the charts: names of layers, axes and measures. There is little room.

# The terms of the sums that a histogram shows.
# $n (Count)
sum-terms = n = { $n }

# How wide a histogram is.
# $std (Number)
sum-std = std { $std }

## Tips: one value of a chart, under the pointer or reached by arrow keys

# $low (Number) From here …
# $high (Number) … to here.
# $value (Count) So many sums.
# $total (Count) Of so many.
# $share (Percent) Which is.
# $predicted (Percent) What a normal curve has there.
tip-sum = Sums from { $low } to { $high }: { $value } of { $total } ({ $share }; the normal curve says { $predicted })

## Charts in words, for those who do not see them

# $draws (Count) Sums.
# $n (Count) Terms of each.
# $std (Number) Their standard deviation.
# $predicted (Number) What theory says of it.
# $outside (Count) Sums beyond the axis.
chart-sum = Histogram of { $draws } sums of { $n } products: std { $std }. The normal curve over it has std { $predicted }.{ $outside ->
    [0] { "" }
   *[other] {" "}{ $outside } sums lie beyond the axis.
  }

# Follows the other sentence.
# $n (Count) Terms of each sum.
# $std (Number) Their predicted standard deviation.
chart-sum-behind = Behind it, the sums of { $n } products, std { $std }.

## What the figure says

# $guess (Text) four, two, same or skip (no guess).
# $few (Count) Terms before.
# $before (Number) Standard deviation of the sums.
# $many (Count) Terms after.
# $after (Number) Standard deviation of the sums.
# $ratio (Number) The one over the other.
sum-found = { $guess ->
    [four] Not 4 times: for that, all terms would have to have the same sign, but half of them take away what the others add.{" "}
    [two] Yes, 2 times: the variance is 4 times as large, the width its root.{" "}
    [same] Not the same: terms of opposite signs cancel only in part, and each adds its variance.{" "}
   *[skip] { "" }
  }From n = { $few } to n = { $many } the measured std went from { $before } to { $after }: { $ratio } times as wide.

# $n (Count) Terms of each sum.
# $total (Count) Sums.
sum-drawing = Drawing { $total } sums of { $n } products …

# The reader came by a link, or has seen the answer: what to try next.
sum-try = Move n with fixed weights, then with 1/√n: the first widens the sum, the second keeps it as wide as one input.
