### 批量大小扫描：留出错误率与批量大小的关系。

figure-sweep = 批量大小扫描

sweep-place = 批量大小 { $size }

# 计算一个均值和方差所用的值。
sweep-values-place = { $values } 个值

sweep-dense = 全连接
sweep-conv = 卷积

sweep-noise-mean = 均值
sweep-noise-variance = 方差
sweep-noise-theory = 1/√m

## 用文字说明的图

sweep-title = 留出错误率随批量大小的变化，对数刻度，{ $net ->
    [cnn] 卷积网络
   *[mlp] 全连接网络
  }
sweep-title-empty = 尚未运行：请按“运行”
sweep-values-title = 批量归一化的错误率随计算一个均值所用值数的变化，两轴均为对数刻度
sweep-noise-title = 一批样本的均值和方差偏离全部样本的程度，对数刻度

# 表头，用 ; 隔开。
sweep-columns = 归一化; 批量大小; 值数; 错误率; 最小; 最大; 运行次数

## 结论

sweep-found = { $net ->
    [cnn] 在卷积网络里
   *[mlp] 在全连接网络里
  }，批量归一化的错误率在每批 32 个样本时为 { $large }，每批 2 个时为 { $two }，每批 1 个时为 { $one }；其他方法在所有批量大小下都保持在 { $low } 到 { $high } 之间。每批 2 个样本时，每个均值由 { $values } 个值算出，偏离 { $noise } 个标准差。

## 评判猜测

sweep-guessed = 请按“运行”：每个点都是在你的浏览器里训练的网络。

sweep-judged = { $verdict ->
    [right] 对：
    [same] 并不一样：
    [double] 不是两倍：
    [many] 没有那么多：
   *[skip] 实测：
  }每批 32 个样本时错 { $large }，每批 2 个时错 { $two }。
