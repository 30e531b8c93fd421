//! The file `_redirects` of a site, as Netlify and Cloudflare Pages read it: `/old /new 301`, a rule a line.

/// One line of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// The parts of the path; `:name` stands for any one, `*` at the end for all that follow.
    from: Vec<String>,
    to: String,
    pub status: u16,
    /// It holds even where there is a file: `301!`.
    pub is_forced: bool,
}

/// What is answered: 200 is another page under this address, 404 and 410 are pages with that status.
const STATUSES: [u16; 8] = [200, 301, 302, 303, 307, 308, 404, 410];

/// Reads the file; a line that is no rule is left out and reported.
pub fn read(text: &str) -> (Vec<Rule>, Vec<String>) {
    let (mut rules, mut problems) = (vec![], vec![]);
    for (n, line) in text.trim_start_matches('\u{FEFF}').lines().enumerate() {
        let words: Vec<&str> = line.split_whitespace().take_while(|word| !word.starts_with('#')).collect();
        match rule(&words) {
            _ if words.is_empty() => {}
            Ok(rule) => rules.push(rule),
            Err(expected) => problems
                .push(format!("_redirects, line {}: expected {expected}, found {line:?}; it is left out", n + 1)),
        }
    }
    (rules, problems)
}

fn rule(words: &[&str]) -> Result<Rule, &'static str> {
    let (from, to, status) = match words {
        [from, to] => (from, to, "301"),
        [from, to, status] => (from, to, *status),
        _ => return Err("/old /new 301, without conditions"),
    };
    if !from.starts_with('/') {
        return Err("a path that begins with a slash");
    }
    let code = status.trim_end_matches('!').parse().ok().filter(|code| STATUSES.contains(code));
    let code = code.ok_or("one of the statuses 200, 301, 302, 303, 307, 308, 404, 410")?;
    let is_elsewhere = (300..400).contains(&code) && (to.starts_with("https://") || to.starts_with("http://"));
    if !to.starts_with('/') && !is_elsewhere {
        return Err("a path to lead to, or for a redirect an address");
    }
    Ok(Rule {
        from: parts(from).map(crate::url::decode).collect(),
        to: (*to).to_owned(),
        status: code,
        is_forced: status.ends_with('!'),
    })
}

fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|part| !part.is_empty())
}

impl Rule {
    /// Where a path leads, if the rule is about it.
    pub fn leads(&self, path: &[String]) -> Option<String> {
        let mut to = self.to.clone();
        let mut path = path.iter();
        for part in &self.from {
            match (part.as_str(), part.strip_prefix(':')) {
                ("*", _) => {
                    let rest: Vec<String> = path.by_ref().map(|part| crate::url::encode(part)).collect();
                    to = to.replace(":splat", &rest.join("/"));
                }
                (_, Some(_)) => to = to.replace(part, &crate::url::encode(path.next()?)),
                (part, None) => {
                    path.next().filter(|given| *given == part)?;
                }
            }
        }
        path.next().is_none().then_some(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leads(line: &str, path: &str) -> Option<String> {
        let (rules, problems) = read(line);
        assert_eq!(problems, Vec::<String>::new());
        rules.first()?.leads(&parts(path).map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn a_rule_is_about_a_path_or_all_below_it() {
        let to = |text: &str| Some(text.to_owned());
        assert_eq!(leads("/old /new/ 301", "/old/"), to("/new/"));
        assert_eq!(leads("/tin-tức /new", "/tin-tức"), to("/new"));
        assert_eq!(leads("/t%C6%B0/* /x/:splat", "/tư/a/b c"), to("/x/a/b%20c"));
        assert_eq!(
            leads("/n/:year/:slug /article/:slug/?y=:year", "/n/2021/hoi-nghi"),
            to("/article/hoi-nghi/?y=2021")
        );
        assert_eq!(leads("/old /new", "/old/er"), None);
        assert_eq!(leads("/old/:x /new", "/old"), None);
        assert_eq!(leads("/* /new 302", "/"), to("/new"));
    }

    #[test]
    fn a_line_that_is_no_rule_is_named() {
        let text =
            "# a comment\n\n/a /b 301! # why\nold /new\n/a\n/a /b 999\n/a https://b.vn/ 200\n/a /b 301 Country=vn\n";
        let (rules, problems) = read(text);
        assert_eq!((rules.len(), rules[0].is_forced), (1, true));
        let lines: Vec<&str> = problems.iter().filter_map(|problem| problem.split(':').next()).collect();
        assert_eq!(lines, [4, 5, 6, 7, 8].map(|n| format!("_redirects, line {n}")));
    }
}
