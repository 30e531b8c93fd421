//! A date, for people and for machines.

use super::Here;
use crate::article::Moment;
use crate::html::{Element, el};

/// The day alone.
pub fn day(here: Here, moment: Moment) -> Element {
    el("time", "").set("datetime", moment.to_rfc3339()).with(here.locale.date(moment))
}

/// Day, hour and minute.
pub fn day_and_time(here: Here, moment: Moment) -> Element {
    el("time", "").set("datetime", moment.to_rfc3339()).with(here.locale.date_time(moment))
}
