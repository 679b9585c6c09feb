### 权重归一化：一个权重向量的长度和方向。

figure-weight = 权重归一化

## 图中的短标签

weight-plain = 普通
weight-normed = g 和 v
weight-part-g = g
weight-part-v = v
weight-first = w₁
weight-second = w₂
weight-place = 第 { $step } 步

## 为看不到图的人用文字说明的图

weight-length-title = v 的长度随步数的变化
weight-cost-title = 代价随步数的变化

weight-race-empty = 尚未运行
weight-race-steps-title = 网络的代价随步数的变化，每 20 步取平均
weight-race-time-title = 网络的代价随训练时间（实测秒数）的变化
weight-seconds = { $seconds } 秒

chart-weight-empty = 两个权重的平面：尚未计算。

chart-weight = 两个权重的平面，画有代价的等高线；向量是 ({ $first }, { $second })。{ $steps } 步之后，普通下降到达 ({ $plain }, { $plain2 })，对 g 和 v 的下降到达 ({ $normed }, { $normed2 })。最低代价是 { $best }。

## 提示：图中的一个值，由指针指到或用方向键移到

tip-weight = { $which ->
    [plain] 普通，第 { $step } 步：w = ({ $first }, { $second })，代价 { $cost } nat
   *[normed] g 和 v，第 { $step } 步：w = ({ $first }, { $second })，代价 { $cost } nat，‖v‖ = { $length }
  }

# 表头，用 ; 隔开。
weight-columns = 步; 普通 w₁; 普通 w₂; 普通，代价; g 和 v：w₁; w₂; 代价; ‖v‖; v 与其梯度的余弦; 网络：步; 无，代价; 秒; 权重，代价; 秒; 权重 + 仅均值批量，代价; 秒; 批量，代价; 秒

## 结论

weight-found = { $kind ->
    [both] { $steps } 步之后，两者都到了代价最低的地方（{ $best }）：把向量拆开，并不会失去任何向量。‖v‖ 从 { $from } 变为 { $to }，同样的梯度使 w 转动的幅度，开始时是现在的 { $calmer } 倍。
    [calmed] 学习率 { $lr } 对普通下降来说太大：{ $steps } 步之后它仍在跳来跳去，代价为 { $plain }。对 g 和 v 下降时，v 越走越长，从 { $from } 变为 { $to }；同样的梯度使 w 转动的幅度，开始时是现在的 { $calmer } 倍，代价已降到 { $normed }（最低为 { $best }）。
   *[other] 以学习率 { $lr } 走 { $steps } 步之后，普通下降的代价为 { $plain }，对 g 和 v 下降的代价为 { $normed }；最低为 { $best }。‖v‖ 从 { $from } 变为 { $to }：同样的梯度使 w 转动的幅度，开始时是现在的 { $calmer } 倍。
  }

weight-race-broken = 有一次运行未能开始。
# 一批中其他样本的影响，以它占单元标准差的比例计。
weight-raced = { $kind ->
    [all] { $steps } 步之后，网络在留出数字上的准确率是：普通权重 { $plain }，权重归一化 { $weight }，权重归一化加仅均值批量归一化 { $mean }，批量归一化 { $batch }。同批的其他样本会使单元的值移动：均值取自这一批时，移动其标准差的 { $noise }；均值和标准差都取自这一批时，移动 { $more }；前两种方法则毫不移动。
    [some] { $steps } 步之后，并非每个网络都学到了东西。留出数字的准确率是：普通权重 { $plain }，权重归一化 { $weight }，权重归一化加仅均值批量归一化 { $mean }，批量归一化 { $batch }。
   *[none] { $steps } 步之后，没有一个网络学到东西。留出数字的准确率是：普通权重 { $plain }，权重归一化 { $weight }，权重归一化加仅均值批量归一化 { $mean }，批量归一化 { $batch }。
  }

## 评判猜测

weight-judged = { $verdict ->
    [right] 对，变长了：
    [shorter] 没有变短：
    [same] 并非不变：
   *[skip] 变长了：
  }从 { $from } 变为 { $to }。v 和与它垂直的一步是直角三角形的两条直角边，走到的是斜边的另一端；斜边绝不会比 v 短。
