//! Pictures: charts generic over a plotters backend. Reads snapshots, histograms, reductions; never trains.

pub mod style;
