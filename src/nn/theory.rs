//! The variance recursion by depth, forward and backward.
