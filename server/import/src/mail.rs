//! Cells with addresses for mail, as people fill them: one, several, with names, with `mailto:`.

use super::item::Email;

/// What a cell says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Mail {
    /// The addresses, in order, each once.
    pub(super) emails: Vec<Email>,
    /// Something that is meant to be an address and is none.
    pub(super) wrong: Option<String>,
}

/// No cell has more addresses that count.
const MOST: usize = 10;

/// Reads a cell: `a@b.example`, `a@b.example; c@d.example`, `Ana <a@b.example>`, `mailto:a@b.example`.
pub(super) fn read(cell: &str) -> Mail {
    let mut mail = Mail::default();
    if cell.is_empty() {
        return mail;
    }
    if is_email(cell) {
        mail.emails.push(Email { name: None, address: cell.to_owned() });
        return mail;
    }
    let mut from = 0;
    for (start, token) in tokens(cell) {
        if !token.contains('@') {
            continue;
        }
        match address(token) {
            Some(address) => {
                let before = cell.get(from..start).unwrap_or_default();
                mail.add(Email { name: name(before), address: address.to_owned() });
            }
            None => mail.wrong = mail.wrong.or_else(|| Some(token.to_owned())),
        }
        from = start + token.len();
    }
    if mail.emails.is_empty() && mail.wrong.is_none() {
        mail.wrong = Some(cell.to_owned());
    }
    mail
}

/// The first two addresses of a cell as hashes; 0 where there is none.
pub(super) fn hashes(cell: &str) -> [u64; 2] {
    let hash = |address: &str| {
        address.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
        })
    };
    if cell.is_empty() {
        return [0; 2];
    }
    if is_email(cell) {
        return [hash(cell), 0];
    }
    let mut found = tokens(cell).filter_map(|(_, token)| address(token)).map(hash);
    [found.next().unwrap_or(0), found.next().unwrap_or(0)]
}

impl Mail {
    fn add(&mut self, email: Email) {
        let known = self.emails.iter().any(|known| known.address.eq_ignore_ascii_case(&email.address));
        if !known && self.emails.len() < MOST {
            self.emails.push(email);
        }
    }
}

/// What stands between marks that part addresses, and where it begins.
fn tokens(cell: &str) -> impl Iterator<Item = (usize, &str)> {
    let parts = |c: char| c.is_whitespace() || matches!(c, ';' | ',' | '<' | '>' | '(' | ')' | '"' | '|' | '[' | ']');
    cell.split(parts)
        .map(move |token| (token.as_ptr() as usize - cell.as_ptr() as usize, token))
        .filter(|(_, t)| !t.is_empty())
}

/// The address in a token, without what people and programs put around it.
fn address(token: &str) -> Option<&str> {
    let bare = token
        .get(..7)
        .filter(|head| head.eq_ignore_ascii_case("mailto:"))
        .map_or(token, |_| token.get(7..).unwrap_or(""));
    let bare = bare.split('?').next().unwrap_or(bare).trim_matches(['.', '\'', ':', '/', '\u{200b}', '\u{feff}']);
    if is_email(bare) {
        return Some(bare);
    }
    // a@b.example/c@d.example
    bare.split('/').find(|part| is_email(part))
}

/// The name before an address: `Ana Three <`, `"Three, Ana" <`. It begins behind the address before.
fn name(before: &str) -> Option<String> {
    let inside = before.trim().strip_suffix('<').or_else(|| before.trim().strip_suffix("<mailto:"))?;
    let bare = inside.trim().trim_start_matches([';', ',', '>', '|', ' ']).trim_matches(['"', '\'', ' ']);
    (!bare.is_empty() && bare.chars().count() <= 100 && !bare.chars().any(char::is_control)).then(|| bare.to_owned())
}

/// Could mail be sent there? As RFC 5321 writes addresses, without quoted names and with a dot in
/// the domain, since mail leaves the house.
pub(super) fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.rsplit_once('@') else { return false };
    let is_atom = |c: u8| c.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&c);
    let is_name =
        (1..=64).contains(&name.len()) && name.split('.').all(|atom| !atom.is_empty() && atom.bytes().all(is_atom));
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    is_name && text.len() <= 254 && domain.contains('.') && domain.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses() {
        for good in ["a@b.example", "ap+x@smith-sons.example", "o'neil@x.co.example"] {
            assert!(is_email(good), "{good}");
        }
        let long = format!("{}@x.example", "a".repeat(65));
        for bad in [
            "",
            "not-an-email",
            "a@b",
            "@b.example",
            "a@",
            "a b@c.example",
            "a@b..example",
            "a@-b.example",
            ".a@b.example",
            "a@b.example\r\nBcc: c@d.example",
            "a@b.example, c@d.example",
            "<a@b.example>",
            "ñ@b.example",
            &long,
        ] {
            assert!(!is_email(bad), "{bad}");
        }
    }

    #[test]
    fn cells_as_people_fill_them() {
        for (cell, addresses, name) in [
            ("ap@one.example; cfo@one.example", &["ap@one.example", "cfo@one.example"][..], None),
            ("ap@two.example, cfo@two.example", &["ap@two.example", "cfo@two.example"], None),
            ("ap@two.example cfo@two.example", &["ap@two.example", "cfo@two.example"], None),
            ("ap@two.example / cfo@two.example", &["ap@two.example", "cfo@two.example"], None),
            ("ap@two.example|cfo@two.example", &["ap@two.example", "cfo@two.example"], None),
            ("Ana Three <ana@three.example>", &["ana@three.example"], Some("Ana Three")),
            ("\"Three, Ana\" <ana@three.example>", &["ana@three.example"], Some("Three, Ana")),
            ("Ana <ana@x.example>; Bo <bo@x.example>", &["ana@x.example", "bo@x.example"], Some("Ana")),
            ("<ana@three.example>", &["ana@three.example"], None),
            ("mailto:ap@four.example", &["ap@four.example"], None),
            ("MAILTO:ap@four.example?subject=Hi", &["ap@four.example"], None),
            ("ap@five.example.", &["ap@five.example"], None),
            (" ap@six.example ", &["ap@six.example"], None),
            ("ap@x.example; AP@x.example", &["ap@x.example"], None),
            ("Ana: ana@x.example", &["ana@x.example"], None),
            ("'ap@x.example'", &["ap@x.example"], None),
        ] {
            let mail = read(cell.trim());
            let found: Vec<&str> = mail.emails.iter().map(|email| email.address.as_str()).collect();
            assert_eq!(found, addresses, "{cell}");
            assert_eq!(mail.emails.first().and_then(|email| email.name.as_deref()), name, "{cell}");
            assert_eq!(mail.wrong, None, "{cell}");
        }
        for cell in ["not-an-email", "ana@", "ana@localhost", "sin correo"] {
            let mail = read(cell);
            assert!(mail.emails.is_empty() && mail.wrong.is_some(), "{cell}");
        }
        let mixed = read("ana@x.example; bo@");
        assert_eq!((mixed.emails.len(), mixed.wrong.as_deref()), (1, Some("bo@")));
        assert_eq!(read(""), Mail::default());
    }

    proptest! {
        #[test]
        fn an_address_we_take_can_be_mailed_to(text in "[a-z.@!+ -]{1,30}|[a-z.]{1,8}@[a-z.-]{1,12}|[a-z@.<>;, \"]{1,30}") {
            for email in read(&text).emails {
                prop_assert!(email.address.parse::<lettre::Address>().is_ok(), "{text}");
            }
        }

        #[test]
        fn cells_never_panic(text in "\\PC{0,30}") {
            let _ = (read(&text), hashes(&text));
        }
    }
}
