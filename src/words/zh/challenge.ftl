### 挑战：要求网络做到什么，现在做到了没有。

## 要求

challenge-asked = { $challenge ->
    [cars] 数据是二手车的车龄和里程，网络分不出它们的类别。到第 { $step } 步，至少要答对 { $share }。
    [blind] 让各单元看上去和现在一样活跃，却什么也看不见：第 10 层的样本间标准差，必须小于该层标准差的 { $share }。
    [alive] 这些单元大多立刻就会死亡。到第 { $step } 步，任何一层的死亡单元都不得超过 { $share }。学习率不能改。
    [small] 权重的标准差为 0.01。到第 { $step } 步，至少要答对 { $share }。初始化方法不能改。
    [saturation] 权重的标准差为 1，激活函数为 tanh。在第 0 步，任何一层饱和的值都不得超过 { $share }。这两项都不能改。
    [fast] 学习率为 2。到第 { $step } 步，至少要答对 { $share }。学习率不能改。
    [sigmoid] 10 层 sigmoid。到第 { $step } 步，至少要答对 { $share }。激活函数不能改。
    [level] 10 层 tanh，没有归一化。在第 0 步，每一层的标准差都要在 { $low } 到 { $high } 之间。
    [fifty] 50 层 ReLU，用批量归一化。到第 { $step } 步，至少要答对 { $share }。这三项都不能改。
    [one-example] 每批只有 1 个样本。到第 { $step } 步，至少要答对 { $share }。批量大小不能改。
    [forty] 40 层，没有归一化。到第 { $step } 步，至少要答对 { $share }。
   *[faults] 这个网络里有 5 处毛病。把它们找出来：到第 { $step } 步，至少要答对 { $share }。
  }

# 可以改动几个键。
challenge-changes = 最多改动 { $changes } 处。

## 现在怎么样

challenge-fixed = “{ $name }”必须保持原样。按“恢复默认”从头再来。

challenge-too-many = 你改动了 { $changed } 处，而最多只能改动 { $changes } 处。按“恢复默认”从头再来。

challenge-open = 尚无结果：按“播放”，等到第 { $step } 步。

challenge-missed = 没有做到：第 { $step } 步为 { $value }。

challenge-reached = 做到了：第 { $step } 步为 { $value }。

# 教师列表中的一行。
challenge-linked = { $link }：{ $task }
