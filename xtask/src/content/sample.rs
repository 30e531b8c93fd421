//! The portal's own names and categories, from `sample.toml`.

use super::fields::Fields;
use super::problem::Problems;
use super::slug;

/// The two languages of the sample: each has its folder in the sources and in the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    Vi,
    En,
}

impl Language {
    pub const ALL: [Language; 2] = [Language::Vi, Language::En];

    pub fn code(self) -> &'static str {
        match self {
            Language::Vi => "vi",
            Language::En => "en",
        }
    }

    /// What stands before a path of this language: the first language stands at the root.
    pub fn prefix(self) -> &'static str {
        match self {
            Language::Vi => "",
            Language::En => "/en",
        }
    }

    pub fn other(self) -> Language {
        match self {
            Language::Vi => Language::En,
            Language::En => Language::Vi,
        }
    }
}

/// A name in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Category {
    pub slug: String,
    pub title: String,
}

/// What `sample.toml` says.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// Where the portal stands, without a slash at the end.
    pub url: String,
    titles: [String; 2],
    /// Vietnamese first, English second, as in `Language`.
    categories: Vec<[Category; 2]>,
}

impl Sample {
    pub fn read(file: &str, text: &str, problems: &mut Problems) -> Sample {
        let mut fields = Fields::parse(file, text, 1, problems);
        let mut site = fields.table("site", problems).unwrap_or_else(|| {
            fields.wrong("site", "a table with url, vi and en", "nothing", problems);
            Fields::new(file, "site", toml::Table::new())
        });
        let url = site.text("url", problems).trim_end_matches('/').to_owned();
        let titles = Language::ALL.map(|language| {
            let Some(mut names) = site.table(language.code(), problems) else {
                site.wrong(language.code(), "a table with a feed_title", "nothing", problems);
                return String::new();
            };
            names.text("feed_title", problems)
        });
        let mut categories = Vec::new();
        for mut entry in fields.tables("categories", problems) {
            let pair = Language::ALL.map(|language| {
                let Some(mut names) = entry.table(language.code(), problems) else {
                    entry.wrong(language.code(), "a table with slug and title", "nothing", problems);
                    return Category::default();
                };
                let category = Category { slug: names.text("slug", problems), title: names.text("title", problems) };
                if !slug::is_slug(&category.slug) {
                    names.wrong("slug", "a slug such as su-kien", &category.slug, problems);
                }
                names.finish("slug, title", problems);
                category
            });
            entry.finish("vi, en", problems);
            categories.push(pair);
        }
        if categories.is_empty() {
            fields.wrong("categories", "at least one category", "none", problems);
        }
        fields.finish("site, categories", problems);
        Sample { url, titles, categories }
    }

    pub fn title(&self, language: Language) -> &str {
        &self.titles[language as usize]
    }

    /// A category's names in a language; either language's slug finds it.
    pub fn category(&self, slug: &str, language: Language) -> Option<&Category> {
        self.categories
            .iter()
            .find(|pair| pair.iter().any(|category| category.slug == slug))
            .map(|pair| &pair[language as usize])
    }

    pub fn categories(&self, language: Language) -> impl Iterator<Item = &Category> {
        self.categories.iter().map(move |pair| &pair[language as usize])
    }

    /// For messages: the slugs a source may write.
    pub fn known_categories(&self) -> String {
        let slugs: Vec<&str> = self.categories(Language::Vi).map(|category| &*category.slug).collect();
        format!("one of {}", slugs.join(", "))
    }
}
