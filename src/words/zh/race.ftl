### 赛跑：同一个选项的所有取值，并排比较。

figure-race = 赛跑

## 提示：指针所指或用方向键选到的数值

tip-overlay = { $name }，第 { $layer } 层：激活值标准差 { $value }

tip-overlay-predicted = { $name }，第 { $layer } 层：激活值标准差 { $value }，预测 { $predicted }

tip-strip = 第 { $layer } 层：激活值标准差 { $value }

tip-of-row = { $name }。{ $tip }

## 用文字说明图表，给看不到图表的读者

chart-overlay = 从第一层到最后一层的激活值标准差：{ $list }。

chart-overlay-line = { $name } 从 { $first } 到 { $last }

chart-strip = { $name }：激活值标准差在第 1 层是 { $first }，在第 { $layers } 层是 { $last }；梯度标准差分别是 { $grad-first } 和 { $grad-last }。

## 图上的说明

race-opening = 每一行都是同一个网络，只有一个选项不同。

race-leader = 第 { $step } 步，“{ $row }”领先，留出样本答对 { $accuracy }。

# 还能继续的各行都不高于随机水平。
race-nobody-leads = 第 { $step } 步，没有哪一行高于随机水平。

race-stopped = { $n } 行已停止

race-run-row = 运行“{ $row }”

race-open-row = { $row }：在实验台中打开

race-copy-code = 复制“{ $row }”的代码

race-histograms-of = “{ $row }”的直方图

## 显示图之前的猜测，以及对每个回答的回应；然后是图得出的结论和数值。

# 回答按钮的名称，给看不到旁边问题的读者。
race-guess-row = “{ $name }”会领先

race-guessed = 你猜“{ $name }”。到第 { $step } 步，再拿你的猜测与各行对照。

race-guess-right = 你猜“{ $name }”，领先的正是它：留出的数字答对 { $accuracy }。

race-guess-wrong = 你猜“{ $name }”：它答对 { $accuracy }。领先的是“{ $leader }”，答对 { $best }。
