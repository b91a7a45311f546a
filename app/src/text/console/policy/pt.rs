//! A política, em português do Brasil: cada campo com seu nome.

use super::*;

const fn name(name: Name) -> &'static str {
    match name {
        Name::To => "A quem",
        Name::Segments => "Conforme pagam",
        Name::OverdueFrom => "Com atraso de no mínimo (dias)",
        Name::OverdueTo => "Com atraso de no máximo (dias)",
        Name::AmountFrom => "Que deve no mínimo",
        Name::AmountTo => "Que deve no máximo",
        Name::PaidFrom => "Faturas já pagas, no mínimo",
        Name::Discount => "Oferecem-se descontos por pagamento antecipado",
        Name::OwnTerms => "Vale o desconto escrito em cada fatura",
        Name::Tax => "O percentual é calculado",
        Name::Early => "Desconto próprio da política",
        Name::Off => "Desconta-se",
        Name::EarlyDays => "Se pago em até tantos dias da emissão",
        Name::Settlement => "Oferecem-se quitações com abatimento",
        Name::Steps => "Faixas",
        Name::StepFrom => "A partir de tantos dias de atraso",
        Name::PayPercent => "Paga-se este percentual",
        Name::OfferDays => "A oferta vale por tantos dias",
        Name::Plan => "Oferecem-se planos de pagamento",
        Name::Frequencies => "Com que frequência",
        Name::Automatic => "Aceitos na hora",
        Name::Request => "Podem ser pedidos",
        Name::Most => "Pagamentos, no máximo",
        Name::FirstWithin => "O primeiro em até tantos dias",
        Name::EndWithin => "O último em até tantos dias",
        Name::DownPercent => "Entrada mínima (por cento)",
        Name::LeastInstalment => "Pagamento mínimo",
        Name::Price => "Preço",
        Name::Conduct => "Enquanto dura",
        Name::GraceDays => "Dias de tolerância",
        Name::CureDays => "Dias para regularizar",
        Name::ChargesRest => "Os encargos ficam parados",
        Name::Reminders => "Lembra-se",
        Name::InstalmentDiscount => "Desconto por antecipar um pagamento",
        Name::Percent => "Por cento",
        Name::By => "Se pago",
        Name::Reschedules => "Mudanças que o cliente pode pedir",
        Name::WhenKept => "Se for cumprido",
        Name::WaiveRested => "Os encargos parados são perdoados",
        Name::WhenBroken => "Se não for cumprido",
        Name::ClawBackCharges => "Os encargos parados são cobrados",
        Name::ClawBackDiscounts => "Os descontos são retirados",
        Name::WaivePriceToCome => "O preço dos pagamentos que faltavam é perdoado",
        Name::Extension => "Oferecem-se prorrogações",
        Name::AYear => "Vezes por ano",
        Name::Options => "Opções",
        Name::Delay => "Quanto tempo",
        Name::Granted => "É concedida",
        Name::PayNowPercent => "Paga-se agora (por cento)",
        Name::Promise => "Aceitam-se promessas de pagamento",
        Name::DaysAhead => "Em até tantos dias",
        Name::BreathingSpace => "Oferece-se uma pausa em momentos difíceis",
        Name::RestDays => "Dias de pausa",
        Name::Proof => "Pede-se",
        Name::ObjectionReasons => "Motivos que podem ser escolhidos",
        Name::AnswerDays => "Responde-se em até tantos dias",
        Name::Allocation => "Um pagamento cobre primeiro",
        Name::PartMinimum => "O mínimo que se pode pagar de uma dívida",
        Name::Interest => "Cobra-se pelo atraso",
        Name::Rates => "Taxas",
        Name::From => "A partir de",
        Name::AnnualPercent => "Por cento ao ano",
        Name::Basis => "O ano conta",
        Name::InterestGrace => "Dias sem juros após o vencimento",
        Name::GraceCounts => "Passados esses dias, eles também contam",
        Name::Cap => "Teto dos juros",
        Name::FlatFee => "Multa única por atraso",
    }
}

const fn hint(name: Name) -> &'static str {
    match name {
        Name::OverdueFrom => "Negativo: que vence em até tantos dias. Vazio: sem limite.",
        Name::OverdueTo => "Negativo: que ainda não venceu. Vazio: sem limite.",
        Name::EndWithin => "Vazio: sem limite.",
        Name::Proof => {
            "O dado é pedido junto com o número de uma fatura. De quem não tem e-mail nem esse dado decide uma pessoa."
        }
        Name::CureDays => "0: o que não foi cumprido não pode ser regularizado.",
        Name::Steps => "Da dívida mais nova à mais antiga; quanto mais antiga, menos se paga.",
        _ => "",
    }
}

