### 信号怎么样了：一句话，写在实验台的图旁边，也写在赛跑的每一行里。
### $relation 比较 $ratio 与 1：写出来是 1 时为 `same`，较大为 `more`，否则较小。

verdict-learns = 网络在学习：留出样本答对 { $accuracy }。激活值的标准差为 { $low } 到 { $high }{ $relation ->
    [none] 。
    [same] ；第 1 层的梯度与最后一个隐藏层的一样大。
    [more] ；第 1 层的梯度是最后一个隐藏层的 { $ratio } 倍。
   *[less] ；第 1 层的梯度是最后一个隐藏层的 { $ratio } 倍。
  }

verdict-healthy = 健康：信号能够通过。激活值的标准差为 { $low } 到 { $high }{ $relation ->
    [none] 。
    [same] ；第 1 层的梯度与最后一个隐藏层的一样大。
    [more] ；第 1 层的梯度是最后一个隐藏层的 { $ratio } 倍。
   *[less] ；第 1 层的梯度是最后一个隐藏层的 { $ratio } 倍。
  }

# 接在 verdict-healthy 之后。
verdict-alike = 但在第 { $layer } 层，标准差为 { $std }，样本间标准差却只有 { $across }：在这一层，不同的样本看起来都差不多。

verdict-no-signal = 从第 { $layer } 层起，无论输入是什么，激活值都一样：没有信号通过，从中什么也学不到。

verdict-vanishing-activations-last = 在第 { $layer } 层，不同样本的激活值只相差 { $across }：太微弱，学不到多少东西。

verdict-vanishing-activations = 在第 { $layer } 层，不同样本的激活值只相差 { $across }，到第 { $last } 层相差 { $last-across }：太微弱，学不到多少东西。

verdict-vanishing-gradients = 第 1 层的梯度{ $relation ->
    [same] 与第 { $last } 层的一样大：梯度在往回传的途中消失了。
    [more] 是第 { $last } 层的 { $ratio } 倍：梯度在往回传的途中消失了。
   *[less] 是第 { $last } 层的 { $ratio } 倍：梯度在往回传的途中消失了。
  }

verdict-exploding-activations = 第 { $last } 层的激活值是第 1 层的 { $growth } 倍：激活值爆炸了。

verdict-exploding-gradients = 第 1 层的梯度是第 { $last } 层的 { $ratio } 倍：梯度在往回传的途中爆炸了。

verdict-out-of-scale = 第 { $layer } 层激活值的标准差是 { $std }，而它应当在 1 左右：完全超出了正常尺度。

verdict-saturated = 第 { $layer } 层的激活值有 { $share } 饱和，那里的斜率几乎为 0{ $relation ->
    [none] 。
    [same] ；第 1 层的梯度与第 { $last } 层的一样大。
    [more] ；第 1 层的梯度是第 { $last } 层的 { $ratio } 倍。
   *[less] ；第 1 层的梯度是第 { $last } 层的 { $ratio } 倍。
  }

verdict-dead = 第 { $layer } 层的 { $units } 个单元中有 { $dead } 个死亡：对每个留出样本都输出 0。如果一个单元对每个训练样本也都输出 0，它就得不到梯度。

verdict-symmetric = 第 { $layer } 层的全部 { $units } 个单元做的事完全相同，得到的梯度也相同：合起来等于一个单元。

# 归一化没有可以平均的值；其他现象都由此而来。
verdict-one-value = 在第 { $layer } 层，归一化的每个均值都只由一个值算出，而一个值减去自己的均值就是 0：所有输入给出的结果都一样。

# 这一批只有一个样本，此外没有别的问题。
verdict-one-example = 这一批只有一个样本，没有样本间标准差可言：由此看不出信号能否通过。激活值的单元间标准差为 { $low } 到 { $high }{ $relation ->
    [none] 。
    [same] ；第 1 层的梯度与最后一个隐藏层的一样大。
    [more] ；第 1 层的梯度是最后一个隐藏层的 { $ratio } 倍。
   *[less] ；第 1 层的梯度是最后一个隐藏层的 { $ratio } 倍。
  }

verdict-diverged = 在第 { $step } 步发散：{ $part ->
    [activation] 第 { $layer } 层的激活值
    [gradient] 第 { $layer } 层的梯度
    [cost] 代价
   *[weight] 第 { $layer } 层的权重
  }最先变成无穷大，或不再是数。

# 最后一个数：一律猜最常见的类别，能得多少。
verdict-plateau = 到第 { $step } 步还什么也没学到：代价 { $cost }，准确率 { $accuracy }；靠猜能得 { $chance }。

## 信号怎么样了，用一个词说：写在赛跑的各行里

finding-healthy = 健康
finding-vanishing-activations = 激活值消失
finding-vanishing-gradients = 梯度消失
finding-exploding = 爆炸
finding-saturated = 饱和
finding-dead = 死亡
finding-symmetric = 对称
finding-one-value = 无值可平均
finding-one-example = 单个样本
finding-diverged = 发散
finding-plateau = 停滞

finding-diverged-at = 第 { $step } 步在第 { $layer } 层发散
