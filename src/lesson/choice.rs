//! Every click-to-switch choice: an enum whose variants carry their URL key. What they are called is in `words`.

use nn::act::Act;
use nn::init::{Dist, Init};
use nn::norm::{LayerAxes, Norm};

/// A choice of the URL language: `KEY=key` selects one of `ALL`.
pub trait Choice: Copy + PartialEq + Sized + 'static {
    /// The URL key, such as `init`.
    const KEY: &'static str;
    /// All values, in the order in which they are offered.
    const ALL: &'static [Self];
    /// Their keys, in the same order.
    const KEYS: &'static [&'static str];
    /// The value as the URL writes it, such as `he`.
    fn key(self) -> &'static str;
    /// The value that a URL names, if it names one.
    fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|c| c.key() == key)
    }
}

macro_rules! keys {
    ($type:ty, $key:literal, $( $value:pat => $variant:expr, $k:literal; )+) => {
        impl Choice for $type {
            const KEY: &'static str = $key;
            const ALL: &'static [Self] = &[$( $variant ),+];
            const KEYS: &'static [&'static str] = &[$( $k ),+];
            fn key(self) -> &'static str {
                #[allow(unreachable_patterns)]
                match self { $( $value => $k, )+ _ => "" }
            }
        }
    };
}

macro_rules! choice {
    ($(#[$doc:meta])* $type:ident, $key:literal, $( $variant:ident $k:literal $vdoc:literal; )+) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $type { $( #[doc = $vdoc] $variant, )+ }
        keys!($type, $key, $( Self::$variant => Self::$variant, $k; )+);
    };
}

pub(crate) use {choice, keys};

choice! {
    /// The initializers on offer; `init` turns one into the engine's `Init`.
    Initializer, "init",
    Zeros "zeros" "every weight 0";
    Small "small" "normal, std 0.01";
    Xavier "xavier" "variance 1 / fan_in";
    He "he" "variance 2 / fan_in";
    Large "large" "normal, std 1";
    Normal "normal" "normal with the chosen `std`";
    Uniform "uniform" "within ±1/√fan_in, the old heuristic";
    Glorot "glorot" "variance 2 / (fan_in + fan_out)";
    Orthogonal "orthogonal" "an orthogonal matrix";
    Constant "constant" "every weight `std`";
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

keys! { Dist, "dist",
    Self::Normal => Self::Normal, "normal";
    Self::Uniform => Self::Uniform, "uniform";
}

keys! { Act, "act",
    Self::Linear => Self::Linear, "linear";
    Self::Sigmoid => Self::Sigmoid, "sigmoid";
    Self::Tanh => Self::Tanh, "tanh";
    Self::Relu => Self::Relu, "relu";
    Self::LeakyRelu(_) => Self::LeakyRelu(0.01), "leaky-relu";
    Self::Gelu => Self::Gelu, "gelu";
}

keys! { Norm, "norm",
    Self::None => Self::None, "none";
    Self::Batch => Self::Batch, "batch";
    Self::Layer => Self::Layer, "layer";
    Self::Instance => Self::Instance, "instance";
    Self::Group => Self::Group, "group";
    Self::Rms => Self::Rms, "rms";
    Self::MeanBatch => Self::MeanBatch, "mean-batch";
    Self::Weight => Self::Weight, "weight";
    Self::WeightMeanBatch => Self::WeightMeanBatch, "weight-mean-batch";
}

keys! { LayerAxes, "reading",
    Self::Chw => Self::Chw, "chw";
    Self::Channel => Self::Channel, "last";
}

choice! {
    /// Whether a hidden layer adds its input to its output, where both are as wide (He et al. 2016).
    Skip, "skip",
    Off "0" "no skip connections";
    On "1" "every hidden layer adds its input";
}

choice! {
    /// Whether the weights stay as they were drawn, or each hidden unit is rescaled by one batch before step 0.
    Start, "start",
    Plain "plain" "as drawn";
    Data "data" "each unit rescaled to mean 0, std 1 over the first batch";
}

choice! {
    /// The network that trains.
    NetKind, "net",
    Mlp "mlp" "`depth` hidden layers of `width`";
    Cnn "cnn" "two 3 x 3 convolutions of 16 channels, global average pool";
}

choice! {
    /// The data sets.
    DataSet, "data",
    Digits "digits" "8 x 8 handwritten digits, ten classes";
    Circles "circles" "a disc inside a ring";
    Moons "moons" "two interleaved half circles";
    Spiral "spiral" "two spiral arms";
    Xor "xor" "four quadrants, opposite ones alike";
    Blobs "blobs" "two Gaussian clouds";
    Units "units" "age in years and distance in kilometres";
}

choice! {
    /// How inputs are scaled, per column, fitted on the training part.
    Scaling, "scaling",
    Raw "raw" "as they are";
    MinMax "min-max" "to 0..1";
    Standard "standard" "to mean 0, std 1";
}

choice! {
    /// The optimizers.
    Opt, "opt",
    Sgd "sgd" "plain stochastic gradient descent";
    Momentum "momentum" "with momentum 0.9";
    Rmsprop "rmsprop" "divided by a running root mean square";
    Adam "adam" "both, bias-corrected";
}

choice! {
    /// What the cube shows: the values before or after normalization.
    View, "view",
    Before "before" "before normalization";
    After "after" "after normalization";
}

choice! {
    /// The key that a race varies.
    Vary, "vary",
    Init "init" "all initializers";
    Act "act" "all activations";
    Norm "norm" "all normalizations";
    Opt "opt" "all optimizers";
    Lr "lr" "a ladder of learning rates";
    Batch "batch" "a ladder of batch sizes";
    Scaling "scaling" "all input scalings";
}

choice! {
    /// The page's language.
    Lang, "lang",
    En "en" "English";
    Zh "zh" "Chinese";
}

impl Lang {
    /// What HTML calls it (BCP 47).
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh-Hans",
        }
    }

    /// The language of a tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|lang| lang.tag() == tag)
    }

    /// The folder of its page beside the English one, which lies at the top: empty for English.
    pub fn folder(self) -> &'static str {
        match self {
            Self::En => "",
            other => other.key(),
        }
    }

    /// The address of the English page, from that of the page in this language; a page that stands elsewhere has none beside it.
    ///
    /// ```
    /// use unit_variance_lesson::choice::Lang;
    /// assert_eq!(Lang::Zh.english_page("https://a.org/b/zh/index.html"), "https://a.org/b/index.html");
    /// assert_eq!(Lang::Zh.english_page("file:///unit-variance.zh.html"), "file:///unit-variance.zh.html");
    /// assert_eq!(Lang::En.english_page("https://a.org/b/"), "https://a.org/b/");
    /// ```
    pub fn english_page(self, page: &str) -> String {
        let above = page.rsplit_once('/').and_then(|(above, file)| Some((above.strip_suffix(self.folder())?, file)));
        match above {
            Some((above, file)) if self != Self::En => format!("{above}{file}"),
            _ => page.into(),
        }
    }
}

choice! {
    /// The page's colours.
    Theme, "theme",
    Auto "auto" "as the reader's system";
    Light "light" "dark on light";
    Dark "dark" "light on dark";
}
