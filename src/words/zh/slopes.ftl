### 斜率：激活函数及其导数。

figure-slopes = 斜率

## 显示图之前的猜测，对每个回答说的话；然后是图的结论，带上它自己的数值。

reply-slopes = { $answer ->
    [one] 那是 tanh。sigmoid 从 0 升到 1，跨过的范围更宽：最陡处的斜率是 0.25，所以权重还没起作用，每个 sigmoid 层就至少拿走四分之三的梯度。
    [half] 0.5 是 sigmoid 在 0 处的值，不是斜率。那里的斜率是 0.5 · (1 − 0.5) = 0.25。
    [quarter] 对：0.5 · (1 − 0.5) = 0.25。权重还没起作用，每个 sigmoid 层就至少拿走四分之三的梯度。
   *[skip] sigmoid 最陡处的斜率是 0.25，tanh 是 1；ReLU 的斜率不是 0 就是 1。
  }

finding-slopes = 拿第 { $layer } 层的值来看：其中落在几乎平坦处的，换成 sigmoid 有 { $sigmoid }，换成 tanh 有 { $tanh }，换成 ReLU 有 { $relu }。
