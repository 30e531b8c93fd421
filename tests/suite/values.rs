//! Values to show: a whole article, a poor one, and one from a backend that means ill.

use std::sync::Arc;

use ban_tin::article::{
    Album, Article, Attachment, Moment, Photo, Rendition, StandingPage, Summary, Taken, Term, Translation,
};
use ban_tin::url::SafeUrl;

/// What stands in every text of the hostile values: it must come out as text and as nothing else.
pub const HOSTILE: &str = "\"><img src=x onerror=alert(1)><script>alert(2)</script></title><!--' onclick='alert(3)";

pub fn url(text: &str) -> SafeUrl {
    SafeUrl::parse(text).unwrap()
}

pub fn term(slug: &str, title: &str) -> Term {
    Term { slug: slug.into(), title: title.into() }
}

pub fn photo(name: &str) -> Photo {
    let rendition = |width| Rendition { src: url(&format!("/content/images/{name}-{width}.jpg")), width };
    Photo {
        src: url(&format!("/content/images/{name}-960.jpg")),
        alt: format!("Điều thấy trên ảnh {name}"),
        caption: Some(format!("(Chú thích {name})")),
        credit: Some("Ảnh: Trần Minh Đức".into()),
        size: Some((960, 640)),
        renditions: vec![rendition(480), rendition(960)],
        has_formats: false,
        color: Some("#cdc5ba".into()),
        taken: None,
        place: None,
        film: None,
    }
}

pub fn summary(slug: &str) -> Summary {
    Summary {
        slug: slug.into(),
        origin: None,
        title: format!("Tin {slug}"),
        standfirst: Some(format!("Tóm tắt {slug}.")),
        language: Some("vi".into()),
        published: Moment::parse("2021-12-30T14:05:00+07:00"),
        modified: None,
        authors: vec!["Nguyễn Thu Hằng".into()],
        category: Some(term("su-kien", "Tin tức sự kiện")),
        tags: vec![],
        image: Some(photo(slug)),
        photo_count: None,
        translations: vec![],
        source: String::new(),
    }
}

/// Every field of an article, as the model page has them.
pub fn article() -> Article {
    let summary = Summary {
        modified: Moment::parse("2021-12-31T08:00:00+07:00"),
        tags: vec![term("hoi-nghi", "hội nghị"), term("iso-9001", "ISO 9001")],
        authors: vec!["Nguyễn Thu Hằng".into(), "Lê Văn An".into()],
        translations: vec![Translation { language: "en".into(), slug: "conference".into() }],
        ..summary("hoi-nghi")
    };
    let pdf = Attachment {
        url: url("/content/files/quyet-dinh.pdf"),
        title: "Quyết định số 14/2021/QĐ-UBND".into(),
        mime_type: Some("application/pdf".into()),
        bytes: Some(48_249),
    };
    let unknown =
        Attachment { url: url("/tai-ve?id=7"), title: "Tệp không rõ loại".into(), mime_type: None, bytes: None };
    Article {
        summary,
        body_html: "<p>Sáng 30/12, <a href='/news/'>Sở</a> tổ chức hội nghị.</p><h2>Kết quả</h2><blockquote lang=en><p>Lời \
            <span lang='en'>open data</span>.</p></blockquote><table><caption>Bảng 1</caption><tr><th>Huyện<th>Số<tr><td>Lý \
            Nhân<td>1.048</table><ul><li>Một<ol start=3><li>Hai</ol></ul><figure><img src='/a.jpg' alt='Sông'>\
            <figcaption>Sông Đáy</figcaption></figure><p>Hết./.</p>"
            .into(),
        read_from: "/content/vi/article/hoi-nghi.json".into(),
        attachments: vec![pdf, unknown],
        previous: Some(term("cu", "Tin cũ")),
        next: Some(term("moi", "Tin mới")),
        related: vec![summary_of_related()],
    }
}

fn summary_of_related() -> Summary {
    Summary { standfirst: None, language: None, ..summary("lien-quan") }
}

