### 按钮和输入框，以及它们完成之后说的话。

## 按钮和输入框的可访问名称（选项的名称在 choices.ftl）

control-play = 播放
control-pause = 暂停
control-run = 运行
control-step = 单步
control-restart = 重新开始
control-new-seed = 换种子
control-reset = 恢复默认
control-more = 更多
control-copy-link = 复制链接
control-copy-code = 复制代码
control-download-csv = 下载 CSV
control-download-png = 下载 PNG
control-download-svg = 下载 SVG
control-show-numbers = 显示数值
control-depth = 深度
control-width = 宽度
control-batch = 批量大小
control-lr = 学习率
control-std = 权重标准差
control-groups = 组数
control-seed = 种子
control-speed = 速度
control-until = 停在第几步
control-history = 历史
control-method = 方法
control-n = N
control-c = C
control-hw = H x W

link-copied = 链接已复制
code-copied = 代码已复制
code-not-copied = 浏览器不允许在这里复制
table-saved = 表格已保存
picture-saved = 图片已保存

# 在框架里，没有人会告诉我们文件是否已经保存。
saved-from-frame = 正在保存。如果没有出现文件，说明包含这个框架的页面不允许下载（allow-downloads）。

## “嵌入”对话框

# $control (Text) 控件的名称。
embed-hide = 隐藏“{ $control }”

# $control (Text) 控件的名称。
embed-lock = 固定“{ $control }”

embed-qr = 链接的二维码

# 保存的图片里写的话。
# $step (Count)
# $query (Text) 得到同一次运行的地址。
picture-title = Unit Variance，第 { $step } 步：{ $query }
