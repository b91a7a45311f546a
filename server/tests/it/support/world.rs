//! A small named world: two creditors, and three people who owe them.
//!
//! `norte` (Mexico): Ada owes A-1 1,500.00 (overdue), A-2 800.50 (due soon) and A-3 2,000.00 MXN;
//! Ben owes B-1 1,000.00 MXN and B-2 184.50 USD. `sur` (Chile): Eva owes S-1 150.000 CLP.

use super::TestApp;
use domain::creditor::Creditor;
use domain::id::{CreditorId, DebtorId, InvoiceId};
use domain::invoice::Invoice;
use domain::money::{Currency, Money};
use import::{Answers, Options};
use services::Services;
use services::books::Applied;
use services::books::{ImportError, ImportFile, Importer};
use std::sync::Arc;
use store::{creditors, debtors, invoices};

/// Who is there.
pub struct World {
    pub norte: Creditor,
    pub sur: Creditor,
    pub ada: DebtorId,
    pub ben: DebtorId,
    pub eva: DebtorId,
}

const NORTE: &str = "\
invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount,description
A-1,ada,Ada Pérez,ada@example.test,2026-10-01,2026-10-31,MXN,1500.00,Tornillos
A-2,ada,Ada Pérez,ada@example.test,2026-10-25,2026-11-25,MXN,800.50,Cemento
A-3,ada,Ada Pérez,ada@example.test,2026-11-15,2026-12-31,MXN,2000.00,Varilla
B-1,ben,Ben Ruiz,ben@example.test,2026-11-01,2026-11-30,MXN,1000.00,Pintura
B-2,ben,Ben Ruiz,ben@example.test,2026-11-02,2026-12-02,USD,184.50,Broca
";

const SUR: &str = "\
invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount
S-1,eva,Eva Soto,eva@example.test,2026-11-01,2026-11-30,CLP,150000
";

fn creditor(services: &Services, slug: &str, name: &str, currency: &str, zone: &str, locale: &str) -> Creditor {
    let currency: Currency = currency.parse().expect("a currency");
    Creditor {
        id: services.ids.creditor_id(),
        slug: slug.to_owned(),
        code: services.ids.creditor_code(),
        name: name.to_owned(),
        currency,
        zone: zone.parse().expect("a zone"),
        locale: locale.to_owned(),
        contact_email: Some(format!("pagos@{slug}.example.test")),
        contact_phone: None,
        part_minimum: Money::zero(currency),
        tax_ids: Vec::new(),
        numbers: None,
        branding: domain::branding::Branding::default(),
    }
}

impl World {
    pub(super) async fn make(services: &Services) -> Self {
        let norte = creditor(services, "norte", "Ferretería Norte", "MXN", "America/Mexico_City", "es-MX");
        let sur = creditor(services, "sur", "Comercial Sur", "CLP", "America/Santiago", "es-CL");
        for new in [norte.clone(), sur.clone()] {
            let now = services.clock.now();
            services
                .store
                .write(new, move |db, new| Box::pin(async move { creditors::add(db, new, now).await }))
                .await
                .expect("a creditor");
        }
        for (creditor, csv) in [(&norte, NORTE), (&sur, SUR)] {
            let applied = import(services, creditor, csv).await;
            assert!(applied.rejected.is_empty() && applied.imported > 0, "{applied:?}");
        }
        let mut db = services.store.read().await.expect("a reader");
        let mut find = async |creditor: &Creditor, reference: &str| {
            debtors::by_ref(&mut db, creditor.id, reference).await.expect("the database").expect("the debtor").id
        };
        let (ada, ben, eva) = (find(&norte, "ada").await, find(&norte, "ben").await, find(&sur, "eva").await);
        Self { norte, sur, ada, ben, eva }
    }

    /// Whom this debtor owes.
    pub fn creditor_of(&self, debtor: DebtorId) -> CreditorId {
        self.firm_of(debtor).id
    }

    /// The same, with all there is to know.
    pub fn firm_of(&self, debtor: DebtorId) -> &Creditor {
        if debtor == self.eva { &self.sur } else { &self.norte }
    }
}

/// Takes a CSV file in, like anyone's.
pub async fn import(services: &Services, creditor: &Creditor, csv: &str) -> Applied {
    let reading = import::read(csv.as_bytes(), &Options::of_house(creditor.currency)).expect("a file that can be read");
    assert!(reading.rejected.is_empty(), "{:?}", reading.rejected);
    let file = ImportFile::of_bytes("list.csv", csv.as_bytes(), "a test");
    take_in(services, creditor, reading, file).await.expect("the database")
}

