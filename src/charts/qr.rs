//! A text as a QR code (ISO/IEC 18004), for a phone's camera. What is drawn is one path of squares.

use qrcodegen::{QrCode, QrCodeEcc};

/// The empty margin that readers need, in modules.
const QUIET: i32 = 4;

/// A QR code as the size of its square and the data of an SVG path that fills the dark modules.
#[derive(Clone, Debug, PartialEq)]
pub struct Qr {
    /// Modules along a side, the empty margin included.
    pub size: i32,
    /// `d` of the path.
    pub path: String,
}

/// The code of a text; `None` for one that is too long (more than some 2,900 bytes).
pub fn code(text: &str) -> Option<Qr> {
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let dark = (x..code.size()).take_while(|x| code.get_module(*x, y)).count() as i32;
            if dark > 0 {
                path.push_str(&format!("M{} {}h{dark}v1h-{dark}z", x + QUIET, y + QUIET));
            }
            x += dark.max(1);
        }
    }
    Some(Qr { size: code.size() + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_a_square_with_its_three_marks_and_a_novel_is_none() {
        let qr = code("https://example.org/unit-variance/index.html#figure=lab&init=he").unwrap();
        let side = qr.size - 2 * QUIET;
        assert_eq!((side - 17) % 4, 0, "a size of the standard");
        // The upper edges of the marks in the upper corners, and that of the one below.
        for (x, y) in [(0, 0), (side - 7, 0), (0, side - 7)] {
            assert!(qr.path.contains(&format!("M{} {}h7v1h-7z", x + QUIET, y + QUIET)), "{x}, {y}");
        }
        assert_eq!(code(&"long".repeat(1000)), None);
    }
}
