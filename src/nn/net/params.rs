//! What a layer trains, by what it is: a weight and its bias, or gamma and beta. All who walk them (optimizers, counts,
//! checks) do so in one order.

use crate::optim::Param;

/// The trained arrays of a layer; of a layer that is only planned, their shapes.
#[derive(Clone, Debug, PartialEq)]
pub enum Params<P = Param> {
    /// Nothing to train: an activation function, a pool.
    None,
    /// Of an affine map.
    Affine {
        /// The weight that multiplies, or what it is made of.
        weights: Weights<P>,
        /// One for each unit or channel.
        bias: Option<P>,
    },
    /// Of a normalization.
    Norm {
        /// The scale, where the method scales.
        gamma: Option<P>,
        /// The shift, where the method centres.
        beta: Option<P>,
    },
}

/// The weight of an affine map.
#[derive(Clone, Debug, PartialEq)]
pub enum Weights<P = Param> {
    /// Trained as it stands.
    Plain {
        /// `[out, in, kh, kw]`.
        weight: P,
    },
    /// `weight = g v / ‖v‖` (Salimans & Kingma 2016).
    Normalized {
        /// The length of each unit's weight.
        g: P,
        /// Its direction, `[out, in, kh, kw]`.
        v: P,
    },
}

impl<P> Weights<P> {
    /// The array that an initializer draws: the weight, or `v`.
    pub fn drawn(&self) -> &P {
        match self {
            Weights::Plain { weight } => weight,
            Weights::Normalized { v, .. } => v,
        }
    }

    /// The lengths, under weight normalization.
    pub fn g(&self) -> Option<&P> {
        match self {
            Weights::Plain { .. } => None,
            Weights::Normalized { g, .. } => Some(g),
        }
    }
}

impl<P> Params<P> {
    /// The weights of an affine map.
    pub fn weights(&self) -> Option<&Weights<P>> {
        if let Params::Affine { weights, .. } = self { Some(weights) } else { None }
    }

    /// The bias of an affine map that has one.
    pub fn bias(&self) -> Option<&P> {
        if let Params::Affine { bias, .. } = self { bias.as_ref() } else { None }
    }

    /// The scale of a normalization that has one.
    pub fn gamma(&self) -> Option<&P> {
        if let Params::Norm { gamma, .. } = self { gamma.as_ref() } else { None }
    }

    /// The shift of a normalization that has one.
    pub fn beta(&self) -> Option<&P> {
        if let Params::Norm { beta, .. } = self { beta.as_ref() } else { None }
    }

    /// All of them: the weight (or `g`, then `v`), then the bias; gamma, then beta.
    pub fn iter(&self) -> impl Iterator<Item = &P> {
        let all = match self {
            Params::None => [None; 3],
            Params::Affine { weights: Weights::Plain { weight }, bias } => [Some(weight), bias.as_ref(), None],
            Params::Affine { weights: Weights::Normalized { g, v }, bias } => [Some(g), Some(v), bias.as_ref()],
            Params::Norm { gamma, beta } => [gamma.as_ref(), beta.as_ref(), None],
        };
        all.into_iter().flatten()
    }

    /// All of them in the same order, to be set.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut P> {
        let all = match self {
            Params::None => [None, None, None],
            Params::Affine { weights: Weights::Plain { weight }, bias } => [Some(weight), bias.as_mut(), None],
            Params::Affine { weights: Weights::Normalized { g, v }, bias } => [Some(g), Some(v), bias.as_mut()],
            Params::Norm { gamma, beta } => [gamma.as_mut(), beta.as_mut(), None],
        };
        all.into_iter().flatten()
    }

    /// The same fields, each made by `make` of its name, of the value that it has before anything is drawn, and of what
    /// stands here.
    fn map<Q>(&self, make: impl Fn(&'static str, f32, &P) -> Q) -> Params<Q> {
        match self {
            Params::None => Params::None,
            Params::Affine { weights, bias } => Params::Affine {
                weights: match weights {
                    Weights::Plain { weight } => Weights::Plain { weight: make("weight", 0.0, weight) },
                    Weights::Normalized { g, v } => Weights::Normalized { g: make("g", 1.0, g), v: make("v", 0.0, v) },
                },
                bias: bias.as_ref().map(|bias| make("bias", 0.0, bias)),
            },
            Params::Norm { gamma, beta } => Params::Norm {
                gamma: gamma.as_ref().map(|gamma| make("gamma", 1.0, gamma)),
                beta: beta.as_ref().map(|beta| make("beta", 0.0, beta)),
            },
        }
    }
}

impl Params<[usize; 4]> {
    /// Arrays of these shapes: weights and shifts 0, scales 1.
    pub(super) fn start(&self) -> Params {
        self.map(|name, value, shape| Param::new(name, *shape, value))
    }
}

impl Params {
    /// As they were before anything was drawn, the optimizer's state too.
    pub(super) fn afresh(&self) -> Params {
        self.map(|name, value, param| Param::new(name, param.shape, value))
    }
}
