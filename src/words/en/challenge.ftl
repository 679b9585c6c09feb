### Challenges: what is asked of a network, and how it stands.

## What is asked

# $challenge (Text) The challenge's key.
# $share (Percent) What is asked for, where it is a share.
# $step (Count) The step at which it is decided.
# $low (Number) The range, where it is none.
# $high (Number)
challenge-asked = { $challenge ->
    [cars] Used cars by age and kilometres, and the network cannot tell their classes apart. At step { $step } at least { $share } are to be right.
    [blind] Let the units look as lively as they do, and see nothing: less than { $share } of layer 10’s std may be left across examples.
    [alive] Most of these units die at once. At step { $step } no layer may have more than { $share } of them dead. The learning rate stays.
    [small] Weights of std 0.01. At step { $step } at least { $share } are to be right. The initializer stays.
    [saturation] Weights of std 1 and tanh. At step 0 no layer may have more than { $share } of its values saturated. Both stay.
    [fast] A learning rate of 2. At step { $step } at least { $share } are to be right. The rate stays.
    [sigmoid] Ten layers of sigmoid. At step { $step } at least { $share } are to be right. The activation stays.
    [level] Ten layers of tanh without normalization. At step 0 the std of every layer is to lie between { $low } and { $high }.
    [fifty] Fifty layers of ReLU with batch norm. At step { $step } at least { $share } are to be right. All three stay.
    [one-example] Batches of one example. At step { $step } at least { $share } are to be right. The batch size stays.
    [forty] Forty layers without normalization. At step { $step } at least { $share } are to be right.
   *[faults] There are five faults in this network. Find them: at step { $step } at least { $share } are to be right.
  }

# $changes (Count) How many keys may differ.
challenge-changes = { $changes ->
    [one] Change one thing.
   *[other] Change at most { $changes } things.
  }

## How it stands

# $name (Text) What the control is called.
challenge-fixed = { $name } has to stay as it was. Reset begins again.

# $changed (Count)
# $changes (Count)
challenge-too-many = You have changed { $changed } things, and { $changes ->
    [one] only one may be
   *[other] at most { $changes } may be
  }. Reset begins again.

# $step (Count) The step at which it is decided.
challenge-open = Not decided yet: press Play and wait for step { $step }.

# $value (Text) What was measured.
# $step (Count)
challenge-missed = Not reached: { $value } at step { $step }.

# $value (Text)
# $step (Count)
challenge-reached = Reached: { $value } at step { $step }.

# A line of the teacher’s list.
# $link (Text) The challenge’s name as a link to its start.
# $task (Text) What it asks for.
challenge-linked = { $link }: { $task }
