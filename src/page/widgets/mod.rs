//! What figures are made of: charts that can be asked, and the tip that answers. Knows no figure.

pub mod chart;
pub mod chart_view;
pub mod tooltip;
