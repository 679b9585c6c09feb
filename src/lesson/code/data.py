#? data=digits
# data=digits: 1797 images of 8 x 8 pixels, 0 to 16, of the digits 0 to 9.
x, y = load_digits(return_X_y=True)
#? data=units
# data=units: age in years and distance in km; class 1 where age / 50 + distance / 200,000 > 1.
n = 2000
#? data=circles
# data=circles: a disc inside a ring.
#? data=moons
# data=moons: two interleaved half circles.
#? data=spiral
# data=spiral: two spiral arms.
#? data=xor
# data=xor: four quadrants, opposite ones alike.
#? data=blobs
# data=blobs: two Gaussian clouds.
#? data!=digits,units
n = 500
#? data!=digits
rng = np.random.default_rng(seed)
y = np.arange(n) * 2 // n  # half of the points are of class 1
#? data=moons,spiral
t = np.arange(n) % (n // 2) / (n // 2)  # place of a point in its class
#? data=circles
r = np.where(y == 1, rng.uniform(0, 2.5, n), rng.uniform(3.5, 5, n))
a = rng.uniform(0, 2 * np.pi, n)
#? data=moons
r, a = 3, np.pi * t
#? data=spiral
r, a = 5 * t, np.pi * (3.5 * t + y)
#? data=circles,moons,spiral
x = np.stack([r * np.cos(a), r * np.sin(a)], 1)
#? data=moons
x = (2 * y - 1)[:, None] * (x - [1.5, 0.75]) + rng.normal(0, 0.35, (n, 2))
#? data=spiral
x += rng.normal(0, 0.12, (n, 2))
#? data=xor
left = rng.random(n) < 0.5
up = left == (y == 0)
x = rng.uniform(0.3, 5, (n, 2)) * np.stack([1 - 2 * left, 2 * up - 1], 1)
#? data=blobs
x = (4 * y - 2)[:, None] + rng.normal(0, 0.9, (n, 2))
#? data=units
x = rng.random((n, 2))
flip = (x.sum(1) > 1) != (y == 1)
x[flip] = 1 - x[flip]
x *= [50, 200_000]
#?

# A fifth of each class is held out, whatever the seed; the lesson holds out others.
split = np.random.default_rng(8020)
held = np.zeros(len(y), bool)
for c in np.unique(y):
    rows = split.permutation(np.flatnonzero(y == c))
    held[rows[: (len(rows) + 2) // 5]] = True
train = np.flatnonzero(~held)

#? net=cnn scaling!=raw
# A convolution reads all pixels with the same weights: one scale for all of them.
#? scaling=raw
# scaling=raw: inputs as they are.
#? scaling=standard
# scaling=standard: mean 0 and std 1 over the training part.
shift, spread = x[train].mean($axis$), x[train].std($axis$)
#? scaling=min-max
# scaling=min-max: 0 to 1 over the training part.
shift, spread = x[train].min($axis$), x[train].max($axis$) - x[train].min($axis$)
#? scaling!=raw
x = (x - shift) / np.where(spread > 0, spread, np.inf)  # a constant column becomes 0
#?
