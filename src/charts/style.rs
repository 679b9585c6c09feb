//! Colours (light, dark, on paper, the system's own), fonts, pixel ratio: the only literals of look.
//!
//! The colours are those of `www/style.css`, by the same names; a test compares the two.

use plotters::style::RGBColor;

use lesson::choice::{Choice, Initializer, Vary};
use nn::norm::Norm;

/// The colours of one theme; each stands for the same thing everywhere on the page.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // the fields are the names of the table at the head of www/style.css
pub struct Palette {
    pub paper: RGBColor,
    pub panel: RGBColor,
    pub ink: RGBColor,
    pub soft: RGBColor,
    pub rule: RGBColor,
    pub link: RGBColor,
    pub act: RGBColor,
    pub grad: RGBColor,
    pub train: RGBColor,
    pub held: RGBColor,
    pub good: RGBColor,
    pub bad: RGBColor,
    pub axis_n: RGBColor,
    pub axis_c: RGBColor,
    pub axis_hw: RGBColor,
    /// In the order of `Initializer::ALL`.
    pub inits: [RGBColor; 10],
    /// In the order of `Norm::ALL`.
    pub norms: [RGBColor; 9],
    /// For series without a colour of their own.
    pub series: [RGBColor; 8],
    /// Signed values, from negative over 0 to positive.
    pub signed: [RGBColor; 5],
}

