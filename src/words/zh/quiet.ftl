### 微弱还是消失：深度网络怎样对待图片之间的差异。

figure-quiet = 微弱还是消失
quiet-stage = 阶段
quiet-stage-untrained = 未训练
quiet-stage-trained = 已训练

## 图表里的短文字

quiet-all = 所有图片对
quiet-pair = { $first } 和 { $second }
quiet-theory = 预测
quiet-reader = 读取器
quiet-std = 标准差

# 0 是输入。
quiet-place = { $layer ->
    [0] 输入
   *[other] 第 { $layer } 层
  }

## 用文字说明图表

quiet-cosine-title = 各层上两张图片之间的余弦
quiet-reader-title = 各层的线性读取器认对的留出数字
quiet-std-title = 各层激活值的标准差，对数刻度
quiet-title-empty = 还没有测量

# 表头，用半角分号隔开。
quiet-columns = 层; 余弦（均值）; 余弦（10%）; 余弦（90%）; 余弦（所选的一对）; 预测; 标准差; 读取器

## 结论

quiet-found = { $kind ->
    [kept] 第 { $layers } 层的标准差是 { $std }，线性读取器能分辨 { $read } 的留出数字：保住了。
    [faint] 第 { $layers } 层的标准差是 { $std }，但只要把音量调大，线性读取器仍能分辨 { $read } 的留出数字：微弱，并没有消失。
    [fading] 第 { $layers } 层上，两张图片之间的余弦平均为 { $cosine }，线性读取器能分辨 { $read } 的留出数字：正在淡去，声音再大也一样。
   *[gone] 第 { $layers } 层的标准差是 { $std }，线性读取器能分辨 { $read } 的留出数字：消失了。
  }
quiet-broken = 运行中断了：没有可以读取的东西。

## 对猜测的评判

quiet-judged = { $verdict ->
    [right] 对：
    [tenth] 远不止十分之一：
    [half] 不止一半：
   *[skip] 实测：
  }读对 { $read }，所用数值的标准差是 { $std }。
