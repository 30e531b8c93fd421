//! Who publishes the portal, as far as the settings say it.
//!
//! The address block at the end of the page is written for people, line by line. A line is taken for what its own words
//! say that it is; one that does not say is left out, but for a first line that reads like a street's.

use std::cell::OnceCell;

use serde_json::value::RawValue;

use super::{Site, text, thing};
use crate::press::entries::{Data, Entry, object, written};
use crate::url;

/// What a line of the address block may begin with, in front of a colon; in lower case.
const ADDRESS: [&str; 6] = ["địa chỉ", "trụ sở", "trụ sở chính", "address", "head office", "office"];
const TELEPHONE: [&str; 9] =
    ["điện thoại", "số điện thoại", "đt", "tel", "telephone", "phone", "đường dây nóng", "hotline", "tel."];
const FAX: [&str; 2] = ["fax", "số fax"];

/// What the name of an office of the state begins with, in lower case. Words that others use as well (`bộ`, which is
/// also a set; `department`, which a university has) are not among them: ministries have hosts under `.gov`.
const OFFICES: [&str; 15] = [
    "sở ",
    "ubnd ",
    "ủy ban nhân dân ",
    "uỷ ban nhân dân ",
    "hđnd ",
    "hội đồng nhân dân ",
    "cục ",
    "chi cục ",
    "tổng cục ",
    "văn phòng ubnd ",
    "văn phòng chính phủ",
    "văn phòng hđnd ",
    "thanh tra ",
    "kho bạc nhà nước",
    "ministry of ",
];
/// What begins the same way and is none.
const NO_OFFICES: [&str; 2] = ["sở thú", "sở hữu"];

/// Who publishes the portal, once that is written: whole, and in short.
#[derive(Default)]
pub struct Publisher {
    whole: OnceCell<Box<RawValue>>,
    short: OnceCell<Box<RawValue>>,
}

impl Site<'_> {
    /// Who publishes the portal: an office of the state where its address or its name says so.
    pub fn organization(&self) -> Data<'_> {
        Data::Written(self.publisher.whole.get_or_init(|| written(&object(self.of_organization()))))
    }

    fn of_organization(&self) -> Vec<Entry<'_>> {
        let (mut address, mut telephone, mut fax, mut email) = (None, None, None, None);
        let lines = self.settings.footer.address.iter().map(|line| line.in_language(self.language));
        for (n, line) in lines.enumerate() {
            let line = line.trim();
            let (label, value) = match line.split_once(':') {
                Some((label, value)) => (label.trim().to_lowercase(), value.trim()),
                None => (String::new(), line),
            };
            let is = |labels: &[&str]| labels.contains(&label.as_str());
            if email.is_none() {
                email = mail(line);
            }
            if is(&ADDRESS) || address.is_none() && n == 0 && is_street(line) {
                address = address.or(text(value.to_owned()));
            } else if is(&TELEPHONE) {
                telephone = telephone.or(number(value));
            } else if is(&FAX) {
                fax = fax.or(number(value));
            }
        }
        let mut organization = self.of_publisher();
        organization.extend([
            ("address", address),
            ("telephone", telephone.map(Data::from)),
            ("faxNumber", fax.map(Data::from)),
            ("email", email.map(Data::from)),
        ]);
        organization
    }

    /// The same in short, for the pages that it publishes.
    pub(super) fn publisher(&self) -> Data<'_> {
        Data::Written(self.publisher.short.get_or_init(|| written(&object(self.of_publisher()))))
    }

    fn of_publisher(&self) -> Vec<Entry<'_>> {
        let logo = |logo: &String| thing("ImageObject", "url", (self.absolute)(logo));
        vec![
            ("@type", Some(if self.is_office() { "GovernmentOrganization" } else { "Organization" }.into())),
            ("@id", Some(format!("{}#organization", self.home).into())),
            ("name", text(self.settings.name.in_language(self.language))),
            ("url", text(self.home)),
            ("logo", self.settings.logo.as_ref().map(logo)),
        ]
    }

    /// `.gov` is given to offices of the state alone, in Việt Nam as elsewhere.
    fn is_office(&self) -> bool {
        let host = url::host(self.home).to_lowercase();
        let host = host.split(':').next().unwrap_or_default();
        let is_of_state = host.ends_with(".gov") || host.contains(".gov.");
        let mut names = self.settings.name.0.iter().map(|(_, name)| name.trim().to_lowercase());
        let begins = |name: &str, words: &[&str]| words.iter().any(|word| name.starts_with(word));
        is_of_state || names.any(|name| begins(&name, &OFFICES) && !begins(&name, &NO_OFFICES))
    }
}

/// The mail address that a line holds.
fn mail(line: &str) -> Option<String> {
    let is_of_mail = |c: char| c.is_ascii_alphanumeric() || ".-_+@".contains(c);
    let words = line.split(|c: char| !is_of_mail(c)).map(|word| word.trim_matches('.'));
    let is_mail = |word: &&str| {
        let parts = word.split_once('@');
        parts.is_some_and(|(name, host)| !name.is_empty() && !host.contains('@') && host.contains('.'))
    };
    words.into_iter().find(is_mail).map(str::to_owned)
}

/// A telephone number as it is written, without what stands behind it: `(0226) 300 0000`.
fn number(text: &str) -> Option<String> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || " +()-.\u{a0}".contains(c))).unwrap_or(text.len());
    let number = text.get(..end)?.trim_end_matches([' ', '-', '.', '(', '\u{a0}']);
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    (3..=15).contains(&digits).then(|| number.to_owned())
}

/// `1 Minh Họa Road, Phủ Lý`: a number, a comma, and nothing that says it is something else.
fn is_street(line: &str) -> bool {
    line.contains(',') && line.contains(|c: char| c.is_ascii_digit()) && !line.contains([':', '@', '/'])
}
