### 地图：哪些起点学得会，按权重标准差和深度。

figure-map = 初始化地图

# 两个轴。
map-std = 权重标准差
map-depth = 层数

## 提示：指针所指或用方向键选到的一格

tip-map = 标准差 { $std }，{ $depth } 层：{ $steps } 步之后答对 { $accuracy }

tip-map-broken = 标准差 { $std }，{ $depth } 层：在第 { $step } 步中断，数值大得无法表示

tip-map-refused = 标准差 { $std }，{ $depth } 层：无法运行

tip-map-unknown = 标准差 { $std }，{ $depth } 层：还没有运行

## 用文字说明图表，给看不到图表的读者

chart-map = { $all } 个网络的地图，两轴是权重标准差（0.01 到 3.16）和深度（2 到 50 层），都用对数刻度：已运行 { $done } 个，学会 { $learned } 个，中断 { $broken } 个。上面画有理论线。

chart-map-deepest = 学会的网络中，最深的有 { $depth } 层，标准差 { $std }。

# 表头，用半角分号隔开。
map-columns = 标准差; 层数; 准确率; 中断于第几步; 理论深度

## 对猜测的评判

reply-map-later = { $guess ->
    [small] 你猜 0.01。
    [xavier] 你猜 0.1。
    [large] 你猜 1。
    [nothing] 你猜都不行。
   *[skip] 三个网络会给出答案。
  }按“运行”，看 33 层 tanh 那一行就见分晓。

# 中断的网络答对了多少。
map-nothing = 0（已中断）

reply-map = { $verdict ->
    [right] 对。
    [small] 不是 0.01：每一层留下信号的十分之一，往回传的梯度也一样；过了 33 层，就没有什么可学的了。
    [xavier] 不是 0.1，用这个种子不是。
    [large] 不是 1：每一层都成倍放大差异和梯度，直到什么也学不到。
    [nothing] 其中有一个能学会。
   *[skip] { "" }
  }33 层网络答对的数字：标准差 0.01 是 { $small }，0.1 是 { $xavier }，1 是 { $large }。

## 图的结论

map-found = { $all } 个网络中，{ $learned } 个在 { $steps } 步之后答对的数字超过一半，其中最深的有 { $depth } 层，标准差 { $std }。{ $broken ->
    [0] { "" }
   *[other] 有 { $broken } 个中断。
  }

map-found-none = 没有一个网络答对的数字超过一半。

# 接在后面。
map-found-theory = 理论线把 { $judged } 个中的 { $agree } 个分在正确的一侧（{ $share }），深度在理论深度的一半到两倍之间的不算。

# 接在后面，在有批量归一化的地图里。
map-found-norm = 加上批量归一化，理论深度对所有权重都一样，是 { $reach } 层：16 个标准差中，10 层时学会的有 { $ten } 个，50 层时有 { $bottom } 个。{ $other ->
    [known] 不加批量归一化，学会的网络有 { $without } 个。
   *[unknown] { "" }
  }
