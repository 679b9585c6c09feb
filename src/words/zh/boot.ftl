### 程序运行之前或停止之后说的话：www/boot.js 从页面里取用。

boot-missing = 这些图需要 { $feature }，而这个浏览器不支持。正文仍可阅读；换用新版的 Chrome、Edge、Firefox 或 Safari，图也能显示。

boot-simd = WebAssembly SIMD（向量指令；浏览器自 2023 年起支持）

boot-late = 已经过了 { $seconds } 秒，图仍在加载。网络可能较慢；重新加载页面也许有用。

boot-failed = 图加载失败：{ $error }。正文仍可阅读。

boot-stopped = 这个页面出了错：{ $error } 重新加载页面也许有用。

boot-reload = 重新加载

# 写在页面里，几秒后仍没有脚本运行时才显示：旧页面的文件已经不在，或服务器把脚本当作文本发送。
boot-silent = 图没有启动。如果页面是旧的，重新加载会有用：可能已有新版本取代了它。否则就是它的脚本缺失、遭到拦截，或者没有以 text/javascript 类型发送。正文仍可阅读。

boot-sandboxed = 图无法在这个框架里运行：包含这个框架的页面把它放进了沙盒，却没有给出 allow-same-origin。它需要 sandbox="allow-scripts allow-same-origin"；要保存文件，还需要 allow-downloads。如果只有 allow-scripts，可以运行本课的单文件版 unit-variance.html。

boot-disk = 图无法从磁盘上的文件运行：这样打开的页面，浏览器不让它加载自己的程序。本课的单文件版 unit-variance.html 可以这样运行。当前这一版，用任何网页服务器都行，例如在这个文件夹里运行“python3 -m http.server”。

boot-absent = 图加载失败：找不到 { $file }。可能已有新版本取代了它，也可能没有网络连接。无论哪种情况，重新加载页面都有用。正文仍可阅读。

boot-type = 图加载失败：服务器把 { $file } 以 { $kind } 类型发送，而浏览器只在类型为 text/javascript 时才运行它。正文仍可阅读。

### 在课程页面里：www/embed.js。

# 静态图片上的按钮。
embed-start = 开始

# 外层页面不让框架显示时，指向该图的链接。
embed-blocked = 这个图无法在本页显示。请在它自己的页面上打开。
