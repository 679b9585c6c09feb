### 图周围的页面，以及各部分之间的连接。

wait = 正在计算……

## 个数不定的各部分之间的连接：列表的各项之间，两句话之间。

between-items = { "，" }
between-parts = { "；" }
between-sentences = { "" }

## 图周围的页面

dismiss = 关闭

# 各节列表的名称。
contents = 目录

# 实验台诊断下面的链接，回到读者点开链接的那一节。
back-to = 回到“{ $section }”

figures-failed = 页面的其余部分加载失败：{ $report }。用到的时候，会再次请求。

# 演示进行到哪里。
state-of = { $at } / { $count }

states-absent = 无法取得状态列表“{ $file }”。它必须和本页放在一起。

states-unreadable = “{ $file }”里没有状态列表。状态列表形如 ["init=small", "init=he&act=relu"]。

chart-failed = 图表无法绘制：{ $report }

picture-failed = 图片无法生成：{ $report }

seed-failed = 浏览器没有给出随机数：{ $report }

worker-late = 训练网络的工作线程没有按时启动。
worker-absent = 训练网络的工作线程无法启动。可能没有网络连接，也可能本页已由新版本取代：这时重新加载页面会有用。
worker-unreadable = 工作线程发来的一条消息无法读取。

worker-stopped = 训练网络的工作线程停止了：{ $report }。
worker-cancelled = 有一次运行取消了，工作线程也随之结束。

# 接在说明丢失了什么的句子之后。
restart-run = 按“重新开始”，就从头运行。
