//! How a value becomes a packet that can be handed from thread to thread, and back: whole numbers, f32 and texts, each in
//! one list. Both ways come from one list of fields. Knows no browser.
//!
//! Whole numbers have a list of their own, since f32 holds them exactly only up to 2^24. Bit patterns of NaN need not
//! survive the way: any NaN reads as NaN.

mod lesson;
#[cfg(test)]
mod tests;

/// Longest list that [`decode`] believes.
const LONGEST: u32 = 1 << 20;

/// A value on its way between threads.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Packet {
    /// Counts, tags, step and session numbers.
    pub whole: Vec<u32>,
    /// Measured numbers.
    pub numbers: Vec<f32>,
    /// Texts.
    pub texts: Vec<String>,
}

impl Packet {
    /// All numbers as bits, for comparing two values exactly.
    pub fn bits(&self) -> Vec<u32> {
        self.whole.iter().copied().chain(self.numbers.iter().map(|number| number.to_bits())).collect()
    }
}

/// What is left to read of a packet.
pub struct Reader<'a> {
    whole: &'a [u32],
    numbers: &'a [f32],
    texts: &'a [String],
}

/// A value that can travel.
pub trait Wire: Sized {
    /// Adds the value to a packet.
    fn put(&self, out: &mut Packet);
    /// Reads what `put` added; `None` for anything else, never a panic.
    fn get(from: &mut Reader) -> Option<Self>;
}

/// The value as a packet.
pub fn encode(value: &impl Wire) -> Packet {
    let mut out = Packet::default();
    value.put(&mut out);
    out
}

/// The value that [`encode`] wrote; `None` for anything else, never a panic.
pub fn decode<T: Wire>(packet: &Packet) -> Option<T> {
    let mut from = Reader { whole: &packet.whole, numbers: &packet.numbers, texts: &packet.texts };
    let value = T::get(&mut from)?;
    (from.whole.is_empty() && from.numbers.is_empty() && from.texts.is_empty()).then_some(value)
}

/// Lets a type travel by its list of fields, or of variants with their tags and fields. The compiler refuses a list that
/// leaves a field out. `where` names a function that says whether what was read holds together.
macro_rules! wire {
    (struct $type:ty { $( $field:ident ),+ $(,)? } $( where $holds:path )?) => {
        impl $crate::wire::Wire for $type {
            fn put(&self, out: &mut $crate::wire::Packet) {
                let Self { $( $field ),+ } = self;
                $( $crate::wire::Wire::put($field, out); )+
            }
            fn get(from: &mut $crate::wire::Reader) -> Option<Self> {
                let value = Self { $( $field: $crate::wire::Wire::get(from)? ),+ };
                $( if !$holds(&value) { return None; } )?
                Some(value)
            }
        }
    };
    (enum $type:ty {
        $( $tag:literal $variant:ident $( { $( $field:ident ),+ } )? $( ( $( $part:ident ),+ ) )? ; )+
    } $( where $holds:path )?) => {
        impl $crate::wire::Wire for $type {
            fn put(&self, out: &mut $crate::wire::Packet) {
                match self {
                    $( Self::$variant $( { $( $field ),+ } )? $( ( $( $part ),+ ) )? => {
                        out.whole.push($tag);
                        $( $( $crate::wire::Wire::put($field, out); )+ )?
                        $( $( $crate::wire::Wire::put($part, out); )+ )?
                    } )+
                }
            }
            fn get(from: &mut $crate::wire::Reader) -> Option<Self> {
                let value = match <u32 as $crate::wire::Wire>::get(from)? {
                    $( $tag => Self::$variant
                        $( { $( $field: $crate::wire::Wire::get(from)? ),+ } )?
                        $( ( $( { let $part = $crate::wire::Wire::get(from)?; $part } ),+ ) )?, )+
                    _ => return None,
                };
                $( if !$holds(&value) { return None; } )?
                Some(value)
            }
        }
    };
}
pub(crate) use wire;

fn first<T: Clone>(list: &mut &[T]) -> Option<T> {
    let (first, rest) = list.split_first()?;
    *list = rest;
    Some(first.clone())
}

impl Wire for u32 {
    fn put(&self, out: &mut Packet) {
        out.whole.push(*self);
    }
    fn get(from: &mut Reader) -> Option<Self> {
        first(&mut from.whole)
    }
}

impl Wire for bool {
    fn put(&self, out: &mut Packet) {
        out.whole.push(u32::from(*self));
    }
    fn get(from: &mut Reader) -> Option<Self> {
        match u32::get(from)? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Wire for u64 {
    fn put(&self, out: &mut Packet) {
        out.whole.extend([(self >> 32) as u32, *self as u32]);
    }
    fn get(from: &mut Reader) -> Option<Self> {
        let (high, low) = (u32::get(from)?, u32::get(from)?);
        Some(Self::from(high) << 32 | Self::from(low))
    }
}

/// Sizes and counts, which stay below 2^32.
impl Wire for usize {
    fn put(&self, out: &mut Packet) {
        out.whole.push(*self as u32);
    }
    fn get(from: &mut Reader) -> Option<Self> {
        u32::get(from).map(|value| value as usize)
    }
}

impl Wire for u8 {
    fn put(&self, out: &mut Packet) {
        out.whole.push(u32::from(*self));
    }
    fn get(from: &mut Reader) -> Option<Self> {
        u32::get(from)?.try_into().ok()
    }
}

impl Wire for f32 {
    fn put(&self, out: &mut Packet) {
        out.numbers.push(*self);
    }
    fn get(from: &mut Reader) -> Option<Self> {
        first(&mut from.numbers)
    }
}

impl Wire for String {
    fn put(&self, out: &mut Packet) {
        out.texts.push(self.clone());
    }
    fn get(from: &mut Reader) -> Option<Self> {
        first(&mut from.texts)
    }
}

impl<T: Wire> Wire for Option<T> {
    fn put(&self, out: &mut Packet) {
        out.whole.push(u32::from(self.is_some()));
        if let Some(value) = self {
            value.put(out);
        }
    }
    fn get(from: &mut Reader) -> Option<Self> {
        match u32::get(from)? {
            0 => Some(None),
            1 => T::get(from).map(Some),
            _ => None,
        }
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn put(&self, out: &mut Packet) {
        self.len().put(out);
        self.iter().for_each(|value| value.put(out));
    }
    fn get(from: &mut Reader) -> Option<Self> {
        let n = u32::get(from).filter(|n| *n <= LONGEST)?;
        (0..n).map(|_| T::get(from)).collect()
    }
}

impl<T: Wire> Wire for Box<T> {
    fn put(&self, out: &mut Packet) {
        (**self).put(out);
    }
    fn get(from: &mut Reader) -> Option<Self> {
        T::get(from).map(Box::new)
    }
}

impl<T: Wire + Copy + Default, const N: usize> Wire for [T; N] {
    fn put(&self, out: &mut Packet) {
        self.iter().for_each(|value| value.put(out));
    }
    fn get(from: &mut Reader) -> Option<Self> {
        let mut values = [T::default(); N];
        for value in &mut values {
            *value = T::get(from)?;
        }
        Some(values)
    }
}
