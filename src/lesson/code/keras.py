# Unit Variance, $query$
# The same run in Keras (3.9 or newer); its random draws are others than the lesson's.
import keras
import numpy as np
from keras import initializers, layers, ops
#? data=digits
from sklearn.datasets import load_digits
#?

seed = $seed$
keras.utils.set_random_seed(seed)
keras.config.set_image_data_format("channels_last")

#+ data
x = x.astype("float32")
#? net=cnn
x = x.reshape(-1, 8, 8, 1)
#?


def start():  # how weights start; one for each layer, so that no two draw the same
#? init=orthogonal
    # init=orthogonal: Var(w) = $variance$ = $value$ between hidden layers
    return initializers.Orthogonal()
#? init=zeros
    return initializers.Zeros()  # init=zeros: Var(w) = $value$
#? init=constant
    return initializers.Constant($std$)  # init=constant, std=$std$: Var(w) = $value$, all weights alike
#? init=small,large,normal
    variance = $variance$  # init=$init$
#? init=small,large,normal draw=normal
    return initializers.RandomNormal(0, variance**0.5)  # dist=normal
#? init=small,large,normal draw=uniform
    bound = (3 * variance) ** 0.5
    return initializers.RandomUniform(-bound, bound)  # dist=uniform, of that variance
#? init=xavier,glorot,he,uniform
    # init=$init$: Var(w) = $variance$ = $value$ between hidden layers
#? init=xavier,glorot,he,uniform draw=normal
    return initializers.VarianceScaling($scale$, "$fan$", "untruncated_normal")  # dist=normal
#? init=xavier,glorot,he,uniform draw=uniform
    return initializers.VarianceScaling($scale$, "$fan$", "uniform")  # dist=uniform
#? weight=norm


class WeightNorm(layers.Layer):  # norm=$norm$: w = g v / |v|, g starts as |v|
    def __init__(self, units, kernel=()):
        super().__init__()
        self.units, self.kernel = units, kernel

    def build(self, shape):
        self.v = self.add_weight(shape=(*self.kernel, shape[-1], self.units), initializer=start())
        self.g = self.add_weight(shape=(self.units,))
        self.bias = self.add_weight(shape=(self.units,), initializer="zeros")
        self.g.assign(self.length())

    def length(self):
        return ops.sqrt(ops.sum(self.v * self.v, tuple(range(len(self.v.shape) - 1))))

    def call(self, x):
        w = self.g * self.v / self.length()
        return (ops.conv(x, w, padding="same") if self.kernel else ops.matmul(x, w)) + self.bias
#? norm=mean-batch,weight-mean-batch


class MeanBatchNorm(layers.Layer):  # norm=$norm$: takes away the mean, learns beta
    def build(self, shape):
        self.beta = self.add_weight(shape=(shape[-1],), initializer="zeros")
        self.moving_mean = self.add_weight(shape=(shape[-1],), initializer="zeros", trainable=False)

    def call(self, x, training=False):
        mean = self.moving_mean
        if training:
            mean = ops.mean(x, $others$)
            self.moving_mean.assign(self.moving_mean * $keep$ + ops.stop_gradient(mean) * $momentum$)
        return x - mean + self.beta
#? norm=rms net=cnn reading=chw


class RMSNorm(layers.Layer):  # norm=rms, reading=chw: over H, W and C of an example
    def build(self, shape):
        self.gamma = self.add_weight(shape=(shape[-1],), initializer="ones")

    def call(self, x):
        square = ops.mean(x * x, (1, 2, 3), keepdims=True)
        return self.gamma * x * ops.rsqrt(square + $eps$)
#?


def hidden(h):
#? weight=norm net=mlp
    affine = WeightNorm($channels$)
#? weight=norm net=cnn
    affine = WeightNorm($channels$, (3, 3))
#? weight=plain net=mlp
    affine = layers.Dense($channels$, kernel_initializer=start())  # width=$width$; biases start at 0
#? weight=plain net=cnn
    affine = layers.Conv2D($channels$, 3, padding="same", kernel_initializer=start())
#?
    x, t = h, affine(h)
#? norm=none,weight
    h = t
#? norm=batch
    h = layers.BatchNormalization(epsilon=$eps$, momentum=$keep$)(t)  # norm=batch
#? norm=mean-batch,weight-mean-batch
    h = MeanBatchNorm()(t)
