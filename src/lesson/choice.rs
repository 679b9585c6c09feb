//! Every click-to-switch choice: an enum whose variants carry their URL key and their label. Knows no page.

use nn::act::Act;
use nn::init::{Dist, Init};
use nn::norm::{LayerAxes, Norm};

/// A choice of the URL language: `KEY=key` selects one of `ALL`.
pub trait Choice: Copy + PartialEq + Sized + 'static {
    /// The URL key, such as `init`.
    const KEY: &'static str;
    /// The accessible name of its radio group, such as `Initializer`.
    const NAME: &'static str;
    /// All values, in the order in which they are offered.
    const ALL: &'static [Self];
    /// The value as the URL writes it, such as `he`.
    fn key(self) -> &'static str;
    /// The value as the page writes it, such as `He`.
    fn label(self) -> &'static str;
    /// The value that a URL names, if it names one.
    fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|c| c.key() == key)
    }
}

macro_rules! labels {
    ($type:ty, $key:literal, $name:literal, $( $value:pat => $variant:expr, $k:literal, $label:literal; )+) => {
        impl Choice for $type {
            const KEY: &'static str = $key;
            const NAME: &'static str = $name;
            const ALL: &'static [Self] = &[$( $variant ),+];
            fn key(self) -> &'static str {
                #[allow(unreachable_patterns)]
                match self { $( $value => $k, )+ _ => "" }
            }
            fn label(self) -> &'static str {
                #[allow(unreachable_patterns)]
                match self { $( $value => $label, )+ _ => "" }
            }
        }
    };
}

