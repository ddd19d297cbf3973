//! A mail server that does what the test wrote for each address, and keeps what it was given.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::collections::BTreeSet;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What the server does with the first mail to an address; later ones are accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    Accept,
    /// 550, always.
    Bounce,
    /// 451 at the recipient.
    Later,
    /// Hangs up when it has the whole mail, before its answer.
    Cut,
}

/// A mail as the server got it.
#[derive(Clone, Debug)]
pub struct Letter {
    pub recipients: Vec<String>,
    pub text: String,
    /// The server said 250.
    pub accepted: bool,
}

#[derive(Clone)]
pub struct Postman {
    pub url: String,
    turn: fn(&str) -> Turn,
    letters: Arc<Mutex<Vec<Letter>>>,
    seen: Arc<Mutex<BTreeSet<String>>>,
}

impl Postman {
    pub async fn start(turn: fn(&str) -> Turn) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("smtp://{}", listener.local_addr().expect("an address"));
        let postman = Self { url, turn, letters: Arc::default(), seen: Arc::default() };
        let server = postman.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let server = server.clone();
                // a client that goes away ends its conversation, not the test
                tokio::spawn(async move { server.converse(stream).await.ok() });
            }
        });
        postman
    }

    pub fn letters(&self) -> Vec<Letter> {
        self.letters.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn is_first(&self, address: &str) -> bool {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert(address.to_owned())
    }

    async fn converse(&self, stream: TcpStream) -> io::Result<()> {
        let mut stream = BufReader::new(stream);
        stream.write_all(b"220 mail.test ESMTP\r\n").await?;
        let (mut recipients, mut cut) = (Vec::new(), false);
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let command = line.trim_end().to_owned();
            let answer = match command.to_ascii_uppercase().split([' ', ':']).next().unwrap_or_default() {
                "EHLO" => "250-mail.test\r\n250 8BITMIME",
                "RCPT" => {
                    let address = command.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    let turn = (self.turn)(&address);
                    let first = turn == Turn::Bounce || self.is_first(&address);
                    recipients.push(address);
                    cut = first && turn == Turn::Cut;
                    match turn {
                        Turn::Bounce => "550 5.1.1 no such user",
                        Turn::Later if first => "451 4.7.1 try again later",
                        _ => "250 ok",
                    }
                }
                "DATA" => {
                    stream.write_all(b"354 go on\r\n").await?;
                    let text = data(&mut stream).await?;
                    let letter = Letter { recipients: std::mem::take(&mut recipients), text, accepted: !cut };
                    self.letters.lock().unwrap_or_else(PoisonError::into_inner).push(letter);
                    if cut {
                        return Ok(());
                    }
                    "250 2.0.0 taken"
                }
                "QUIT" => "221 bye",
                "RSET" | "MAIL" => {
                    recipients.clear();
                    "250 ok"
                }
                _ => "250 ok",
            };
            stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
        }
    }
}

async fn data(stream: &mut BufReader<TcpStream>) -> io::Result<String> {
    let mut text = String::new();
    loop {
        let mut line = Vec::new();
        if stream.read_until(b'\n', &mut line).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let line = String::from_utf8_lossy(&line);
        if line == ".\r\n" {
            return Ok(text);
        }
        text += line.strip_prefix('.').unwrap_or(&line);
    }
}

/// A part of a mail, decoded.
pub struct Part {
    pub head: String,
    pub bytes: Vec<u8>,
}

impl Part {
    pub fn is(&self, kind: &str) -> bool {
        header(&self.head, "content-type").is_some_and(|value| value.starts_with(kind))
    }
}

impl Letter {
    pub fn head(&self) -> &str {
        self.text.split_once("\r\n\r\n").expect("a head and a body").0
    }

    pub fn header(&self, name: &str) -> Option<String> {
        header(self.head(), name)
    }

    /// The text, the attachments.
    pub fn parts(&self) -> Vec<Part> {
        let (head, body) = self.text.split_once("\r\n\r\n").expect("a head and a body");
        let kind = header(head, "content-type").expect("a content type");
        let Some(boundary) = kind.split("boundary=\"").nth(1).and_then(|rest| rest.split('"').next()) else {
            return vec![part(head, body)];
        };
        let separator = format!("--{boundary}");
        let inner = body.split(&separator).skip(1).filter(|piece| !piece.starts_with("--"));
        inner.filter_map(|piece| piece.trim_start_matches("\r\n").split_once("\r\n\r\n")).map(|(head, body)| part(head, body)).collect()
    }
}

/// A header's value, on one line.
pub fn header(head: &str, name: &str) -> Option<String> {
    let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    let mut lines = unfolded.lines().filter_map(|line| line.split_once(':'));
    lines.find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim().to_owned())
}

fn part(head: &str, body: &str) -> Part {
    let encoding = header(head, "content-transfer-encoding").unwrap_or_default();
    let bytes = match encoding.as_str() {
        "base64" => STANDARD.decode(body.split_whitespace().collect::<String>()).expect("base64"),
        "quoted-printable" => quoted_printable(body),
        _ => body.as_bytes().to_vec(),
    };
    Part { head: head.to_owned(), bytes }
}

fn quoted_printable(body: &str) -> Vec<u8> {
    let joined = body.replace("=\r\n", "");
    let mut bytes = joined.bytes();
    let mut decoded = Vec::new();
    while let Some(byte) = bytes.next() {
        let hex = if byte == b'=' { bytes.next().zip(bytes.next()) } else { None };
        decoded.push(hex.map_or(byte, |(a, b)| u8::from_str_radix(&String::from_utf8_lossy(&[a, b]), 16).expect("two hex digits")));
    }
    decoded
}
