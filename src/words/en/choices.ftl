### The choices: the accessible name of each group (`init`), and each of its values (`init-he`); a figure’s name stands in its own
### file. In English the values are in lower case, but for names.

figure = Figure

init = Initializer
init-zeros = zeros
init-small = small
init-xavier = Xavier
init-he = He
init-large = large
init-normal = normal
init-uniform = uniform
init-glorot = Glorot
init-orthogonal = orthogonal
init-constant = constant

dist = Distribution
dist-normal = normal
dist-uniform = uniform

act = Activation
act-linear = linear
act-sigmoid = sigmoid
act-tanh = tanh
act-relu = ReLU
act-leaky-relu = leaky ReLU
act-gelu = GELU

start = Start
start-plain = as drawn
start-data = from data

skip = Skip connections
skip-0 = none
skip-1 = every layer

norm = Normalization
norm-none = none
norm-batch = batch
norm-layer = layer
norm-instance = instance
norm-group = group
norm-mean-batch = mean-only batch
norm-weight = weight
norm-weight-mean-batch = weight + mean-only batch
norm-rms = RMS

reading = Layer norm over
reading-chw = C, H, W
reading-last = last axis

net = Network
net-mlp = dense
net-cnn = convolutional

data = Data
data-digits = digits
data-circles = circles
data-moons = moons
data-spiral = spiral
data-xor = XOR
data-blobs = blobs
data-units = units

scaling = Input scaling
scaling-raw = raw
scaling-min-max = min–max
scaling-standard = standard

opt = Optimizer
opt-sgd = SGD
opt-momentum = momentum
opt-rmsprop = RMSprop
opt-adam = Adam

# What the cube shows: before or after normalization.
view = Values
view-before = before
view-after = after

vary = Vary
vary-init = initializer
vary-act = activation
vary-norm = normalization
vary-opt = optimizer
vary-lr = learning rate
vary-batch = batch size
vary-scaling = input scaling

lang = Language

# The languages' own names stay as they are.
lang-en = English
lang-zh = 中文

theme = Theme
theme-auto = auto
theme-light = light
theme-dark = dark