macro_rules! choice {
    ($(#[$doc:meta])* $type:ident, $key:literal, $name:literal, $( $variant:ident $k:literal $label:literal $vdoc:literal; )+) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $type { $( #[doc = $vdoc] $variant, )+ }
        labels!($type, $key, $name, $( Self::$variant => Self::$variant, $k, $label; )+);
    };
}

choice! {
    /// The figures of the lesson.
    Figure, "figure", "Figure",
    Lab "lab" "Lab" "the signal through a deep network while it trains";
    Race "race" "Race" "every value of one choice, side by side";
    Cube "cube" "Cube" "which cells share one mean and variance";
    Sweep "sweep" "Sweep" "final error against batch size";
    Weight "weight" "Weight" "length and direction of one weight vector";
    Time "time" "Time" "a recurrent network unrolled";
}

choice! {
    /// The initializers on offer; `init` turns one into the engine's `Init`.
    Initializer, "init", "Initializer",
    Zeros "zeros" "zeros" "every weight 0";
    Small "small" "small" "normal, std 0.01";
    Xavier "xavier" "Xavier" "variance 1 / fan_in";
    He "he" "He" "variance 2 / fan_in";
    Large "large" "large" "normal, std 1";
    Normal "normal" "normal" "normal with the chosen `std`";
    Uniform "uniform" "uniform" "within ±1/√fan_in, the old heuristic";
    Glorot "glorot" "Glorot" "variance 2 / (fan_in + fan_out)";
    Orthogonal "orthogonal" "orthogonal" "an orthogonal matrix";
    Constant "constant" "constant" "every weight `std`";
}

impl Initializer {
    /// The engine's initializer; `std` is the scale that `normal` and `constant` read.
    pub fn init(self, std: f32) -> Init {
        match self {
            Self::Zeros => Init::Zeros,
            Self::Small => Init::Normal { std: 0.01 },
            Self::Large => Init::Normal { std: 1.0 },
            Self::Normal => Init::Normal { std },
            Self::Uniform => Init::Uniform,
            Self::Xavier => Init::Xavier,
            Self::Glorot => Init::Glorot,
            Self::He => Init::He,
            Self::Orthogonal => Init::Orthogonal,
            Self::Constant => Init::Constant(std),
        }
    }

    /// Whether the initializer fixes the shape of its draw, so that `dist` is ignored.
    pub fn fixes_dist(self) -> bool {
        matches!(self, Self::Uniform | Self::Orthogonal | Self::Constant | Self::Zeros)
    }
}

labels! { Dist, "dist", "Distribution",
    Self::Normal => Self::Normal, "normal", "normal";
    Self::Uniform => Self::Uniform, "uniform", "uniform";
}

labels! { Act, "act", "Activation",
    Self::Linear => Self::Linear, "linear", "linear";
    Self::Sigmoid => Self::Sigmoid, "sigmoid", "sigmoid";
    Self::Tanh => Self::Tanh, "tanh", "tanh";
    Self::Relu => Self::Relu, "relu", "ReLU";
    Self::LeakyRelu(_) => Self::LeakyRelu(0.01), "leaky-relu", "leaky ReLU";
    Self::Gelu => Self::Gelu, "gelu", "GELU";
}

labels! { Norm, "norm", "Normalization",
    Self::None => Self::None, "none", "none";
    Self::Batch => Self::Batch, "batch", "batch";
    Self::Layer => Self::Layer, "layer", "layer";
    Self::Instance => Self::Instance, "instance", "instance";
    Self::Group => Self::Group, "group", "group";
    Self::MeanBatch => Self::MeanBatch, "mean-batch", "mean-only batch";
    Self::Weight => Self::Weight, "weight", "weight";
    Self::WeightMeanBatch => Self::WeightMeanBatch, "weight-mean-batch", "weight + mean-only batch";
}

labels! { LayerAxes, "reading", "Layer norm over",
    Self::Chw => Self::Chw, "chw", "C, H, W";
    Self::Channel => Self::Channel, "last", "last axis";
}

choice! {
    /// The network that trains.
    NetKind, "net", "Network",
    Mlp "mlp" "dense" "`depth` hidden layers of `width`";
    Cnn "cnn" "convolutional" "two 3 x 3 convolutions of 16 channels, global average pool";
}

choice! {
    /// The data sets.
    DataSet, "data", "Data",
    Digits "digits" "digits" "8 x 8 handwritten digits, ten classes";
    Circles "circles" "circles" "a disc inside a ring";
    Moons "moons" "moons" "two interleaved half circles";
    Spiral "spiral" "spiral" "two spiral arms";
    Xor "xor" "XOR" "four quadrants, opposite ones alike";
    Blobs "blobs" "blobs" "two Gaussian clouds";
    Units "units" "units" "age in years and distance in kilometres";
}

choice! {
    /// How inputs are scaled, per column, fitted on the training part.
    Scaling, "scaling", "Input scaling",
    Raw "raw" "raw" "as they are";
    MinMax "min-max" "min–max" "to 0..1";
    Standard "standard" "standard" "to mean 0, std 1";
}

choice! {
    /// The optimizers.
    Opt, "opt", "Optimizer",
    Sgd "sgd" "SGD" "plain stochastic gradient descent";
    Momentum "momentum" "momentum" "with momentum 0.9";
    Rmsprop "rmsprop" "RMSprop" "divided by a running root mean square";
    Adam "adam" "Adam" "both, bias-corrected";
}

choice! {
    /// What the cube shows: the values before or after normalization.
    View, "view", "Values",
    Before "before" "before" "before normalization";
    After "after" "after" "after normalization";
}

choice! {
    /// The key that a race varies.
    Vary, "vary", "Vary",
    Init "init" "initializer" "all initializers";
    Act "act" "activation" "all activations";
    Norm "norm" "normalization" "all normalizations";
    Opt "opt" "optimizer" "all optimizers";
    Lr "lr" "learning rate" "a ladder of learning rates";
    Batch "batch" "batch size" "a ladder of batch sizes";
    Scaling "scaling" "input scaling" "all input scalings";
}

choice! {
    /// The page's language.
    Lang, "lang", "Language",
    En "en" "English" "English";
    Zh "zh" "中文" "Chinese";
}

choice! {
    /// The page's colours.
    Theme, "theme", "Theme",
    Auto "auto" "auto" "as the reader's system";
    Light "light" "light" "dark on light";
    Dark "dark" "dark" "light on dark";
}
