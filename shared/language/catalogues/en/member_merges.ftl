## Records that may be of one person, made one; taking a person out

duplicates-title = Members who may be there twice
duplicates-lead = These records share what a person does not share with many others. Make one of two, or say that they are two persons.
duplicates-none = We found no two records of one person.
duplicates-found = { PLURAL($count) ->
    [one] { $count } pair found, the likeliest first.
   *[other] { $count } pairs found, the likeliest first.
}
duplicate-pair = Two records
duplicate-one = First record
duplicate-other = Second record
duplicate-same = The same:
duplicate-name_ar = name in Arabic
duplicate-name_fr = name in French
duplicate-phone = phone
duplicate-email = e-mail address
duplicate-born_on = date of birth
duplicate-distinct = These are two persons
duplicate-told-apart = Noted: these are two persons.

merges-title = Made one in the last 30 days
merge-title = Make one record of two
merge-compare = Compare and make one
merge-kept = Is kept
merge-gone = Goes
merge-when = When, by whom
merge-swap = Keep the other one instead
merge-what-follows = Tags, groups, notes and changes of status follow; no phone number and no e-mail address is lost. For thirty days it can be undone. Where the two records differ, choose:
merge-alike = The two records do not differ in anything to be chosen.
merge-empty = (empty)
merge-act = Make one record of them
merge-done = There is one record now.
merge-undo = Undo
merge-undone = There are two records again.

removal-title = Take a person out
removal-link = Take out
removal-delete = Delete the record
removal-delete-text = No receipt and no register of an assembly names this person: the record is deleted for good, with its notes, tags and groups. The number stays unused.
removal-anonymise = Empty the record
removal-anonymise-text = Dues, receipts, registers of assemblies or mandates name this person, and the law wants them kept. Name, contacts, notes, tags and groups are taken out of the record for good; its number, its dates of joining and leaving and the receipts stay.
removal-leaves-first = Dues, receipts, registers of assemblies or mandates name this person: the record can be emptied once the person has left. Change the status first.
removal-sure = Are you sure?
removal-sure-yes = Yes, it cannot be undone
removal-deleted = The record is deleted.
removal-anonymised = The record is emptied.

audit-members-told-apart = Two members told apart
audit-members-merged = Two records made one
audit-merge-undone = Two records made two again
audit-member-deleted = Member’s record deleted
audit-member-anonymised = Member’s record emptied

detail-merged = Record that went
detail-taken = Taken from it

error-merge-of-two-kinds = A person and a legal person are not one.
error-member-has-history = Dues, receipts, registers of assemblies or mandates name this member: keep this record. Two records that both have any cannot be made one.
error-member-still-there = This person still belongs: change the status first.
error-member-anonymised = This record was emptied.
error-merge-already-undone = This is undone already.
