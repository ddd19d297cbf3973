//! Reads the catalogues and refuses the build when the three languages differ: a missing or extra
//! message, other placeholders, a plural form too few. Writes one constant per message, so that a
//! typo in code does not compile.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Message name -> what it asks for.
type Catalogue = BTreeMap<String, Message>;

#[derive(Default)]
struct Message {
    placeholders: BTreeSet<String>,
    /// The forms of each choice by number in the message.
    plurals: Vec<BTreeSet<String>>,
    /// There is a choice by something else than `PLURAL`.
    bare_choice: bool,
}

const PLURALS: [(&str, &[&str]); 3] =
    [("ar", &["zero", "one", "two", "few", "many", "other"]), ("fr", &["one", "other"]), ("en", &["one", "other"])];

fn main() {
    println!("cargo:rerun-if-changed=catalogues");
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    let mut problems = Vec::new();
    let mut catalogues = BTreeMap::new();
    for (language, forms) in PLURALS {
        let source = read_all(&Path::new("catalogues").join(language));
        catalogues.insert(language, parse(language, forms, &source, &mut problems));
        fs::write(out.join(format!("{language}.ftl")), source).expect("OUT_DIR is writable");
    }
    compare(&catalogues, &mut problems);
    assert!(problems.is_empty(), "{} problems in the catalogues:\n{}", problems.len(), problems.join("\n"));
    fs::write(out.join("keys.rs"), constants(&catalogues["ar"])).expect("OUT_DIR is writable");
}

fn read_all(folder: &Path) -> String {
    let mut files: Vec<_> = fs::read_dir(folder).expect("a folder per language").map(|file| file.expect("readable").path()).collect();
    files.sort();
    files.iter().map(|file| fs::read_to_string(file).expect("UTF-8") + "\n").collect()
}

fn parse(language: &str, forms: &[&str], source: &str, problems: &mut Vec<String>) -> Catalogue {
    let resource = fluent_syntax::parser::parse(source).unwrap_or_else(|(resource, errors)| {
        for error in errors {
            let line = source[..error.pos.start].lines().count();
            let near: String = source[error.pos.start..].chars().take(40).collect();
            problems.push(format!("{language}: {error} at line {line} of all its files, near {near:?}"));
        }
        resource
    });
    let mut catalogue = Catalogue::new();
    for entry in &resource.body {
        let Entry::Message(ast) = entry else { continue };
        let name = ast.id.name.to_owned();
        let mut message = Message::default();
        match &ast.value {
            Some(pattern) if ast.attributes.is_empty() => read_pattern(pattern, &mut message),
            _ => problems.push(format!("{language}: `{name}` must be a text without attributes")),
        }
        if message.bare_choice {
            problems.push(format!("{language}: `{name}` must choose by PLURAL($…)"));
        }
        for found in &message.plurals {
            for form in forms.iter().filter(|form| !found.contains(**form)) {
                problems.push(format!("{language}: `{name}` lacks the plural form [{form}]"));
            }
        }
        if catalogue.insert(name.clone(), message).is_some() {
            problems.push(format!("{language}: `{name}` is there twice"));
        }
    }
    catalogue
}

fn read_pattern(pattern: &Pattern<&str>, message: &mut Message) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            read_expression(expression, message);
        }
    }
}

fn read_expression(expression: &Expression<&str>, message: &mut Message) {
    match expression {
        Expression::Inline(inline) => read_inline(inline, message),
        Expression::Select { selector, variants } => {
            match selector {
                InlineExpression::FunctionReference { id, .. } if id.name == "PLURAL" => read_inline(selector, message),
                _ => message.bare_choice = true,
            }
            let names = variants.iter().filter_map(|variant| match &variant.key {
                VariantKey::Identifier { name } => Some((*name).to_owned()),
                VariantKey::NumberLiteral { .. } => None,
            });
            message.plurals.push(names.collect());
            for variant in variants {
                read_pattern(&variant.value, message);
            }
        }
    }
}

fn read_inline(inline: &InlineExpression<&str>, message: &mut Message) {
    match inline {
        InlineExpression::VariableReference { id } => {
            message.placeholders.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => read_expression(expression, message),
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                read_inline(argument, message);
            }
        }
        _ => {}
    }
}

fn compare(catalogues: &BTreeMap<&str, Catalogue>, problems: &mut Vec<String>) {
    let names: BTreeSet<&String> = catalogues.values().flat_map(BTreeMap::keys).collect();
    for name in names {
        let expected = catalogues.values().find_map(|catalogue| catalogue.get(name)).map(|message| &message.placeholders);
        for (language, catalogue) in catalogues {
            match catalogue.get(name) {
                None => problems.push(format!("{language}: `{name}` is missing")),
                Some(message) if Some(&message.placeholders) != expected => {
                    problems.push(format!("{language}: `{name}` has other placeholders: {:?}, not {expected:?}", message.placeholders));
                }
                Some(_) => {}
            }
        }
    }
}

fn constants(catalogue: &Catalogue) -> String {
    let constant = |name: &String| format!("pub const {}: Key = Key({name:?});", name.to_uppercase().replace('-', "_"));
    let constants: Vec<_> = catalogue.keys().map(constant).collect();
    let names: Vec<_> = catalogue.keys().collect();
    format!("{}\npub(crate) const ALL: &[&str] = &{names:?};\n", constants.join("\n"))
}
