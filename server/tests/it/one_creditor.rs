//! Every statement of the store names one creditor, so that it is the work of one machine where the books are spread
//! over several: read off the source and the migrations, with no such machine at hand.

use super::support::sql;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use store::distribute::{Placement, TABLES};

/// Statements that look among all creditors, by how they begin, with the reason. None of them takes a row or refuses
/// a second one.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("SELECT creditor_id, id FROM job WHERE state = 'ready'", "what is due, of whomever; taken creditor by creditor"),
    ("SELECT EXISTS(SELECT 1 FROM job", "is anything due, of whomever"),
    ("SELECT COUNT(*) FROM job WHERE state = ", "a gauge"),
    ("SELECT run_at FROM job WHERE state = 'ready'", "a gauge"),
    ("DELETE FROM job WHERE state = 'done'", "clearing up, every ten minutes"),
    ("DELETE FROM session WHERE expires_at", "clearing up, every ten minutes"),
    ("DELETE FROM proof WHERE expires_at", "clearing up, every ten minutes"),
    ("SELECT creditor_id, id FROM payment WHERE poll_at", "what is due, of whomever; taken creditor by creditor"),
    ("SELECT COUNT(*) FROM payment WHERE poll_at", "a gauge"),
    ("SELECT poll_at FROM payment", "a gauge"),
    ("SELECT creditor_id, id FROM payment WHERE id", "an event that carries our id and no creditor"),
    ("SELECT creditor_id, id FROM payment WHERE session", "an event with nothing but the provider's page"),
    ("SELECT creditor_id, id FROM payment WHERE reference", "an event with nothing but the provider's money"),
    ("SELECT creditor_id, id, account, reference FROM payment WHERE provider", "events that wait for their payment"),
    (
        "SELECT creditor_id, id, debtor_id, provider, account, currency, amount, progress, received, credit, \
         refund_total_reported, refunded, charged_back, moves, session, reference, url, form_key, language, created_at, \
         expires_at, paid_at, poll_count, voucher_page, voucher_number, voucher_until FROM payment WHERE id",
        "the operator names a payment by its id alone",
    ),
    (
        "SELECT creditor_id, id, ref, name, email, phone, locale, postcode, tax_id, questions_locked_until FROM debtor \
         WHERE lower(email)",
        "who asks for a new link tells an address and no creditor",
    ),
    ("SELECT creditor_id FROM exception WHERE id", "the operator names an exception by its id alone"),
    ("SELECT x.id, COALESCE(c.slug, ''), x.kind", "the operator's list of all exceptions"),
    ("SELECT e.id, CAST(0 AS BIGINT), CAST(0 AS BIGINT) FROM entry e WHERE NOT EXISTS", "rows of no creditor"),
    ("SELECT p.entry_id, p.n, p.amount FROM posting p WHERE NOT EXISTS", "rows of no creditor"),
    ("SELECT i.id, i.total, i.balance FROM invoice i WHERE NOT EXISTS", "rows of no creditor"),
    ("SELECT p.id, p.amount, p.received FROM payment p WHERE NOT EXISTS", "rows of no creditor"),
];

/// What may be wrong with a statement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Fault {
    /// A table whose rows are not narrowed to one creditor.
    Everybody(String),
    /// Such rows are taken for the transaction.
    Locks(String),
    /// A row without its creditor, or a creditor that is no parameter.
    Insert(String),
    /// Rows are told apart without the creditor.
    Conflict,
    /// A row would move to another creditor.
    Moves,
}

#[derive(Debug, Clone, PartialEq)]
enum Node {
    Word(String),
    Value,
    Parameter,
    Sign(char),
    Group(Vec<Node>),
}

use Node::{Group, Parameter, Sign, Word};