pub fn album() -> Album {
    let mut wide = photo("rong");
    wide.size = Some((2400, 800));
    wide.taken = Moment::parse("2024-05-17T17:00:00Z").map(|at| Taken { at, is_day: true });
    wide.place = Some("Phủ Lý".into());
    let bare = Photo { color: None, ..Photo::new(url("/content/images/tran.jpg")) };
    Album {
        slug: "tuan-le".into(),
        title: "Tuần lễ khoa học".into(),
        standfirst: Some("Năm ngày mở cửa.".into()),
        published: Moment::parse("2024-05-22T16:30:00+07:00"),
        category: None,
        photos: Arc::new(vec![photo("mot"), wide, bare]),
        cover: 1,
        count: 3,
        translations: vec![],
    }
}

/// An article of which nothing is known but its slug and title.
pub fn bare() -> Summary {
    Summary { slug: "tran".into(), title: "Tin trần".into(), ..Summary::default() }
}

/// Each text of the article is hostile; addresses are what a hostile backend gets past [`SafeUrl`].
pub fn hostile_article() -> Article {
    let hostile = || HOSTILE.to_owned();
    let place = |path: &str| SafeUrl::parse(&format!("https://x.vn/{path}\"onerror=\"alert(4)' x=<script>")).unwrap();
    let bad_photo = || Photo {
        src: place("a.jpg"),
        alt: hostile(),
        caption: Some(hostile()),
        credit: Some(hostile()),
        size: Some((u32::MAX, 1)),
        renditions: vec![Rendition { src: place("b"), width: 1 }, Rendition { src: place("c"), width: 2 }],
        has_formats: true,
        color: None,
        taken: Moment::parse("9999-12-31T23:59:59-23:59").map(|at| Taken { at, is_day: true }),
        place: Some(hostile()),
        film: Some(place("d")),
    };
    let bad_term = || Term { slug: hostile(), title: hostile() };
    let summary = || Summary {
        slug: hostile(),
        origin: None,
        title: hostile(),
        standfirst: Some(hostile()),
        language: Some(hostile()),
        published: Moment::parse("9999-12-31T23:59:59-23:59"),
        modified: Moment::parse("0000-01-01T00:00:00+23:59"),
        authors: vec![hostile(), hostile()],
        category: Some(bad_term()),
        tags: vec![bad_term()],
        image: Some(bad_photo()),
        photo_count: Some(usize::MAX),
        translations: vec![Translation { language: hostile(), slug: hostile() }],
        source: hostile(),
    };
    Article {
        summary: summary(),
        body_html: format!(
            "<p onclick=alert(6)>{0}</p><p><a href='javascript:alert(7)'>{0}</a><a href=' java&#10;script:x'>x</a></p>\
             <span lang='{0}'>{0}</span><img src='https://x.vn/a.jpg' alt='{0}' data-credit='{0}'><pre>{0}</pre>",
            HOSTILE.replace('&', "&amp;").replace('<', "&lt;").replace('\'', "&#39;")
        ),
        read_from: hostile(),
        attachments: vec![Attachment {
            url: place("f.pdf"),
            title: hostile(),
            mime_type: Some(hostile()),
            bytes: Some(9_000_000_000_000_000),
        }],
        previous: Some(bad_term()),
        next: Some(bad_term()),
        related: vec![summary()],
    }
}

pub fn hostile_album() -> Album {
    let article = hostile_article();
    Album {
        slug: HOSTILE.into(),
        title: HOSTILE.into(),
        standfirst: Some(HOSTILE.into()),
        published: article.summary.published,
        category: article.summary.category,
        photos: Arc::new(article.summary.image.into_iter().collect()),
        cover: usize::MAX,
        count: 1,
        translations: vec![],
    }
}

pub fn hostile_page() -> StandingPage {
    let article = hostile_article();
    StandingPage {
        slug: HOSTILE.into(),
        title: HOSTILE.into(),
        standfirst: Some(HOSTILE.into()),
        modified: article.summary.modified,
        body_html: article.body_html,
        read_from: article.read_from,
        attachments: article.attachments,
        translations: vec![],
    }
}
