//! What the figure knows: how the picture is changed, and what four normalizations make of it. Nothing is computed before it
//! is asked for.

use super::network::{Moved, Network};
use super::{ContrastSpec, METHODS, Normalized};
use crate::session::StartError;

/// What has become of the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing is changed.
    Nothing,
    /// The contrast alone, and layer, instance and group norm take it away.
    Contrast,
    /// The brightness alone, and instance norm leaves the least of it.
    Brightness,
    /// One channel's gain alone, and only instance norm takes it away.
    Gain,
    /// A picture without any contrast.
    Blank,
    /// A channel without any.
    Silent,
    /// Anything else.
    Other,
}

impl Kind {
    /// What messages call it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Contrast => "contrast",
            Self::Brightness => "brightness",
            Self::Gain => "gain",
            Self::Blank => "blank",
            Self::Silent => "silent",
            Self::Other => "other",
        }
    }

    /// Of what was measured: a change of one kind is named after what became of it only where it did.
    fn of(spec: ContrastSpec, [batch, layer, instance, group]: [Moved; METHODS.len()]) -> Self {
        let moved = [layer.picture, group.picture, batch.picture];
        let ContrastSpec { scale, shift, gain, .. } = spec;
        match (scale != 1.0, shift != 0.0, gain != 1.0) {
            (false, false, false) => Self::Nothing,
            (true, false, false) if scale == 0.0 => Self::Blank,
            (false, false, true) if gain == 0.0 => Self::Silent,
            (true, false, false) if instance.picture.max(moved[0]).max(moved[1]) < GONE => Self::Contrast,
            (false, true, false) if moved.iter().all(|one| instance.picture < *one) => Self::Brightness,
            (false, false, true) if instance.picture < GONE => Self::Gain,
            _ => Self::Other,
        }
    }
}

/// A share that counts as nothing.
const GONE: f64 = 0.01;

/// What was measured of one state of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding {
    /// How the picture was changed.
    pub spec: ContrastSpec,
    /// What became of it.
    pub kind: Kind,
    /// By how much the values moved under each of [`METHODS`].
    pub moved: [Moved; METHODS.len()],
    /// By how much they moved before any normalization.
    pub convolved: Moved,
}

/// The figure's state.
#[derive(Debug, Default)]
pub struct Contrast {
    spec: ContrastSpec,
    seed: u32,
    network: Option<Result<Network, StartError>>,
    measured: Option<(Finding, [Normalized; METHODS.len()])>,
}

impl Contrast {
    /// Takes in a configuration.
    pub fn configure(&mut self, spec: ContrastSpec, seed: u32) {
        if seed != self.seed {
            (self.network, self.measured) = (None, None);
        }
        (self.spec, self.seed) = (spec, seed);
    }

    /// Does one piece of what is left to do; says whether there was anything.
    pub fn work(&mut self) -> bool {
        if !self.is_busy() {
            return false;
        }
        let Some(Ok(network)) = &self.network else {
            self.network = Some(Network::new(self.seed));
            return true;
        };
        let (spec, channel) = (self.spec, self.spec.channel as usize);
        let normalized = network.normalized(spec);
        let moved = std::array::from_fn(|i| normalized[i].moved(channel));
        let convolved = network.convolved(spec).moved(channel);
        self.measured = Some((Finding { spec, kind: Kind::of(spec, moved), moved, convolved }, normalized));
        true
    }

    /// Whether there is work left.
    pub fn is_busy(&self) -> bool {
        let is_refused = matches!(self.network, Some(Err(_)));
        !is_refused && self.measured.as_ref().is_none_or(|(finding, _)| finding.spec != self.spec)
    }

    /// How the picture is changed.
    pub fn spec(&self) -> ContrastSpec {
        self.spec
    }

    /// What was measured of the picture as it is changed now, or, while that is computed, as it was changed before.
    pub fn finding(&self) -> Option<&Finding> {
        self.measured.as_ref().map(|(finding, _)| finding)
    }

    /// The values under the method at a place of [`METHODS`].
    pub fn normalized(&self, method: usize) -> Option<&Normalized> {
        self.measured.as_ref().and_then(|(_, normalized)| normalized.get(method))
    }

