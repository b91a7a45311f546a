//! How a firm shows itself: writing down what it changes, and what of it stands on papers.

use documents::logo::DrawnLogo;
use documents::{Letterhead, LetterheadLogo};
use domain::branding::{Logo, text_in};
use domain::creditor::Creditor;
use domain::language::Language;
use store::{Db, Store, StoreError, branding, creditors};

/// What a firm changes of itself.
#[derive(Debug, Clone)]
pub struct CreditorChange {
    /// The creditor as it is to be. Its logo follows from `logo`.
    pub creditor: Creditor,
    /// Its own tax numbers, where they are to be others.
    pub tax_ids: Option<Vec<String>>,
    /// Its logo.
    pub logo: LogoChange,
    /// Its privacy text: those of the languages that are named; none forgets it.
    pub privacy: Vec<(Language, Option<String>)>,
}

/// What becomes of a firm's logo.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum LogoChange {
    /// The one that it has stays.
    #[default]
    Keep,
    /// It has none any more.
    Forget,
    /// It gets this one.
    Draw(DrawnLogo),
}

/// Writes a change down, whole or not at all.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn change(store: &Store, mut change: CreditorChange) -> Result<(), StoreError> {
    let own = &mut change.creditor.branding.logo;
    match &change.logo {
        LogoChange::Keep => {}
        LogoChange::Forget => *own = None,
        LogoChange::Draw(drawn) => *own = Some(kept(drawn)),
    }
    store
        .write(change, move |db, change| {
            Box::pin(async move {
                let id = change.creditor.id;
                match &change.logo {
                    LogoChange::Keep => {}
                    LogoChange::Forget => branding::forget_logo(db, id).await?,
                    LogoChange::Draw(drawn) => branding::keep_logo(db, id, &drawn.digest, &drawn.png).await?,
                }
                for (language, text) in &change.privacy {
                    branding::keep_privacy_text(db, id, *language, text.as_deref()).await?;
                }
                if let Some(tax_ids) = &change.tax_ids {
                    creditors::set_tax_ids(db, id, tax_ids).await?;
                }
                creditors::change(db, &change.creditor).await
            })
        })
        .await
}

/// What is known of a logo without its bytes.
fn kept(drawn: &DrawnLogo) -> Logo {
    Logo { digest: drawn.digest.clone(), width: drawn.width, height: drawn.height }
}

/// What of a firm stands on its papers, for somebody who reads `language`.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn letterhead(db: &mut Db, creditor: &Creditor, language: Language) -> Result<Letterhead, StoreError> {
    let logo = match &creditor.branding.logo {
        Some(logo) => branding::logo(db, creditor.id, &logo.digest).await?.map(|png| (png, logo.clone())),
        None => None,
    };
    Ok(Letterhead {
        logo: logo.map(|(png, logo)| LetterheadLogo { png, logo }),
        colour: creditor.branding.colour,
        legal: legal_lines(creditor, language).map(str::to_owned).collect(),
    })
}

/// What the law wants at the foot of a firm's letters, in the reader's language or the next best.
pub fn legal_lines(creditor: &Creditor, language: Language) -> impl Iterator<Item = &str> {
    let own = Language::of_tag(&creditor.locale).unwrap_or_default();
    let text = text_in(&creditor.branding.legal, language, own).map(|(_, text)| text);
    text.into_iter().flat_map(str::lines)
}

/// Where the firm can be asked, in one line: address, telephone, hours. None where it has given neither of the first two.
#[must_use]
pub fn contact_line(creditor: &Creditor, language: Language) -> Option<String> {
    let own = Language::of_tag(&creditor.locale).unwrap_or_default();
    let ways: Vec<&str> =
        [&creditor.contact_email, &creditor.contact_phone].into_iter().flatten().map(String::as_str).collect();
    let hours = creditor.contact_phone.as_ref().and_then(|_| text_in(&creditor.branding.hours, language, own));
    match (ways.is_empty(), hours) {
        (true, _) => None,
        (false, Some((_, hours))) => Some(format!("{} ({hours})", ways.join(" · "))),
        (false, None) => Some(ways.join(" · ")),
    }
}
