use app::domain::money::Currency;
pub struct Firm { pub slug: &'static str, pub name: &'static str, pub currency: Currency, pub timezone: &'static str, pub locale: &'static str, pub csv: String, pub showcase: Vec<String> }
pub fn books(_seed: u64, _as_of: chrono::NaiveDate) -> Vec<Firm> { 
 let csv = "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount\nA-1,C1,Ana Torres,ana@torres.example,2026-09-01,2026-10-01,MXN,1234.50\nA-2,C1,Ana Torres,ana@torres.example,2026-10-20,2026-11-25,MXN,500.00\nA-3,C1,Ana Torres,ana@torres.example,2026-11-01,2026-12-30,MXN,99.90\n".to_string();
 vec![Firm{slug:"norte",name:"Abarrotes del Norte",currency:"MXN".parse().unwrap(),timezone:"America/Mexico_City",locale:"es-MX",csv,showcase:vec!["C1".into()]}] }
