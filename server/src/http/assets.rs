//! The files that browsers load: script, WebAssembly, style and the public folder, from memory.
//!
//! Read once at start from the folder that `make site` (or cargo-leptos) writes. Files below `/pkg` are served under a
//! name with a hash of their bytes, so a browser keeps them for ever and never mixes two releases; the others keep
//! their plain names and an hour. What to send compressed was compressed beforehand, at the best ratio, and lies beside
//! the plain file as `.br` and `.gz`: nothing is compressed while a debtor waits.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH, VARY,
};
use axum::http::{Response, StatusCode};
use axum::routing::get;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

/// The name in the address changes with the bytes, so a year (the longest that RFC 9111 caches honour) is safe.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// An icon or `robots.txt` keeps its address when it changes; an hour is soon enough.
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");
/// The folder, below the site folder and in addresses, whose files get a hash in their names.
const PACKAGE: &str = "/pkg/";

/// Why the site folder cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum AssetsError {
    /// Nothing was built yet, or the wrong folder was named.
    #[error("{} is missing in {}: run `make site`, or start from the folder where it was run", .file, .dir.display())]
    Missing {
        /// The folder that was looked at.
        dir: PathBuf,
        /// What should be in it.
        file: &'static str,
    },
    /// A file that no address can name plainly.
    #[error("{} cannot be served under that name: use letters, digits, dot, dash and underscore", .0.display())]
    Name(PathBuf),
    /// The folder is there and cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// File or folder.
        path: PathBuf,
        /// The system's reason.
        #[source]
        source: io::Error,
    },
}

/// Addresses, with their hashes, of the two halves of a module of islands. The script knows of no WebAssembly by itself:
/// it is handed the address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Module {
    /// Of the script.
    pub js: String,
    /// Of the WebAssembly.
    pub wasm: String,
}

/// All files of the site, in memory, by their address.
#[derive(Debug)]
pub struct Assets {
    files: BTreeMap<String, Arc<Asset>>,
    paying: Module,
    planning: Module,
    css_path: String,
    console_css_path: String,
    built_from: Option<String>,
}

/// Which sources the program's pages are compiled from.
const SOURCES: &str = env!("SALDO_SOURCES");

impl Assets {
    /// Reads the site folder whole.
    ///
    /// # Errors
    /// [`AssetsError::Missing`] when script, WebAssembly or style is not there; the others as they say.
    pub fn load(dir: &Path) -> Result<Self, AssetsError> {
        let mut on_disk = read_tree(dir)?;
        let built_from = on_disk.remove("/sources.txt").map(|text| String::from_utf8_lossy(&text).trim().to_owned());
        let mut files = BTreeMap::new();
        let mut hashed_paths = BTreeMap::new();
        let plain_paths: Vec<String> = on_disk.keys().filter(|path| !is_compressed(path)).cloned().collect();
        for path in plain_paths {
            let mut take = |ending: &str| on_disk.remove(&format!("{path}{ending}"));
            let Some(plain) = take("") else { continue };
            let hash = hex::encode(&Sha256::digest(&plain)[..5]);
            let variants = Variants { br: take(".br"), gz: take(".gz"), plain };
            let (address, cache) = match path.strip_prefix(PACKAGE).and_then(|name| name.rsplit_once('.')) {
                Some((name, kind)) => (format!("{PACKAGE}{name}.{hash}.{kind}"), FOR_EVER),
                None => (path.clone(), AN_HOUR),
            };
            let asset = Asset { variants, hash, kind: content_type(&path), cache };
            hashed_paths.insert(path, address.clone());
            files.insert(address, Arc::new(asset));
        }
        let mut required = |file: &'static str| {
            hashed_paths.remove(&format!("/{file}")).ok_or_else(|| AssetsError::Missing { dir: dir.to_owned(), file })
        };
        let paying = Module { js: required("pkg/saldo.js")?, wasm: required("pkg/saldo.wasm")? };
        let css_path = required("pkg/saldo.css")?;
        // Where all islands were built into one module, that one serves for both.
        let planning = match (required("pkg/plan.js"), required("pkg/plan.wasm")) {
            (Ok(js), Ok(wasm)) => Module { js, wasm },
            _ => paying.clone(),
        };
        // cargo-leptos makes one style sheet only; the console then comes without what is its own.
        let console_css_path = required("pkg/console.css").unwrap_or_else(|_| css_path.clone());
        Ok(Self { files, paying, planning, css_path, console_css_path, built_from })
    }

    /// Do the files say that they were built from other sources than the program? Its pages and their scripts then may not
    /// understand one another.
    #[must_use]
    pub fn is_of_another_build(&self) -> bool {
        self.built_from.as_deref().is_some_and(|built_from| built_from != SOURCES)
    }

    /// The folder to load when none was named: `target/site` below the working directory, where `make site` puts it;
    /// else beside the program (`site`), beside its folder (`target/debug/../site`) or where the Debian package puts it
    /// (`/usr/bin/../share/saldo/site`).
    #[must_use]
    pub fn usual_dir() -> PathBuf {
        let here = PathBuf::from("target/site");
        let program = std::env::current_exe().unwrap_or_default();
        let by_program =
            program.ancestors().skip(1).take(2).flat_map(|dir| [dir.join("site"), dir.join("share/saldo/site")]);
        std::iter::once(here.clone()).chain(by_program).find(|dir| dir.join("pkg").is_dir()).unwrap_or(here)
    }

    /// The islands of the pages that pay.
    #[must_use]
    pub fn paying(&self) -> &Module {
        &self.paying
    }

    /// The island that plans.
    #[must_use]
    pub fn planning(&self) -> &Module {
        &self.planning
    }

    /// Address of the style sheet.
    #[must_use]
    pub fn css_path(&self) -> &str {
        &self.css_path
    }

    /// Address of what the console adds to the style sheet.
    #[must_use]
    pub fn console_css_path(&self) -> &str {
        &self.console_css_path
    }

    /// One GET (and HEAD) route for each file, to be merged into the server's router whatever its state is.
    pub fn router<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        self.files.iter().fold(Router::new(), |router, (path, asset)| {
            let asset = Arc::clone(asset);
            router.route(path, get(async move |headers: HeaderMap| asset.answer(&headers)))
        })
    }
}

