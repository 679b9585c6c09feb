### 几个图共有的图表：标签、提示，以及对看不见图表的人说的话。

## 图表里的短文字：层、坐标轴和量的名称。空间很小。

layer-short = L{ $layer }

# 层轴或步轴的末端。
axis-end = { $along ->
    [layer] 第 { $n } 层
   *[step] 第 { $n } 步
  }

# 层轴的起点：进入第一层的东西。
axis-input = 输入

slope-flat = 平坦处 { $share }

# 不是数的值和无穷大。
not-finite = NaN、∞

not-finite-share = NaN、∞ { $share }

# 没认出的数字：真实类别和网络给出的类别。
digit-mistake = { $label } 认作 { $predicted }

activations = 激活值
gradients = 梯度
values-before = 归一化前的值
values-after = 归一化后的值

measure-saturated = 饱和
measure-zero = 零值
measure-dead = 死亡单元
measure-update = 更新 / 权重

# 标准差：一层的全部值（点）、样本之间（圈）、单元之间（横线）。
measure-std = 标准差 ● 全部 ○ 样本间 – 单元间
measure-no-update = 尚未更新
measure-not-here = 不适用

# 代价和准确率的曲线。
series-training = 训练
series-held-out = 留出

# 准确率图表中，靠猜能达到的水平。
level-chance = 随机水平

# 样本平面的坐标轴。
feature-x1 = x₁
feature-x2 = x₂
feature-age = 车龄（年）
feature-distance = 里程（km）

## 可以从图表读出的值的单位，供表格使用。`nat` 是信息量的自然单位。

unit-nat = nat
unit-share = 占比
unit-std = 标准差
unit-slope = 斜率
unit-probability = 概率
unit-class = 类别
unit-signal = 信号

## 提示：图表中的一个值，在指针下，或用方向键移到

tip-slope = { $x } 处：函数值 { $value }，斜率 { $slope }

tip-slope-values = { $x } 处：函数值 { $value }，斜率 { $slope }；该层有 { $share } 的值在这附近

tip-plane = { $first } { $x }，{ $second } { $y }：类别 1 的概率 { $share }

tip-curve = { $along ->
    [layer] 第 { $n } 层：{ $list }
   *[step] 第 { $n } 步：{ $list }
  }

tip-curve-value = { $name } { $value }

tip-depth = 第 { $layer } 层，{ $signal ->
    [activations] 激活值
   *[gradients] 梯度
  }标准差 { $value }

tip-depth-predicted = 第 { $layer } 层，{ $signal ->
    [activations] 激活值
   *[gradients] 梯度
  }标准差 { $value }（预测 { $predicted }）

tip-digit = 数字 { $label }

tip-digit-recognized = 数字 { $label }，认对了

tip-digit-mistaken = 数字 { $label }，认作 { $predicted }

tip-digit-not-a-number = 数字 { $label }；网络的回答不是数

tip-health-share = 第 { $layer } 层：{ $measure ->
    [saturated] 饱和 { $share }
    [zero] 零值 { $share }
   *[dead] 死亡单元 { $share }
  }

tip-health-std = 第 { $layer } 层：标准差 { $value }，样本间 { $across }，单元间 { $between }

# 批量为 1 个样本时。
tip-health-std-one = 第 { $layer } 层：标准差 { $value }，单元间 { $between }；只有 1 个样本，没有样本间标准差

tip-health-update = 第 { $layer } 层：更新 / 权重 { $value }（参考值 { $guide }）

tip-health-no-update = 第 { $layer } 层：更新 / 权重 –

tip-histogram-bar = 第 { $layer } 层，{ $signal ->
    [gradients] 梯度
    [before] 归一化前的值
    [after] 归一化后的值
   *[activations] 激活值
  }在 { $low } 到 { $high } 之间：{ $total } 个中的 { $value } 个（{ $share }）

tip-histogram-below = 第 { $layer } 层，{ $signal ->
    [gradients] 梯度
    [before] 归一化前的值
    [after] 归一化后的值
   *[activations] 激活值
  }低于 { $end }：{ $total } 个中的 { $value } 个（{ $share }）

tip-histogram-above = 第 { $layer } 层，{ $signal ->
    [gradients] 梯度
    [before] 归一化前的值
    [after] 归一化后的值
   *[activations] 激活值
  }高于 { $end }：{ $total } 个中的 { $value } 个（{ $share }）

tip-input-bar = 输入在 { $low } 到 { $high } 之间：{ $total } 个中的 { $value } 个（{ $share }）

tip-input-outside = 输入{ $place ->
    [below] 低于
   *[above] 高于
  } { $end }：{ $total } 个中的 { $value } 个（{ $share }）

# 接在输入的提示之后。
tip-input-all = 全部值的均值 { $mean }，标准差 { $std }

