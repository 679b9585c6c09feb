### 运行为什么不能开始或继续。

error-memory = 这大约需要 { $megabytes } MB 内存，上限是 { $limit } MB。请减小深度、宽度或批量大小。

error-network = { $name } = { $value }：{ $reason }

error-not-convolutional = 这需要卷积网络：net=cnn。
error-not-dense = 这需要全连接网络：net=mlp。
error-not-batch-normed = 这需要批量归一化：norm=batch。
error-replaced = 这次运行已由另一次取代。

error-stopped = 计算停止了：{ $report }
