//! A WordPress export file (WXR): published posts and pages, with what they are filed under and what hangs on them.
//!
//! After `wp-admin/includes/export.php` of WordPress, which writes such files.

mod autop;
mod items;
mod shown;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use super::item::{Entry, Item, Source, Take};
use super::report::Report;
use super::{Failure, date, name};
use crate::article::{Article, Attachment, Moment, Photo, Summary, Term};
use crate::body;
use crate::url::{self, SafeUrl};
use items::Group;

pub struct Wxr {
    path: PathBuf,
    /// IANA name.
    zone: String,
    /// The site's address, from the channel.
    site: String,
    authors: HashMap<String, String>,
    /// Slugs of categories by their numbers.
    categories: HashMap<String, String>,
    /// Pictures and other files, by their numbers.
    library: BTreeMap<u64, Attached>,
    /// Numbers of what hangs on a post, by its number.
    hanging: HashMap<u64, Vec<u64>>,
}

/// A picture or another file of the media library.
#[derive(Clone, Debug, Default)]
struct Attached {
    url: String,
    title: String,
    alt: String,
    caption: String,
}

/// Types that WordPress keeps for itself.
const OWN_TYPES: &str = "attachment revision nav_menu_item custom_css customize_changeset oembed_cache user_request \
                         wp_block wp_template wp_template_part wp_global_styles wp_navigation wp_font_family \
                         wp_font_face";

impl Wxr {
    /// # Errors
    /// No such file.
    pub fn open(path: &Path, zone: &str) -> Result<Wxr, Failure> {
        if !path.is_file() {
            return Err(Failure::Usage(format!("expected a WordPress export at {}, found no file", path.display())));
        }
        Ok(Wxr {
            path: path.to_owned(),
            zone: zone.to_owned(),
            site: String::new(),
            authors: HashMap::new(),
            categories: HashMap::new(),
            library: BTreeMap::new(),
            hanging: HashMap::new(),
        })
    }

    /// Notes what is needed of a group before texts are read.
    fn note(&mut self, group: &Group) {
        match group.name.as_str() {
            "channel" => {
                let addresses = ["wp:base_blog_url", "wp:base_site_url", "link"].map(|name| group.get(name));
                let site = addresses.into_iter().find(|address| !url::host(address).is_empty()).unwrap_or_default();
                self.site = site.trim_end_matches('/').to_owned() + "/";
            }
            "wp:author" => {
                let shown = plain(group.get("wp:author_display_name"));
                self.authors.insert(group.get("wp:author_login").to_owned(), shown);
            }
            "wp:category" => {
                self.categories
                    .insert(group.get("wp:term_id").to_owned(), group.get("wp:category_nicename").to_owned());
            }
            "item" if group.get("wp:post_type") == "attachment" => {
                let (Some(id), Some(parent)) = (number(group.get("wp:post_id")), number(group.get("wp:post_parent")))
                else {
                    return;
                };
                let attached = Attached {
                    url: group.get("wp:attachment_url").to_owned(),
                    title: plain(group.get("title")),
                    alt: plain(group.meta.get("_wp_attachment_image_alt").map_or("", String::as_str)),
                    caption: plain(group.get("excerpt:encoded")),
                };
                if parent > 0 {
                    self.hanging.entry(parent).or_default().push(id);
                }
                self.library.insert(id, attached);
            }
            _ => {}
        }
    }

    /// An item that readers saw; what it is otherwise.
    fn entry(&self, group: &Group, has_text: bool, skipped: &mut BTreeMap<String, usize>) -> Option<Entry> {
        let (kind, status) = (group.get("wp:post_type"), group.get("wp:status"));
        if body::policy::has_word(OWN_TYPES, kind) {
            return None;
        }
        let why = match (kind, status) {
            ("post" | "page", "publish") if group.get("wp:post_password").is_empty() => None,
            ("post" | "page", "publish") => Some("are behind a password".to_owned()),
            ("post" | "page", _) => Some(format!("are not published ({status})")),
            _ => Some(format!("are of the type {kind}")),
        };
        if let Some(why) = why {
            *skipped.entry(why).or_default() += 1;
            return None;
        }
        let id = group.get("wp:post_id");
        let title = plain(group.get("title"));
        let slug = url::decode(group.get("wp:post_name"));
        let link = group.get("link");
        let published = self.date(group, "wp:post_date_gmt", "wp:post_date");
        let modified = self.date(group, "wp:post_modified_gmt", "wp:post_modified");
        let excerpt = plain(group.get("excerpt:encoded"));
        let login = group.get("dc:creator");
        let author = self.authors.get(login).cloned().unwrap_or_else(|| login.to_owned());
        let summary = Summary {
            slug: if slug.is_empty() { title.clone() } else { slug },
            title,
            standfirst: (!excerpt.is_empty()).then_some(excerpt),
            published,
            modified: modified.filter(|modified| published.is_none_or(|published| *modified > published)),
            authors: if author.is_empty() { vec![] } else { vec![author] },
            category: self.category(group),
            tags: group.terms.iter().filter(|term| term.0 == "post_tag").filter_map(term).collect(),
            image: self.image(group),
            ..Summary::default()
        };
        let html = if has_text { self.html(group) } else { String::new() };
        let attachments = if has_text { self.attachments(number(id)?, &html) } else { vec![] };
        let read_from = if url::host(link).is_empty() { self.site.clone() } else { link.to_owned() };
        let article = Article { summary, body_html: html, read_from, attachments, ..Article::default() };
        let known = [link.to_owned(), url::decode(link), group.get("guid").to_owned()];
        let by_number = [format!("{}?p={id}", self.site), format!("{}?page_id={id}", self.site)];
        let place = format!("{} {id} {:?}", if kind == "page" { "page" } else { "post" }, article.summary.title);
        Some(Entry {
            key: id.to_owned(),
            place,
            article,
            is_page: kind == "page",
            addresses: known.into_iter().chain(by_number).filter(|address| !url::host(address).is_empty()).collect(),
        })
    }

