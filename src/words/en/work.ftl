### Long work in the background.

# $done (Count) Jobs that are done.
# $all (Count) All of them.
# $left (Text) known, or unknown before it can be said.
# $seconds (Count) Seconds that the rest will take.
work-progress = { $done } of { $all }{ $left ->
    [known] , about { $seconds } s left
   *[unknown] {""}
  }
