//! What figures are made of: charts that can be asked, the tip that answers, tabs. Knows no figure.

mod canvas;
pub mod chart;
pub mod chart_view;
pub mod grip;
pub mod tabs;
pub mod tooltip;
