### 链条：同一个权重，乘了又乘。

figure-chain = 链条

## 提示：指针所指或用方向键选到的数值

tip-chain = { $layers } 层之后：{ $weight } 的 { $layers } 次方 = { $value }

tip-chain-measured = { $layers } 层之后：{ $weight } 的 { $layers } 次方 = { $value }，实测 { $measured }

## 用文字说明图表，给看不到图表的读者

chart-chain = 大小为 1 的信号经过 { $layers } 层，每层权重为 { $weight }：最后得到 { $end }。

chart-chain-about = 大小为 1 的信号经过 { $layers } 层，每层权重为 { $weight }：最后得到 { $end }，约为 { $power }。

## 显示图之前的猜测，以及对每个回答的回应；然后是图得出的结论和数值。

reply-chain = { $answer ->
    [added] 不是相加，而是相乘：每一层都把收到的信号变成十分之一，连续四次取十分之一，就是 0.0001。
    [once] 一层之后剩 0.1。下一层收到的是 0.1，留下它的十分之一；四层之后剩 0.0001。
    [product] 对：0.1 · 0.1 · 0.1 · 0.1 = 0.0001。每一层都把收到的信号再乘一次。
   *[skip] 四层，就是乘四次 0.1。
  }

finding-chain = { $length } 层，每层权重为 { $weight }，大小为 1 的信号变成 { $product }；权重相同的网络给出 { $measured }。