    /// WordPress writes zeros for a date that it does not know in GMT.
    fn date(&self, group: &Group, gmt: &str, local: &str) -> Option<Moment> {
        date::read(group.get(gmt), "UTC").or_else(|| date::read(group.get(local), &self.zone))
    }

    /// The one that an editor chose as the main one (by a plug-in), or the first that says something.
    fn category(&self, group: &Group) -> Option<Term> {
        let mut all = group.terms.iter().filter(|term| term.0 == "category");
        let main =
            group.meta.get("_yoast_wpseo_primary_category").or_else(|| group.meta.get("rank_math_primary_category"));
        let main = main.and_then(|number| self.categories.get(number.trim()));
        let is_main = |term: &&(String, String, String)| main.is_some_and(|slug| term.1 == *slug);
        let says = |term: &&(String, String, String)| {
            !matches!(term.1.as_str(), "uncategorized" | "chua-phan-loai" | "khong-phan-loai")
        };
        let found = all.clone().find(is_main).or_else(|| all.clone().find(says)).or_else(|| all.next())?;
        term(found)
    }

    fn image(&self, group: &Group) -> Option<Photo> {
        let id = number(group.meta.get("_thumbnail_id")?)?;
        self.library.get(&id).and_then(Attached::photo)
    }

    /// Files that hang on a post, and that its text does not name.
    fn attachments(&self, id: u64, html: &str) -> Vec<Attachment> {
        let hanging = self.hanging.get(&id).into_iter().flatten().filter_map(|id| self.library.get(id));
        let is_file = |file: &&Attached| super::media::file_ending(&file.url).is_some() && !html.contains(&file.url);
        let files = hanging.filter(is_file);
        files
            .filter_map(|file| {
                let url = SafeUrl::parse(&file.url)?;
                Some(Attachment { url, title: file.title.clone(), mime_type: None, bytes: None })
            })
            .collect()
    }
}

impl Attached {
    fn photo(&self) -> Option<Photo> {
        let mut photo = Photo::new(SafeUrl::parse(&self.url)?);
        photo.alt.clone_from(&self.alt);
        photo.caption = Some(self.caption.clone()).filter(|caption| !caption.is_empty());
        Some(photo)
    }
}

impl Source for Wxr {
    fn name(&self) -> String {
        "a WordPress export".into()
    }

    fn index(&mut self, take: &mut Take, report: &mut Report) -> Result<(), String> {
        let path = self.path.clone();
        items::each(&path, &mut |group| {
            self.note(&group);
            let entry = if group.name == "item" { self.entry(&group, false, &mut BTreeMap::new()) } else { None };
            entry.map_or(Ok(()), |entry| take(Item::Entry(Box::new(entry)), report))
        })
    }

    fn each(&mut self, take: &mut Take, report: &mut Report) -> Result<(), String> {
        let mut skipped = BTreeMap::new();
        items::each(&self.path, &mut |group| {
            let entry = if group.name == "item" { self.entry(&group, true, &mut skipped) } else { None };
            entry.map_or(Ok(()), |entry| take(Item::Entry(Box::new(entry)), report))
        })?;
        for (why, n) in skipped {
            let what = format!("{n} items {why}; left out");
            report.warn(
                &self.path.display().to_string(),
                what,
                "publish them as posts or pages in WordPress and export again, if they are wanted",
            );
        }
        Ok(())
    }

    fn own(&self) -> Vec<String> {
        super::sites(&self.site)
    }
}

fn term((_, slug, title): &(String, String, String)) -> Option<Term> {
    let title = plain(title);
    let slug = name::slug(&url::decode(slug)).or_else(|| name::slug_of_words(&title))?;
    (!title.is_empty()).then_some(Term { slug, title })
}

fn number(text: &str) -> Option<u64> {
    text.trim().parse().ok()
}

/// The words of a piece of HTML, on one line.
fn plain(html: &str) -> String {
    let words = body::plain_text(&body::parse(html, "").0);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
