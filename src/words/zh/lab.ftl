### 实验台：一个正在训练的深度网络，每一步的各个部分，运行前的问题，以及对网络的提问。

figure-lab = 实验台

step-at = 第 { $step } 步

# 评判留出样本的那一步比显示的这一步早。
accuracy-at = { $accuracy }（第 { $step } 步）

looking-back = 正从第 { $step } 步往回看

stopped-at = 停在第 { $step } 步

pace = 每步 { $ms } 毫秒

cancelled = 已在第 { $step } 步之后取消。按“重新开始”“播放”或“单步”，就从头运行。

busy-first = 正在计算第 0 步……
busy-next = 正在计算下一步……

lab-parts = 每一步有四个部分。按其中一个，看它改变了什么。
lab-readout = 指向条形、圆点或曲线，读出数值。
lab-learned-plane = 平面按网络的回答着色，上面是样本；留出样本带描边。
lab-learned-digits = 留出的数字，以及网络给出的类别；答错的加框。

# 进入第 1 层的输入：表格里代替层号的一行。文件里保留英文名称。
line-input = 输入

# 在“健康”和表格下面：为什么许多值是 0，或者相同，或者没有。
lab-note-one-value = 在这里，归一化的每个均值只来自一个数值，而一个数值减去自己的均值是 0。所以无论输入什么，每个单元传下去的都只有自己的 β，也没有梯度传到前面的层。
lab-note-one-example = 这一批只有一个样本：样本间标准差无从得知，写作“–”。

## 推导中，反向公式的下面：实验台此刻测到的数值

# 实验台的问题还没有回答，或者它的运行没有两层可以比较。
backward-waiting = 实验台显示的网络若有梯度传回来，这里就给出实验台自己的数值。

backward-measured = 实验台现在（{ $act }，{ $init }{ $norm ->
    [none] { "" }
   *[other] ，{ $norm }归一化
  }，第 { $step } 步）：从第 { $layers } 层往回到第 1 层，每过一层，梯度的标准差乘以 { $measured }。

# 接在实测值后面。
backward-predicted = { $start ->
    [yes] 公式给出的是 { $predicted }。
   *[no] 对起点，公式给出的是 { $predicted }。
  }
backward-unpredicted = 公式不适用于这个网络。

## 一步的各个部分，以及它们做了什么

part-forward = 前向：一批 { $batch } 个样本通过网络。激活值的标准差在第 1 层是 { $first }，在第 { $depth } 层是 { $last }。

part-cost = 代价：网络的回答与标签对照，这一批的代价是 { $cost }。

part-backward = 反向：代价的梯度传回来。标准差在第 { $depth } 层是 { $last }，在第 1 层是 { $first }。

part-update = 更新：权重逆着梯度移动，移动量与权重长度之比在第 1 层是 { $first }，在第 { $depth } 层是 { $last }。

## 显示运行之前的问题

answer-skip = 直接看结果

reply-watch = 你猜的是“{ $answer }”。按“播放”看看。

reply-judged = { $right ->
    [yes] 对：第 { $layer } 层的激活值
   *[no] 这次没猜对：第 { $layer } 层的激活值
  }{ $place ->
    [huge] 极大
    [edge] 到了极限值
    [zero] 接近 0
   *[spread] 分散开来
  }，标准差 { $std }。

## 向网络提问：读者画的数字，或平面上的一点

pad-cell = 第 { $row } 行，第 { $column } 列{ $ink ->
    [full] ，深
    [light] ，浅
   *[none] { "" }
  }

predict-digit = 网络认为这是 { $class }，置信度 { $share }。

predict-point = 类别 { $class }，置信度 { $share }。

predict-not-a-number = 网络的回答不是数：它已经发散。

## 图表里

# 等待读者猜测的那一层的直方图。
histogram-hidden = 待揭晓
