# Unit Variance, $query$
# The same run in PyTorch (2.4 or newer); its random draws are others than the lesson's.
import numpy as np
import torch
#? data=digits
from sklearn.datasets import load_digits
#?
from torch import nn
from torch.nn import functional as F
#? weight=norm
from torch.nn.utils.parametrizations import weight_norm
#?

seed = $seed$
torch.manual_seed(seed)

#+ data
x = torch.tensor(x, dtype=torch.float32)
#? net=cnn
x = x.view(-1, 1, 8, 8)
#?
y = torch.tensor(y)


def start(layer):  # how weights start; biases start at 0
    w = layer.weight
#? init=orthogonal
    # init=orthogonal: Var(w) = $variance$ = $value$ between hidden layers
    nn.init.orthogonal_(w)
#? init=zeros
    nn.init.zeros_(w)  # init=zeros: Var(w) = $value$
#? init=constant
    nn.init.constant_(w, $std$)  # init=constant, std=$std$: Var(w) = $value$, all weights alike
#? init!=orthogonal,zeros,constant
    fan_in, fan_out = w[0].numel(), w[:, 0].numel()
    variance = $variance$  # init=$init$: $value$ between hidden layers
#? init!=orthogonal,zeros,constant draw=normal
    nn.init.normal_(w, 0, variance**0.5)  # dist=normal
#? init!=orthogonal,zeros,constant draw=uniform
    bound = (3 * variance) ** 0.5
    nn.init.uniform_(w, -bound, bound)  # dist=uniform, of that variance
#?
    nn.init.zeros_(layer.bias)
#? weight=norm
    return weight_norm(layer)  # norm=$norm$: w = g v / |v|, g starts as |v|
#? weight=plain
    return layer
#? norm=mean-batch,weight-mean-batch


class MeanBatchNorm(nn.Module):  # norm=$norm$: takes away the mean, learns beta
    def __init__(self, channels):
        super().__init__()
        self.beta = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))

    def forward(self, x):
        mean = self.running_mean  # in evaluation mode
        if self.training:
            mean = x.mean($others$)
            self.running_mean.lerp_(mean.detach(), $momentum$)
        return x + (self.beta - mean).view($column$)
#? norm=rms net=cnn reading=chw


class RMSNorm(nn.Module):  # norm=rms, reading=chw: over C, H and W of an example
    def __init__(self, channels):
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(channels, 1, 1))

    def forward(self, x):
        square = (x * x).mean((1, 2, 3), keepdim=True)
        return self.gamma * x * torch.rsqrt(square + $eps$)
#?


class Hidden(nn.Module):
    def __init__(self, ins, outs):
        super().__init__()
#? net=mlp
        self.affine = start(nn.Linear(ins, outs))
#? net=cnn
        self.affine = start(nn.Conv2d(ins, outs, 3, padding=1))
#? norm=batch net=mlp batch=1
        # PyTorch stops at a batch of one, which has no variance; the lesson goes on with beta alone.
#? norm=batch net=mlp
        self.norm = nn.BatchNorm1d(outs, eps=$eps$, momentum=$momentum$)  # norm=batch
#? norm=batch net=cnn
        self.norm = nn.BatchNorm2d(outs, eps=$eps$, momentum=$momentum$)  # norm=batch
#? norm=mean-batch,weight-mean-batch
        self.norm = MeanBatchNorm(outs)
#? norm=layer net=mlp
        self.norm = nn.LayerNorm(outs, eps=$eps$)  # norm=layer
#? norm=layer net=cnn reading=chw
        self.norm = nn.GroupNorm(1, outs, eps=$eps$)  # norm=layer, reading=chw
#? norm=layer net=cnn reading=last
        self.norm = nn.LayerNorm(outs, eps=$eps$)  # norm=layer, reading=last: at each position
#? norm=instance net=mlp
        # norm=instance: one value per statistic, so that only beta is left.
        self.norm = nn.GroupNorm(outs, outs, eps=$eps$)
#? norm=instance net=cnn
        self.norm = nn.InstanceNorm2d(outs, eps=$eps$, affine=True)  # norm=instance
#? norm=group
        self.norm = nn.GroupNorm($groups$, outs, eps=$eps$)  # norm=group
