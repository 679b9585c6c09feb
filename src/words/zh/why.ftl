### 批量归一化为什么有效：是输入稳定，还是代价更平滑。

figure-why = 为什么有效

## 图中的短标签

why-run = { $run ->
    [none] 无
    [batch] 批量
   *[noise] 批量加噪声
  }
why-place = 第 { $step } 步
# 沿梯度走多远。
why-rate-place = 步长 { $rate }
why-here = 当前点
why-here-short = 当前

## 用文字说明的图

why-title-empty = 尚未运行：请按“运行”
why-accuracy-title = 留出准确率随步数的变化
why-moved-title = 单元输入的均值在 20 步内移动多远，对数刻度
why-along-title = 第 { $step } 步沿梯度方向的代价，对数刻度
why-together-title = 所有层一起更新所降低的代价，与各层单独更新所降低的代价之和的比

# 表头，用 ; 隔开。
why-columns = 运行; 步; 准确率; 均值移动; 标准差移动; 代价; 步长 0.05 处的代价; 0.1; 0.2; 0.4; 0.8; 步长 0.05 处的余弦; 0.1; 0.2; 0.4; 0.8; 单独更新降低; 一起更新降低

## 结论

why-found = 20 步内，输入的均值移动的距离是：无归一化 { $moved-none }，批量归一化 { $moved-batch }，批量归一化之后再加噪声 { $moved-noise }；400 步之后，留出数字的准确率依次为 { $accuracy-none }、{ $accuracy-batch } 和 { $accuracy-noise }。沿第 20 步的梯度以 0.8 的步长走一步，无归一化时代价变为原来的 { $rise-none } 倍，有批量归一化时变为 { $rise-batch } 倍。
why-broken = 有一次运行中断了；显示的是它最后的测量结果。

## 评判猜测

why-guessed = 请按“运行”：三个网络会在你的浏览器里训练几秒钟。

why-judged = { $verdict ->
    [right] 对：
    [bad] 完全不是：
    [between] 比这要好：
   *[skip] 实测：
  }加噪声 { $noise }，只用批量归一化 { $batch }，无归一化 { $none }。

## 读者自己的判断

why-decided = { $choice ->
    [still] 输入稳定。不利的证据：加噪声后输入移动 { $moved-noise }，比没有任何归一化时的 { $moved-none } 还多，训练效果却至少一样好。有利的证据：所有层一起更新所降低的代价，无批量归一化时是各层单独更新之和的 { $together-none }，有批量归一化时是 { $together-batch }。
    [smooth] 代价更平滑。有利的证据：最大的一步在无归一化时使代价变为原来的 { $rise-none } 倍，有批量归一化时变为 { $rise-batch } 倍。不利的证据：这并没有说明代价为什么更平滑；而且所有层一起更新所降低的代价，无批量归一化时是各层单独更新之和的 { $together-none }，有批量归一化时是 { $together-batch }：各层之间的干扰更小了。
   *[both] 两者都是，或都不是。最大的一步在无归一化时使代价变为原来的 { $rise-none } 倍，有批量归一化时变为 { $rise-batch } 倍；而加噪声后输入移动 { $moved-noise }，无归一化时是 { $moved-none }，网络照样能训练。论文之间也有分歧。
  }
