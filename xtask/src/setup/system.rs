//! What comes from the system's packages: browsers, their drivers, a display, a font; PHP and a database for `live`.

use std::process::Command;
use std::time::Instant;

use super::Cache;
use super::build::logged;
use crate::run::{self, Result, fail};
use crate::test::Engine;

/// Something that the browser tests or a live server need.
#[derive(Debug, PartialEq, Eq)]
pub struct Need {
    what: &'static str,
    sign: Sign,
    debian: &'static str,
    ubuntu: &'static str,
}

/// How to tell that it is there.
#[derive(Debug, PartialEq, Eq)]
enum Sign {
    /// Any of these programs.
    Programs(&'static [&'static str]),
    /// A font for Vietnamese.
    Font,
    /// A module that PHP names.
    Php(&'static str),
}

use Sign::{Font, Php, Programs};

const CHROMIUM: Need = Need {
    what: "Chromium",
    sign: Programs(&["chromium", "chromium-browser", "google-chrome"]),
    debian: "chromium",
    ubuntu: "chromium-browser",
};
const CHROMEDRIVER: Need = Need {
    what: "Chromium's WebDriver (chromedriver)",
    sign: Programs(&["chromedriver"]),
    debian: "chromium-driver",
    ubuntu: "chromium-chromedriver",
};
const FIREFOX: Need =
    Need { what: "Firefox", sign: Programs(&["firefox-esr", "firefox"]), debian: "firefox-esr", ubuntu: "firefox" };
const WEBKIT: Need = Need {
    what: "WebKitGTK's WebDriver (WebKitWebDriver)",
    sign: Programs(&["WebKitWebDriver"]),
    debian: "webkit2gtk-driver",
    ubuntu: "webkit2gtk-driver",
};
const DISPLAY: Need =
    Need { what: "a display without a screen (Xvfb)", sign: Programs(&["Xvfb"]), debian: "xvfb", ubuntu: "xvfb" };
const FONT: Need = Need {
    what: "a font with the Vietnamese letters",
    sign: Font,
    debian: "fonts-noto-core",
    ubuntu: "fonts-noto-core",
};

/// What WordPress needs to run, besides itself.
pub const WORDPRESS: [Need; 7] = [
    both("PHP for the command line", Programs(&["php"]), "php-cli"),
    both("PHP's mysqli module", Php("mysqli"), "php-mysql"),
    both("PHP's gd module", Php("gd"), "php-gd"),
    both("PHP's dom module", Php("dom"), "php-xml"),
    both("PHP's mbstring module", Php("mbstring"), "php-mbstring"),
    both("MariaDB's server (mariadbd)", Programs(&["mariadbd"]), "mariadb-server-core"),
    // mariadb-install-db asks it, and Debian has it among the client's programs.
    both("MariaDB's my_print_defaults", Programs(&["my_print_defaults"]), "mariadb-client-core"),
];

/// What `bench` sets press beside.
pub const HUGO: [Need; 1] = [both("Hugo", Programs(&["hugo"]), "hugo")];

const fn both(what: &'static str, sign: Sign, package: &'static str) -> Need {
    Need { what, sign, debian: package, ubuntu: package }
}

/// What these browsers need to be tested.
pub fn needs(engines: &[Engine]) -> Vec<Need> {
    let mut needs = Vec::new();
    for engine in engines {
        match engine {
            Engine::Chromium => needs.extend([CHROMIUM, CHROMEDRIVER]),
            Engine::Firefox => needs.push(FIREFOX),
            // WebKitGTK has no headless mode.
            Engine::Webkit => needs.extend([WEBKIT, DISPLAY]),
        }
    }
    if !engines.is_empty() && cfg!(target_os = "linux") {
        needs.push(FONT);
    }
    needs
}

/// Those that are not there.
pub fn missing<'a>(needs: &'a [Need], path: &str) -> Vec<&'a Need> {
    let modules = run::answer("php", &["-m"], path).unwrap_or_default();
    let there = |need: &Need| match need.sign {
        Font => run::answer("fc-list", &[":lang=vi"], path).is_some_and(|fonts| !fonts.trim().is_empty()),
        Programs(programs) => programs.iter().any(|program| run::find(program, path).is_some()),
        Php(module) => modules.lines().any(|line| line.trim().eq_ignore_ascii_case(module)),
    };
    needs.iter().filter(|need| !there(need)).collect()
}

