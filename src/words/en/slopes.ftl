### The slopes: activations and their derivatives.

figure-slopes = Slopes

## A guess before a figure is shown, and what each answer is told; then what the figure found, with its own numbers.

# $answer (Text) one, half, quarter or skip.
reply-slopes = { $answer ->
    [one] That is tanh. Sigmoid climbs from 0 to 1 over a wider range: its steepest slope is 0.25, so every sigmoid layer takes at least three quarters of the gradient before the weights act.
    [half] 0.5 is sigmoid’s value at 0, not its slope. The slope there is 0.5 · (1 − 0.5) = 0.25.
    [quarter] Yes: 0.5 · (1 − 0.5) = 0.25. Every sigmoid layer takes at least three quarters of the gradient before the weights act.
   *[skip] Sigmoid’s steepest slope is 0.25, tanh’s is 1, and ReLU’s is 1 wherever it is not 0.
  }

# $layer (Count)
# $sigmoid (Percent) Values where the function is almost flat.
# $tanh (Percent)
# $relu (Percent)
finding-slopes = For the values of layer { $layer } the sigmoid would be almost flat at { $sigmoid }, tanh at { $tanh } and ReLU at { $relu } of them.
