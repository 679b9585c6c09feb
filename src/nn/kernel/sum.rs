//! Sums and moments in a fixed order.
