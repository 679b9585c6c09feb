### Words of an address that were not used as they stand. $key and $value are as they were written, $used is what was used.

# $key (Text)
# $value (Text)
notice-unknown-key = { $key }={ $value }: there is no key “{ $key }”; it was ignored.

# $key (Text)
# $value (Text)
# $offered (Text) The values that there are, as the address writes them, with commas.
# $used (Text)
notice-unknown-value = { $key }={ $value } is not one of { $offered }: used { $used }.

# $key (Text)
# $value (Text)
# $used (Text)
notice-not-a-number = { $key }={ $value } is not a number: used { $used }.

# $key (Text)
# $value (Text)
# $used (Text)
notice-not-whole = { $key }={ $value } is not a whole number: used { $used }.

# $key (Text)
# $value (Text)
# $low (Text)
# $high (Text)
# $used (Text)
notice-out-of-range = { $key }={ $value } is out of range ({ $low } to { $high }): used { $used }.

# $key (Text)
# $value (Text)
# $used (Text)
notice-not-a-shape = { $key }={ $value } is not three sizes N,C,side: used { $used }.

# $key (Text)
# $value (Text)
# $name (Text) The control that was to be hidden.
notice-unknown-control = { $key }={ $value }: there is no control “{ $name }”; it was ignored.

# $key (Text)
# $value (Text)
# $init (Text) An initializer.
notice-fixed-by-init = { $key }={ $value } is ignored: the initializer { $init } fixes the distribution itself.

# $key (Text)
# $value (Text)
# $used (Text)
notice-needs-images = { $key }={ $value }: the convolutional network needs images (data=digits): used { $used }.

# $key (Text)
# $value (Text)
# $channels (Count)
# $used (Count) A number of groups.
notice-not-a-divisor = { $key }={ $value } does not divide the { $channels } channels: used { $used }.

# $key (Text)
# $value (Text)
notice-no-direction = { $key }={ $value }: under weight normalization a weight vector of length 0 has no direction (g v / ‖v‖ is
  0 / 0), so this run has no numbers from step 0 on.

# $value (Text) The version that made the link.
# $used (Text) This version.
notice-other-version = This link was made by version { $value }; this is version { $used }, and the numbers may differ in their
  last digits.

# What was used where an address named no figure that there is.
notice-whole-article = the whole article

# What was used where an address named no step to stop at.
notice-no-stop = no stop

# What is used where a link asks for a language that there is none of.
notice-page-language = the page’s own
