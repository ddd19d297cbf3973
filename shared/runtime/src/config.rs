//! Configuration: defaults < file (`NASSIJ_CONFIG`, TOML) < environment. [`KEYS`] is the manual.

use kernel::secret::random_token;
use kernel::{Error, Locale, Result};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use tracing_subscriber::EnvFilter;

/// One setting: its name in the file; `NASSIJ_` and capitals make its name in the environment.
pub struct Key {
    pub name: &'static str,
    pub default: Option<&'static str>,
    /// Never shown; may also be given as the path of a file, as `<name>_file`.
    pub secret: bool,
    pub about: &'static str,
}

const fn key(name: &'static str, default: Option<&'static str>, about: &'static str) -> Key {
    Key { name, default, secret: false, about }
}

const fn secret(name: &'static str, about: &'static str) -> Key {
    Key { name, default: None, secret: true, about }
}

pub const KEYS: &[Key] = &[
    key("listen", Some("127.0.0.1:8080"), "address and port of the pages and the API, or of the service"),
    key("metrics_listen", None, "address and port of /metrics for Prometheus; absent: no metrics"),
    key("public_url", None, "where browsers reach the platform, without a final slash; absent: http://<listen>"),
    key("trusted_proxies", None, "addresses of the reverse proxies whose X-Forwarded-For is believed, with commas between"),
    key("data", Some("./data"), "directory of the SQLite files, the viewable outbox and the generated secret"),
    secret("database_url", "postgres://… as the role nassij_app; absent: SQLite under data"),
    secret("database_owner_url", "postgres://… as the schema's owner, for `migrate` only"),
    key("database_connections", Some("16"), "connections per service and process to PostgreSQL"),
    secret("redis_url", "redis://…; absent: events stay in the process, which must then host all services"),
    secret("smtp_url", "smtp(s)://user:password@host:port?tls=required; absent: mails are kept and shown at /outbox"),
    key("mail_from", Some("nassij@localhost"), "sender of all mails"),
    key("secret_file", None, "file with the key that signs sessions' tokens, 32 bytes or more; absent: made under data"),
    key("sub_processors", None, "whom the operator employs to process data, as the processor agreement names them, with commas between"),
    key("webhooks_to", Some("internet"), "where webhooks may point: internet, or anywhere for a test receiver on this machine"),
    key("environment", Some("development"), "development or production; production refuses what is unsafe"),
    key("locale", Some("ar"), "language of those who have said nothing: ar, fr or en"),
    key("log", Some("info"), "what is logged: tracing's filter syntax, as in info,sqlx=warn"),
    key("log_format", Some("text"), "text or json"),
    key("fonts", None, "directory with an Arabic font for the papers (such as Amiri); absent: DejaVu"),
    key("peers_tenancy_url", None, "http://host:port of tenancy when it runs elsewhere"),
    key("peers_membership_url", None, "http://host:port of membership when it runs elsewhere"),
    key("peers_bookkeeping_url", None, "http://host:port of bookkeeping when it runs elsewhere"),
    key("peers_notifications_url", None, "http://host:port of notifications when it runs elsewhere"),
];

/// The settings of one process.
#[derive(Clone, Debug)]
pub struct Config {
    values: BTreeMap<&'static str, (String, Origin)>,
    /// The data may be in use by a running platform.
    shared: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    Default,
    File,
    Environment,
}

impl Config {
    /// Reads this process's environment, and the file it names.
    pub fn load() -> Result<Self> {
        let environment: Vec<_> =
            std::env::vars().filter(|(name, _)| name.starts_with("NASSIJ_") && !name.starts_with("NASSIJ_TEST_")).collect();
        let file = environment.iter().find(|(name, _)| name == "NASSIJ_CONFIG").map(|(_, path)| PathBuf::from(path));
        let file = file
            .map(|path| std::fs::read_to_string(&path).map_err(|error| refuse("config", format!("{}: {error}", path.display()))))
            .transpose()?;
        let environment = environment.into_iter().filter(|(name, _)| name != "NASSIJ_CONFIG");
        Self::read(file.as_deref(), environment)
    }

