//! The bundled texts: the hard cases among them, their links, their photos.

use std::collections::BTreeSet;

use ban_tin::article::{Article, Attachment, Photo};
use ban_tin::body::{self, Block, Body, Inline};
use ban_tin::route::{Links, Route};
use ban_tin::url::SafeUrl;

use crate::content::{LANGUAGES, albums, articles, feed, lists, summaries};
use crate::corpus;
use crate::sample;
use crate::sample::jsonfeed;

fn body_of(article: &Article) -> Body {
    body::parse(&article.body_html, &article.read_from).0
}

/// Every block at any depth.
fn blocks(body: &Body) -> Vec<Block> {
    let mut found = vec![];
    let mut waiting = body.0.clone();
    while let Some(block) = waiting.pop() {
        match &block {
            Block::List { items, .. } => waiting.extend(items.iter().flatten().cloned()),
            Block::Quote { content, .. } => waiting.extend(content.iter().cloned()),
            Block::Table(table) => waiting.extend(table.rows.iter().flatten().flat_map(|cell| cell.content.clone())),
            _ => {}
        }
        found.push(block);
    }
    found
}

/// The photos inside an article's text.
pub fn photos(article: &Article) -> Vec<Photo> {
    let photos = |block| match block {
        Block::Figure(figure) => vec![figure.photo],
        Block::Gallery { figures, .. } => figures.into_iter().map(|figure| figure.photo).collect(),
        _ => vec![],
    };
    blocks(&body_of(article)).into_iter().flat_map(photos).collect()
}

fn links(body: &Body) -> Vec<SafeUrl> {
    let line = |block: Block| match block {
        Block::Paragraph { content, .. } | Block::Heading { content, .. } => content,
        Block::Figure(figure) => figure.caption,
        Block::Table(table) => table.caption,
        _ => vec![],
    };
    let link = |inline| if let Inline::Text(run) = inline { run.span.about().link.clone() } else { None };
    blocks(body).into_iter().flat_map(line).filter_map(link).collect()
}

fn n_words(body: &Body) -> usize {
    body::plain_text(body).split_whitespace().count()
}

#[test]
fn every_text_is_read_without_a_warning() {
    let mut problems = vec![];
    for article in LANGUAGES.iter().flat_map(|language| articles(language)) {
        let (body, warnings) = body::parse(&article.body_html, &article.read_from);
        problems.extend(warnings.into_iter().map(|warning| format!("{}: {warning:?}", article.summary.slug)));
        let paragraphs = body.0.iter().filter(|block| matches!(block, Block::Paragraph { .. })).count();
        if paragraphs < 2 {
            problems.push(format!("{}: {paragraphs} paragraphs", article.summary.slug));
        }
    }
    corpus::none(problems);
}

#[test]
fn articles_have_three_to_twelve_paragraphs_but_for_the_report() {
    let mut problems = vec![];
    for article in articles("vi") {
        let body = body_of(&article);
        let count =
            blocks(&body).iter().filter(|block| matches!(block, Block::Paragraph { .. } | Block::List { .. })).count();
        if count < 3 || n_words(&body) < 50 {
            problems.push(format!("{}: {count} paragraphs and lists, {} words", article.summary.slug, n_words(&body)));
        }
    }
    corpus::none(problems);
}

#[test]
fn the_hard_cases_are_among_the_articles() {
    let all = articles("vi");
    let one =
        |what: &str, is: &dyn Fn(&Article) -> bool| assert!(all.iter().any(is), "there is no article with {what}");
    one("a headline of about 300 characters", &|a| (290..=310).contains(&a.summary.title.chars().count()));
    one("quotes in its headline", &|a| a.summary.title.contains(['"', '“']));
    one("& in its headline", &|a| a.summary.title.contains('&'));
    one("an emoji in its headline", &|a| a.summary.title.chars().any(|c| c >= '\u{1f300}'));
    one("no photo", &|a| a.summary.image.is_none());
    one("no author", &|a| a.summary.authors.is_empty());
    one("no summary", &|a| a.summary.standfirst.is_none());
    let with = |is: fn(&Block) -> bool| move |a: &Article| blocks(&body_of(a)).iter().any(is);
    one("a table", &with(|block| matches!(block, Block::Table(_))));
    one("a quotation", &with(|block| matches!(block, Block::Quote { .. })));
    let nested = |block: &Block| {
        matches!(block, Block::List { items, .. }
        if items.iter().flatten().any(|block| matches!(block, Block::List { .. })))
    };
    one("nested lists", &with(nested));
    one("6,000 words", &|a| n_words(&body_of(a)) >= 6_000);
    one("a PDF", &|a| a.attachments.iter().any(|file| file.kind() == "PDF"));
    one("a DOCX", &|a| a.attachments.iter().any(|file| file.kind() == "DOCX"));
    one("a later change", &|a| a.summary.modified.is_some());
}

