//! Arriving: by the front door, by an address from elsewhere, and under a sub-path.

use crate::journeys;
use crate::server::Site;

journeys! {
    fn the_front_page_has_one_heading_and_its_landmarks in [chromium, firefox, webkit, as_pages] (b, server) {
        b.open("/").await;
        b.by_role("main", "").await;
        b.by_role("heading", "*").await;
        assert!(!b.h1().await.contains(" h1)"), "expected one h1, found {}", b.h1().await);
        for landmark in ["banner", "main", "contentinfo"] {
            assert_eq!(b.count(landmark, "").await, 1, "{landmark}");
        }
        assert_eq!(b.attribute("html", "lang").await.as_deref(), Some("vi"));
    }

    fn under_a_sub_path_nothing_is_asked_for_beside_it in [chromium] with (Site::dist().under("/tin/")) (b, server) {
        b.open("/").await;
        b.by_role("main", "").await;
        b.by_role("heading", "*").await;
        assert_eq!(server.strays(), [""; 0]);
    }
}
