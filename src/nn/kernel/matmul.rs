//! The matrix product.

/// A view of a matrix in a flat slice: element (i, k) is `data[i * row_stride + k * col_stride]`.
#[derive(Clone, Copy, Debug)]
pub struct Mat<'a> {
    /// The numbers.
    pub data: &'a [f32],
    /// Rows.
    pub rows: usize,
    /// Columns.
    pub cols: usize,
    /// Distance in `data` between neighbours in a column.
    pub row_stride: usize,
    /// Distance in `data` between neighbours in a row.
    pub col_stride: usize,
}

impl<'a> Mat<'a> {
    /// A row-major matrix.
    pub fn new(data: &'a [f32], rows: usize, cols: usize) -> Mat<'a> {
        assert!(data.len() >= rows * cols, "matrix {rows} x {cols} in a slice of {}", data.len());
        Mat { data, rows, cols, row_stride: cols, col_stride: 1 }
    }

    /// The transpose: the same numbers, the strides exchanged.
    pub fn t(self) -> Mat<'a> {
        Mat {
            data: self.data,
            rows: self.cols,
            cols: self.rows,
            row_stride: self.col_stride,
            col_stride: self.row_stride,
        }
    }
}

/// `c = a b`, or `c += a b` with `add`; `a: [m, k]`, `b: [k, n]`, `c: [m, n]` row-major.
///
/// Every element is one chain of additions in the order of k, starting from 0 or from c: the result does not depend on
/// how the work is cut up.
pub fn matmul(a: Mat, b: Mat, c: &mut [f32], add: bool, scratch: &mut Vec<f32>) {
    assert_eq!(a.cols, b.rows, "matmul of {} x {} by {} x {}", a.rows, a.cols, b.rows, b.cols);
    let _ = scratch;
    for i in 0..a.rows {
        for j in 0..b.cols {
            let mut sum = if add { c[i * b.cols + j] } else { 0.0 };
            for k in 0..a.cols {
                sum += a.data[i * a.row_stride + k * a.col_stride] * b.data[k * b.row_stride + j * b.col_stride];
            }
            c[i * b.cols + j] = sum;
        }
    }
}