/// A statement as a tree of its brackets.
fn parse(text: &str) -> Vec<Node> {
    let mut open = vec![Vec::new()];
    let mut chars = text.chars().peekable();
    let push = |open: &mut Vec<Vec<Node>>, node| open.last_mut().expect("a level").push(node);
    while let Some(c) = chars.next() {
        match c {
            '\'' => {
                while chars.next_if(|c| *c != '\'').is_some() {}
                chars.next();
                push(&mut open, Node::Value);
            }
            '$' => {
                while chars.next_if(|c| c.is_alphanumeric()).is_some() {}
                push(&mut open, Parameter);
            }
            '(' => open.push(Vec::new()),
            ')' => {
                let inner = open.pop().expect("a level");
                assert!(!open.is_empty(), "a bracket too many: {text}");
                push(&mut open, Group(inner));
            }
            c if c.is_ascii_digit() => {
                while chars.next_if(|c| c.is_ascii_digit() || *c == '.').is_some() {}
                push(&mut open, Node::Value);
            }
            c if c.is_alphabetic() || c == '_' => {
                let mut word = c.to_string();
                while let Some(c) = chars.next_if(|c| c.is_alphanumeric() || *c == '_') {
                    word.push(c);
                }
                push(&mut open, Word(word));
            }
            c if c.is_whitespace() => {}
            c => push(&mut open, Sign(c)),
        }
    }
    assert_eq!(open.len(), 1, "a bracket is open: {text}");
    open.pop().expect("the statement")
}

fn is(node: Option<&Node>, word: &str) -> bool {
    matches!(node, Some(Word(found)) if found == word)
}

fn placement(table: &str) -> Option<Placement> {
    TABLES.iter().find(|(name, _)| *name == table).map(|(_, placement)| *placement)
}

fn is_by_creditor(table: &str) -> bool {
    placement(table) == Some(Placement::ByCreditor)
}

/// Everything that is wrong with a statement.
fn faults(text: &str) -> BTreeSet<Fault> {
    let nodes = parse(text);
    let mut found = BTreeSet::new();
    if is(nodes.first(), "INSERT") {
        insert(&nodes, &mut found);
    } else if is(nodes.first(), "ON") {
        conflict(&nodes, &mut found);
    } else {
        for part in parts(&nodes) {
            scope(part, &BTreeSet::new(), &mut found);
        }
    }
    found
}

/// The selects of a union, each with tables of its own.
fn parts(nodes: &[Node]) -> impl Iterator<Item = &[Node]> {
    nodes.split(|node| ["UNION", "EXCEPT", "INTERSECT"].iter().any(|word| is(Some(node), word)))
}

fn insert(nodes: &[Node], found: &mut BTreeSet<Fault>) {
    let (Some(Word(table)), Some(Group(columns))) = (nodes.get(2), nodes.get(3)) else {
        found.insert(Fault::Insert("no columns are named".to_owned()));
        return;
    };
    if !is_by_creditor(table) {
        return;
    }
    let names: Vec<&Node> = columns.iter().filter(|node| **node != Sign(',')).collect();
    if !is(names.first().copied(), "creditor_id") {
        found.insert(Fault::Insert(table.clone()));
    }
    let given = match nodes.get(4) {
        Some(Word(word)) if word == "VALUES" => match nodes.get(5) {
            Some(Group(values)) => values.first(),
            _ => None,
        },
        Some(Word(word)) if word == "SELECT" => {
            scope(&nodes[4..], &BTreeSet::new(), found);
            nodes.get(5)
        }
        // The values of many rows are put behind it.
        _ => Some(&Parameter),
    };
    if given != Some(&Parameter) {
        found.insert(Fault::Insert(table.clone()));
    }
    if let Some(at) = nodes.iter().position(|node| is(Some(node), "CONFLICT")) {
        conflict(&nodes[at - 1..], found);
    }
}

/// `ON CONFLICT (…) DO …`
fn conflict(nodes: &[Node], found: &mut BTreeSet<Fault>) {
    match nodes.get(2) {
        Some(Group(columns)) if columns.iter().any(|node| is(Some(node), "creditor_id")) => {}
        _ => drop(found.insert(Fault::Conflict)),
    }
    if let Some(at) = nodes.iter().position(|node| is(Some(node), "SET")) {
        sets(&nodes[at..], found);
    }
}

