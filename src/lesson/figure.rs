//! The figures of the lesson by name, and what links say of each alone. A new figure has one line here, and a second one where
//! it has keys of its own.

use crate::choice::{Choice, choice, keys};
use crate::contours_spec::ContoursSpec;
use crate::contrast_spec::ContrastSpec;
use crate::key::{Control, Key, Keyed};
use crate::map_spec::MapSpec;
use crate::neighbours_spec::NeighboursSpec;
use crate::notice::Problem;
use crate::quiet_spec::QuietSpec;
use crate::sum::SumSpec;
use crate::time_spec::TimeSpec;
use crate::weight_spec::WeightSpec;
use crate::why_spec::WhySpec;

choice! {
    /// The figures of the lesson.
    Figure, "figure",
    Lab "lab" "the signal through a deep network while it trains";
    Chain "chain" "one weight, repeated";
    Sum "sum" "how wide a sum of n products is";
    Slopes "slopes" "an activation and its derivative over real pre-activations";
    Race "race" "every value of one choice, side by side";
    Map "map" "which starts learn, by weight std and depth";
    Neighbours "neighbours" "how much the rest of the batch decides";
    Cube "cube" "which cells share one mean and variance";
    Quiet "quiet" "what a deep network does to differences";
    Why "why" "what batch norm does: still inputs, or a smoother cost";
    Contours "contours" "what unscaled inputs do to the cost";
    Contrast "contrast" "what each normalization takes away from a picture";
    Sweep "sweep" "final error against batch size";
    Weight "weight" "length and direction of one weight vector";
    Time "time" "a recurrent network unrolled";
}

impl Figure {
    /// The figure whose run it shows, where it has none of its own.
    pub fn source(self) -> Option<Self> {
        (self == Self::Slopes).then_some(Self::Lab)
    }
}

macro_rules! specs {
    ($( $name:ident: $spec:ty; )+) => {
        /// What links say of one figure alone.
        #[derive(Clone, Debug, Default, PartialEq)]
        #[allow(missing_docs)] // each is named after its figure
        pub struct FigureSpecs {
            $( pub $name: $spec, )+
        }

        impl FigureSpecs {
            /// Calls `write` with every key and its value, in the order in which links have them.
            pub(crate) fn each(&self, write: &mut dyn FnMut(&'static str, String)) {
                $( <$spec>::KEYS.iter().for_each(|key| write(key.name, (key.get)(&self.$name))); )+
            }

            /// The value of a key; `None` for a key of no figure.
            pub(crate) fn get(&self, key: &str) -> Option<String> {
                None $( .or_else(|| find(<$spec>::KEYS, key).map(|key| (key.get)(&self.$name))) )+
            }

            /// Takes in a value; `None` for a key of no figure.
            pub(crate) fn set(&mut self, key: &str, value: &str) -> Option<(&'static str, Result<(), Problem>)> {
                $(
                    if let Some(key) = find(<$spec>::KEYS, key) {
                        return Some((key.name, (key.set)(&mut self.$name, value)));
                    }
                )+
                None
            }

            /// The controls of all figures.
            pub(crate) fn controls() -> impl Iterator<Item = &'static Control> {
                std::iter::empty() $( .chain(<$spec>::CONTROLS) )+
            }
        }
    };
}

fn find<S>(keys: &'static [Key<S>], name: &str) -> Option<&'static Key<S>> {
    keys.iter().find(|key| key.name == name)
}

specs! {
    quiet: QuietSpec;
    why: WhySpec;
    sum: SumSpec;
    neighbours: NeighboursSpec;
    map: MapSpec;
    contours: ContoursSpec;
    contrast: ContrastSpec;
    weight: WeightSpec;
    time: TimeSpec;
}