    /// The pictures of the batch as the network reads them, pixel by pixel; the first one changed.
    pub fn pictures(&self) -> Option<(&[f32], Vec<f32>)> {
        let network = self.network.as_ref()?.as_ref().ok()?;
        Some((&network.x, network.picture(self.spec)))
    }

    /// The digits of the batch; empty before it is there.
    pub fn labels(&self) -> &[u8] {
        match &self.network {
            Some(Ok(network)) => &network.labels,
            _ => &[],
        }
    }

    /// The key to change where a slider of its own was moved to a place.
    pub fn slid(&self, slider: &str, place: f64) -> Option<String> {
        let hundredths = libm::round(place * 100.0);
        self.value(slider)
            .filter(|_| hundredths.is_finite())
            .map(|_| format!("{slider}={}", (hundredths / 100.0) as f32))
    }

    /// Where a slider that stands at `place` has to be moved; `None` where it is right.
    pub fn place(&self, slider: &str, place: f64) -> Option<f64> {
        let value = self.value(slider)?;
        ((value - place).abs() > 1e-6).then_some(value)
    }

    fn value(&self, slider: &str) -> Option<f64> {
        Some(match slider {
            "contrast-scale" => self.spec.scale.into(),
            "contrast-shift" => self.spec.shift.into(),
            "contrast-gain" => self.spec.gain.into(),
            "contrast-channel" => self.spec.channel.into(),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn kind(query: &str) -> Kind {
        let (config, notices) = Config::from_query(query);
        assert!(notices.is_empty(), "{notices:?}");
        let mut state = Contrast::default();
        state.configure(config.page.figures.contrast, config.run.seed);
        while state.work() {}
        state.finding().unwrap().kind
    }

    #[test]
    fn a_change_is_named_after_what_became_of_it() {
        for seed in 1..4 {
            for (query, found) in [
                ("", Kind::Nothing),
                ("contrast-scale=0.25", Kind::Contrast),
                ("contrast-scale=2", Kind::Contrast),
                ("contrast-scale=0", Kind::Blank),
                ("contrast-shift=0.5", Kind::Brightness),
                ("contrast-shift=-1", Kind::Brightness),
                ("contrast-gain=3", Kind::Gain),
                ("contrast-gain=0", Kind::Silent),
                // So little that eps is no longer small beside the variance.
                ("contrast-scale=0.001", Kind::Other),
                ("contrast-gain=2&contrast-scale=0.5", Kind::Other),
            ] {
                assert_eq!(kind(&format!("{query}&seed={seed}")), found, "{query}, seed {seed}");
            }
        }
    }

    #[test]
    fn nothing_is_computed_twice_and_another_seed_is_another_network() {
        let mut state = Contrast::default();
        state.configure(ContrastSpec::default(), 1);
        assert!(state.finding().is_none() && state.labels().is_empty() && state.pictures().is_none());
        while state.work() {}
        let first = state.normalized(0).unwrap().before.clone();
        assert!(!state.work() && !state.is_busy() && state.labels().len() == 16);
        let changed = ContrastSpec { gain: 2.0, ..ContrastSpec::default() };
        state.configure(changed, 1);
        assert!(state.is_busy() && state.finding().is_some());
        while state.work() {}
        assert!(state.normalized(0).unwrap().before == first);
        state.configure(changed, 2);
        assert!(state.finding().is_none());
        while state.work() {}
        assert!(state.normalized(0).unwrap().before != first);
    }

    #[test]
    fn sliders_set_their_keys_and_follow_them() {
        let mut state = Contrast::default();
        assert_eq!(state.slid("contrast-scale", 0.25).as_deref(), Some("contrast-scale=0.25"));
        assert_eq!(state.slid("contrast-channel", 15.0).as_deref(), Some("contrast-channel=15"));
        assert_eq!((state.slid("contrast-shift", f64::NAN), state.slid("depth", 1.0)), (None, None));
        state.configure(ContrastSpec { shift: 0.1, ..ContrastSpec::default() }, 1);
        assert_eq!((state.place("contrast-shift", 0.1), state.place("contrast-gain", 3.0)), (None, Some(1.0)));
    }
}
