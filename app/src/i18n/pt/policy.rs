//! The words of the policy's pages, in Portuguese of Brazil.

use crate::i18n::agreements::Pair;
use crate::i18n::policy::*;
use crate::i18n::policy_names::{FieldName, PolicySection, PolicyWord, ValueKind};
use domain::agreement::AgreementKind;
use domain::interest::TermsError;
use domain::policy_change::{PreviewChange, PreviewSubject};
use domain::policy_check::Problem;

const fn name(name: FieldName) -> &'static str {
    match name {
        FieldName::To => "A quem",
        FieldName::Segments => "Conforme pagam",
        FieldName::OverdueFrom => "Com atraso de no mínimo (dias)",
        FieldName::OverdueTo => "Com atraso de no máximo (dias)",
        FieldName::AmountFrom => "Que deve no mínimo",
        FieldName::AmountTo => "Que deve no máximo",
        FieldName::PaidFrom => "Faturas já pagas, no mínimo",
        FieldName::Discount => "Oferecer descontos por pagamento antecipado",
        FieldName::OwnTerms => "Vale o desconto escrito em cada fatura",
        FieldName::Tax => "O percentual é calculado",
        FieldName::Early => "Desconto próprio da política",
        FieldName::Off => "Desconto",
        FieldName::EarlyDays => "Se pago após a emissão em até (dias)",
        FieldName::Settlement => "Oferecer quitações com abatimento",
        FieldName::Steps => "Faixas",
        FieldName::StepFrom => "Com atraso a partir de (dias)",
        FieldName::PayPercent => "Percentual a pagar",
        FieldName::OfferDays => "A oferta vale por (dias)",
        FieldName::Plan => "Oferecer parcelamentos",
        FieldName::Frequencies => "Com que frequência",
        FieldName::Automatic => "Aceitos na hora",
        FieldName::Request => "Podem ser pedidos",
        FieldName::Most => "Pagamentos, no máximo",
        FieldName::FirstWithin => "O primeiro em até (dias)",
        FieldName::EndWithin => "O último em até (dias)",
        FieldName::DownPercent => "Entrada mínima (por cento)",
        FieldName::LeastInstalment => "Pagamento mínimo",
        FieldName::Price => "Preço",
        FieldName::DefaultTerms => "Enquanto dura",
        FieldName::GraceDays => "Dias de tolerância",
        FieldName::CureDays => "Dias para regularizar",
        FieldName::ChargesRest => "Os encargos ficam parados",
        FieldName::Reminders => "Lembrar",
        FieldName::InstalmentDiscount => "Desconto por antecipar um pagamento",
        FieldName::Percent => "Por cento",
        FieldName::By => "Se pago",
        FieldName::Reschedules => "Mudanças que o cliente pode pedir",
        FieldName::WhenKept => "Se for cumprido",
        FieldName::WaiveRested => "Os encargos parados são perdoados",
        FieldName::WhenBroken => "Se não for cumprido",
        FieldName::ClawBackCharges => "Os encargos parados são cobrados",
        FieldName::ClawBackDiscounts => "Os descontos são retirados",
        FieldName::WaivePriceToCome => "O preço dos pagamentos que faltavam é perdoado",
        FieldName::Extension => "Oferecer prorrogações",
        FieldName::AYear => "Vezes por ano",
        FieldName::Options => "Opções",
        FieldName::Delay => "Quanto tempo",
        FieldName::Granted => "É concedida",
        FieldName::PayNowPercent => "Pagar agora (por cento)",
        FieldName::Promise => "Aceitar promessas de pagamento",
        FieldName::DaysAhead => "Em até (dias)",
        FieldName::BreathingSpace => "Oferecer uma pausa em momentos difíceis",
        FieldName::RestDays => "Dias de pausa",
        FieldName::Proof => "Pedir",
        FieldName::DisputeReasons => "Motivos que podem ser escolhidos",
        FieldName::AnswerDays => "Responder em até (dias)",
        FieldName::BookingDays => "Dias em que um pagamento deve constar nas suas listas",
        FieldName::CreditRule => "O que há a favor de um cliente é usado",
        FieldName::SmallBalances => "O que resta de uma fatura e é menos do que todos os meios podem cobrar",
        FieldName::Allocation => "Um pagamento cobre primeiro",
        FieldName::PartMinimum => "O mínimo que se pode pagar de uma dívida",
        FieldName::Interest => "Cobrar pelo atraso",
        FieldName::Rates => "Taxas",
        FieldName::From => "A partir de",
        FieldName::AnnualPercent => "Por cento ao ano",
        FieldName::Basis => "O ano conta",
        FieldName::InterestGrace => "Dias sem juros após o vencimento",
        FieldName::GraceCounts => "Passados esses dias, eles também contam",
        FieldName::Cap => "Teto dos juros",
        FieldName::FlatFee => "Multa única por atraso",
    }
}