/// What a `SET` writes.
fn sets(nodes: &[Node], found: &mut BTreeSet<Fault>) {
    if nodes.windows(2).any(|two| is(two.first(), "creditor_id") && two[1] == Sign('=')) {
        found.insert(Fault::Moves);
    }
}

/// A table or a subquery in a `FROM`, by the name it has there.
type Tables = BTreeMap<String, Option<String>>;

/// One select, update or delete. `outer` are the tables around it that are narrowed to one creditor, as far as it may
/// lean on them.
fn scope(nodes: &[Node], outer: &BTreeSet<String>, found: &mut BTreeSet<Fault>) {
    let mut tables = Tables::new();
    let (mut at, mut in_from) = (0, false);
    while let Some(node) = nodes.get(at) {
        if let Word(word) = node {
            let starts = matches!(word.as_str(), "FROM" | "JOIN") || (word == "UPDATE" && at == 0);
            in_from =
                starts || (in_from && !matches!(word.as_str(), "WHERE" | "ON" | "SET" | "GROUP" | "ORDER" | "HAVING"));
            if starts {
                at = table(nodes, at + 1, &mut tables, found);
                continue;
            }
        }
        if in_from && *node == Sign(',') {
            at = table(nodes, at + 1, &mut tables, found);
            continue;
        }
        at += 1;
    }
    // What is written is no condition.
    let set = nodes.iter().position(|node| is(Some(node), "SET"));
    let conditions = nodes.iter().position(|node| is(Some(node), "WHERE"));
    if let Some(set) = set {
        sets(&nodes[set..conditions.unwrap_or(nodes.len())], found);
    }
    let from = set.map_or(0, |_| conditions.unwrap_or(nodes.len()));
    // Nor is what picks groups.
    let groups = nodes.iter().position(|node| is(Some(node), "GROUP") || is(Some(node), "HAVING"));
    let to = groups.unwrap_or(nodes.len()).max(from);
    let mut equal = Vec::new();
    equalities(&nodes[from..to], &tables, &mut equal);
    let mut bound = outer.clone();
    loop {
        let before = bound.len();
        for (left, right) in &equal {
            match right {
                None => drop(bound.insert(left.clone())),
                Some(right) if bound.contains(left) => drop(bound.insert(right.clone())),
                Some(right) if bound.contains(right) => drop(bound.insert(left.clone())),
                Some(_) => {}
            }
        }
        if bound.len() == before {
            break;
        }
    }
    let locks = nodes.windows(2).any(|two| is(two.first(), "FOR") && is(two.get(1), "UPDATE"));
    for (name, table) in &tables {
        let Some(table) = table.as_ref().filter(|table| is_by_creditor(table) && !bound.contains(name)) else {
            continue;
        };
        found.insert(Fault::Everybody(table.clone()));
        if locks {
            found.insert(Fault::Locks(table.clone()));
        }
    }
    subqueries(nodes, false, &bound, found);
}

/// Reads a table at `at` and its name; the place after them.
fn table(nodes: &[Node], at: usize, tables: &mut Tables, found: &mut BTreeSet<Fault>) -> usize {
    let is_name = |node: Option<&Node>| match node {
        Some(Word(word)) => word.chars().all(|c| c.is_lowercase() || c == '_').then(|| word.clone()),
        _ => None,
    };
    let (table, mut next) = match nodes.get(at) {
        Some(Word(word)) => (Some(word.clone()), at + 1),
        Some(Group(inner)) => {
            // It leans on nothing around it.
            for part in parts(inner) {
                scope(part, &BTreeSet::new(), found);
            }
            (None, at + 1)
        }
        _ => return at,
    };
    if is(nodes.get(next), "AS") {
        next += 1;
    }
    let name = match is_name(nodes.get(next)) {
        Some(name) => {
            next += 1;
            name
        }
        None => table.clone().unwrap_or_default(),
    };
    tables.insert(name, table);
    next
}

/// A column, and how many nodes it is.
fn column(nodes: &[Node]) -> Option<(Option<&str>, &str, usize)> {
    match nodes {
        [Word(of), Sign('.'), Word(column), ..] => Some((Some(of), column, 3)),
        [Word(column), ..] => Some((None, column, 1)),
        _ => None,
    }
}

