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

# Stands in the page, and is seen where after some seconds no script has run: an old page whose files are gone, a server that sends scripts as text.
boot-silent = The figures have not started. If the page is old, loading it again helps: a new version may have taken its
  place. Otherwise its scripts are missing, kept out, or not sent as text/javascript. The text can be read all the same.

boot-sandboxed = The figures cannot run in this frame: the page around it keeps it in a sandbox without allow-same-origin.
  It needs sandbox="allow-scripts allow-same-origin", and allow-downloads for files.
  With allow-scripts alone the lesson as one file, unit-variance.html, runs.

boot-disk = The figures cannot run from a file on disk: browsers let no page of one load its program.
  The lesson as one file, unit-variance.html, can. For this one any web server will do, such as “python3 -m http.server” in this folder.

# $file (Text) The address of a file.
boot-absent = The figures could not be loaded: { $file } is not there. A new version may have taken its place, or there is no
  connection. Loading the page again helps in both cases. The text can be read all the same.

# $file (Text) The address of a file.
# $kind (Text) The type that the server gives it.
boot-type = The figures could not be loaded: the server sends { $file } as { $kind }, and browsers run it only as
  text/javascript. The text can be read all the same.

### In a course page: www/embed.js.

# The button of a still picture.
embed-start = Start

# A link to the figure, where the page around it kept its frame out.
embed-blocked = The figure could not be shown in this page. Open it on its own page.