/// One file with everything that its answer needs.
#[derive(Debug)]
struct Asset {
    variants: Variants,
    hash: String,
    kind: &'static str,
    cache: HeaderValue,
}

#[derive(Debug)]
struct Variants {
    plain: Bytes,
    br: Option<Bytes>,
    gz: Option<Bytes>,
}

impl Asset {
    fn answer(&self, request: &HeaderMap) -> Response<Body> {
        let (encoding, bytes) = self.variants.best_for(request);
        // Each encoding is its own representation and needs its own tag (RFC 9110, 8.8.3.3).
        let tag = match encoding {
            Some(encoding) => format!("\"{}-{encoding}\"", self.hash),
            None => format!("\"{}\"", self.hash),
        };
        let known = names_tag(request, &tag);
        let mut response = Response::new(if known { Body::empty() } else { Body::from(bytes.clone()) });
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, self.cache.clone());
        if let Ok(tag) = HeaderValue::try_from(tag) {
            headers.insert(ETAG, tag);
        }
        if self.variants.br.is_some() || self.variants.gz.is_some() {
            headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        }
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.kind));
        if let Some(encoding) = encoding {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    }
}

impl Variants {
    /// The smallest form that the browser takes, with its name in `Content-Encoding`.
    fn best_for(&self, request: &HeaderMap) -> (Option<&'static str>, &Bytes) {
        [("br", &self.br), ("gzip", &self.gz)]
            .into_iter()
            .filter(|(name, _)| accepts(request, name))
            .find_map(|(name, bytes)| bytes.as_ref().map(|bytes| (Some(name), bytes)))
            .unwrap_or((None, &self.plain))
    }
}

/// Whether `Accept-Encoding` names `encoding` with a weight other than nought. A bare `*` is not taken at its word:
/// the plain bytes suit everyone.
fn accepts(request: &HeaderMap, encoding: &str) -> bool {
    let listed = request.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    listed.flat_map(|value| value.split(',')).any(|item| {
        let (name, weight) = item.split_once(';').unwrap_or((item, "q=1"));
        let refused = weight.trim().strip_prefix("q=").is_some_and(|q| !q.contains(|c| matches!(c, '1'..='9')));
        name.trim().eq_ignore_ascii_case(encoding) && !refused
    })
}

