//! What each choice and each of its values is called.

use crate::words::Words;
use lesson::choice::*;
use nn::act::Act;
use nn::init::Dist;
use nn::norm::{LayerAxes, Norm};

/// A choice that has a name in every language. Its messages are named after the keys of its address: `init`, `init-he`.
pub trait Label: Choice {
    /// The accessible name of the group, such as `Initializer`.
    fn group(words: &Words) -> &str;
    /// The value as the page writes it, such as `He`.
    fn value(self, words: &Words) -> &str;
}

impl Words {
    /// A value as the page writes it.
    ///
    /// ```
    /// use lesson::choice::{Initializer, Vary};
    /// let words = unit_variance_words::Words::english();
    /// assert_eq!([words.label(Initializer::He), words.label(Vary::Lr)], ["He", "learning rate"]);
    /// assert_eq!(words.group::<Initializer>(), "Initializer");
    /// ```
    pub fn label<C: Label>(&self, choice: C) -> &str {
        choice.value(self)
    }

    /// The accessible name of a choice's group.
    pub fn group<C: Label>(&self) -> &str {
        C::group(self)
    }

    /// What a row of the race is called: the value of the varied key, which is a number or has a name.
    pub fn row<'a>(&'a self, vary: Vary, key: &'a str) -> &'a str {
        match vary {
            Vary::Init => self.named::<Initializer>(key),
            Vary::Act => self.named::<Act>(key),
            Vary::Norm => self.named::<Norm>(key),
            Vary::Opt => self.named::<Opt>(key),
            Vary::Scaling => self.named::<Scaling>(key),
            Vary::Lr | Vary::Batch => key,
        }
    }

    fn named<'a, C: Label>(&'a self, key: &'a str) -> &'a str {
        C::from_key(key).map_or(key, |choice| self.label(choice))
    }
}

macro_rules! labels {
    ($type:ty, $group:ident $( else $rest:literal )?, $( $value:pat => $message:ident; )+) => {
        impl Label for $type {
            fn group(words: &Words) -> &str {
                words.$group()
            }
            fn value(self, words: &Words) -> &str {
                match self { $( $value => words.$message(), )+ $( _ => $rest, )? }
            }
        }
    };
}

labels! { Figure, figure,
    Self::Lab => figure_lab;
    Self::Chain => figure_chain;
    Self::Sum => figure_sum;
    Self::Slopes => figure_slopes;
    Self::Race => figure_race;
    Self::Neighbours => figure_neighbours;
    Self::Cube => figure_cube;
    Self::Sweep => figure_sweep;
    Self::Weight => figure_weight;
    Self::Time => figure_time;
}

labels! { Initializer, init,
    Self::Zeros => init_zeros;
    Self::Small => init_small;
    Self::Xavier => init_xavier;
    Self::He => init_he;
    Self::Large => init_large;
    Self::Normal => init_normal;
    Self::Uniform => init_uniform;
    Self::Glorot => init_glorot;
    Self::Orthogonal => init_orthogonal;
    Self::Constant => init_constant;
}

labels! { Start, start,
    Self::Plain => start_plain;
    Self::Data => start_data;
}

labels! { Skip, skip,
    Self::Off => skip_off;
    Self::On => skip_on;
}

labels! { NetKind, net,
    Self::Mlp => net_mlp;
    Self::Cnn => net_cnn;
}

labels! { DataSet, data,
    Self::Digits => data_digits;
    Self::Circles => data_circles;
    Self::Moons => data_moons;
    Self::Spiral => data_spiral;
    Self::Xor => data_xor;
    Self::Blobs => data_blobs;
    Self::Units => data_units;
}

labels! { Scaling, scaling,
    Self::Raw => scaling_raw;
    Self::MinMax => scaling_min_max;
    Self::Standard => scaling_standard;
}

labels! { Opt, opt,
    Self::Sgd => opt_sgd;
    Self::Momentum => opt_momentum;
    Self::Rmsprop => opt_rmsprop;
    Self::Adam => opt_adam;
}

labels! { View, view,
    Self::Before => view_before;
    Self::After => view_after;
}

labels! { Vary, vary,
    Self::Init => vary_init;
    Self::Act => vary_act;
    Self::Norm => vary_norm;
    Self::Opt => vary_opt;
    Self::Lr => vary_lr;
    Self::Batch => vary_batch;
    Self::Scaling => vary_scaling;
}

labels! { Lang, lang,
    Self::En => lang_en;
    Self::Zh => lang_zh;
}

labels! { Theme, theme,
    Self::Auto => theme_auto;
    Self::Light => theme_light;
    Self::Dark => theme_dark;
}

labels! { Dist, dist,
    Self::Normal => dist_normal;
    Self::Uniform => dist_uniform;
}

// The engine knows more of these than the lesson offers.
labels! { Act, act else "",
    Self::Linear => act_linear;
    Self::Sigmoid => act_sigmoid;
    Self::Tanh => act_tanh;
    Self::Relu => act_relu;
    Self::LeakyRelu(_) => act_leaky_relu;
    Self::Gelu => act_gelu;
}

labels! { Norm, norm,
    Self::None => norm_none;
    Self::Batch => norm_batch;
    Self::Layer => norm_layer;
    Self::Instance => norm_instance;
    Self::Group => norm_group;
    Self::MeanBatch => norm_mean_batch;
    Self::Weight => norm_weight;
    Self::WeightMeanBatch => norm_weight_mean_batch;
    Self::Rms => norm_rms;
}

labels! { LayerAxes, reading,
    Self::Chw => reading_chw;
    Self::Channel => reading_last;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<C: Label>() {
        let (words, file) = (Words::english(), include_str!("en.ftl"));
        let message = |id: &str, text: &str| {
            assert!(file.contains(&format!("\n{id} = {text}\n")), "{id} is called {text}");
        };
        message(C::KEY, words.group::<C>());
        for choice in C::ALL {
            message(&format!("{}-{}", C::KEY, choice.key()), words.label(*choice));
        }
    }

    #[test]
    fn every_choice_is_called_as_the_message_of_its_key_says() {
        check::<Figure>();
        check::<Initializer>();
        check::<Dist>();
        check::<Act>();
        check::<Norm>();
        check::<LayerAxes>();
        check::<NetKind>();
        check::<DataSet>();
        check::<Scaling>();
        check::<Opt>();
        check::<View>();
        check::<Vary>();
        check::<Lang>();
        check::<Theme>();
    }

    #[test]
    fn a_row_of_the_race_is_called_by_its_value() {
        let words = Words::english();
        assert_eq!([words.row(Vary::Init, "he"), words.row(Vary::Act, "relu")], ["He", "ReLU"]);
        assert_eq!([words.row(Vary::Lr, "0.05"), words.row(Vary::Norm, "mean-batch")], ["0.05", "mean-only batch"]);
    }
}