#? norm=layer net=mlp
    h = layers.LayerNormalization(epsilon=$eps$)(t)  # norm=layer
#? norm=layer net=cnn reading=chw
    h = layers.GroupNormalization(1, epsilon=$eps$)(t)  # norm=layer, reading=chw
#? norm=layer net=cnn reading=last
    h = layers.LayerNormalization(epsilon=$eps$)(t)  # norm=layer, reading=last: at each position
#? norm=instance
    h = layers.GroupNormalization($channels$, epsilon=$eps$)(t)  # norm=instance: groups of one channel
#? norm=group
    h = layers.GroupNormalization($groups$, epsilon=$eps$)(t)  # norm=group
#? norm=rms net=mlp
    h = layers.RMSNormalization(epsilon=$eps$)(t)  # norm=rms
#? norm=rms net=cnn reading=chw
    h = RMSNorm()(t)
#? norm=rms net=cnn reading=last
    h = layers.RMSNormalization(epsilon=$eps$)(t)  # norm=rms, reading=last: at each position
#? act=sigmoid,tanh,relu
    h = layers.Activation("$act$")(h)
#? act=leaky-relu
    h = layers.LeakyReLU($slope$)(h)
#? act=gelu
    h = layers.Activation("gelu")(h)
#? skip=1
    h = h + x if h.shape == x.shape else h  # skip=1
#?
    return affine, t, h


inputs = h = keras.Input(x.shape[1:])
affines, pre, act = [], [], []
#? net=mlp
for _ in range($layers$):  # depth=$depth$
#? net=cnn
for _ in range($layers$):  # net=cnn: two convolutions of 16 channels
#?
    affine, t, h = hidden(h)
    affines.append(affine)
    pre.append(t)
    act.append(h)
#? net=cnn
h = layers.GlobalAveragePooling2D()(h)
#? weight=norm
logits = WeightNorm($outputs$)(h)
#? weight=plain
logits = layers.Dense($outputs$, kernel_initializer=start())(h)
#?
model = keras.Model(inputs, logits)


def batches(size):  # a new order for each pass; a rest that fills no batch is left out
    while True:
        order = np.random.permutation(train)
        yield from order[: len(order) // size * size].reshape(-1, size)


stream = batches(min($batch$, len(train)))  # batch=$batch$
batch = next(stream)
#? start=data
for affine, t in zip(affines, pre):  # start=data: each unit begins with mean 0 and std 1 over the first batch
    t = ops.convert_to_numpy(keras.Model(inputs, t)(x[batch], training=True))
    mean, std = t.mean($others$), t.std($others$)
    mean, std = np.where(std > 0, mean, 0), np.where(std > 0, std, 1)
#? start=data weight=norm
    affine.g.assign(ops.convert_to_numpy(affine.g) / std)
#? start=data weight=plain
    affine.kernel.assign(ops.convert_to_numpy(affine.kernel) / std)
#? start=data
    affine.bias.assign((ops.convert_to_numpy(affine.bias) - mean) / std)
#?
outs = keras.Model(inputs, act)(x[batch], training=True)
for number, h in enumerate(outs if isinstance(outs, list) else [outs], 1):
    print(f"layer {number}: activation std {ops.convert_to_numpy(h).std():.6g}")

model.compile(
#? opt=sgd
    keras.optimizers.SGD($lr$),
#? opt=momentum
    keras.optimizers.SGD($lr$, momentum=$opt_momentum$),
#? opt=rmsprop
    # Keras adds epsilon inside the root.
    keras.optimizers.RMSprop($lr$, rho=$opt_alpha$, epsilon=$opt_eps$),
#? opt=adam
    keras.optimizers.Adam($lr$, beta_1=$opt_beta1$, beta_2=$opt_beta2$, epsilon=$opt_eps$),
#? outputs=1
    keras.losses.BinaryCrossentropy(from_logits=True),
#? outputs!=1
    keras.losses.SparseCategoricalCrossentropy(from_logits=True),
#?
)
for step in range(300):
    model.train_on_batch(x[batch], y[batch])
    batch = next(stream)

logits = ops.convert_to_numpy(model(x[held], training=False))
#? outputs=1
right = (logits[:, 0] > 0) == y[held]
#? outputs!=1
right = logits.argmax(1) == y[held]
#?
print(f"held-out accuracy {right.mean():.1%}")
