### Buttons and fields, and what they say when they have done their work.

## Buttons and fields, by their accessible names (choices have theirs in choices.ftl)

control-play = Play
control-pause = Pause
control-run = Run
control-step = Step
control-restart = Restart
control-new-seed = New seed
control-reset = Reset
control-more = More
control-copy-link = Copy link
control-copy-code = Copy code
control-download-csv = Download CSV
control-download-png = Download PNG
control-download-svg = Download SVG
control-show-numbers = Show numbers
control-depth = Depth
control-width = Width
control-batch = Batch size
control-lr = Learning rate
control-std = Weight scale
control-groups = Groups
control-seed = Seed
control-speed = Speed
control-until = Stop at step
control-history = History
control-method = Method
control-n = N
control-c = C
control-hw = H x W

link-copied = Link copied
code-copied = Code copied
code-not-copied = The browser does not allow copying here
table-saved = Table saved
picture-saved = Picture saved

# In a frame nobody is told whether a file was saved.
saved-from-frame = Saving. If no file appears, the page around this frame does not allow downloads (allow-downloads).

## The dialog of Embed

# $control (Text) The name of a control.
embed-hide = Hide { $control }

# $control (Text) The name of a control.
embed-lock = Fix { $control }

embed-qr = QR code of the link

# What stands in a saved picture.
# $step (Count)
# $query (Text) The address that gives the same run.
picture-title = Unit Variance, step { $step }: { $query }