const fn word(word: Word) -> &'static str {
    match word {
        Word::Good => "Paga bem",
        Word::Irregular => "Paga de forma irregular",
        Word::Late => "Paga com atraso",
        Word::New => "É novo",
        Word::TaxIncluded => "sobre tudo, com impostos",
        Word::TaxExcluded => "sobre o valor sem impostos",
        Word::TaxMixed => "sobre o valor sem impostos, com imposto já reduzido",
        Word::OffPercent => "Um percentual",
        Word::OffAmount | Word::CapAmount => "Um valor",
        Word::Weekly => "Toda semana",
        Word::Fortnightly => "A cada 14 dias",
        Word::Monthly => "Todo mês",
        Word::NoPrice => "Nada",
        Word::FlatPrice | Word::FeePrice => "Um valor fixo",
        Word::AnnualPrice => "Por cento ao ano",
        Word::RemindInstalments => "cada pagamento do plano",
        Word::RemindNothing => "nada",
        Word::DaysBefore => "tantos dias antes",
        Word::DayOfMonth => "até este dia do mês",
        Word::Days => "Dias",
        Word::Months => "Meses",
        Word::Automatically => "na hora",
        Word::OnRequest => "por uma pessoa",
        Word::AlreadyPaid => "Já paguei",
        Word::WrongAmount => "O preço ou a quantidade não está certa",
        Word::NotReceived => "Não recebi",
        Word::NotAsAgreed => "Não é o combinado",
        Word::NotMine => "Não é minha",
        Word::Other => "Outra coisa",
        Word::ByCode => "um código por e-mail",
        Word::ByPostcode => "o CEP",
        Word::ByTaxId => "o CPF ou CNPJ",
        Word::ByCodeOrPostcode => "um código por e-mail ou o CEP",
        Word::ByCodeOrTaxId => "um código por e-mail ou o CPF ou CNPJ",
        Word::OldestFirst => "o mais antigo",
        Word::CostsInterestPrincipal => "custos, depois juros, depois principal",
        Word::ProRata => "tudo em proporção",
        Word::Days360 => "360 dias",
        Word::Days365 => "365 dias",
        Word::ActualDays => "os dias que tem",
        Word::NoCap => "Sem teto",
        Word::CapPercent => "Um percentual da dívida",
    }
}

const fn section(section: Section) -> Pair {
    match section {
        Section::Discount => ("Desconto por pagamento antecipado", "Menos, se pago cedo."),
        Section::Settlement => ("Quitação com abatimento", "Pagar uma parte de uma dívida antiga e ficar quite."),
        Section::Plan => ("Planos de pagamento", "Pagar em partes."),
        Section::Extension => ("Prorrogações", "Um vencimento mais tarde."),
        Section::Promise => ("Promessas de pagamento", "Uma data prometida; os lembretes esperam."),
        Section::BreathingSpace => {
            ("Pausa em momentos difíceis", "Sem lembretes nem encargos por um tempo; não são cobrados depois.")
        }
        Section::Proof => ("Como o cliente confirma", "O que se pede antes de um acordo, para saber que é o cliente."),
        Section::Answers => ("Contestações e respostas", "O que se pode contestar e quando se responde."),
        Section::Payments => {
            ("Como os pagamentos são distribuídos", "O que um pagamento cobre quando o cliente não escolhe.")
        }
        Section::Interest => ("Juros e multa por atraso", "Quanto custa pagar com atraso."),
    }
}

const fn thing_name(thing: Thing) -> &'static str {
    match thing {
        Thing::Discount => "descontos por pagamento antecipado",
        Thing::Settlement => "quitações com abatimento",
        Thing::Plan => "planos de pagamento",
        Thing::Extension => "prorrogações",
        Thing::Promise => "promessas de pagamento",
        Thing::Charges => "juros ou multas de hoje",
    }
}

fn people(count: usize) -> String {
    if count == 1 { "1 cliente".to_owned() } else { format!("{count} clientes") }
}

fn turn(thing: Thing, turn: Turn, count: usize) -> String {
    let (what, people) = (thing_name(thing), people(count));
    match (thing, turn) {
        (Thing::Charges, _) => format!("Mudam {what}: {people}"),
        (_, Turn::Appears) => format!("Aparecem {what}: {people}"),
        (_, Turn::Changes) => format!("Mudam {what}: {people}"),
        (_, Turn::Disappears) => format!("Deixam de ser oferecidos {what}: {people}"),
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

pub(in crate::text) static POLICY: PolicyWords = PolicyWords {
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
            format!("de {looked} examinados, de um total de {of}")
        };
        format!("Veriam outra coisa: {} {sample} com algo a pagar.", people(concerned))
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
        Problem::Between { least, most } => format!("Escreva um número de {least} a {most}."),
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
        Value::Whole => "Escreva um número inteiro.",
        Value::Percent => "Escreva um percentual, por exemplo 2,5.",
        Value::Amounts => "Escreva valores com a moeda, por exemplo 150,00 BRL; 9000 CLP.",
        Value::Money => "Escreva um valor com a moeda, por exemplo 150,00 BRL.",
        Value::Day => "Escreva uma data.",
    },
    missing: "Escolha uma opção.",
    unreadable: |line, name| format!("Não dá para ler: linha {line}, em “{name}”."),
};
