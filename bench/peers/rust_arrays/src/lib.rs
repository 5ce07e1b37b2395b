//! Example 3 of the talk: example 2 in Rust, with PyO3 and its NumPy bindings.
use numpy::ndarray::ArrayView1;
use numpy::PyReadonlyArray1;
use pyo3::prelude::*;

fn pairs(a: ArrayView1<f64>, b: ArrayView1<f64>) -> u64 {
    let mut total = 0u64;
    for &x in a.iter() {
        for &y in b.iter() {
            if x > y {
                continue;
            }
            let rounded = (x.powi(2) + y.powi(2)).sqrt().round() as u64;
            if rounded > 10 {
                total = total.wrapping_add(rounded);
            }
        }
    }
    total
}

/// The sum of the rounded distances above 10 over all pairs with `a[i] <= b[j]`.
#[pyfunction]
fn contiguous(py: Python<'_>, a: PyReadonlyArray1<f64>, b: PyReadonlyArray1<f64>) -> u64 {
    let (a, b) = (a.as_array(), b.as_array());
    py.detach(|| pairs(a, b))
}

#[pymodule]
fn rust_arrays(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(contiguous, module)?)
}
