//! Which cells of an [N, C, H, W] cube share one statistic.
