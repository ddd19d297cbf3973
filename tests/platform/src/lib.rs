//! The platform's tests live in `tests/platform`.