const fn rgb(hex: u32) -> RGBColor {
    RGBColor((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// The light theme.
pub(crate) const LIGHT: Palette = Palette {
    paper: rgb(0xfdfcfa),
    panel: rgb(0xf5f3ee),
    ink: rgb(0x1b1b1a),
    soft: rgb(0x5c5b57),
    rule: rgb(0xd9d7d0),
    link: rgb(0x00598c),
    act: rgb(0x0072b2),
    grad: rgb(0xc24e00),
    train: rgb(0x5c5b57),
    held: rgb(0x1b1b1a),
    good: rgb(0x00734f),
    bad: rgb(0xb03000),
    axis_n: rgb(0x9a6a00),
    axis_c: rgb(0x00805d),
    axis_hw: rgb(0x7b4fa3),
    inits: [
        rgb(0x6f6f6f),
        rgb(0x1f7cb0),
        rgb(0x00805d),
        rgb(0xa8457f),
        rgb(0xb84a00),
        rgb(0x8a6d00),
        rgb(0x9c6700),
        rgb(0x1f7f8c),
        rgb(0x5457b8),
        rgb(0x7d5a45),
    ],
    norms: [
        rgb(0x6f6f6f),
        rgb(0x0072b2),
        rgb(0xc24e00),
        rgb(0xa8457f),
        rgb(0x00805d),
        rgb(0x5457b8),
        rgb(0x2f7ab8),
        rgb(0x7d5a45),
        rgb(0x9c6700),
    ],
    series: [
        rgb(0x0072b2),
        rgb(0xc24e00),
        rgb(0x00805d),
        rgb(0xa8457f),
        rgb(0x9c6700),
        rgb(0x5457b8),
        rgb(0x7d5a45),
        rgb(0x6f6f6f),
    ],
    signed: [rgb(0x0a4f86), rgb(0x5d9fcb), rgb(0xfdfcfa), rgb(0xe59a63), rgb(0xa33f00)],
};

/// The dark theme.
pub(crate) const DARK: Palette = Palette {
    paper: rgb(0x151517),
    panel: rgb(0x1d1d20),
    ink: rgb(0xecebe7),
    soft: rgb(0xa8a6a0),
    rule: rgb(0x34343a),
    link: rgb(0x7cc0f0),
    act: rgb(0x56b4e9),
    grad: rgb(0xf0884a),
    train: rgb(0xa8a6a0),
    held: rgb(0xecebe7),
    good: rgb(0x3fcf9f),
    bad: rgb(0xff9a70),
    axis_n: rgb(0xf0b440),
    axis_c: rgb(0x2fc79b),
    axis_hw: rgb(0xc7a0ee),
    inits: [
        rgb(0x9a9a9a),
        rgb(0x7cc8f5),
        rgb(0x2fc79b),
        rgb(0xe79ac4),
        rgb(0xf28b4b),
        rgb(0xd9bd3c),
        rgb(0xf0b440),
        rgb(0x5cc4d0),
        rgb(0xa3a6f5),
        rgb(0xc9a088),
    ],
    norms: [
        rgb(0x9a9a9a),
        rgb(0x56b4e9),
        rgb(0xf0884a),
        rgb(0xe79ac4),
        rgb(0x2fc79b),
        rgb(0xa3a6f5),
        rgb(0x9bd0f5),
        rgb(0xc9a088),
        rgb(0xf0b440),
    ],
    series: [
        rgb(0x56b4e9),
        rgb(0xf0884a),
        rgb(0x2fc79b),
        rgb(0xe79ac4),
        rgb(0xf0b440),
        rgb(0xa3a6f5),
        rgb(0xc9a088),
        rgb(0x9a9a9a),
    ],
    signed: [rgb(0x8fd0ff), rgb(0x2f78ab), rgb(0x151517), rgb(0xb0602a), rgb(0xffb184)],
};

/// On paper: ink on white. What stands for something has the colour of the light theme, which was chosen on near-white.
pub(crate) const PRINT: Palette = Palette {
    paper: rgb(0xffffff),
    panel: rgb(0xffffff),
    ink: rgb(0x111111),
    soft: rgb(0x333333),
    rule: rgb(0xbbbbbb),
    train: rgb(0x333333),
    held: rgb(0x111111),
    signed: [rgb(0x0a4f86), rgb(0x5d9fcb), rgb(0xffffff), rgb(0xe59a63), rgb(0xa33f00)],
    ..LIGHT
};

/// What a colour stands for; the theme says which it is.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)] // each is what it is called
pub enum Hue {
    Initializer(Initializer),
    Norm(Norm),
    /// The i-th of those that have no colour of their own.
    Series(usize),
    Activation,
    Gradient,
    Ink,
    Soft,
}

impl Palette {
    /// The colour of an initializer.
    pub fn initializer(&self, init: Initializer) -> RGBColor {
        self.inits[Initializer::ALL.iter().position(|i| *i == init).unwrap_or(0)]
    }

    /// The colour of a normalization.
    pub fn norm(&self, norm: Norm) -> RGBColor {
        self.norms[Norm::ALL.iter().position(|n| *n == norm).unwrap_or(0)]
    }

    /// The colour of the `i`-th series that has none of its own.
    pub fn series(&self, i: usize) -> RGBColor {
        self.series[i % self.series.len()]
    }

    /// The colour of what something stands for.
    pub fn hue(&self, hue: Hue) -> RGBColor {
        match hue {
            Hue::Initializer(init) => self.initializer(init),
            Hue::Norm(norm) => self.norm(norm),
            Hue::Series(i) => self.series(i),
            Hue::Activation => self.act,
            Hue::Gradient => self.grad,
            Hue::Ink => self.ink,
            Hue::Soft => self.soft,
        }
    }

    /// The colour of a row of the race, the `place`-th value of the varied key.
    pub fn row(&self, vary: Vary, key: &str, place: usize) -> RGBColor {
        let own = match vary {
            Vary::Init => Initializer::from_key(key).map(|init| self.initializer(init)),
            Vary::Norm => Norm::from_key(key).map(|norm| self.norm(norm)),
            _ => None,
        };
        own.unwrap_or_else(|| self.series(place))
    }

    /// The colour of a signed value, -1 to 1, centred on 0; NaN is the colour of what is wrong.
    pub(crate) fn signed(&self, v: f64) -> RGBColor {
        if v.is_nan() { self.bad } else { blend(&self.signed, (v + 1.0) / 2.0) }
    }
}

/// The colour of a row of the race as the style sheet names it: the same as [`Palette::row`] in its theme.
pub fn css_row(vary: Vary, key: &str, place: usize) -> String {
    match vary {
        Vary::Init => format!("var(--c-init-{key})"),
        Vary::Norm => format!("var(--c-norm-{key})"),
        _ => format!("var(--s{})", place % LIGHT.series.len() + 1),
    }
}

/// The colour at `t`, 0 to 1, of evenly spaced `stops`.
fn blend(stops: &[RGBColor], t: f64) -> RGBColor {
    let place = t.clamp(0.0, 1.0) * (stops.len() - 1) as f64;
    let i = (place as usize).min(stops.len() - 2);
    mix(stops[i], stops[i + 1], place - i as f64)
}

/// `a` where `t` is 0, `b` where it is 1.
pub(crate) fn mix(a: RGBColor, b: RGBColor, t: f64) -> RGBColor {
    let one = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * t).round() as u8;
    RGBColor(one(a.0, b.0), one(a.1, b.1), one(a.2, b.2))
}

/// A colour as `getComputedStyle` gives it, such as `rgb(0, 0, 0)`.
fn read_rgb(css: &str) -> Option<RGBColor> {
    let mut parts = css.strip_prefix("rgb(")?.strip_suffix(')')?.split(',').map(|part| part.trim().parse().ok());
    Some(RGBColor(parts.next()??, parts.next()??, parts.next()??))
}

/// How charts look: one theme at one pixel density.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    /// The colours.
    pub palette: Palette,
    /// Pixels of the drawing area per CSS pixel; the canvas is sized in device pixels.
    pub px_ratio: f64,
    /// The face of every label, as CSS names it.
    pub family: &'static str,
}

/// The page's sans-serif face.
const FAMILY: &str = "-apple-system, Segoe UI, Roboto, Noto Sans, Liberation Sans, Arial, PingFang SC, Noto Sans CJK SC, Microsoft YaHei, \
     WenQuanYi Micro Hei, sans-serif";

impl Style {
    /// The light theme.
    pub fn light(px_ratio: f64) -> Self {
        Self { palette: LIGHT, px_ratio, family: FAMILY }
    }

    /// The dark theme.
    pub fn dark(px_ratio: f64) -> Self {
        Self { palette: DARK, px_ratio, family: FAMILY }
    }

    /// On paper.
    pub fn print(px_ratio: f64) -> Self {
        Self { palette: PRINT, px_ratio, family: FAMILY }
    }

    /// Where the reader's system chooses the colours: its `paper` and `ink`, as a browser computes them (`rgb(0, 0, 0)`). What
    /// stands for something has the colour of the theme that suits the paper. `None` where these are no colours.
    ///
    /// ```
    /// use unit_variance_charts::style::Style;
    /// let style = Style::forced("rgb(0, 0, 0)", "rgb(255, 255, 0)", 1.0).unwrap();
    /// assert_eq!((style.palette.ink.0, style.palette.ink.2), (255, 0));
    /// assert_eq!(style.palette.act, Style::dark(1.0).palette.act);
    /// assert_eq!(Style::forced("none", "none", 1.0), None);
    /// ```
    pub fn forced(paper: &str, ink: &str, px_ratio: f64) -> Option<Self> {
        let (paper, ink) = (read_rgb(paper)?, read_rgb(ink)?);
        let light = |colour: RGBColor| u32::from(colour.0) + u32::from(colour.1) + u32::from(colour.2);
        let theme = if light(paper) < light(ink) { DARK } else { LIGHT };
        let mut palette = Palette { paper, panel: paper, ink, soft: ink, train: ink, held: ink, link: ink, ..theme };
        palette.rule = mix(paper, ink, 0.4);
        palette.signed[2] = paper;
        Some(Self { palette, px_ratio, family: FAMILY })
    }

    /// `css` CSS pixels in pixels of the drawing area, whole so that edges are sharp, at least 1.
    pub(crate) fn px(&self, css: f64) -> f64 {
        (css * self.px_ratio).round().max(1.0)
    }
}

/// Size of labels, in CSS pixels.
pub(crate) const LABEL: f64 = 11.0;
/// Size of tick labels, in CSS pixels.
pub(crate) const TICK: f64 = 10.0;

#[cfg(test)]
mod tests;
