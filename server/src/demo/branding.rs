//! How the two firms show themselves.

use documents::logo::{LogoError, redraw};
use domain::branding::{Branding, Texts};
use domain::creditor::Creditor;
use domain::language::Language;
use services::branding::{CreditorChange, LogoChange};

/// What a firm says of itself, in its own language where nothing else is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirmBranding {
    /// Its logo, an SVG.
    logo: &'static str,
    colour: &'static str,
    telephone: &'static str,
    hours: &'static str,
    hours_in_english: &'static str,
    legal: &'static str,
    privacy: &'static str,
}

/// A tree with a broad crown.
const TREE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="12" fill="#7a2e1d"/><g fill="#f6e7c8"><ellipse cx="32" cy="22" rx="23" ry="11"/><path d="M29 26h6l2 20 9 8H18l9-8z"/></g></svg>"##;
/// A flower of five petals.
const FLOWER: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><g fill="#7b3f9e"><circle cx="32" cy="16" r="12"/><circle cx="48" cy="28" r="12"/><circle cx="42" cy="46" r="12"/><circle cx="22" cy="46" r="12"/><circle cx="16" cy="28" r="12"/></g><circle cx="32" cy="33" r="8" fill="#f2c230"/></svg>"##;

pub(super) const CEIBA: FirmBranding = FirmBranding {
    logo: TREE,
    colour: "#7a2e1d",
    telephone: "442 555 0142",
    hours: "lun a vie de 9 a 18 h",
    hours_in_english: "Mon to Fri, 9 am to 6 pm, Querétaro",
    legal: "Abarrotera La Ceiba, S.A. de C.V. · RFC ALC030415QX1\nAv. de la Luz 1520, 76060 Santiago de Querétaro, Qro.",
    privacy: "Usamos sus datos de contacto y de facturación para enviarle sus facturas y recibir sus pagos. No los compartimos \
              con nadie más que con quien procesa el pago.\n\nPuede pedir que los corrijamos o los borremos: escríbanos al \
              correo de arriba.",
};

pub(super) const IPE: FirmBranding = FirmBranding {
    logo: FLOWER,
    colour: "#7b3f9e",
    telephone: "+55 51 5550 0199",
    hours: "seg. a sex., das 9h às 18h",
    hours_in_english: "Mon to Fri, 9 am to 6 pm, Porto Alegre",
    legal: "Móveis Ipê-Roxo Ltda. · CNPJ 12.345.678/0001-95\nRua das Araucárias, 310, Porto Alegre – RS",
    privacy: "Usamos seus dados de contato e de faturamento para enviar suas faturas e receber seus pagamentos. Não os \
              compartilhamos com ninguém além de quem processa o pagamento.\n\nVocê pode pedir correção ou exclusão: \
              escreva para o e-mail acima.",
};

impl FirmBranding {
    /// What is written down of the firm when it has been added.
    ///
    /// # Errors
    /// [`LogoError`] when its logo is none.
    pub fn change(&self, creditor: &Creditor) -> Result<CreditorChange, LogoError> {
        let own = Language::of_tag(&creditor.locale).unwrap_or_default();
        let text = |language, text: &str| (language, text.to_owned());
        let branding = Branding {
            colour: self.colour.parse().ok(),
            hours: Texts::from([text(Language::En, self.hours_in_english), text(own, self.hours)]),
            legal: Texts::from([text(own, self.legal)]),
            ..Branding::default()
        };
        let contact_phone = Some(self.telephone.to_owned());
        Ok(CreditorChange {
            creditor: Creditor { contact_phone, branding, ..creditor.clone() },
            tax_ids: None,
            logo: LogoChange::Draw(redraw(self.logo.as_bytes())?),
            privacy: vec![(own, Some(self.privacy.to_owned()))],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn their_logos_and_colours_are_fit_to_be_shown() {
        for firm in [CEIBA, IPE] {
            let logo = redraw(firm.logo.as_bytes()).expect("a logo");
            assert!(logo.png.len() < 12_000, "{} bytes", logo.png.len());
            let colour: domain::branding::colour::Colour = firm.colour.parse().expect("a colour");
            assert_eq!(colour.palettes().light.accent, colour, "legible as it is");
        }
    }
}
