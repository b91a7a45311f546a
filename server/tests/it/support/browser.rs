//! A browser as far as the portal can tell: cookies, forms, `Origin` and `Sec-Fetch-Site`. It
//! follows no redirect by itself and runs no script.

use super::BASE;
use reqwest::Method;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Mutex;
use std::time::Duration;

/// An answer.
#[derive(Debug, Clone)]
pub struct Page {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Page {
    /// A header's text, empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where it sends the browser; it must be a 303.
    pub fn location(&self) -> &str {
        assert_eq!(self.status, 303, "{}", self.text());
        self.header("location")
    }

    /// What a person reads: no tags, one blank between words.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut inside = false;
        for c in self.body.chars() {
            match c {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    text.push(' ');
                }
                c if !inside => text.push(c),
                _ => {}
            }
        }
        let text = text.replace("&#39;", "'").replace("&#x27;", "'").replace("&amp;", "&").replace('\u{a0}', " ");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// All forms of the page.
    pub fn forms(&self) -> Vec<Form> {
        self.body.split("<form").skip(1).map(|rest| Form::read(rest.split("</form>").next().unwrap_or(rest))).collect()
    }

    /// The form with this address as a browser would send it: boxes that are ticked, options that are selected, what
    /// stands in text areas.
    pub fn filled(&self, action: &str) -> Form {
        let mut parts = self.body.split("<form").skip(1).map(|rest| rest.split("</form>").next().unwrap_or(rest));
        let html = parts
            .find(|html| attribute(html.split('>').next().unwrap_or_default(), "action").as_deref() == Some(action));
        Form::filled(html.unwrap_or_else(|| panic!("no form goes to {action}: {}", self.text())))
    }

    /// The form that posts to this path.
    pub fn form(&self, action: &str) -> Form {
        let found = self.forms().into_iter().find(|form| form.action == action);
        found.unwrap_or_else(|| panic!("no form posts to {action}: {}", self.text()))
    }
}

/// A form: where it goes, its hidden and filled fields, and what its buttons say.
#[derive(Debug, Clone, Default)]
pub struct Form {
    pub action: String,
    pub fields: Vec<(String, String)>,
    pub buttons: Vec<(String, String)>,
}

impl Form {
    fn read(html: &str) -> Self {
        let mut form = Self::default();
        for (n, tag) in html.split('<').enumerate() {
            let tag = tag.split('>').next().unwrap_or(tag);
            let value = |name| attribute(tag, name).unwrap_or_default();
            match tag.split_whitespace().next() {
                _ if n == 0 => form.action = value("action"),
                Some("input") if !value("name").is_empty() => form.fields.push((value("name"), value("value"))),
                Some("button") if !value("name").is_empty() => form.buttons.push((value("name"), value("value"))),
                _ => {}
            }
        }
        form
    }

    fn filled(html: &str) -> Self {
        let mut form = Self {
            action: attribute(html.split('>').next().unwrap_or_default(), "action").unwrap_or_default(),
            ..Self::default()
        };
        let mut select = String::new();
        for part in html.split('<').skip(1) {
            let (tag, text) = part.split_once('>').unwrap_or((part, ""));
            let value = |name| attribute(tag, name).unwrap_or_default();
            let has = |name: &str| tag.split_whitespace().any(|word| word.split('=').next() == Some(name));
            match tag.split_whitespace().next() {
                Some("input") => {
                    let box_ = matches!(value("type").as_str(), "checkbox" | "radio");
                    if !value("name").is_empty() && (!box_ || has("checked")) {
                        form.fields.push((value("name"), value("value")));
                    }
                }
                Some("select") => select = value("name"),
                Some("option") if has("selected") => form.fields.push((select.clone(), value("value"))),
                Some("textarea") => {
                    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
                    form.fields.push((value("name"), text));
                }
                _ => {}
            }
        }
        form
    }