const fn hint(name: FieldName) -> &'static str {
    match name {
        FieldName::OverdueFrom => "Negativo: que vence em até tantos dias. Vazio: sem limite.",
        FieldName::OverdueTo => "Negativo: que ainda não venceu. Vazio: sem limite.",
        FieldName::EndWithin => "Vazio: sem limite.",
        FieldName::Proof => {
            "O dado é pedido junto com o número de uma fatura. De quem não tem e-mail nem esse dado decide uma pessoa."
        }
        FieldName::CureDays => "0: o que não foi cumprido não pode ser regularizado.",
        FieldName::Steps => "Da dívida mais nova à mais antiga; quanto mais antiga, menos se paga.",
        _ => "",
    }
}

const fn word(word: PolicyWord) -> &'static str {
    match word {
        PolicyWord::Good => "Paga bem",
        PolicyWord::Irregular => "Paga de forma irregular",
        PolicyWord::Late => "Paga com atraso",
        PolicyWord::New => "É novo",
        PolicyWord::TaxIncluded => "sobre tudo, com impostos",
        PolicyWord::TaxExcluded => "sobre o valor sem impostos",
        PolicyWord::TaxMixed => "sobre o valor sem impostos, com imposto já reduzido",
        PolicyWord::OffPercent => "Um percentual",
        PolicyWord::OffAmount | PolicyWord::CapAmount => "Um valor",
        PolicyWord::Weekly => "Toda semana",
        PolicyWord::Fortnightly => "A cada 14 dias",
        PolicyWord::Monthly => "Todo mês",
        PolicyWord::NoPrice => "Nada",
        PolicyWord::FlatPrice | PolicyWord::FeePrice => "Um valor fixo",
        PolicyWord::AnnualPrice => "Por cento ao ano",
        PolicyWord::RemindInstalments => "cada pagamento do plano",
        PolicyWord::RemindNothing => "nada",
        PolicyWord::DaysBefore => "tantos dias antes",
        PolicyWord::DayOfMonth => "até este dia do mês",
        PolicyWord::Days => "Dias",
        PolicyWord::Months => "Meses",
        PolicyWord::Automatically => "na hora",
        PolicyWord::OnRequest => "por uma pessoa",
        PolicyWord::AlreadyPaid => "Já paguei",
        PolicyWord::WrongAmount => "O preço ou a quantidade não está certa",
        PolicyWord::NotReceived => "Não recebi",
        PolicyWord::NotAsAgreed => "Não é o combinado",
        PolicyWord::NotMine => "Não é minha",
        PolicyWord::Other => "Outra coisa",
        PolicyWord::ByCode => "um código por e-mail",
        PolicyWord::ByPostcode => "o CEP",
        PolicyWord::ByTaxId => "o CPF ou CNPJ",
        PolicyWord::ByCodeOrPostcode => "um código por e-mail ou o CEP",
        PolicyWord::ByCodeOrTaxId => "um código por e-mail ou o CPF ou CNPJ",
        PolicyWord::CreditAutomatic => "sozinho, no que vence primeiro",
        PolicyWord::CreditByDebtor => "quando o cliente escolhe, antes de pagar",
        PolicyWord::CreditByStaff => "quando vocês decidem",
        PolicyWord::SmallBalancesKept => "continua devido",
        PolicyWord::RestsWrittenOff => "é perdoado, uma vez por dia",
        PolicyWord::OldestFirst => "o mais antigo",
        PolicyWord::CostsInterestPrincipal => "custos, depois juros, depois principal",
        PolicyWord::ProRata => "tudo em proporção",
        PolicyWord::Days360 => "360 dias",
        PolicyWord::Days365 => "365 dias",
        PolicyWord::ActualDays => "os dias que tem",
        PolicyWord::NoCap => "Sem teto",
        PolicyWord::CapPercent => "Um percentual da dívida",
    }
}

