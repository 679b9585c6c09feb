//! What figures are made of: charts that can be asked, the tip that answers, tabs. Knows no figure.

pub mod chart;
pub mod chart_view;
mod context_2d;
pub mod grip;
pub mod tabs;
pub mod tooltip;
