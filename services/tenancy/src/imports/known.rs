//! What is there already, and what is too like it: no file makes one association twice.

use crate::associations::{NewAssociation, name_key};
use crate::entity::association;
use contracts::imports::Twin;
use database::Workspace;
use kernel::Result;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};
use std::collections::hash_map::{DefaultHasher, Entry};
use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};

/// One association has one receipt in its province and one name in its commune.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Keys {
    receipt: (String, String),
    name: (String, String),
}

impl Keys {
    fn of(new: &NewAssociation) -> Self {
        Self {
            receipt: (new.commune.province.clone(), new.receipt_number.clone().unwrap_or_default()),
            name: (new.commune.code.clone(), name_key(&new.name_ar, &new.name_fr)),
        }
    }

    fn of_row(row: &association::Model) -> Self {
        let number = row.receipt_number.clone().unwrap_or_default();
        Self { receipt: (row.province.clone(), number), name: (row.commune.clone(), row.name_key.clone()) }
    }
}

/// What is to become of a line.
#[derive(Debug, PartialEq, Eq)]
pub enum Fate {
    Create,
    /// Same receipt, same name.
    Existing,
    Duplicate(Box<Twin>),
}

/// The associations of the database that some lines may meet.
pub struct There {
    receipts: HashMap<(String, String), association::Model>,
    names: HashMap<(String, String), association::Model>,
}

impl There {
    /// With few statements, each by an index.
    pub async fn look<'a>(ws: &Workspace, new: impl Iterator<Item = &'a NewAssociation> + Clone) -> Result<Self> {
        let mut receipts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut names = Vec::new();
        for new in new {
            receipts.entry(&new.commune.province).or_default().extend(new.receipt_number.as_deref());
            names.push(name_key(&new.name_ar, &new.name_fr));
        }
        let mut by_receipt = Condition::any();
        for (province, numbers) in receipts {
            let there =
                Condition::all().add(association::Column::Province.eq(province)).add(association::Column::ReceiptNumber.is_in(numbers));
            by_receipt = by_receipt.add(there);
        }
        let by_receipt = ws.global().all(association::Entity::find().filter(by_receipt)).await?;
        let by_name = ws.global().all(association::Entity::find().filter(association::Column::NameKey.is_in(names))).await?;
        Ok(Self {
            receipts: by_receipt.into_iter().map(|row| (Keys::of_row(&row).receipt, row)).collect(),
            names: by_name.into_iter().map(|row| (Keys::of_row(&row).name, row)).collect(),
        })
    }
}

/// The lines of the file that come before, by what they are known by. A hundred thousand of them
/// take some megabytes.
#[derive(Clone, Debug, Default)]
pub struct Before {
    /// To the line, and its name.
    receipts: HashMap<u64, (u64, u64)>,
    names: HashMap<u64, u64>,
}

impl Before {
    /// Says what becomes of a line, and remembers it if it is to be made.
    pub fn meet(&mut self, there: &There, line: u64, new: &NewAssociation) -> Fate {
        let keys = Keys::of(new);
        if let Some(row) = there.receipts.get(&keys.receipt) {
            return if Keys::of_row(row).name == keys.name { Fate::Existing } else { duplicate(line, "receipt", new, row) };
        }
        if let Some(row) = there.names.get(&keys.name) {
            return duplicate(line, "name", new, row);
        }
        let (receipt, name) = (hash(&keys.receipt), hash(&keys.name));
        if let Some((other, other_name)) = self.receipts.get(&receipt) {
            return if *other_name == name { Fate::Existing } else { repeated(line, "receipt", new, *other) };
        }
        match self.names.entry(name) {
            Entry::Occupied(other) => repeated(line, "name", new, *other.get()),
            Entry::Vacant(place) => {
                place.insert(line);
                self.receipts.insert(receipt, (line, name));
                Fate::Create
            }
        }
    }
}

fn hash(key: &(String, String)) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

fn duplicate(line: u64, same: &str, new: &NewAssociation, other: &association::Model) -> Fate {
    Fate::Duplicate(Box::new(Twin {
        other_name_ar: other.name_ar.clone(),
        other_name_fr: other.name_fr.clone(),
        other_receipt_number: other.receipt_number.clone().unwrap_or_default(),
        other_line: None,
        ..twin(line, same, new)
    }))
}

fn repeated(line: u64, same: &str, new: &NewAssociation, other: u64) -> Fate {
    Fate::Duplicate(Box::new(Twin { other_line: Some(other), ..twin(line, same, new) }))
}

fn twin(line: u64, same: &str, new: &NewAssociation) -> Twin {
    Twin {
        line,
        same: same.to_owned(),
        name_ar: new.name_ar.clone(),
        name_fr: new.name_fr.clone(),
        receipt_number: new.receipt_number.clone().unwrap_or_default(),
        other_line: None,
        other_name_ar: String::new(),
        other_name_fr: String::new(),
        other_receipt_number: String::new(),
    }
}
