### 对比度：每种归一化从图片里去掉什么。

figure-contrast = 对比度

## 图表里的短文字

contrast-before = 改变前
contrast-after = 改变后
contrast-difference = 差
contrast-neighbour = 同批样本，× { $times }
contrast-neighbours = 同批样本

## 提示：指针所指或用方向键选到的数值

tip-contrast = { $whose ->
    [neighbour] 同批样本的通道
   *[picture] 通道
  } { $channel }，h = { $row }，w = { $column }：改变前 { $before }，改变后 { $after }，变动 { $difference }

tip-contrast-pixel = 像素 h = { $row }，w = { $column }：改变前 { $before }，改变后 { $after }，单位是所有像素的标准差；数值越大，颜色越深

tip-contrast-neighbour = 同批样本，数字 { $digit }：没有改变

## 用文字说明图表，给看不到图表的读者

chart-contrast = { $norm }归一化后的各个通道，改变前和改变后：这张图片的数值变动 { $moved }，其中其他通道变动 { $others }，同批样本变动 { $neighbours }。

chart-contrast-pictures = 数字 { $digit }，改变前和改变后：对比度乘以 { $scale }，亮度 { $shift }。旁边是 { $neighbours } 个同批样本，没有改变。

# 表头，用半角分号隔开。
contrast-columns = 归一化; 图片; 所选通道; 其他通道; 同批样本

## 结论

contrast-found = { $kind ->
    [nothing] 还什么都没有改变：移动一个滑块。
    [contrast] 对比度乘以 { $scale }：层归一化、实例归一化和组归一化都把它消去（这张图片的数值分别变动 { $layer }、{ $instance } 和 { $group }）。批量归一化除以的是所有图片的标准差：这张图片的数值变动 { $batch }，谁也没碰过的同批样本也变动 { $neighbours }。
    [brightness] 亮度 { $shift }：实例归一化留下的最少（{ $instance }；层 { $layer }，组 { $group }，批量 { $batch }）。留下的来自边缘：卷积核在那里读到图片外面的 0，而这些 0 不会变。
    [gain] 通道 { $channel } 乘以 { $gain }：只有实例归一化把它消去（{ $instance }）。用层归一化，这张图片的数值变动 { $layer }，用组归一化变动 { $group }，其他通道也跟着变动；用批量归一化变动 { $batch }，同批样本变动 { $neighbours }。
    [blank] 完全没有对比度：每个数值都是 0，方差也是 0。没有什么可以恢复；全靠 ε，除法的结果才是有限的。
    [silent] 通道 { $channel } 完全静默：哪种方法都恢复不了它。实例归一化不影响其他通道；用层归一化和组归一化，其他通道会变动。
   *[other] 归一化之前，这张图片的数值变动 { $raw }；批量 { $batch }（同批样本 { $neighbours }），层 { $layer }，实例 { $instance }，组 { $group }。
  }

## 对猜测的评判

contrast-judged = { $verdict ->
    [right] 对：
    [none] 并不是一种都没有：
    [instance] 不是实例归一化：
    [all] 不是四种都会：
   *[skip] 实测：
  }批量归一化 { $batch }，层 { $layer }，实例 { $instance }，组 { $group }。批量归一化用的是所有图片的标准差，不知道这一张自己的标准差；而且同批样本也变动 { $neighbours }。
