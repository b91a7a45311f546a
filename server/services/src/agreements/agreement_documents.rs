//! An agreement's documents, made from what was signed when they are asked for: PDF and sealed file.
//!
//! Setting a page takes a processor for a while: call [`documents::agreement()`] where blocking is allowed.

use super::wording::AgreementRenderer;
use crate::branding;
use crate::format::Formatter;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use documents::{
    Acceptance, AgreementDocument, CoveredInvoice, EarlyInstalment, Letterhead, Party, ScheduledInstalment, Seal,
    SealedAgreement, Split,
};
use domain::agreement::{Agreement, AgreementRecord, Terms};
use domain::creditor::Creditor;
use domain::debtor::Debtor;
use domain::id::{AgreementId, InvoiceId};
use domain::invoice::Invoice;
use domain::language::Language;
use domain::money::Money;
use domain::plan::early::early_price;
use store::{Db, StoreError, agreements, invoices};

/// Everything that the documents are made of.
#[derive(Debug, Clone)]
pub struct AgreementDocuments {
    /// The agreement as it stands.
    pub agreed: AgreementRecord,
    /// What it says.
    pub body: Agreement,
    /// What it covers, with the invoices as they are now.
    pub covered: Vec<(Invoice, Money)>,
    /// One side.
    pub creditor: Creditor,
    /// How that side shows itself on paper.
    pub letterhead: Letterhead,
    /// The other side.
    pub debtor: Debtor,
}

/// Reads what the documents are made of.
pub async fn read(
    db: &mut Db,
    agreed: AgreementRecord,
    creditor: &Creditor,
    debtor: &Debtor,
) -> Result<AgreementDocuments, StoreError> {
    let mut covered = Vec::new();
    for (invoice, amount) in agreements::covered(db, agreed.creditor, agreed.id).await? {
        if let Some(invoice) = invoices::by_id(db, agreed.creditor, invoice).await? {
            covered.push((invoice, amount));
        }
    }
    let body = agreed.read_body()?;
    let letterhead = branding::letterhead(db, creditor, language_of(&body)).await?;
    let (creditor, debtor) = (creditor.clone(), debtor.clone());
    Ok(AgreementDocuments { agreed, body, covered, creditor, letterhead, debtor })
}

/// The language that was agreed in.
fn language_of(body: &Agreement) -> Language {
    Language::of_tag(&body.language).unwrap_or(Language::Es)
}

/// The number by which people call an agreement: the end of its id, short enough to be read out.
#[must_use]
pub fn number(id: AgreementId) -> String {
    let id = id.uuid().simple().to_string().to_uppercase();
    let tail = id.get(20..).unwrap_or(&id);
    format!("{}-{}", tail.get(..6).unwrap_or(tail), tail.get(6..).unwrap_or(""))
}

/// An agreement's text with its seal.
#[must_use]
pub fn sealed(agreed: &AgreementRecord) -> SealedAgreement {
    SealedAgreement {
        agreement: agreed.body.clone(),
        seal: Seal {
            hash_hex: hex::encode(&agreed.hash),
            key_id: agreed.key_id.clone(),
            public_key_b64: STANDARD.encode(&agreed.public_key),
            signature_b64: STANDARD.encode(&agreed.signature),
        },
    }
}

impl AgreementDocuments {
    /// How it is written: in the language that was agreed in.
    #[must_use]
    pub fn formatter(&self) -> Formatter {
        Formatter::new(&self.creditor, self.debtor.locale.as_deref(), language_of(&self.body))
    }

    /// The sealed file's content.
    #[must_use]
    pub fn sealed(&self) -> SealedAgreement {
        sealed(&self.agreed)
    }

    /// The number of a covered invoice.
    #[must_use]
    pub fn number_of(&self, id: InvoiceId) -> String {
        let found = self.covered.iter().find(|(invoice, _)| invoice.id == id);
        found.map_or_else(String::new, |(invoice, _)| invoice.number.clone())
    }

    /// The PDF's content.
    #[must_use]
    pub fn document(&self) -> AgreementDocument {
        let formatter = self.formatter();
        let number_of = |id| self.number_of(id);
        let renderer = AgreementRenderer { formatter: &formatter, creditor: &self.creditor.name, number: &number_of };
        let moment = |at| formatter.moment(at);
        AgreementDocument {
            language: formatter.language,
            accepted_at: self.body.accepted_at,
            kind: self.body.terms.kind(),
            number: number(self.agreed.id),
            creditor: Party {
                name: self.creditor.name.clone(),
                lines: self.creditor.contact_email.iter().cloned().collect(),
            },
            letterhead: self.letterhead.clone(),
            debtor: Party { name: self.debtor.name.clone(), lines: vec![self.body.debtor_reference.clone()] },
            text: self.body.text.split("\n\n").map(str::to_owned).collect(),
            figures: renderer.figures(&self.body.terms),
            schedule: self.schedule(&formatter),
            invoices: self
                .covered
                .iter()
                .map(|(invoice, amount)| CoveredInvoice {
                    number: invoice.number.clone(),
                    due_on: formatter.short(invoice.due),
                    amount: formatter.money(*amount),
                })
                .collect(),
            acceptance: Acceptance {
                shown_at: Some(moment(self.body.offered_at)),
                accepted_at: moment(self.body.accepted_at),
                proof: renderer.proof(&self.body),
            },
            sealed: self.sealed(),
        }
    }

    fn schedule(&self, formatter: &Formatter) -> Vec<ScheduledInstalment> {
        let Terms::Plan(terms) = &self.body.terms else { return Vec::new() };
        let plan = &terms.plan;
        let agreed_on = self.creditor.zone.day_of(self.body.accepted_at);
        let early = |instalment| {
            let (price, until) = early_price(&terms.default_terms, instalment, agreed_on)?;
            Some(EarlyInstalment { amount: formatter.money(price), until: formatter.short(until) })
        };
        // What is left to pay, with what the plan costs, as on its page.
        let mut left = plan.principal.plus(plan.cost).unwrap_or(plan.principal);
        plan.instalments
            .iter()
            .map(|i| {
                left = left.minus(i.amount).unwrap_or(left);
                let split = (!plan.cost.is_zero())
                    .then(|| Split { principal: formatter.money(i.principal), price: formatter.money(i.price) });
                ScheduledInstalment {
                    n: i.n,
                    due_on: formatter.date(i.date),
                    amount: formatter.money(i.amount),
                    early: early(i),
                    split,
                    left: formatter.money(left),
                }
            })
            .collect()
    }
}
