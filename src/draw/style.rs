//! Colours (light, dark), fonts, pixel ratio: the only literals of look.