/// Which tables are narrowed by a parameter (`None`), or are of the same creditor as another. What stands beside an
/// `OR` may not hold.
fn equalities(nodes: &[Node], tables: &Tables, equal: &mut Vec<(String, Option<String>)>) {
    if nodes.iter().any(|node| is(Some(node), "OR")) {
        return;
    }
    for (at, node) in nodes.iter().enumerate() {
        if let Group(inner) = node
            && !is(inner.first(), "SELECT")
            && at
                .checked_sub(1)
                .and_then(|before| nodes.get(before))
                .is_none_or(|before| is(Some(before), "AND") || is(Some(before), "WHERE"))
        {
            equalities(inner, tables, equal);
        }
        // Not the second half of `a.creditor_id`.
        if at > 0 && nodes[at - 1] == Sign('.') {
            continue;
        }
        let Some((of, "creditor_id", len)) = column(&nodes[at..]) else { continue };
        if nodes.get(at + len) != Some(&Sign('=')) {
            continue;
        }
        let only = || tables.iter().next().filter(|_| tables.len() == 1).map(|(name, _)| name.clone());
        let Some(left) = of.map(str::to_owned).or_else(only) else { continue };
        let right = &nodes[at + len + 1..];
        match (right.first(), column(right)) {
            (Some(Parameter), _) => equal.push((left, None)),
            (_, Some((Some(of), "creditor_id", _))) => equal.push((left, Some(of.to_owned()))),
            _ => {}
        }
    }
}

/// The subqueries that are no tables. Beside an `OR` each has to name the creditor itself.
fn subqueries(nodes: &[Node], beside_or: bool, bound: &BTreeSet<String>, found: &mut BTreeSet<Fault>) {
    let beside_or = beside_or || nodes.iter().any(|node| is(Some(node), "OR"));
    for (at, node) in nodes.iter().enumerate() {
        let Group(inner) = node else { continue };
        if !is(inner.first(), "SELECT") {
            subqueries(inner, beside_or, bound, found);
        } else if at
            .checked_sub(1)
            .is_none_or(|before| !is(nodes.get(before), "FROM") && !is(nodes.get(before), "JOIN"))
        {
            let none = BTreeSet::new();
            for part in parts(inner) {
                scope(part, if beside_or { &none } else { bound }, found);
            }
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(dir: &str, ending: &str) -> Vec<(String, String)> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(root().join(dir)).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    files.retain(|path| path.extension().is_some_and(|found| found == ending));
    files.sort();
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), std::fs::read_to_string(path).expect("text"))).collect()
}

#[test]
fn every_statement_names_its_creditor() {
    let (mut seen, mut wrong, mut used) = (0, Vec::new(), BTreeSet::new());
    for (file, source) in sql::sources() {
        for text in sql::statements(&source) {
            seen += 1;
            let mut found = faults(&text);
            if let Some((begin, _)) = EXCEPTIONS.iter().find(|(begin, _)| text.starts_with(begin)) {
                used.insert(*begin);
                found.retain(|fault| !matches!(fault, Fault::Everybody(_)));
            }
            if !found.is_empty() {
                wrong.push(format!("{file}: {found:?}\n    {text}"));
            }
        }
    }
    assert!(seen > 200, "{seen} statements were found; has the way they are written changed?");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let stale: Vec<&str> = EXCEPTIONS.iter().map(|(begin, _)| *begin).filter(|begin| !used.contains(begin)).collect();
    assert!(stale.is_empty(), "no statement begins so any more: {stale:#?}");
}