/// Whether the browser has this very representation (weak comparison, as RFC 9110, 13.1.2 wants).
fn names_tag(request: &HeaderMap, tag: &str) -> bool {
    let listed = request.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    listed
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

fn is_compressed(path: &str) -> bool {
    path.ends_with(".br") || path.ends_with(".gz")
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, kind)| kind) {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm", // streaming compilation refuses any other
        "webmanifest" => "application/manifest+json",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}

/// All files below `dir`, by their address (`/pkg/saldo.js`); hidden ones are not for browsers.
fn read_tree(dir: &Path) -> Result<BTreeMap<String, Bytes>, AssetsError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| AssetsError::Read { path, source }
    };
    let mut files = BTreeMap::new();
    let mut todo = vec![(String::new(), dir.to_owned())];
    while let Some((address, path)) = todo.pop() {
        if path.is_file() {
            files.insert(address, fs::read(&path).map_err(failed(&path))?.into());
        } else if path.is_dir() {
            for entry in fs::read_dir(&path).map_err(failed(&path))? {
                let entry = entry.map_err(failed(&path))?;
                let name = entry.file_name();
                match name.to_str() {
                    Some(hidden) if hidden.starts_with('.') => {}
                    Some(name) if name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')) => {
                        todo.push((format!("{address}/{name}"), entry.path()));
                    }
                    _ => return Err(AssetsError::Name(entry.path())),
                }
            }
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;
    use axum::http::Request;
    use tower::ServiceExt;

    /// A site folder of its own for one test, gone when the test ends.
    struct Site(PathBuf);

    impl Site {
        fn new(test: &str, files: &[(&str, &str)]) -> Self {
            let dir = std::env::temp_dir().join(format!("saldo-site-{}-{test}", std::process::id()));
            for (name, text) in files {
                let path = dir.join(name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            Self(dir)
        }

        fn whole(test: &str) -> Self {
            Self::new(
                test,
                &[
                    ("pkg/saldo.js", "script"),
                    ("pkg/saldo.js.br", "br"),
                    ("pkg/saldo.js.gz", "gz"),
                    ("pkg/saldo.wasm", "module"),
                    ("pkg/saldo.css", "style"),
                    ("robots.txt", "words"),
                    (".hidden", "not for browsers"),
                ],
            )
        }
    }

    impl Drop for Site {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    async fn ask(assets: &Assets, method: &str, path: &str, header: Option<(&str, &str)>) -> (u16, HeaderMap, String) {
        let mut request = Request::builder().method(method).uri(path);
        if let Some((name, value)) = header {
            request = request.header(name, value);
        }
        let response = assets.router::<()>().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        (parts.status.as_u16(), parts.headers, String::from_utf8(body.to_vec()).unwrap())
    }

    // printf script | sha256sum, and so on
    const SCRIPT: &str = "/pkg/saldo.21a0270b7f.js";

    #[tokio::test]
    async fn hashed_names_are_kept_for_ever_and_plain_ones_an_hour() {
        let site = Site::whole("names");
        let assets = Assets::load(&site.0).unwrap();
        assert_eq!(assets.paying().js, SCRIPT);
        assert_eq!(assets.planning(), assets.paying(), "one module serves for both");
        let (status, headers, body) = ask(&assets, "GET", &assets.paying().js, None).await;
        assert_eq!((status, body.as_str()), (200, "script"));
        assert_eq!(headers[CACHE_CONTROL], "public, max-age=31536000, immutable");
        assert_eq!(headers[CONTENT_TYPE], "text/javascript; charset=utf-8");
        assert_eq!(headers[VARY], "accept-encoding");
        let (_, headers, _) = ask(&assets, "GET", &assets.paying().wasm, None).await;
        assert_eq!(headers[CONTENT_TYPE], "application/wasm");
        let (status, headers, body) = ask(&assets, "GET", "/robots.txt", None).await;
        assert_eq!((status, body.as_str()), (200, "words"));
        assert_eq!(headers[CACHE_CONTROL], "public, max-age=3600");
        for path in ["/pkg/saldo.js", "/pkg/saldo.0000000000.js", "/.hidden", "/pkg/../robots.txt"] {
            assert_eq!(ask(&assets, "GET", path, None).await.0, 404, "{path}");
        }
    }

    #[tokio::test]
    async fn the_smallest_form_that_the_browser_takes() {
        let site = Site::whole("encodings");
        let assets = Assets::load(&site.0).unwrap();
        for (accept, body, encoding) in [
            ("gzip, deflate, br, zstd", "br", Some("br")),
            ("gzip;q=1.0, br;q=0", "gz", Some("gzip")),
            ("GZIP", "gz", Some("gzip")),
            ("br; q=0.001", "br", Some("br")),
            ("identity", "script", None),
            ("*", "script", None),
            ("gzip;q=0.0", "script", None),
        ] {
            let (_, headers, sent) = ask(&assets, "GET", SCRIPT, Some(("accept-encoding", accept))).await;
            assert_eq!(sent, body, "{accept}");
            assert_eq!(headers.get(CONTENT_ENCODING).map(|value| value.to_str().unwrap()), encoding, "{accept}");
        }
        // No compressed form beside it: the plain one, whatever the browser would take.
        let (_, headers, sent) = ask(&assets, "GET", assets.css_path(), Some(("accept-encoding", "br"))).await;
        assert_eq!(sent, "style");
        assert!(!headers.contains_key(CONTENT_ENCODING) && !headers.contains_key(VARY));
    }

    #[tokio::test]
    async fn a_known_tag_needs_no_body() {
        let site = Site::whole("tags");
        let assets = Assets::load(&site.0).unwrap();
        let (_, headers, _) = ask(&assets, "GET", "/robots.txt", None).await;
        let tag = headers[ETAG].to_str().unwrap().to_owned();
        for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
            let (status, headers, body) = ask(&assets, "GET", "/robots.txt", Some(("if-none-match", &known))).await;
            assert_eq!((status, body.as_str()), (304, ""), "{known}");
            assert_eq!(headers[CACHE_CONTROL], "public, max-age=3600");
            assert_eq!(headers[ETAG], tag.as_str());
        }
        assert_eq!(ask(&assets, "GET", "/robots.txt", Some(("if-none-match", "\"other\""))).await.0, 200);
        // The tag of the plain bytes does not stand for the compressed ones.
        let (_, headers, _) = ask(&assets, "GET", SCRIPT, Some(("accept-encoding", "br"))).await;
        assert!(headers[ETAG].to_str().unwrap().ends_with("-br\""));
    }

    #[tokio::test]
    async fn head_has_the_length_and_no_body_and_nothing_else_is_allowed() {
        let site = Site::whole("methods");
        let assets = Assets::load(&site.0).unwrap();
        let (status, headers, body) = ask(&assets, "HEAD", SCRIPT, None).await;
        assert_eq!((status, body.as_str()), (200, ""));
        assert_eq!(headers["content-length"], "6");
        assert_eq!(ask(&assets, "POST", SCRIPT, None).await.0, 405);
    }

    #[test]
    fn files_of_another_build_are_known() {
        let of = |name: &str, more: &[(&str, &str)]| {
            let files = ["pkg/saldo.js", "pkg/saldo.wasm", "pkg/saldo.css"].map(|file| (file, "x"));
            Assets::load(&Site::new(name, &[&files, more].concat()).0).unwrap()
        };
        assert!(!of("unmarked", &[]).is_of_another_build(), "cargo-leptos marks nothing");
        assert!(!of("same", &[("sources.txt", SOURCES)]).is_of_another_build());
        let other = of("other", &[("sources.txt", "0000000000000000")]);
        assert!(other.is_of_another_build());
        assert!(!other.files.contains_key("/sources.txt"), "it is for us, and served to nobody");
    }

    #[test]
    fn a_folder_without_the_package_says_what_to_do() {
        let site = Site::new("missing", &[("robots.txt", "words")]);
        let error = Assets::load(&site.0).unwrap_err().to_string();
        assert!(error.contains("pkg/saldo.js is missing") && error.contains("`make site`"), "{error}");
        let nowhere = Assets::load(Path::new("/nowhere/at/all")).unwrap_err().to_string();
        assert!(nowhere.contains("/nowhere/at/all") && nowhere.contains("`make site`"), "{nowhere}");
        let odd = Site::new("odd", &[("pkg/saldo.js", "x"), ("a {b}.txt", "x")]);
        assert!(matches!(Assets::load(&odd.0), Err(AssetsError::Name(_))));
    }
}
