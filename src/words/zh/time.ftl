### 随时间：展开的循环神经网络。

figure-time = 随时间

## 图中的短标签

time-none = 无
time-layer = 层归一化
time-batch = 批量归一化
time-stored = 存储值
time-found-name = 实际值
time-trained-until = 训练到此
time-place = 第 { $step } 步
# 区间的两端。
time-bin = { $low } 到 { $high }

## 为看不到图的人用文字说明的图

time-title-empty = 尚未训练
time-state-title = 隐状态随时间步的变化，均值及其上下各一个标准差，{ $name }
time-bins-title = 第 { $step } 步的隐状态落在各区间的比例，从 −1 到 1 等分为 16 个区间
time-statistics-title = 单元从上一步状态得到的输入，其标准差随时间步的变化：批量归一化的存储值和实际值
time-right-title = 最后一个标记判对的序列所占比例，随时间步的变化

# 表头，用 ; 隔开。
time-columns = 步; 无：均值; 标准差; 判对; 层归一化：均值; 标准差; 判对; 批量归一化：均值; 标准差; 判对; 存储的标准差; 实际的标准差

## 结论

time-found = { $kind ->
    [within] 批量归一化为每个单元、每个乘积、每一步各存一个均值和一个方差，共 { $stored } 个数，比网络学到的 { $learned } 个还多；层归一化一个也不存。在第 { $length } 步，最后一个标记判对的比例是：无归一化 { $none }，层归一化 { $layer }，批量归一化 { $batch }。
    [none] 批量归一化到第 { $next } 步就停了：存下的 { $stored } 个数，没有一个是给这一步的。层归一化和无归一化的网络照常继续；在第 { $length } 步，两者最后一个标记判对的比例分别是 { $layer } 和 { $none }。
    [last] 批量归一化用为第 { $trained } 步存下的统计量继续。在第 { $length } 步，它按标准差 { $assumed } 来算，而序列的实际值是 { $met }，最后一个标记判对 { $batch }；层归一化什么也不存，判对 { $layer }。
    [average] 批量归一化用全部 { $trained } 步的平均值继续。在第 { $length } 步，它按标准差 { $assumed } 来算，而序列的实际值是 { $met }，最后一个标记判对 { $batch }；层归一化什么也不存，判对 { $layer }。
   *[own] 批量归一化用手头这批序列的均值和方差继续，在第 { $length } 步把最后一个标记判对 { $batch }；层归一化判对 { $layer }。如果只有一条序列，就没有方差可用。
  }

## 评判猜测

time-judged = { $verdict ->
    [right] 对，它到第 { $next } 步就停了：
    [computes] 如果有一批序列，它可以这样算；但在前面各步，它做的是读取存下的值，所以到第 { $next } 步就停了：
    [shares] 没有这样一套统计量，每一步都有自己的一套；它到第 { $next } 步就停了：
   *[skip] 它到第 { $next } 步就停了：
  }存下的 { $stored } 个数是给第 1 步到第 { $trained } 步用的。请在下面选择它改用什么。