#[test]
fn a_statement_without_its_creditor_is_found() {
    let everybody = |table: &str| vec![Fault::Everybody(table.to_owned())];
    let locks = |table: &str| vec![Fault::Everybody(table.to_owned()), Fault::Locks(table.to_owned())];
    let inserts = |table: &str| vec![Fault::Insert(table.to_owned())];
    for (text, wanted) in [
        ("SELECT id FROM invoice WHERE creditor_id = $1 AND id = $2", vec![]),
        ("SELECT id FROM invoice WHERE id = $1", everybody("invoice")),
        ("SELECT id FROM invoice i WHERE i.creditor_id = i.creditor_id", everybody("invoice")),
        ("SELECT id FROM invoice WHERE creditor_id = 'norte'", everybody("invoice")),
        ("SELECT id FROM invoice WHERE creditor_id = $1 OR id = $2", everybody("invoice")),
        ("SELECT id FROM invoice WHERE creditor_id = $1 AND (id = $2 OR id = $3)", vec![]),
        ("SELECT id FROM invoice WHERE id = $1 FOR UPDATE", locks("invoice")),
        ("SELECT id FROM creditor WHERE slug = $1 FOR UPDATE", vec![]),
        (
            "SELECT 1 FROM share s JOIN payment p ON p.creditor_id = s.creditor_id AND p.id = s.payment_id WHERE s.creditor_id = $1",
            vec![],
        ),
        ("SELECT 1 FROM share s JOIN payment p ON p.id = s.payment_id WHERE s.creditor_id = $1", everybody("payment")),
        ("SELECT 1 FROM share s, payment p WHERE p.id = s.payment_id AND p.creditor_id = $1", everybody("share")),
        ("SELECT 1 FROM session s JOIN creditor c ON c.id = s.creditor_id WHERE c.code = $1", everybody("session")),
        (
            "SELECT 1 FROM share WHERE creditor_id = $1 AND invoice_id IN (SELECT id FROM invoice WHERE id > $2)",
            everybody("invoice"),
        ),
        (
            "SELECT 1 FROM share s WHERE s.creditor_id = $1 AND EXISTS (SELECT 1 FROM line l WHERE l.creditor_id = s.creditor_id)",
            vec![],
        ),
        (
            "SELECT 1 FROM share s WHERE s.creditor_id = $1 AND (s.n = 1 OR EXISTS (SELECT 1 FROM line l WHERE l.creditor_id = s.creditor_id))",
            everybody("line"),
        ),
        (
            "SELECT 1 FROM share s WHERE s.creditor_id = $1 AND (s.n = 1 OR EXISTS (SELECT 1 FROM line l WHERE l.creditor_id = $1))",
            vec![],
        ),
        (
            "SELECT 1 FROM entry e LEFT JOIN (SELECT creditor_id, n FROM posting) p ON p.creditor_id = e.creditor_id WHERE e.creditor_id = $1",
            everybody("posting"),
        ),
        ("SELECT n FROM entry WHERE creditor_id = $1 GROUP BY n HAVING COUNT(*) > 1 OR SUM(n) > 2", vec![]),
        ("SELECT n FROM entry WHERE n = $1 GROUP BY n HAVING creditor_id = $2", everybody("entry")),
        ("SELECT 1 FROM entry WHERE creditor_id = $1 UNION ALL SELECT 1 FROM posting", everybody("posting")),
        (
            "UPDATE entry SET seal = $2 WHERE creditor_id = $1 AND id IN (SELECT id FROM entry WHERE creditor_id = $1)",
            vec![],
        ),
        (
            "UPDATE entry SET seal = $2 WHERE (creditor_id, id) IN (SELECT creditor_id, id FROM entry WHERE creditor_id = $1)",
            everybody("entry"),
        ),
        ("UPDATE event SET creditor_id = $1 WHERE creditor_id = $2", vec![Fault::Moves]),
        ("UPDATE event SET creditor_id = $1 WHERE id = $2", vec![Fault::Everybody("event".to_owned()), Fault::Moves]),
        ("DELETE FROM session WHERE expires_at < $1", everybody("session")),
        ("INSERT INTO job (creditor_id, id) VALUES ($1, $2) ON CONFLICT (creditor_id, key) DO NOTHING", vec![]),
        ("INSERT INTO job (creditor_id, id) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING", vec![Fault::Conflict]),
        (
            "INSERT INTO job (creditor_id, id) VALUES ($1, $2) ON CONFLICT (creditor_id, id) DO UPDATE SET creditor_id = $3",
            vec![Fault::Moves],
        ),
        ("INSERT INTO job (id, creditor_id) VALUES ($1, $2)", inserts("job")),
        ("INSERT INTO job (creditor_id, id) VALUES ('a', $2)", inserts("job")),
        ("INSERT INTO share (creditor_id, n) SELECT $1, MAX(n) FROM share WHERE payment_id = $2", everybody("share")),
        (
            "INSERT INTO share (creditor_id, n) SELECT creditor_id, n FROM share WHERE creditor_id = $1",
            inserts("share"),
        ),
        ("INSERT INTO staff (id, email) VALUES ($1, $2) ON CONFLICT (email) DO NOTHING", vec![]),
        ("ON CONFLICT (number_key) DO NOTHING", vec![Fault::Conflict]),
        ("ON CONFLICT (creditor_id, number_key) DO NOTHING", vec![]),
    ] {
        assert_eq!(faults(text).into_iter().collect::<Vec<_>>(), wanted, "{text}");
    }
}