const fn section(section: PolicySection) -> Pair {
    match section {
        PolicySection::Discount => ("Desconto por pagamento antecipado", "Menos, se pago cedo."),
        PolicySection::Settlement => ("Quitação com abatimento", "Pagar uma parte de uma dívida antiga e ficar quite."),
        PolicySection::Plan => ("Planos de pagamento", "Pagar em partes."),
        PolicySection::Extension => ("Prorrogações", "Um vencimento mais tarde."),
        PolicySection::Promise => ("Promessas de pagamento", "Uma data prometida; os lembretes esperam."),
        PolicySection::BreathingSpace => {
            ("Pausa em momentos difíceis", "Sem lembretes nem encargos por um tempo; não são cobrados depois.")
        }
        PolicySection::Proof => {
            ("Como o cliente confirma", "O que se pede antes de um acordo, para saber que é o cliente.")
        }
        PolicySection::Answers => ("Contestações e respostas", "O que se pode contestar e quando se responde."),
        PolicySection::Payments => {
            ("Como os pagamentos são distribuídos", "O que um pagamento cobre quando o cliente não escolhe.")
        }
        PolicySection::Interest => ("Juros e multa por atraso", "Quanto custa pagar com atraso."),
    }
}

const fn thing_name(thing: PreviewSubject) -> &'static str {
    match thing {
        PreviewSubject::Offer(AgreementKind::Discount) => "descontos por pagamento antecipado",
        PreviewSubject::Offer(AgreementKind::Settlement) => "quitações com abatimento",
        PreviewSubject::Offer(AgreementKind::Plan) => "planos de pagamento",
        PreviewSubject::Offer(AgreementKind::Extension) => "prorrogações",
        PreviewSubject::Offer(AgreementKind::Promise) => "promessas de pagamento",
        PreviewSubject::Charges => "juros ou multas de hoje",
    }
}

fn people(count: usize) -> String {
    if count == 1 { "1 cliente".to_owned() } else { format!("{count} clientes") }
}

fn turn(thing: PreviewSubject, turn: PreviewChange, count: usize) -> String {
    let (what, people) = (thing_name(thing), people(count));
    match (thing, turn) {
        (PreviewSubject::Charges, _) => format!("Mudam {what}: {people}"),
        (_, PreviewChange::Appears) => format!("Aparecem {what}: {people}"),
        (_, PreviewChange::Changes) => format!("Mudam {what}: {people}"),
        (_, PreviewChange::Disappears) => format!("Deixam de ser oferecidos {what}: {people}"),
    }
}

fn terms(error: &TermsError) -> String {
    match error {
        TermsError::NoRate => "Informe ao menos uma taxa com o dia a partir do qual vale.".to_owned(),
        TermsError::TwoRates(day) => format!("Duas taxas começam em {day}; deixe uma."),
        TermsError::NotARate(rate) => format!("{rate} não é uma taxa: de 0 a 1000, com até seis decimais."),
        TermsError::NegativeCap => "O teto não pode ser negativo.".to_owned(),
        TermsError::NoFee => "A multa é maior que nada; deixe vazio se não houver.".to_owned(),
    }
}