/// The kinds of system whose package names we know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum System {
    Debian,
    Ubuntu,
    Other,
}

/// Reads /etc/os-release (freedesktop.org's os-release(5)).
fn system(os_release: &str) -> System {
    let value = |key: &str| {
        let line = os_release.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
        line.unwrap_or_default().trim_matches(['"', '\'']).to_owned()
    };
    let ids = format!("{} {}", value("ID"), value("ID_LIKE"));
    let has = |id| ids.split_whitespace().any(|word| word == id);
    match (has("ubuntu"), has("debian")) {
        (true, _) => System::Ubuntu,
        (false, true) => System::Debian,
        _ => System::Other,
    }
}

fn packages(system: System, missing: &[&Need]) -> Vec<&'static str> {
    missing.iter().map(|need| if system == System::Ubuntu { need.ubuntu } else { need.debian }).collect()
}

/// Installs by apt as root on Debian and Ubuntu; elsewhere the error says what to type or look for.
pub fn install(missing: &[&Need], cache: &Cache) -> Result {
    if missing.is_empty() {
        return Ok(());
    }
    let system = system(&std::fs::read_to_string("/etc/os-release").unwrap_or_default());
    let path = std::env::var("PATH").unwrap_or_default();
    let apt = run::find("apt-get", &path).filter(|_| system != System::Other);
    let packages = packages(system, missing);
    let Some(apt) = apt else {
        let list: Vec<_> = missing.iter().map(|need| format!("  - {}", need.what)).collect();
        fail!(
            "Missing here, to be installed by this system's own means:\n{}\n\
             Then the same command again. Of the tests, `cargo xtask test --engine chromium` needs Chromium alone; \
             `cargo xtask test --no-browsers` none of it.",
            list.join("\n")
        );
    };
    let is_root = run::answer("id", &["-u"], &path).is_some_and(|id| id.trim() == "0");
    if !is_root {
        fail!(
            "These packages are missing, and installing them takes an administrator. Type\n\n  \
             sudo apt-get update && sudo apt-get install -y --no-install-recommends {}\n\nand then the same command again.",
            packages.join(" ")
        );
    }
    println!("  {}: installing by apt …", packages.join(" "));
    let start = Instant::now();
    let command = |arguments: &[&str]| {
        let mut command = Command::new(&apt);
        command.env("DEBIAN_FRONTEND", "noninteractive").args(["-o", "DPkg::Lock::Timeout=300"]).args(arguments);
        command
    };
    logged(&mut command(&["update"]), cache, "apt-update")?;
    let mut install = command(&["install", "-y", "--no-install-recommends"]);
    logged(install.args(&packages), cache, "apt-install")?;
    println!("  {}: installed by apt in {}", packages.join(" "), run::took(start.elapsed()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_is_told_from_os_release() {
        assert_eq!(system("PRETTY_NAME=\"Debian GNU/Linux 12\"\nID=debian\n"), System::Debian);
        assert_eq!(system("ID=ubuntu\nID_LIKE=debian\n"), System::Ubuntu);
        assert_eq!(system("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"), System::Ubuntu);
        assert_eq!(system("ID=raspbian\nID_LIKE=debian\n"), System::Debian);
        assert_eq!(system("ID=\"fedora\"\n"), System::Other);
        assert_eq!(system(""), System::Other);
    }

    #[test]
    fn each_browser_brings_its_own_packages() {
        let names = |engines: &[Engine]| packages(System::Debian, &needs(engines).iter().collect::<Vec<_>>());
        assert_eq!(names(&[]), Vec::<&str>::new());
        assert_eq!(names(&[Engine::Firefox])[..1], ["firefox-esr"]);
        for package in ["chromium", "chromium-driver", "firefox-esr", "webkit2gtk-driver", "xvfb"] {
            assert!(names(&Engine::ALL).contains(&package), "{package}");
        }
    }

    #[test]
    fn on_an_empty_machine_everything_is_missing() {
        let needs = needs(&Engine::ALL);
        assert_eq!(missing(&needs, "/nonexistent").len(), needs.len());
        assert_eq!(missing(&WORDPRESS, "/nonexistent").len(), WORDPRESS.len());
    }
}