/// The names of the tables that these migrations make.
fn tables_of(migrations: &str) -> BTreeSet<String> {
    let name = |rest: &str| rest.split('(').next().unwrap_or_default().trim().to_owned();
    migrations.split("CREATE TABLE ").skip(1).map(name).collect()
}

/// What makes rows unique without their creditor, by table.
fn unique_without_creditor(migrations: &str) -> Vec<String> {
    let mut found = Vec::new();
    for rest in migrations.split("CREATE UNIQUE INDEX ").skip(1) {
        let statement = rest.split(';').next().unwrap_or_default();
        let table = statement.split(" ON ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap_or_default();
        let columns = statement.split('(').nth(1).unwrap_or_default();
        if is_by_creditor(table) && !columns.split([',', ')']).any(|column| column.trim() == "creditor_id") {
            found.push(statement.trim().to_owned());
        }
    }
    for rest in migrations.split("CREATE TABLE ").skip(1) {
        let (table, body) = rest.split_once('(').expect("a table");
        let body = body.split("\n)").next().unwrap_or(body);
        for line in body.lines().filter(|line| line.contains("UNIQUE") || line.contains("PRIMARY KEY")) {
            if is_by_creditor(table.trim()) && !line.contains("(creditor_id") {
                found.push(format!("{} {}", table.trim(), line.trim()));
            }
        }
    }
    found
}

#[test]
fn the_list_of_tables_is_complete_and_rows_are_unique_by_creditor() {
    let listed: BTreeSet<String> = TABLES.iter().map(|(name, _)| (*name).to_owned()).collect();
    for engine in ["sqlite", "postgres"] {
        let all: String =
            read(&format!("store/migrations/{engine}"), "sql").into_iter().map(|(_, text)| text).collect();
        let mut made = tables_of(&all);
        made.insert("migration".to_owned());
        assert_eq!(made, listed, "{engine}");
        assert_eq!(unique_without_creditor(&all), Vec::<String>::new(), "{engine}");
    }
}

#[test]
fn what_is_unique_for_everybody_is_found() {
    let planted = "CREATE TABLE event (\n    id UUID NOT NULL PRIMARY KEY,\n    key TEXT NOT NULL UNIQUE,\n    at TEXT\n);\n\
                   CREATE TABLE staff (\n    email TEXT NOT NULL UNIQUE\n);\nCREATE TABLE lost (\n    a TEXT\n);\n\
                   CREATE UNIQUE INDEX event_once ON event (provider, event_id);\n\
                   CREATE UNIQUE INDEX event_good ON event (creditor_id, event_id);\n\
                   CREATE UNIQUE INDEX staff_by_email ON staff (email);";
    let wanted = [
        "event_once ON event (provider, event_id)",
        "event id UUID NOT NULL PRIMARY KEY,",
        "event key TEXT NOT NULL UNIQUE,",
    ];
    assert_eq!(unique_without_creditor(planted), wanted);
    assert_eq!(tables_of(planted).into_iter().collect::<Vec<_>>(), ["event", "lost", "staff"]);
    assert_eq!(placement("lost"), None, "a table that is not on the list fails the test above");
}
