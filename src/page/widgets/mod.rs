//! What figures are made of: charts that can be asked, the tip that answers, tables. Knows no figure.

mod canvas;
pub mod chart;
pub mod chart_view;
pub mod grip;
pub mod table;
pub mod tooltip;
