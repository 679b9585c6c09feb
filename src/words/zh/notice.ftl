### 地址里没有照原样采用的内容。

notice-unknown-key = { $key }={ $value }：没有“{ $key }”这个参数，已忽略。

notice-unknown-value = { $key }={ $value } 不是可选值（{ $offered }）之一，改用“{ $used }”。

notice-not-a-number = { $key }={ $value } 不是数值，改用“{ $used }”。

notice-not-whole = { $key }={ $value } 不是整数，改用“{ $used }”。

notice-out-of-range = { $key }={ $value } 超出范围（{ $low } 到 { $high }），改用 { $used }。

notice-not-a-shape = { $key }={ $value } 不是“N,C,边长”这样的三个尺寸，改用 { $used }。

notice-unknown-control = { $key }={ $value }：没有“{ $name }”这个控件，已忽略。

notice-fixed-by-init = 已忽略 { $key }={ $value }：初始化方法“{ $init }”自己就规定了分布。

notice-needs-images = { $key }={ $value }：卷积网络需要图片（data=digits），改用 { $used }。

notice-not-a-divisor = { $key }={ $value } 不能整除通道数 { $channels }，改用 { $used }。

notice-no-direction = { $key }={ $value }：在权重归一化中，长度为 0 的权重向量没有方向（g v / ‖v‖ 是 0 / 0），所以这次运行从第 0 步起就没有数值。

notice-other-version = 这个链接由版本 { $value } 生成；现在是版本 { $used }，数值的末几位可能不同。

# 地址里写的图不存在时采用的。
notice-whole-article = 整篇文章

# 地址里没有写出可用的停止步数时采用的。
notice-no-stop = 不停

# 链接要求的语言没有时，用的是什么。
notice-page-language = 本页的语言
