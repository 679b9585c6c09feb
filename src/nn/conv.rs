//! Two-dimensional convolution and global average pool, forward and backward.