pub static WORDS: PolicyWords = PolicyWords {
    title: "Política",
    lead: "O que você oferece aos seus clientes. Cada mudança é uma nova versão.",
    version: |n| format!("Versão {n}"),
    default_version: "A que vem com o Saldo: nada foi mudado ainda.",
    set_by: |by, at| format!("{by}, {at}"),
    just_set: "A nova política já vale.",
    stays: "O que já foi acordado fica como está.",
    section,
    change: "Mudar",
    yes: "Sim",
    no: "Não",
    name,
    hint,
    word,
    value: "Valor",
    row: |n| format!("Linha {n}"),
    rows_hint: "Para tirar uma linha, deixe seus campos vazios. Para acrescentar outra, preencha uma vazia.",
    amounts_hint: "Por exemplo: 150,00 BRL; 9000 CLP. Vazio: sem limite.",
    choice_hint: "Um valor com a moeda: 150,00 BRL; 9000 CLP.",
    check: "Revisar a mudança",
    check_title: "Revise a mudança",
    differs: "O que muda",
    same: "Nada muda.",
    what: "O quê",
    before: "Até agora",
    after: "A partir de agora",
    preview: "Para quem algo muda hoje",
    concerned: |concerned, looked, of| {
        let sample = if i64::try_from(looked) == Ok(of) {
            format!("de {}", people(looked))
        } else {
            format!("de {looked} clientes examinados ({of} no total)")
        };
        format!("Muda para {concerned} {sample} com algo a pagar.")
    },
    nobody: "Hoje ninguém veria outra coisa.",
    turn,
    and_more: "e mais",
    set: "Pôr em vigor",
    nothing_yet: "Nada muda ainda.",
    moved: "Enquanto isso, outra pessoa mudou a política. A nova está abaixo: faça sua mudança de novo sobre ela.",
    versions: "Versões",
    versions_lead: "Tudo o que já valeu, e quem o definiu.",
    older: "Anteriores",
    document: "O documento inteiro",
    document_lead: "Para quem prefere escrevê-lo: toda a política como JSON.",
    document_field: "Documento",
    problem: |problem| match problem {
        Problem::Between { min, max } => format!("Escreva um número de {min} a {max}."),
        Problem::Percent => "Escreva um percentual maior que 0 e menor que 100.".to_owned(),
        Problem::PercentOrNone => "Escreva um percentual a partir de 0 e menor que 100.".to_owned(),
        Problem::AnnualPercent => "Escreva um percentual anual maior que 0 e de até 100.".to_owned(),
        Problem::Decimals => "Escreva até quatro decimais.".to_owned(),
        Problem::NotPositive => "Escreva um valor maior que 0.".to_owned(),
        Problem::Empty => "Escolha ou escreva algo; se não é oferecido, desmarque a seção.".to_owned(),
        Problem::Twice => "Algo aparece duas vezes.".to_owned(),
        Problem::Below(_) => "Não pode ser menor que o outro limite.".to_owned(),
        Problem::Order => "Vá da dívida mais nova à mais antiga; em cada faixa paga-se menos.".to_owned(),
        Problem::Interest(error) => terms(error),
    },
    unread: |value| match value {
        ValueKind::Whole => "Escreva um número inteiro.",
        ValueKind::Percent => "Escreva um percentual, por exemplo 2,5.",
        ValueKind::Amounts => "Escreva valores com a moeda, por exemplo 150,00 BRL; 9000 CLP.",
        ValueKind::Money => "Escreva um valor com a moeda, por exemplo 150,00 BRL.",
        ValueKind::Day => "Escreva uma data.",
    },
    missing: "Escolha uma opção.",
    unreadable: |line, name| format!("Não dá para ler: linha {line}, em “{name}”."),
};