    /// The value of a field.
    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// With one more field, or another value for one.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let begin = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let value = tag[begin..].split('"').next()?;
    Some(value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
}

/// Fields as a form sends them.
pub fn form_with(fields: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// Between the parts of a form with files.
pub const BOUNDARY: &str = "----saldo-test-boundary";

/// See the module.
pub struct Browser {
    http: reqwest::Client,
    address: SocketAddr,
    sandbox: String,
    cookies: Mutex<BTreeMap<String, String>>,
}

impl Browser {
    /// On this line: one client a test, since making one takes longer than most tests.
    pub fn new(http: reqwest::Client, address: SocketAddr, sandbox: &str) -> Self {
        Self { http, address, sandbox: sandbox.to_owned(), cookies: Mutex::default() }
    }

    /// A line that follows no redirect and keeps no cookie.
    pub fn line() -> reqwest::Client {
        reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .timeout(Duration::from_secs(60))
            .build()
            .expect("a client")
    }

    /// Another browser with the same cookies: a second tab, for requests at the same time.
    pub fn tab(&self) -> Self {
        let cookies = self.cookies.lock().expect("the cookies").clone();
        Self {
            http: self.http.clone(),
            address: self.address,
            sandbox: self.sandbox.clone(),
            cookies: Mutex::new(cookies),
        }
    }

    /// The cookies it has.
    pub fn cookies(&self) -> BTreeMap<String, String> {
        self.cookies.lock().expect("the cookies").clone()
    }

    /// Gives it a cookie that no answer set.
    pub fn put_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().expect("the cookies").insert(name.to_owned(), value.to_owned());
    }

    /// Opens a page of the portal, or one of the sandbox by its whole address.
    pub async fn get(&self, to: &str) -> Page {
        self.send(Method::GET, to, &[("sec-fetch-site", "none"), ("accept-language", "es-MX,es;q=0.9")], None).await
    }

    /// Sends a form of our own page.
    pub async fn post(&self, to: &str, body: String) -> Page {
        self.send(Method::POST, to, &[("origin", BASE), ("sec-fetch-site", "same-origin")], Some(body)).await
    }

    /// Sends a form as it stands, by one of its buttons or with one of its choices.
    pub async fn submit(&self, form: &Form, button: Option<(&str, &str)>) -> Page {
        let pressed = |name: &str| button.is_some_and(|(pressed, _)| pressed == name);
        let kept = form.fields.iter().filter(|(name, _)| !pressed(name));
        let mut fields: Vec<(&str, &str)> = kept.map(|(n, v)| (n.as_str(), v.as_str())).collect();
        fields.extend(button);
        self.post(&form.action, form_with(&fields)).await
    }

    /// Sends a form with files (`files`: their names and bytes) as a browser does.
    pub async fn upload(&self, to: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Page {
        let mut body = Vec::new();
        for (name, value) in fields {
            let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(head.into_bytes());
        }
        for (name, bytes) in files {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend(head.into_bytes());
            body.extend(*bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
        self.post_as(to, &format!("multipart/form-data; boundary={BOUNDARY}"), body).await
    }

    /// Sends a body of any type as a form of our own page.
    pub async fn post_as(&self, to: &str, content_type: &str, body: Vec<u8>) -> Page {
        let headers = [("origin", BASE), ("sec-fetch-site", "same-origin")];
        self.send_as(Method::POST, to, &headers, Some((content_type, body))).await
    }

    /// Any request, with these headers on top of the cookies.
    pub async fn send(&self, method: Method, to: &str, headers: &[(&str, &str)], body: Option<String>) -> Page {
        let body = body.map(|body| ("application/x-www-form-urlencoded", body.into_bytes()));
        self.send_as(method, to, headers, body).await
    }

    async fn send_as(&self, method: Method, to: &str, headers: &[(&str, &str)], body: Option<(&str, Vec<u8>)>) -> Page {
        let to_sandbox = to.starts_with(&self.sandbox);
        let path = to.strip_prefix(BASE).unwrap_or(to);
        let url = if to_sandbox { to.to_owned() } else { format!("http://{}{path}", self.address) };
        let mut request = self.http.request(method, url);
        let mut all = HeaderMap::new();
        for (name, value) in headers {
            let name: HeaderName = name.parse().expect("a header's name");
            all.append(name, HeaderValue::from_str(value).expect("a header's value"));
        }
        request = request.headers(all);
        let cookies = self.cookies();
        if !to_sandbox && !cookies.is_empty() {
            let line: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header("cookie", line.join("; "));
        }
        if let Some((content_type, body)) = body {
            request = request.header("content-type", content_type).body(body);
        }
        let response = request.send().await.expect("an answer");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        if !to_sandbox {
            self.keep(&headers);
        }
        Page { status, headers, body: response.text().await.expect("a body") }
    }

    fn keep(&self, headers: &HeaderMap) {
        let mut cookies = self.cookies.lock().expect("the cookies");
        for line in headers.get_all("set-cookie") {
            let line = line.to_str().expect("text");
            let (name, value) = line.split(';').next().and_then(|pair| pair.split_once('=')).expect("a cookie");
            if line.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// Opens a link and presses "Continue".
    pub async fn enter(&self, link: &str) {
        let gate = self.get(link).await;
        assert_eq!(gate.status, 200, "{}", gate.text());
        let answer = self.submit(&gate.form(link), None).await;
        assert_eq!(answer.location(), "/");
    }
}
