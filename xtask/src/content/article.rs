//! One article or standing page as its writer left it: front matter, then Markdown.

use super::fields::{Fields, Moment};
use super::markdown::{self, Body};
use super::problem::Problems;
use super::sample::{Language, Sample};
use super::slug;
use crate::draw::{Scene, Shape};

/// A picture that a source asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    pub scene: Scene,
    pub shape: Shape,
    /// Tells apart two pictures of one scene in one body.
    pub seed: u64,
    pub alt: String,
    pub caption: Option<String>,
    pub credit: Option<String>,
    /// RFC 3339: a day, or a day with a time and an offset.
    pub taken: Option<String>,
    pub place: Option<String>,
}

/// A file that readers may take home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    pub file: String,
    pub title: String,
}

/// An article or a standing page. A page has no category, photo or author.
#[derive(Clone, Debug)]
pub struct Article {
    /// Where it was read from, for messages.
    pub file: String,
    pub language: Language,
    pub slug: String,
    pub title: String,
    pub date: Moment,
    pub updated: Option<Moment>,
    pub author: Option<String>,
    pub category: String,
    pub tags: Vec<String>,
    pub summary: Option<String>,
    pub translation: Option<String>,
    pub photo: Option<Photo>,
    pub attachments: Vec<Attachment>,
    pub body: Body,
}

/// Which of the two a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Article,
    Page,
}

/// Splits a source into its front matter and its Markdown, with the line the Markdown starts on.
pub fn split(text: &str) -> Option<(&str, &str, usize)> {
    let rest = text.strip_prefix("+++\n")?;
    let end = rest.find("\n+++\n").map(|at| at + 1)?;
    let (front, body) = rest.split_at(end);
    Some((front, body.strip_prefix("+++\n")?, 3 + front.matches('\n').count()))
}

/// Reads one file. Nothing comes back where it has no date, as it could not be placed in a list.
pub fn read(
    (file, slug): (&str, &str),
    text: &str,
    (kind, language): (Kind, Language),
    sample: &Sample,
    problems: &mut Problems,
) -> Option<Article> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let Some((front, markdown, first_line)) = split(&text) else {
        problems.add(file, "line 1", "front matter between two +++ lines", "none");
        return None;
    };
    if !slug::is_slug(slug) {
        let expected = format!("a-z, 0-9 and single hyphens, {} characters at most", slug::LONGEST);
        problems.add(file, "file name", expected, slug);
    }
    let mut fields = Fields::parse(file, front, 2, problems);
    let title = fields.text("title", problems);
    let updated = fields.optional_moment("updated", problems);
    let date = match kind {
        Kind::Article => fields.moment("date", problems),
        Kind::Page => fields.optional_moment("date", problems).or_else(|| updated.clone()),
    };
    if kind == Kind::Page && date.is_none() {
        fields.wrong("updated", "a date", "nothing", problems);
    }
    let summary = fields.optional_text("summary", problems);
    let translation = fields.optional_text("translation", problems);
    let attachments = attachments(&mut fields, problems);
    let (mut author, mut category, mut tags, mut photo) = (None, String::new(), Vec::new(), None);
    if kind == Kind::Article {
        author = fields.optional_text("author", problems);
        category = read_category(&mut fields, sample, problems);
        tags = fields.texts("tags", problems);
        photo = fields.table("photo", problems).map(|photo| read_photo(photo, problems));
    }
    fields.finish("title, date, updated, author, category, tags, summary, translation, photo, attachments", problems);
    if let (Some(date), Some(updated)) = (&date, &updated)
        && updated.order < date.order
    {
        problems.add(file, "updated", format!("{} or later", date.text), &*updated.text);
    }
    let body = markdown::to_html(file, first_line, markdown, problems);
    Some(Article {
        file: file.to_owned(),
        language,
        slug: slug.to_owned(),
        title,
        date: date?,
        updated,
        author,
        category,
        tags,
        summary,
        translation,
        photo,
        attachments,
        body,
    })
}

fn read_category(fields: &mut Fields, sample: &Sample, problems: &mut Problems) -> String {
    let category = fields.text("category", problems);
    if !category.is_empty() && sample.category(&category, Language::Vi).is_none() {
        fields.wrong("category", &sample.known_categories(), &category, problems);
    }
    category
}

/// A category of an album, checked like an article's.
pub fn category_of(fields: &mut Fields, sample: &Sample, problems: &mut Problems) -> String {
    read_category(fields, sample, problems)
}

/// Scene and shape, which an album's photo has too.
pub fn scene_and_shape(fields: &mut Fields, problems: &mut Problems) -> (Scene, Shape) {
    let name = fields.text("scene", problems);
    let scene = Scene::from_name(&name);
    if scene.is_none() && !name.is_empty() {
        fields.wrong("scene", &format!("one of {}", Scene::names()), &name, problems);
    }
    let shape = fields.optional_text("shape", problems);
    let read = shape.as_deref().map_or(Some(Shape::default()), Shape::from_name);
    if read.is_none() {
        let found = shape.unwrap_or_default();
        fields.wrong("shape", &format!("one of {}", Shape::names()), &found, problems);
    }
    (scene.unwrap_or(Scene::River), read.unwrap_or_default())
}

fn read_photo(mut fields: Fields, problems: &mut Problems) -> Photo {
    let (scene, shape) = scene_and_shape(&mut fields, problems);
    let seed = fields.number("seed", problems).unwrap_or_default() as u64;
    let alt = fields.text("alt", problems);
    let caption = fields.optional_text("caption", problems);
    let credit = fields.optional_text("credit", problems);
    fields.finish("scene, shape, seed, alt, caption, credit", problems);
    Photo { scene, shape, seed, alt, caption, credit, taken: None, place: None }
}

fn attachments(fields: &mut Fields, problems: &mut Problems) -> Vec<Attachment> {
    let mut attachments = Vec::new();
    for mut entry in fields.tables("attachments", problems) {
        let attachment = Attachment { file: entry.text("file", problems), title: entry.text("title", problems) };
        entry.finish("file, title", problems);
        attachments.push(attachment);
    }
    attachments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_ends_at_the_second_fence() {
        let (front, body, line) = split("+++\na = 1\nb = 2\n+++\nText\n").unwrap();
        assert_eq!((front, body, line), ("a = 1\nb = 2\n", "Text\n", 5));
        assert!(split("a = 1\n+++\nText").is_none());
        assert!(split("+++\na = 1\n").is_none());
    }

    #[test]
    fn an_article_without_a_date_is_a_problem_and_no_article() {
        let mut problems = Problems::default();
        let read = read(
            ("a.md", "a"),
            "+++\ntitle = \"A\"\ncategory = \"x\"\n+++\nText\n",
            (Kind::Article, Language::Vi),
            &Sample::default(),
            &mut problems,
        );
        assert!(read.is_none());
        let places: Vec<String> = problems.sorted().into_iter().map(|p| p.place).collect();
        assert_eq!(places, ["category", "date"]);
    }

    #[test]
    fn updated_before_date_is_a_problem() {
        let mut problems = Problems::default();
        let text = "+++\ntitle = \"A\"\ndate = 2024-01-02T00:00:00Z\nupdated = 2024-01-01T00:00:00Z\n+++\nText\n";
        let at = (Kind::Page, Language::En);
        assert!(read(("a.md", "a"), text, at, &Sample::default(), &mut problems).is_some());
        assert_eq!(problems.sorted()[0].place, "updated");
    }
}