#? norm=rms net=cnn reading=chw
        self.norm = RMSNorm(outs)
#? norm=rms net=mlp
        self.norm = nn.RMSNorm(outs, eps=$eps$)  # norm=rms
#? norm=rms net=cnn reading=last
        self.norm = nn.RMSNorm(outs, eps=$eps$)  # norm=rms, reading=last: at each position
#?

    def forward(self, x):
        h = self.affine(x)
#? norm=batch,mean-batch,weight-mean-batch,instance,group
        h = self.norm(h)
#? norm=layer,rms net=mlp
        h = self.norm(h)
#? norm=layer,rms net=cnn reading=chw
        h = self.norm(h)
#? norm=layer,rms net=cnn reading=last
        h = self.norm(h.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)
#? act=sigmoid,tanh,relu
        h = torch.$act$(h)
#? act=leaky-relu
        h = F.leaky_relu(h, $slope$)
#? act=gelu
        h = F.gelu(h)
#? skip=1
        return h + x if h.shape == x.shape else h  # skip=1
#? skip=0
        return h
#?


#? net=mlp
sizes = [$columns$] + [$channels$] * $layers$  # width=$width$, depth=$depth$
#? net=cnn
sizes = [1] + [$channels$] * $layers$  # net=cnn: two convolutions of 16 channels
#?
hidden = nn.ModuleList(Hidden(ins, outs) for ins, outs in zip(sizes, sizes[1:]))
output = start(nn.Linear(sizes[-1], $outputs$))


def network(h, tell=False):
    for number, layer in enumerate(hidden, 1):
        h = layer(h)
        if tell:
            print(f"layer {number}: activation std {h.std(correction=0):.6g}")
#? net=cnn
    h = h.mean((2, 3))  # global average pool
#?
    return output(h)


def batches(size):  # a new order for each pass; a rest that fills no batch is left out
    while True:
        order = torch.tensor(train)[torch.randperm(len(train))]
        yield from order.split(size)[: len(order) // size]


stream = batches(min($batch$, len(train)))  # batch=$batch$
batch = next(stream)
#? start=data
with torch.no_grad():  # start=data: each unit begins with mean 0 and std 1 over the first batch
    h = x[batch]
    for layer in hidden:
        t = layer.affine(h)
        mean, std = t.mean($others$), t.std($others$, correction=0)
        mean, std = torch.where(std > 0, mean, 0), torch.where(std > 0, std, 1)
#? start=data weight=norm
        layer.affine.parametrizations.weight.original0.div_(std.view($row$))  # g
#? start=data weight=plain
        layer.affine.weight.div_(std.view($row$))
#? start=data
        layer.affine.bias.sub_(mean).div_(std)
        h = layer(h)
#? start=data norm=batch
        layer.norm.reset_running_stats()
#? start=data norm=mean-batch,weight-mean-batch
        layer.norm.running_mean.zero_()
#?
parameters = [*hidden.parameters(), *output.parameters()]
#? opt=sgd
optimizer = torch.optim.SGD(parameters, lr=$lr$)
#? opt=momentum
optimizer = torch.optim.SGD(parameters, lr=$lr$, momentum=$opt_momentum$)
#? opt=rmsprop
optimizer = torch.optim.RMSprop(parameters, lr=$lr$, alpha=$opt_alpha$, eps=$opt_eps$)
#? opt=adam
optimizer = torch.optim.Adam(parameters, lr=$lr$, betas=($opt_beta1$, $opt_beta2$), eps=$opt_eps$)
#?

for step in range(300):
    logits = network(x[batch], tell=step == 0)
#? outputs=1
    loss = F.binary_cross_entropy_with_logits(logits[:, 0], y[batch].float())
#? outputs!=1
    loss = F.cross_entropy(logits, y[batch])
#?
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    batch = next(stream)

#? norm=batch,mean-batch,weight-mean-batch
hidden.eval()  # from here on running statistics
#?
with torch.no_grad():
    logits = network(x[held])
#? outputs=1
right = (logits[:, 0] > 0) == y[held]
#? outputs!=1
right = logits.argmax(1) == y[held]
#?
print(f"held-out accuracy {right.float().mean():.1%}")
