//! The harness tested on pages of its own: that all engines start here, see, hear and press as they should.

mod faults;
mod serving;
mod sight;
