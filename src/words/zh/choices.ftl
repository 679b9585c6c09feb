### 各个选项：每一组的可访问名称（`init`），以及其中每个取值的名称（`init-he`）；图的名称写在各自的文件里。

figure = 图

init = 初始化方法
init-zeros = 全零
init-small = 过小
init-xavier = Xavier
init-he = He
init-large = 过大
init-normal = 正态
init-uniform = 均匀
init-glorot = Glorot
init-orthogonal = 正交
init-constant = 常数

dist = 分布
dist-normal = 正态
dist-uniform = 均匀

act = 激活函数
act-linear = 线性
act-sigmoid = sigmoid
act-tanh = tanh
act-relu = ReLU
act-leaky-relu = 带泄漏 ReLU
act-gelu = GELU

start = 起点
start-plain = 直接抽样
start-data = 按数据调整

skip = 跳跃连接
skip-0 = 无
skip-1 = 每层

norm = 归一化
norm-none = 无
norm-batch = 批量
norm-layer = 层
norm-instance = 实例
norm-group = 组
norm-mean-batch = 仅均值批量
norm-weight = 权重
norm-weight-mean-batch = 权重 + 仅均值批量
norm-rms = 均方根

reading = 层归一化的范围
reading-chw = C、H、W
reading-last = 最后一轴

net = 网络
net-mlp = 全连接
net-cnn = 卷积

data = 数据
data-digits = 手写数字
data-circles = 同心圆
data-moons = 双月
data-spiral = 螺旋
data-xor = 异或
data-blobs = 团块
data-units = 二手车

scaling = 输入缩放
scaling-raw = 原始
scaling-min-max = 最小–最大
scaling-standard = 标准化

opt = 优化器
opt-sgd = SGD
opt-momentum = 动量
opt-rmsprop = RMSprop
opt-adam = Adam

# 立方体里显示的值：归一化之前或之后。
view = 数值
view-before = 归一化前
view-after = 归一化后

vary = 比较
vary-init = 初始化方法
vary-act = 激活函数
vary-norm = 归一化
vary-opt = 优化器
vary-lr = 学习率
vary-batch = 批量大小
vary-scaling = 输入缩放

lang = 语言

# 各语言用自己的名称，不翻译。
lang-en = English
lang-zh = 中文

theme = 主题
theme-auto = 自动
theme-light = 浅色
theme-dark = 深色
