### What is said before the program runs, or when it has stopped: www/boot.js finds these in the page.

# $feature (Text) What the browser lacks: WebAssembly, Web Workers or the text of boot-simd.
boot-missing = The figures need { $feature }, which this browser does not offer.
  The text can be read all the same; a current version of Chrome, Edge, Firefox or Safari shows the figures too.

boot-simd = WebAssembly SIMD (vector instructions; browsers have them since 2023)

# $seconds (Text) A whole number.
boot-late = The figures are still loading after { $seconds } seconds. The connection may be slow; loading the page again may help.

# $error (Text) The browser's own words.
boot-failed = The figures could not be loaded: { $error }. The text can be read all the same.

# $error (Text) What went wrong.
boot-stopped = Something on this page failed: { $error } Reloading the page may help.

boot-reload = Reload