#[test]
fn the_model_article_says_what_it_has_to_say() {
    let feed = feed("content/vi/article/hoi-nghi-tong-ket-2021-nhiem-vu-2022.json");
    let article = feed.article("hoi-nghi-tong-ket-2021-nhiem-vu-2022", &jsonfeed()).unwrap();
    let text = body::plain_text(&body_of(&article));
    let facts = [
        "8 hội đồng",
        "4 hội nghị tư vấn",
        "14/2021/QĐ-UBND",
        "19/7/2021",
        "300 sáng kiến",
        "49 cơ sở",
        "ISO 9001:2015",
    ];
    for fact in facts.iter().chain(&["Phó Chủ tịch Ủy ban nhân dân tỉnh", "nông thôn, miền núi"]) {
        assert!(text.contains(fact), "{fact}");
    }
    assert!(text.trim_end().ends_with("./."), "a text of a public body ends so");
    let caption = article.summary.image.unwrap().caption.unwrap();
    assert!(caption.starts_with('(') && caption.ends_with(')'), "{caption}");
    assert!(article.summary.published.unwrap().to_rfc3339().starts_with("2021-12-30"));
}

#[test]
fn attachments_are_what_they_say() {
    let magic = |file: &Attachment| {
        let path = corpus::root().join(format!("public{}", file.url));
        let bytes = std::fs::read(path).unwrap();
        match file.kind().as_str() {
            "PDF" => bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF"),
            "DOCX" => bytes.starts_with(b"PK\x03\x04"),
            _ => false,
        }
    };
    let all: Vec<Attachment> =
        LANGUAGES.iter().flat_map(|language| articles(language)).flat_map(|a| a.attachments).collect();
    assert!(all.len() >= 4);
    assert!(all.iter().all(magic), "{all:#?}");
}

/// Whether a route of the portal has a page.
fn exists(language: &str, route: &Route) -> bool {
    match route {
        Route::Home
        | Route::News { page: 0 }
        | Route::Gallery { category: None }
        | Route::SiteMap
        | Route::Search { .. } => true,
        Route::Article { slug } => summaries(language).iter().any(|summary| summary.slug == *slug),
        Route::Category { slug, .. } => {
            let counts = lists(language)[0].terms("categories", &jsonfeed());
            counts.iter().any(|count| count.term.slug == *slug && count.total > Some(0))
        }
        Route::Tag { slug, .. } => {
            lists(language)[0].terms("tags", &jsonfeed()).iter().any(|count| count.term.slug == *slug)
        }
        Route::Album { slug } => albums(language).iter().any(|album| album.slug == *slug),
        Route::Photo { of, number } => albums(language).iter().any(|album| {
            **of == Route::Album { slug: album.slug.clone() } && (1..=album.photos.len()).contains(number)
        }),
        Route::Page { slug } => feed(&format!("content/{language}/pages.json")).position(slug).is_some(),
        _ => false,
    }
}

#[test]
fn every_link_within_the_portal_leads_somewhere() {
    let mut problems = vec![];
    let mut checked = BTreeSet::new();
    for language in LANGUAGES {
        let portal =
            Links { base: "/".into(), language: language.into(), languages: LANGUAGES.map(str::to_owned).into() };
        let pages = feed(&format!("content/{language}/pages.json"));
        let page = |slug: &str| {
            pages.standing_page(slug, &jsonfeed()).map(|page| (page.slug, page.body_html, page.read_from)).unwrap()
        };
        let texts = articles(language).into_iter().map(|a| (a.summary.slug, a.body_html, a.read_from));
        let texts = texts.chain(pages.summaries.iter().map(|summary| page(&summary.slug)));
        for (slug, html, base) in texts {
            for href in links(&body::parse(&html, &base).0).iter().filter(|href| !href.is_absolute()) {
                let to = portal.to_path(href.as_str()).and_then(|path| portal.parse(&path, ""));
                let file = corpus::root().join(format!("public{href}"));
                checked.insert(href.to_string());
                if !file.is_file() && !to.is_some_and(|(language, route)| exists(&language, &route)) {
                    problems.push(format!("{language}/{slug} leads to {href}"));
                }
            }
        }
        let neighbours = articles(language).into_iter().flat_map(|a| a.previous.into_iter().chain(a.next));
        let related = articles(language).into_iter().flat_map(|a| a.related).map(|s| s.slug);
        for slug in neighbours.map(|term| term.slug).chain(related) {
            if !exists(language, &Route::Article { slug: slug.clone() }) {
                problems.push(format!("{language}: a neighbour or related story {slug} is not there"));
            }
        }
    }
    assert!(!checked.is_empty());
    corpus::none(problems);
}

#[test]
fn every_entry_of_the_menu_and_footer_leads_to_a_page_with_something_on_it() {
    let settings = sample::settings();
    let mut problems = vec![];
    for language in LANGUAGES {
        let portal =
            Links { base: "/".into(), language: language.into(), languages: LANGUAGES.map(str::to_owned).into() };
        for entry in settings.menu.iter().chain(&settings.footer.links) {
            // An entry without an address in a language is not in that language's menu.
            let Some(to) = entry.to.exactly(language).or(entry.to.exactly("")) else { continue };
            let to = to.to_owned();
            let path = portal.to_path(&to).unwrap_or_else(|| panic!("{to} is no path of the portal"));
            let (found, route) = portal.parse(&path, "").unwrap();
            assert_eq!(found, language, "{to}");
            if !exists(language, &route) {
                problems
                    .push(format!("{language}: {to} ({}) is empty or not there", entry.label.in_language(language)));
            }
        }
    }
    corpus::none(problems);
}
