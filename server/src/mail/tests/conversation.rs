//! Real conversations with a small mail server on loopback that answers as it is told.

use super::*;
use services::secrets::Secret;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

/// What the server answers; everything else goes well.
#[derive(Clone, Copy)]
struct Answers {
    greeting: &'static str,
    auth: &'static str,
    rcpt: &'static str,
    /// To the mail itself; nothing: the line goes dead before an answer.
    data: Option<&'static str>,
}

const WELL: Answers = Answers { greeting: "220 mail.test", auth: "235 in", rcpt: "250 ok", data: Some("250 taken") };

/// A mail as the server got it.
#[derive(Debug)]
struct Taken {
    envelope: Vec<String>,
    bytes: Vec<u8>,
}

async fn serve(answers: Answers) -> (u16, mpsc::UnboundedReceiver<Taken>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let (taken, mails) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(converse(stream, answers, taken.clone()));
        }
    });
    (port, mails)
}

async fn converse(stream: TcpStream, answers: Answers, taken: mpsc::UnboundedSender<Taken>) -> Option<()> {
    let (read, mut write) = stream.into_split();
    let mut read = BufReader::new(read);
    let mut envelope = Vec::new();
    write.write_all(format!("{}\r\n", answers.greeting).as_bytes()).await.ok()?;
    let mut line = String::new();
    loop {
        line.clear();
        if read.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        let command = line.trim_end().to_owned();
        let answer = match command.split([' ', ':']).next()?.to_ascii_uppercase().as_str() {
            "EHLO" => "250-mail.test\r\n250-8BITMIME\r\n250 AUTH PLAIN",
            "AUTH" => answers.auth,
            "RCPT" => answers.rcpt,
            "DATA" => {
                write.write_all(b"354 go on\r\n").await.ok()?;
                let mut bytes = Vec::new();
                while !bytes.ends_with(b"\r\n.\r\n") {
                    if read.read_until(b'\n', &mut bytes).await.ok()? == 0 {
                        return None;
                    }
                }
                bytes.truncate(bytes.len() - 3);
                taken.send(Taken { envelope: std::mem::take(&mut envelope), bytes }).ok()?;
                answers.data?
            }
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
        if command.starts_with("MAIL") || command.starts_with("RCPT") {
            envelope.push(command);
        }
        write.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
    }
}

fn mailer(port: u16, login: &str) -> Mailer {
    let url = Secret::new(format!("smtp://{login}127.0.0.1:{port}"));
    Mailer::from_settings(&MailSettings::Smtp { url, from: from() }).expect("a mailer")
}

#[tokio::test]
async fn a_mail_arrives_as_it_was_written() {
    let (port, mut mails) = serve(WELL).await;
    let mailer = mailer(port, "saldo:secret@");
    for mail in samples(Language::Es) {
        mailer.send(&mail).await.expect("sent");
        let taken = mails.recv().await.expect("a mail");
        assert_eq!(taken.envelope, ["MAIL FROM:<pagos@saldo.example>", "RCPT TO:<ada@example.com>"]);
        let parsed = parse(&taken.bytes);
        assert_eq!(parsed.subject(), Some(mail.rendered.subject.as_str()));
        assert_eq!(parsed.body_text(0).expect("a text").replace("\r\n", "\n"), mail.rendered.text);
    }
}

#[tokio::test]
async fn refusals_are_told_from_delays() {
    let temporary = |answers| (answers, None);
    let refused = |answers, bad_address| (answers, Some(bad_address));
    for (answers, verdict) in [
        temporary(Answers { greeting: "421 4.3.2 closing", ..WELL }),
        temporary(Answers { rcpt: "450 4.2.0 greylisted <ada@example.com>, come back", ..WELL }),
        temporary(Answers { rcpt: "452 4.2.2 mailbox full", ..WELL }),
        temporary(Answers { data: Some("451 4.7.1 later"), ..WELL }),
        temporary(Answers { data: None, ..WELL }),
        temporary(Answers { auth: "535 5.7.8 wrong password", ..WELL }),
        temporary(Answers { rcpt: "530 5.7.0 log in first", ..WELL }),
        refused(Answers { rcpt: "550 5.1.1 <ada@example.com>: no such user", ..WELL }, true),
        refused(Answers { rcpt: "550 no such user <ada@example.com>", ..WELL }, true),
        refused(Answers { rcpt: "553 5.1.3 bad address", ..WELL }, true),
        refused(Answers { rcpt: "550 5.7.1 <ada@example.com>: not wanted here", ..WELL }, false),
        refused(Answers { data: Some("554 5.6.0 looks like spam"), ..WELL }, false),
        refused(Answers { data: Some("552 too large"), ..WELL }, false),
    ] {
        let (port, _mails) = serve(answers).await;
        let said = [answers.greeting, answers.auth, answers.rcpt, answers.data.unwrap_or("nothing")];
        let error = mailer(port, "saldo:secret@").send(&samples(Language::Es)[2]).await.expect_err("a refusal");
        match (&error, verdict) {
            (MailError::Temporary(_), None) => {}
            (MailError::Refused { bad_address, .. }, Some(wanted)) if *bad_address == wanted => {}
            _ => panic!("{said:?}: {error:?}"),
        }
        assert!(!error.to_string().contains("ada@"), "no address in an error: {error}");
    }
}

#[tokio::test]
async fn a_server_that_is_away_is_tried_again_and_heals() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    drop(listener);
    let mailer = mailer(port, "");
    let mail = samples(Language::En).swap_remove(0);
    let away = mailer.send(&mail).await;
    assert_eq!(away, Err(MailError::Temporary("the mail server cannot be spoken to".to_owned())));
    // It comes back on the same port; the same mailer finds it.
    let listener = TcpListener::bind(("127.0.0.1", port)).await.expect("the port again");
    let (taken, mut mails) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(converse(stream, WELL, taken.clone()));
        }
    });
    mailer.send(&mail).await.expect("sent");
    assert!(mails.recv().await.is_some());
}

#[tokio::test]
async fn a_line_with_one_dot_does_not_end_the_mail() {
    let (port, mut mails) = serve(WELL).await;
    let mut mail = samples(Language::Es).swap_remove(0);
    mail.rendered.text = "one\n.\ntwo\n..\nRCPT TO:<eve@example.com>\n".to_owned();
    mailer(port, "").send(&mail).await.expect("sent");
    let taken = mails.recv().await.expect("a mail");
    assert_eq!(taken.envelope.len(), 2);
    let undotted = String::from_utf8(taken.bytes).expect("text").replace("\r\n..", "\r\n.");
    let parsed = MessageParser::new().parse(undotted.as_bytes()).expect("a mail that parses");
    assert_eq!(parsed.body_text(0).expect("a text").replace("\r\n", "\n"), mail.rendered.text);
}