    /// # Errors
    /// `configuration-wrong` with the setting's name and what is the matter with it.
    pub fn read(file: Option<&str>, environment: impl IntoIterator<Item = (String, String)>) -> Result<Self> {
        let mut values: BTreeMap<_, _> =
            KEYS.iter().filter_map(|key| Some((key.name, (key.default?.to_owned(), Origin::Default)))).collect();
        if let Some(text) = file {
            let table: toml::Table = text.parse().map_err(|error: toml::de::Error| refuse("config", error.to_string()))?;
            for (name, value) in table {
                let text = match value {
                    toml::Value::String(text) => text,
                    toml::Value::Integer(number) => number.to_string(),
                    _ => return Err(refuse(&name, "a text or a whole number is expected")),
                };
                set(&mut values, &name, text, Origin::File)?;
            }
        }
        for (name, value) in environment {
            set(&mut values, &name.trim_start_matches("NASSIJ_").to_lowercase(), value, Origin::Environment)?;
        }
        let config = Self { values, shared: false };
        config.check()?;
        Ok(config)
    }

    /// For a command beside a running platform: it does not claim the data for itself.
    #[must_use]
    pub fn beside_a_running_platform(&self) -> Self {
        Self { shared: true, ..self.clone() }
    }

    fn check(&self) -> Result<()> {
        let choices = [
            ("environment", ["development", "production", ""]),
            ("locale", ["ar", "fr", "en"]),
            ("log_format", ["text", "json", ""]),
            ("webhooks_to", ["internet", "anywhere", ""]),
        ];
        for (name, allowed) in choices {
            if !allowed.contains(&self.text(name)) {
                return Err(refuse(name, format!("one of {}", allowed.join(" "))));
            }
        }
        let schemes: [(&str, &[&str]); 4] = [
            ("database_url", &["postgres://", "postgresql://"]),
            ("database_owner_url", &["postgres://", "postgresql://"]),
            ("redis_url", &["redis://", "rediss://"]),
            ("smtp_url", &["smtp://", "smtps://"]),
        ];
        for (name, allowed) in schemes {
            if self.get(name).is_some_and(|url| !allowed.iter().any(|scheme| url.starts_with(scheme))) {
                return Err(refuse(name, format!("{}… is expected", allowed[0])));
            }
        }
        let sender = self.text("mail_from");
        let address = sender.strip_suffix('>').and_then(|sender| sender.split_once('<')).map_or(sender, |(_, address)| address);
        if !address.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty()) || address.contains(' ') {
            return Err(refuse("mail_from", "an e-mail address is expected"));
        }
        EnvFilter::try_new(self.text("log")).map_err(|error| refuse("log", error.to_string()))?;
        if self.get("fonts").is_some_and(|directory| !Path::new(directory).is_dir()) {
            return Err(refuse("fonts", "there is no such directory"));
        }
        self.text("listen").parse::<std::net::SocketAddr>().map_err(|_| refuse("listen", "address:port is expected"))?;
        if let Some(listen) = self.get("metrics_listen") {
            listen.parse::<std::net::SocketAddr>().map_err(|_| refuse("metrics_listen", "address:port is expected"))?;
        }
        self.connections()?;
        self.trusted_proxies()?;
        let url = self.public_url();
        if !(url.starts_with("http://") || url.starts_with("https://")) || url.ends_with('/') {
            return Err(refuse("public_url", "http(s)://host without a final slash is expected"));
        }
        if self.production() { self.check_production() } else { Ok(()) }
    }

    /// What is handy at home and unsafe in public.
    fn check_production(&self) -> Result<()> {
        if !self.public_url().starts_with("https://") {
            return Err(refuse("public_url", "production needs https"));
        }
        for (name, why) in
            [("smtp_url", "production must send its mails, not show them"), ("secret_file", "production needs a secret of its own")]
        {
            if self.get(name).is_none() {
                return Err(refuse(name, why));
            }
        }
        if self.text("webhooks_to") == "anywhere" {
            return Err(refuse("webhooks_to", "production calls addresses of the internet only"));
        }
        Ok(())
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(|(value, _)| value.as_str()).filter(|value| !value.is_empty())
    }

    fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    pub fn listen(&self) -> &str {
        self.text("listen")
    }
    pub fn data(&self) -> PathBuf {
        self.text("data").into()
    }
    pub fn production(&self) -> bool {
        self.text("environment") == "production"
    }
    pub fn locale(&self) -> Locale {
        Locale::parse(self.text("locale")).unwrap_or_default()
    }
    pub fn public_url(&self) -> String {
        self.get("public_url").map_or_else(|| format!("http://{}", self.listen()), ToOwned::to_owned)
    }

    fn trusted_proxies(&self) -> Result<Vec<std::net::IpAddr>> {
        let addresses = self.text("trusted_proxies").split(',').map(str::trim).filter(|address| !address.is_empty());
        let read = addresses.map(|address| address.parse().map_err(|_| refuse("trusted_proxies", format!("{address} is no IP address"))));
        read.collect()
    }

    fn connections(&self) -> Result<u32> {
        let number = self.text("database_connections").parse().ok().filter(|number| (1..=500).contains(number));
        number.ok_or_else(|| refuse("database_connections", "a number from 1 to 500 is expected"))
    }

    pub fn database(&self) -> Result<database::Settings> {
        Ok(match self.get("database_url") {
            None => database::Settings::Sqlite { directory: self.data(), exclusive: !self.shared },
            Some(url) => database::Settings::Postgres { url: url.to_owned(), owner_url: None, connections: self.connections()? },
        })
    }

    /// The signing key. Outside production it is made once and kept under `data`.
    pub fn signing_key(&self) -> Result<Vec<u8>> {
        let path = self.get("secret_file").map(PathBuf::from);
        let path = path.unwrap_or_else(|| self.data().join("secret"));
        if self.get("secret_file").is_none() && !path.exists() {
            keep_first(&path, &random_token())?;
        }
        let key = std::fs::read(&path).map_err(|error| refuse("secret_file", format!("{}: {error}", path.display())))?;
        if key.trim_ascii().len() < 32 {
            return Err(refuse("secret_file", "32 bytes or more are expected"));
        }
        Ok(key.trim_ascii().to_vec())
    }

    pub fn public_settings(&self) -> web::PublicSettings {
        web::PublicSettings {
            url: self.public_url(),
            production: self.production(),
            smtp_url: self.get("smtp_url").map(ToOwned::to_owned),
            mail_from: self.text("mail_from").to_owned(),
            data: self.data(),
            trusted_proxies: self.trusted_proxies().unwrap_or_default(),
            private_webhooks: self.text("webhooks_to") == "anywhere",
            sub_processors: self
                .text("sub_processors")
                .split(',')
                .map(str::trim)
                .filter(|name| !name.is_empty())
                .map(ToOwned::to_owned)
                .collect(),
            locale: self.locale(),
        }
    }

    /// Every setting with its value, where it came from and what it means. Secrets stay secret.
    pub fn show(&self) -> String {
        let mut text = String::new();
        for key in KEYS {
            let (value, origin) = match self.values.get(key.name) {
                None => ("", "unset"),
                Some((value, origin)) => {
                    (if key.secret { "(secret)" } else { value.as_str() }, ["default", "file", "environment"][*origin as usize])
                }
            };
            let _ = writeln!(text, "# {}\n{} = {value:?}  # {origin}", key.about, key.name);
        }
        text
    }
}

