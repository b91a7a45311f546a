//! A fresh database for one test, and the folder that everything else of it lives in.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, Once};
use store::Store;

/// Names the server that the tests may make databases on.
const POSTGRES: &str = "SALDO_TEST_POSTGRES_URL";
/// Set: each test has a schema in one database there, instead of a database.
const SCHEMAS: &str = "SALDO_TEST_POSTGRES_SCHEMAS";

/// Which database.
#[derive(Debug, Clone)]
pub enum Engine {
    /// A file.
    Sqlite,
    /// A database of its own on this server.
    Postgres(String),
    /// A schema of its own in this database.
    Schema(String),
}

impl Engine {
    /// PostgreSQL, if there is one; else says once that it was left out.
    pub fn postgres() -> Option<Self> {
        static SAID: Once = Once::new();
        let url = std::env::var(POSTGRES).ok().filter(|url| !url.is_empty());
        if url.is_none() {
            // Past the test harness, which swallows what passing tests print.
            SAID.call_once(|| {
                let _ = writeln!(std::io::stderr(), "left out: PostgreSQL ({POSTGRES} names no server)");
            });
        }
        let kind = if std::env::var_os(SCHEMAS).is_some() { Self::Schema } else { Self::Postgres };
        url.map(kind)
    }

    /// The engines there are.
    pub fn all() -> Vec<Self> {
        std::iter::once(Self::Sqlite).chain(Self::postgres()).collect()
    }
}

/// A folder and a database, gone with the test.
pub struct Scratch {
    /// For `SALDO_DATABASE_URL`.
    pub url: String,
    dir: PathBuf,
    name: String,
    has_own_database: bool,
}

fn new_name() -> String {
    static MADE: AtomicU64 = AtomicU64::new(0);
    format!("saldo_it_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed))
}

/// What is said to a server beside the tests' own connections.
async fn tell<const N: usize>(server: &str, statements: [String; N]) {
    let admin = Store::open(server).await.expect("the server");
    let mut db = admin.read().await.expect("a connection");
    for statement in statements {
        db.script(statement).await.expect("the server does it");
    }
    drop(db);
    admin.close().await;
}

/// Databases whose test has ended. The next test drops them: an end cannot wait for a server.
static ENDED: Mutex<Vec<String>> = Mutex::new(Vec::new());

async fn new_database(server: &str, name: &str) -> String {
    let ended = std::mem::take(&mut *ENDED.lock().expect("no test panics while it holds this"));
    for ended in ended {
        tell(server, [format!("DROP DATABASE IF EXISTS {ended} WITH (FORCE)")]).await;
    }
    tell(server, [format!("DROP DATABASE IF EXISTS {name}"), format!("CREATE DATABASE {name}")]).await;
    let mut url: url::Url = server.parse().expect("an address");
    url.set_path(name);
    url.to_string()
}

impl Scratch {
    /// Makes both.
    pub async fn new(engine: Engine) -> Self {
        let name = new_name();
        // In memory where the machine offers that: no test here cuts the power.
        let shared = Path::new("/dev/shm");
        let dir = if shared.is_dir() { shared.join(&name) } else { std::env::temp_dir().join(&name) };
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(dir.join("site/pkg")).expect("a folder");
        for file in ["saldo.js", "saldo.wasm", "saldo.css", "console.css"] {
            std::fs::write(dir.join("site/pkg").join(file), file).expect("a file");
        }
        let has_own_database = matches!(engine, Engine::Postgres(_));
        let url = match engine {
            Engine::Sqlite => format!("sqlite:{}", dir.join("books.db").display()),
            Engine::Postgres(server) => new_database(&server, &name).await,
            Engine::Schema(database) => {
                tell(&database, [format!("DROP SCHEMA IF EXISTS {name} CASCADE"), format!("CREATE SCHEMA {name}")])
                    .await;
                format!("{database}?options=-csearch_path%3D{name}")
            }
        };
        Self { url, dir, name, has_own_database }
    }

    /// The address of a new database without tables, if there is a PostgreSQL.
    pub async fn database() -> Option<String> {
        match Engine::postgres()? {
            Engine::Sqlite => None,
            Engine::Postgres(server) | Engine::Schema(server) => Some(new_database(&server, &new_name()).await),
        }
    }

    /// The schema it is in, where it has one of its own.
    pub fn schema(&self) -> String {
        self.name.clone()
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Styles and script, as little as serves.
    pub fn site(&self) -> PathBuf {
        self.dir.join("site")
    }

    /// Writes a file into the folder.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.dir.join(name);
        std::fs::write(&path, content).expect("a file");
        path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.dir);
        if self.has_own_database
            && let Ok(mut ended) = ENDED.lock()
        {
            ended.push(std::mem::take(&mut self.name));
        }
    }
}