async fn take_in(
    services: &Services,
    creditor: &Creditor,
    reading: import::Reading,
    file: ImportFile,
) -> Result<Applied, ImportError> {
    let (ids, now) = (Arc::clone(&services.ids), services.clock.now());
    let mut importer = Importer::begin(&services.store, ids, creditor, file, now).await?;
    for item in reading.accepted {
        importer.take(item).await?;
    }
    importer.finish().await
}

impl TestApp {
    /// Takes a CSV file of Norte's in, of which somebody says this.
    pub async fn import_file(&self, csv: &str, file: impl FnOnce(&mut ImportFile)) -> Result<Applied, ImportError> {
        self.import_bytes(csv.as_bytes(), &Answers::default(), file).await
    }

    /// Takes a file of Norte's in with these answers. What it would do is looked at before, and is what it then does.
    pub async fn import_bytes(
        &self,
        bytes: &[u8],
        given: &Answers,
        file: impl FnOnce(&mut ImportFile),
    ) -> Result<Applied, ImportError> {
        let mut record = ImportFile::of_bytes("list.csv", bytes, "a test");
        file(&mut record);
        let (services, norte) = (&self.portal.services, &self.world.norte);
        let (ids, now) = (Arc::clone(&services.ids), services.clock.now());
        let source = import::Source::Bytes(bytes);
        let mut prepared = services::books::prepare(&services.store, norte, source, given, record).await?;
        let would = prepared.rehearse(&services.store, Arc::clone(&ids), norte, now, |_| ()).await?;
        for part in &prepared.parts {
            assert!(part.rows.rejected.is_empty(), "{:?}", part.rows.rejected);
        }
        let applied = prepared.apply(&services.store, ids, norte, now, |_| ()).await?;
        let told = |applied: &Applied| serde_json::to_value(applied).expect("text");
        assert_eq!(told(&would), told(&applied), "a dry run says what the import does");
        Ok(applied)
    }

    /// Takes a file of Norte's in, with answers given beforehand.
    pub async fn import_said(&self, file: &str, said: &[&str]) -> Result<Applied, ImportError> {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let norte = creditors::by_id(&mut db, self.world.norte.id).await.expect("the database").expect("Norte");
        drop(db);
        let mut given = Answers::default();
        for one in said {
            given.default_value(one).expect("an answer");
        }
        let services = &self.portal.services;
        let record = ImportFile::of_bytes("file", file.as_bytes(), "a test");
        let source = import::Source::Bytes(file.as_bytes());
        let mut prepared = services::books::prepare(&services.store, &norte, source, &given, record).await?;
        let (ids, now) = (Arc::clone(&services.ids), services.clock.now());
        let mut applied = prepared.apply(&services.store, ids, &norte, now, |_| ()).await?;
        applied.rejected.extend(prepared.parts.into_iter().flat_map(|part| part.rows.rejected));
        Ok(applied)
    }

    /// Takes a CSV file of Norte's in.
    pub async fn import(&self, csv: &str) -> Applied {
        import(&self.portal.services, &self.world.norte, csv).await
    }

    /// Takes a CSV file of Sur's in.
    pub async fn import_at_sur(&self, csv: &str) -> Applied {
        import(&self.portal.services, &self.world.sur, csv).await
    }

    /// A debtor of Norte's by the creditor's own reference.
    pub async fn debtor(&self, reference: &str) -> DebtorId {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let found = debtors::by_ref(&mut db, self.world.norte.id, reference).await.expect("the database");
        found.expect("the debtor").id
    }

    /// An invoice by its number: the first letter says whose.
    pub async fn invoice(&self, number: &str) -> Invoice {
        let creditor = if number.starts_with('S') { self.world.sur.id } else { self.world.norte.id };
        let mut db = self.portal.services.store.read().await.expect("a reader");
        invoices::by_number(&mut db, creditor, number).await.expect("the database").expect("the invoice")
    }

    /// An invoice's id.
    pub async fn id_of(&self, number: &str) -> InvoiceId {
        self.invoice(number).await.id
    }

    /// What is owed on each, in minor units.
    pub async fn owed<const N: usize>(&self, numbers: [&str; N]) -> [i64; N] {
        let mut owed = [0; N];
        for (place, number) in owed.iter_mut().zip(numbers) {
            *place = self.invoice(number).await.balance.minor();
        }
        owed
    }

    /// What Ada has beyond her debt, in minor units.
    pub async fn credit_of_ada(&self) -> i64 {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let all = debtors::credits(&mut db, self.world.norte.id, self.world.ada).await.expect("the database");
        all.iter().map(|credit| credit.minor()).sum()
    }
}