# 代替输入的梯度。
tip-input-no-gradient = 输入：不对它求梯度，它不是学来的。

# 有些值不是数或为无穷大时，接在其他提示之后。
tip-histogram-not-finite = { $n } 个非有限值

## 用文字描述图表，供看不见图表的人使用

chart-slope = 激活函数 { $act } 及其导数，导数最大为 { $largest }。

chart-slope-flat = 该层有 { $share } 的值落在平坦处，那里的斜率不到最大斜率的 6%。

chart-plane = { $first } 与 { $second } 的平面：网络把其中的 { $share } 归为类别 1，其余归为类别 0。训练点 { $training } 个，留出点 { $held-out } 个。

chart-curve = { $measure ->
    [cost] 代价（对数刻度）
    [accuracy] 准确率
   *[std] 标准差（对数刻度）
  }{ $along ->
    [layer] 随层的变化。
   *[step] 随步数的变化。
  }

chart-curve-ends = { $name }：{ $along ->
    [layer] 第 { $first } 层为 { $from }，第 { $last } 层为 { $to }。
   *[step] 第 { $first } 步为 { $from }，第 { $last } 步为 { $to }。
  }

# 一条参考线，例如随机水平。
chart-curve-level = { $name }线：{ $level }。

chart-depth-empty = 信号随深度的变化：没有层。

tip-depth-input = 输入，标准差 { $value }

chart-depth-input = 输入：标准差 { $std }。

# 为什么没有预测线：写在图表名称下面，也用在它的文字描述里。
unpredicted-convolution = 没有预测线：理论不涵盖卷积。
unpredicted-normalization = 没有预测线：各种归一化里，理论只涵盖批量归一化。
unpredicted-piling-up = 没有预测线：跳跃连接会让均值越积越大。
unpredicted-same-weights = 没有预测线：相等的权重并不独立。
unpredicted-small-batch = 没有预测线：批量这么小，标准差测不准。

chart-depth = 各层的标准差，对数刻度，第 1 层到第 { $layers } 层。

# 激活值和梯度各一句。
chart-depth-signal = { $signal ->
    [activations] 激活值
   *[gradients] 梯度
  }：第 1 层为 { $first }，第 { $layers } 层为 { $last }{ $ratio ->
    [none] { "" }
   *[other] ，首层与末层之比为 { $ratio }
  }{ $predicted ->
    [yes] ，附预测线。
   *[no] 。
  }

chart-digits = { $n } 个留出的数字。

chart-digits-recognized = { $n } 个留出的数字：认对 { $share }。

chart-digits-not-numbers = { $n } 个留出的数字：认对 { $share }；网络的回答不是数。

chart-digits-mistakes = { $n } 个留出的数字：认对 { $share }；认错的有：{ $mistakes }{ $more ->
    [0] 。
   *[other] ，另外还有 { $more } 个。
  }

chart-digits-mistake = { $label } 认作 { $predicted }

chart-health = { $layers } 层的健康状况。

chart-health-most = { $measure ->
    [saturated] 饱和
    [zero] 零值
   *[dead] 死亡单元
  }最多：第 { $layer } 层，{ $share }。

chart-health-update = 更新与权重之比最大：第 { $layer } 层，{ $value }。

chart-health-between = 单元间标准差最小：第 { $layer } 层，{ $value }。

chart-histograms = { $layers } 个隐藏层的直方图。

# 输入排在各层之前。
chart-histograms-input = 输入（进入网络时）：{ $values }；不对它求梯度。

chart-histograms-layer = 第 { $layer } 层{ $marked ->
    [yes] （已标记）
   *[no] { "" }
  }：{ $signal ->
    [before] 归一化前的值{ $values }
    [after] 归一化后的值{ $values }
   *[activations] 激活值{ $values }
  }；梯度{ $gradients }。

# 中间十分之九的值。
chart-histograms-mostly = 大多在 { $low } 到 { $high } 之间

chart-histograms-none = 都不在范围内

chart-histograms-outside = { $share } { $place ->
    [below] 低于范围
    [above] 高于范围
   *[not-finite] 为非有限值
  }

# 线上的一个点。
tip-line = { $name }，{ $place }：{ $value }

# 由几次运行得到的值。
line-spread = { $value }（{ $low } 到 { $high }）

chart-lines = { $title }。

# 坐标轴上的一个参考位置。
chart-lines-place = { $place } 处：{ $name }。

chart-line-ends = { $name }：从 { $from }（{ $first }）到 { $to }（{ $last }）。

chart-line-one = { $name }：{ $value }（{ $place }）。

# 在输入的直方图下面，各层画梯度的地方。
histogram-no-gradient = 无梯度

# 输入那一列的名称；空间和 layer-short 一样小。
input-short = 输入
