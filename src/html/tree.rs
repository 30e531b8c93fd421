//! A tree where Leptos takes a view.

use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::{CastFrom, Rndr, types};
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};

use super::Element;

/// An element as a Leptos view.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree(pub Element);

/// A tree that is in the document.
pub struct Built {
    tree: Tree,
    node: types::Element,
}

impl Mountable for Built {
    fn unmount(&mut self) {
        self.node.unmount();
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        self.node.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.node.insert_before_this(child)
    }

    fn elements(&self) -> Vec<types::Element> {
        vec![self.node.clone()]
    }
}

#[cfg(target_arch = "wasm32")]
impl Render for Tree {
    type State = Built;

    fn build(self) -> Built {
        let document = leptos::tachys::dom::document();
        let node = self.0.take_over(&document).or_else(|| self.0.build(&document)).unwrap_or_else(stand_in);
        Built { tree: self, node }
    }

    fn rebuild(self, state: &mut Built) {
        let document = leptos::tachys::dom::document();
        if state.tree.0.patch(&self.0, &state.node, &document) {
            state.tree = self;
            return;
        }
        let mut next = self.build();
        state.insert_before_this(&mut next);
        state.unmount();
        *state = next;
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Render for Tree {
    type State = Built;

    /// Natively there is no document to build in: Leptos asks for [`RenderHtml::to_html_with_buf`] there.
    fn build(self) -> Built {
        let node = Rndr::create_element(self.0.0.tag, None);
        Built { tree: self, node }
    }

    fn rebuild(self, state: &mut Built) {
        state.tree = self;
    }
}

impl AddAnyAttr for Tree {
    type Output<SomeNewAttr: Attribute> = Tree;

    /// A tree has all its attributes already; no view of ours adds one from outside.
    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Tree {
        self
    }
}

impl RenderHtml for Tree {
    type AsyncOutput = Tree;
    type Owned = Tree;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Tree {
        self
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _extra_attrs: Vec<AnyAttribute>,
    ) {
        buf.push_str(&self.0.to_html());
        *position = Position::NextChild;
    }

    /// What the server wrote is this tree already: its element is taken over where it stands, and nothing below it
    /// is touched.
    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Built {
        if position.get() == Position::FirstChild {
            cursor.child();
        } else {
            cursor.sibling();
        }
        let node = types::Element::cast_from(cursor.current()).unwrap_or_else(stand_in);
        position.set(Position::NextChild);
        Built { tree: self, node }
    }

    fn into_owned(self) -> Tree {
        self
    }
}

/// In the place of an element that could not be made or found.
fn stand_in() -> types::Element {
    Rndr::create_element("div", None)
}
