//! A panic in one module is that module's internal error, and the others go on.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use cyrus_diagnostics::Diagnostic;

use crate::rules;

/// Stack for one module's compilation: trees are walked by recursion.
pub const STACK_BYTES: usize = 256 << 20;

thread_local! {
    /// Where this thread's last panic was: a panic's payload does not say it.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Makes panics silent and remembers their place for [`guarded`]. For the program's first line.
pub fn install_hook() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string);
        PLACE.with(|cell| *cell.borrow_mut() = place);
    }));
}

/// Runs a module's compilation; a panic becomes a diagnostic that names the module.
pub fn guarded<T>(module: &str, work: impl FnOnce() -> T) -> Result<T, Box<Diagnostic>> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let text = payload
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| payload.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| "unknown cause".to_owned());
        let place =
            PLACE.with(RefCell::take).map_or_else(String::new, |place| format!(", panicked at {place}"));
        let message = format!("internal error while compiling `{module}`: {text}{place}");
        Box::new(
            rules::nowhere(&rules::INTERNAL_ERROR, message).help(
                "this is a fault of the compiler, not of your program: please report it with the source",
            ),
        )
    })
}

/// Runs work on a thread with a deep stack.
pub fn with_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work).ok()?;
        thread.join().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_diagnostic() {
        let result: Result<(), _> = guarded("p.m", || panic!("no such {}", "thing"));
        let message = result.unwrap_err().message;
        assert!(message.starts_with("internal error while compiling `p.m`: no such thing"), "{message}");
        assert_eq!(guarded("m", || 3).unwrap(), 3);
        assert_eq!(with_deep_stack(|| 4), Some(4));
    }
}
