//! What the settings say of the portal that the articles are for.

use std::fs;
use std::path::{Path, PathBuf};

use super::write::Head;
use super::{Failure, Options};
use crate::article::is_language;
use crate::json::Json;
use crate::settings::{self, Settings};

pub struct Portal {
    pub head: Head,
    /// IANA name.
    pub zone: String,
    pub languages: Vec<String>,
    /// The settings' file.
    pub file: PathBuf,
    pub settings: Settings,
}

impl Portal {
    /// # Errors
    /// The settings cannot be read, or the language is none.
    pub fn read(options: &Options) -> Result<Portal, Failure> {
        let settings = settings_at(&options.site)?;
        let mut languages = settings.language_codes();
        if languages.is_empty() {
            languages.push("vi".into());
        }
        let language = options.language.clone().unwrap_or_else(|| languages[0].clone());
        if !is_language(&language) {
            return Err(Failure::Usage(format!(
                "expected --language with a code such as vi or en, found {language:?}"
            )));
        }
        let head = Head {
            title: settings.name.in_language(&language),
            site: settings.url.as_deref().unwrap_or_default().trim_end_matches('/').to_owned(),
            prefix: if language == languages[0] { String::new() } else { format!("/{language}") },
            language,
        };
        let zone = if settings.timezone.is_empty() { "Asia/Ho_Chi_Minh".into() } else { settings.timezone.clone() };
        Ok(Portal { head, zone, languages, file: options.site.clone(), settings })
    }
}

/// # Errors
/// No file, or no settings in it.
pub fn settings_at(path: &Path) -> Result<Settings, Failure> {
    let shown = path.display();
    let wrong = |cause: String| Failure::Usage(format!("expected the portal's settings at {shown}, found {cause}"));
    let text = fs::read_to_string(path).map_err(|cause| wrong(cause.to_string()))?;
    let json = Json::parse(&text).map_err(wrong)?;
    if !json.is_object() {
        return Err(wrong(json.kind().to_owned()));
    }
    Ok(settings::read(&json, &shown.to_string()).0.unwrap_or_default())
}
