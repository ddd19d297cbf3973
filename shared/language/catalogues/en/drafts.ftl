## Drafts of entries

drafts-title = Drafts
drafts-lead = What was begun and is not recorded yet. A draft changes nothing in the accounts.
drafts-empty = No draft
drafts-empty-text = An operation can be kept as a draft, unfinished as it may be, and completed later.
drafts-waiting = { PLURAL($count) ->
    [one] { $count } draft waits to be completed
   *[other] { $count } drafts wait to be completed
}
draft-changed = Changed by
draft-keep = Keep as a draft
draft-kept = The draft is kept.
draft-remove = Delete the draft
draft-remove-sure = Yes, delete this draft and its files
draft-removed = The draft is deleted.
draft-was-posted = This draft has been recorded already: it is entry { $number }.

audit-books-draft-removed = Draft of an entry deleted
error-draft-posted = This draft has been recorded already: it is entry { $number }.
error-draft-changed = This draft was changed in the meantime: open it again from the list of drafts, then make your change.
error-draft-too-large = This draft is too long: split it into several entries.
error-too-many-drafts = There are { $max } drafts already: record or delete some first.
error-draft-of-nothing = A draft is an operation in plain words or an entry by accounts, one of both.
