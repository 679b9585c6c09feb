### 后台的长时间工作。

work-progress = { $done } / { $all }{ $left ->
    [known] ，大约还要 { $seconds } 秒
   *[unknown] { "" }
  }
