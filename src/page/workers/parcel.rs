//! A packet in its form for `postMessage`: its three lists, the numbers' buffers transferred and not copied. The only file
//! that knows this form.

use js_sys::{Array, Float32Array, Uint32Array};
use protocol::wire::{self, Packet, Wire};
use wasm_bindgen::{JsCast, JsValue};

/// A value for `postMessage`, and the buffers that change hands with it.
pub struct Parcel {
    /// The value.
    pub value: Array,
    /// The buffers.
    pub transfer: Array,
}

/// Packs a message.
pub fn pack(message: &impl Wire) -> Parcel {
    let Packet { whole, numbers, texts } = wire::encode(message);
    let (whole, numbers) = (Uint32Array::from(&whole[..]), Float32Array::from(&numbers[..]));
    let texts: Array = texts.iter().map(|text| JsValue::from_str(text)).collect();
    Parcel { transfer: Array::of2(&whole.buffer(), &numbers.buffer()), value: Array::of3(&whole, &numbers, &texts) }
}

/// Reads a message; `None` for anything else.
pub fn unpack<T: Wire>(value: &JsValue) -> Option<T> {
    let parts: &Array = value.dyn_ref()?;
    let whole = parts.get(0).dyn_into::<Uint32Array>().ok()?.to_vec();
    let numbers = parts.get(1).dyn_into::<Float32Array>().ok()?.to_vec();
    let texts = parts.get(2).dyn_into::<Array>().ok()?.iter().map(|text| text.as_string()).collect::<Option<_>>()?;
    wire::decode(&Packet { whole, numbers, texts })
}
