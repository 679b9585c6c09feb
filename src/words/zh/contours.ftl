### 等高线：输入不缩放，会怎样影响代价和决策线。

figure-contours = 等高线

contours-summary = 代价的等高线，两轴是车龄和里程的权重，输入缩放：{ $scaling }。最小值在 { $age } 和 { $distance }，条件数 { $condition }，最大稳定学习率 { $rate }，步数：{ $steps }。

contours-step = 第 { $step } 步：权重 { $age } 和 { $distance }，代价超出最小值的部分还剩 { $left }
contours-least = 代价最小处，权重 { $age } 和 { $distance }

contours-cars-summary = 二手车的车龄和里程，以及决策线；三种缩放的决策线相同。微调之后，决策线转过的角度：原始输入 { $raw } 度，最小–最大缩放 { $min-max } 度，标准化 { $standard } 度。
contours-car = 车龄 { $age } 年，里程 { $distance } km：类别 { $class }

contours-never = 1,000,000 以上
contours-diverged = 发散

# 表头，用半角分号隔开。
contours-columns = 输入; 条件数; 最大稳定学习率; 降到 1% 的步数; 决策线转角（度）

## 结论

contours-found = 学习率取各自最大稳定学习率的 { $rate }，要把与最小代价的差距缩小到起初的百分之一，梯度下降所需的步数：标准化输入 { $steps-standard }，最小–最大缩放 { $steps-min-max }，原始输入 { $steps-raw }。条件数分别是 { $standard }、{ $min-max } 和 { $raw }。
contours-too-fast = 学习率取最大稳定学习率的 { $rate }，梯度下降全都发散，碗再圆也没用。

## 对猜测的评判

contours-judged = { $verdict ->
    [right] 对：
    [same] 不一样多：
    [ten] 远不止十倍：
   *[skip] 实测：
  }标准化输入所需的步数是 { $standard }，原始输入是 { $raw }。
