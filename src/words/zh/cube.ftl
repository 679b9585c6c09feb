### 立方体：哪些格子共用一个均值和方差。

figure-cube = 立方体

## 图表里的短文字：层、轴和量的名称。空间很小。

# 立方体的轴：样本、通道、高和宽。
cube-axis-n = N
cube-axis-c = C
cube-axis-hw = H, W

# 一层权重的轴。
cube-axis-out = 输出
cube-axis-in = 输入
cube-axis-kernel = 卷积核

## 提示：指针所指或用方向键选到的数值

tip-cube = n { $n }，c { $c }，h { $h }，w { $w }：{ $value }

## 用文字说明图表，给看不到图表的读者

chart-cube = 立方体，共有 { $n } × { $c } × { $h } × { $w } 个格子（{ $names }）。选中的是 n { $at-n }，c { $at-c }，h { $at-h }，w { $at-w }。它的统计量取自 { $cells } 个格子，求平均的轴：{ $axes }。

## 图上的说明

cube-cell = { $method }归一化：格子 n { $n }，c { $c }，h { $h }，w { $w } 的统计量，由全部 { $all } 个格子中的 { $cells } 个共用。

cube-of-weights = 第二个卷积层的权重
cube-of-activations = 一批数字在第一个卷积层的激活值
cube-weight-axes = I, KH, KW（权重的轴）

cube-side = { $side } × { $side }

## 显示图之前的猜测，以及对每个回答的回应；然后是图得出的结论和数值。

reply-cube = { $answer ->
    [positions] 那是实例归一化：一张图片，一个通道，8 · 8 = 64 个位置。批量归一化把全部 8 张图片的同一个通道合在一起。
    [batch] 对：一个通道，全部 8 张图片，全部 8 · 8 个位置：512 个数值，一个均值。
    [example] 那是层归一化：一张图片，全部 16 个通道，全部位置。批量归一化只在一个通道里，取全部 8 张图片。
   *[skip] 批量归一化取一个通道，包括全部 8 张图片和全部 8 · 8 个位置：512 个数值。
  }

finding-cube = { $method }归一化从 { $all } 个数值算出 { $stats } 个统计量，每个取自 { $cells } 个数值。
