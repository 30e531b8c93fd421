//! A date, for people and for machines.

use super::Here;
use crate::article::{Civil, Moment, Taken};
use crate::cut::padded;
use crate::html::{Element, el};

/// The day alone.
pub fn day(here: Here, moment: Moment) -> Element {
    el("time", "").set("datetime", moment.to_rfc3339()).with(here.locale.date(moment))
}

/// Day, hour and minute.
pub fn day_and_time(here: Here, moment: Moment) -> Element {
    el("time", "").set("datetime", moment.to_rfc3339()).with(here.locale.date_time(moment))
}

/// When a photo was taken: the day alone where no more is known.
pub fn taken(here: Here, taken: Taken) -> Element {
    let machine = if taken.is_day {
        let Civil { year, month, day, .. } = here.locale.local(taken.at);
        [&padded(year.unsigned_abs(), 4), "-", &padded(month, 2), "-", &padded(day, 2)].concat()
    } else {
        taken.at.to_rfc3339()
    };
    el("time", "").set("datetime", machine).with(here.locale.taken(taken))
}