fn set(values: &mut BTreeMap<&'static str, (String, Origin)>, name: &str, value: String, origin: Origin) -> Result<()> {
    if let Some(key) = KEYS.iter().find(|key| key.name == name) {
        values.insert(key.name, (value, origin));
        return Ok(());
    }
    let by_file = name.strip_suffix("_file").and_then(|name| KEYS.iter().find(|key| key.secret && key.name == name));
    let Some(key) = by_file else {
        return Err(refuse(name, "there is no such setting; `nassij show-config` lists them all"));
    };
    let text = std::fs::read_to_string(&value).map_err(|error| refuse(name, format!("{value}: {error}")))?;
    values.insert(key.name, (text.trim().to_owned(), origin));
    Ok(())
}

fn refuse(name: &str, why: impl Into<String>) -> Error {
    Error::invalid("configuration-wrong").with("setting", name).with("reason", why.into())
}

/// Keeps a secret for the owner's eyes. Of several processes that begin together the first one's stays, and nobody
/// sees a part of it: it is whole before it has its name.
fn keep_first(path: &Path, text: &str) -> Result<()> {
    use std::io::Write;
    use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
    if let Some(parent) = path.parent() {
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(parent).map_err(Error::internal)?;
    }
    let draft = path.with_extension(random_token());
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft).map_err(Error::internal)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(Error::internal)?;
    let named = std::fs::hard_link(&draft, path);
    std::fs::remove_file(&draft).map_err(Error::internal)?;
    match named {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        other => other.map_err(Error::internal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Config> {
        Config::read(None, pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    fn refused(pairs: &[(&str, &str)]) -> String {
        let error = read(pairs).expect_err("refused");
        assert_eq!(error.code(), "configuration-wrong");
        error.params()["setting"].clone()
    }

    #[test]
    fn nothing_configured_runs_at_home() {
        let config = read(&[]).expect("defaults are right");
        assert_eq!(config.public_url(), "http://127.0.0.1:8080");
        assert!(!config.production());
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let environment = [("NASSIJ_LOCALE".to_owned(), "en".to_owned())];
        let config = Config::read(Some("locale = \"fr\"\nlog = \"debug\""), environment).expect("right");
        assert_eq!((config.locale(), config.get("log")), (Locale::En, Some("debug")));
    }

    #[test]
    fn a_wrong_setting_is_named() {
        assert_eq!(refused(&[("NASSIJ_LISTEM", "x")]), "listem");
        assert_eq!(refused(&[("NASSIJ_LISTEN", "here")]), "listen");
        assert_eq!(refused(&[("NASSIJ_DATABASE_CONNECTIONS", "0")]), "database_connections");
        assert_eq!(refused(&[("NASSIJ_DATABASE_URL", "mysql://x")]), "database_url");
        assert_eq!(refused(&[("NASSIJ_SMTP_URL", "http://x")]), "smtp_url");
        assert_eq!(refused(&[("NASSIJ_MAIL_FROM", "a b")]), "mail_from");
        assert_eq!(refused(&[("NASSIJ_LOG", "%%%")]), "log");
        assert_eq!(refused(&[("NASSIJ_FONTS", "/there/is/none")]), "fonts");
        assert_eq!(refused(&[("NASSIJ_PUBLIC_URL", "https://x.ma/")]), "public_url");
        assert!(Config::read(Some("listen = [1]"), []).is_err());
    }

    #[test]
    fn production_refuses_what_is_unsafe() {
        let url = ("NASSIJ_PUBLIC_URL", "https://nassij.example");
        let production = ("NASSIJ_ENVIRONMENT", "production");
        let smtp = ("NASSIJ_SMTP_URL", "smtps://mail.example");
        assert_eq!(refused(&[production, smtp, ("NASSIJ_SECRET_FILE", "s")]), "public_url");
        assert_eq!(refused(&[production, url, ("NASSIJ_SECRET_FILE", "s")]), "smtp_url");
        assert_eq!(refused(&[production, url, smtp]), "secret_file");
        assert!(read(&[production, url, smtp, ("NASSIJ_SECRET_FILE", "s")]).is_ok());
    }

    #[test]
    fn of_processes_that_begin_together_all_have_the_first_ones_key() {
        for _ in 0..50 {
            let data = std::env::temp_dir().join(format!("nassij-key-{}", random_token()));
            let config = read(&[("data", &data.display().to_string())]).expect("right");
            let together = std::sync::Barrier::new(8);
            let begin = || {
                together.wait();
                config.signing_key().expect("a key")
            };
            let keys = std::thread::scope(|scope| {
                let running: Vec<_> = (0..8).map(|_| scope.spawn(begin)).collect();
                running.into_iter().map(|one| one.join().expect("ends")).collect::<std::collections::HashSet<_>>()
            });
            assert_eq!(keys.len(), 1);
            assert_eq!(std::fs::read_dir(&data).expect("there").count(), 1, "no draft is left");
            std::fs::remove_dir_all(&data).expect("removed");
        }
    }

    #[test]
    fn secrets_are_not_shown() {
        let shown = read(&[("NASSIJ_SMTP_URL", "smtp://user:pass@host")]).expect("right").show();
        assert!(!shown.contains("pass@"), "{shown}");
    }
}
