//! The files of an association, and how much room they take. Each service keeps its own in its own
//! database, so that a file and the row that names it are written and backed up together.

use crate::workspace::Workspace;
use chrono::{DateTime, Utc};
use kernel::id::new_id;
use kernel::{Error, Media, Plan, Result};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use uuid::Uuid;

/// Characters of a file's name that are kept.
const LONGEST_NAME: usize = 120;

mod file {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub association_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        /// `Media::code`
        pub media: String,
        pub size: i64,
        pub sha256: String,
        pub bytes: Vec<u8>,
        pub created_at: DateTimeUtc,
        pub created_by: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
    crate::tenant!(Entity, Column);
}

/// One row per association that has files or a limit of its own; its id is the association's.
mod storage {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "storage")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub association_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub used: i64,
        pub most: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
    crate::tenant!(Entity, Column);
}

/// A file that is not kept yet; [`NewFile::read`] finds out what it is.
#[derive(Clone, Debug)]
pub struct NewFile {
    name: String,
    media: Media,
    bytes: Vec<u8>,
}

/// What is known of a file without reading it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct FileFacts {
    pub id: Uuid,
    pub name: String,
    media: String,
    pub size: i64,
    pub sha256: String,
    pub created_at: DateTime<Utc>,
    pub created_by: String,
}

/// A file with its bytes.
#[derive(Clone, Debug)]
pub struct StoredFile {
    pub name: String,
    pub media: Media,
    pub sha256: String,
    pub bytes: Vec<u8>,
}

impl NewFile {
    /// # Errors
    /// A field error's code, from [`Media::of`].
    pub fn read(name: &str, bytes: Vec<u8>) -> Result<Self, &'static str> {
        let name = kernel::fold::clean(name).replace(['/', '\\'], "-");
        let media = Media::of(&name, &bytes)?;
        let from = name.chars().count().saturating_sub(LONGEST_NAME); // the end tells the kind
        Ok(Self { name: name.chars().skip(from).collect(), media, bytes })
    }
}

impl FileFacts {
    pub fn media(&self) -> Result<Media> {
        Media::parse(&self.media).ok_or_else(|| Error::internal("a file of unknown kind"))
    }
}

impl Workspace {
    /// Keeps a file and gives its id. Two that together would not fit meet at the row of the total.
    ///
    /// # Errors
    /// `storage-limit-reached`
    pub async fn store_file(&self, file: NewFile) -> Result<Uuid> {
        let size = i64::try_from(file.bytes.len()).map_err(Error::internal)?;
        let total = self.take_room(size).await?;
        if total.used > total.most {
            return Err(full(size, Ord::max(total.most - total.used + size, 0), total.most));
        }
        let row = file::ActiveModel {
            association_id: Set(self.association().0),
            id: Set(new_id()),
            name: Set(file.name),
            media: Set(file.media.code().into()),
            size: Set(size),
            sha256: Set(hex(&Sha256::digest(&file.bytes))),
            bytes: Set(file.bytes),
            created_at: Set(self.now()),
            created_by: Set(self.origin().who.clone()),
        };
        Ok(self.insert(row).await?.id)
    }

    pub async fn file(&self, id: Uuid) -> Result<StoredFile> {
        let row = self.get::<file::Entity>(id).await?;
        let media = Media::parse(&row.media).ok_or_else(|| Error::internal("a file of unknown kind"))?;
        Ok(StoredFile { name: row.name, media, sha256: row.sha256, bytes: row.bytes })
    }

    /// Those of the ids that are files here.
    pub async fn files(&self, ids: Vec<Uuid>) -> Result<Vec<FileFacts>> {
        use file::Column::{CreatedAt, CreatedBy, Id, Media, Name, Sha256, Size};
        let columns = [Id, Name, Media, Size, Sha256, CreatedAt, CreatedBy];
        self.rows(file::Entity::find().select_only().columns(columns).filter(Id.is_in(ids))).await
    }

    /// Forgets a file that no row names any more, and gives its room back.
    pub async fn forget_file(&self, id: Uuid) -> Result<()> {
        for facts in self.files(vec![id]).await? {
            self.delete(file::Entity::delete_many().filter(file::Column::Id.eq(id))).await?;
            self.take_room(-facts.size).await?;
        }
        Ok(())
    }

    /// Bytes of the association's files in this service.
    pub async fn storage_used(&self) -> Result<i64> {
        Ok(self.one(storage::Entity::find()).await?.map_or(0, |total| total.used))
    }

    /// Sets how many bytes this service keeps for the association.
    pub async fn limit_storage(&self, most: i64) -> Result<()> {
        let target = [storage::Column::AssociationId, storage::Column::Id];
        let on_conflict = OnConflict::columns(target).update_column(storage::Column::Most).to_owned();
        self.upsert(self.total(0, most), on_conflict).await
    }

    async fn take_room(&self, size: i64) -> Result<storage::Model> {
        let used = Expr::col((storage::Entity, storage::Column::Used)).add(size);
        let target = [storage::Column::AssociationId, storage::Column::Id];
        let on_conflict = OnConflict::columns(target).value(storage::Column::Used, used).to_owned();
        self.upsert(self.total(Ord::max(size, 0), Plan::default().limits().storage), on_conflict).await?;
        self.get::<storage::Entity>(self.association().0).await
    }

    fn total(&self, used: i64, most: i64) -> storage::ActiveModel {
        let id = self.association().0;
        storage::ActiveModel { association_id: Set(id), id: Set(id), used: Set(used), most: Set(most) }
    }
}

/// What was wanted and what is left in kilobytes, rounded so that the one is never the other: both are
/// no more than the largest file. The limit is set in megabytes.
fn full(needed: i64, left: i64, most: i64) -> Error {
    let full = Error::conflict("storage-limit-reached").with("limit", most / 1024 / 1024);
    full.with("needed", (needed + 1023) / 1024).with("left", left / 1024)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
