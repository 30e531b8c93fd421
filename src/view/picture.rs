//! A photo's file on the page.

use leptos::prelude::*;

use crate::article::Photo;

/// An `<img>` in the width that its place needs. Its place is kept before it is loaded, in its own colour.
#[component]
pub fn Picture(
    photo: Photo,
    /// The CSS width of its place, for the choice among renditions.
    sizes: &'static str,
    /// The words beside it say all: its `alt` is empty.
    #[prop(optional)]
    decorative: bool,
    /// Loaded at once rather than when it comes near the screen.
    #[prop(optional)]
    eager: bool,
    /// The page's largest: before all others. One a page.
    #[prop(optional)]
    urgent: bool,
) -> impl IntoView {
    let srcset = photo.srcset();
    let sizes = srcset.is_some().then_some(sizes);
    let (width, height) = photo.size.unzip();
    let alt = if decorative { String::new() } else { photo.alt };
    let loading = if eager { "eager" } else { "lazy" };
    view! {
        <img
            class="picture"
            alt=alt
            width=width
            height=height
            sizes=sizes
            srcset=srcset
            loading=loading
            decoding="async"
            fetchpriority=urgent.then_some("high")
            style:background-color=photo.color
            src=photo.src.to_string()
        />
    }
    .into_any()
}
