## Families, guardians of minors

families-title = Families
families-text = The members of one household, with the person who speaks and pays for all.
families-empty = No family yet
families-empty-text = Open a member’s record and choose the family: that is where one is made.
family-label = Name of the family
family-label-hint = As you know it: “Bouazza family, Hay Salam”.
family-of = { $name } family
family-search = Beginning of the family’s name
family-not-found = No family of that name.
family-none = No family is noted.
family-minor = Under age
family-contact = Contact
family-contact-act = Make the contact
family-contact-end = Contact no more
family-leave = Take out of the family
family-left = The member does not belong to the family any more.
family-join = Add a member
family-join-act = Add to the family
family-found = Members found
family-acts = Act
family-rename = Change the name
family-rename-act = Save the name
family-saved = The family is saved.
family-choose = Choose the family
family-there = A family that is there
family-add = A new family
family-add-act = Make the family

relatives-title = Family and guardians
wards-title = Acts for
guardians-title = Guardians
guardians-missing = Minors without a guardian
guardians-waiting = { PLURAL($count) ->
    [one] { $count } member under age has no guardian noted
   *[other] { $count } members under age have no guardian noted
}
guardians-act = Guardians of the minor
guardians-text = Convocations and reminders for the minor go to the first guardian who has an address, or else to the one on the record.
guardians-none = Nobody is noted to act for this minor. Note at least one guardian.
guardians-until = Under age until { $date }; guardianship ends by itself on that day.
guardians-ended = Of age since { $date }: guardianship has ended, messages go to the member’s own address.
guardians-birth-unknown = The birth date is missing: it is not known whether these guardians still act.
guardian-cannot-act = Cannot act
guardian-edit = Change
guardian-remove = Take the guardian away
guardian-removed = The guardian is taken away.
guardian-saved = The guardian is saved.
guardian-save = Save the guardian
guardian-kinship = What they are to the minor
guardian-kinship-choose = Choose
guardian-name-ar = Full name in Arabic
guardian-name-fr = Full name in French
guardian-email-hint = Messages for the minor arrive there.
guardian-a-member = A guardian who is a member
guardian-no-member = A guardian who is no member
guardian-other = Choose somebody else
guardian-noted = Guardian noted:

kinship-father = Father
kinship-mother = Mother
kinship-grandparent = Grandparent
kinship-sibling = Brother or sister
kinship-relative = Other relative
kinship-appointed = Testamentary or appointed guardian
kinship-kafil = Kafil
kinship-other = Other

member-column-family = Family
member-column-guardians = Guardians

audit-family-added = Family made
audit-family-renamed = Family renamed
audit-family-joined = Member added to a family
audit-family-left = Member taken out of a family
audit-guardian-added = Guardian noted
audit-guardian-changed = Guardian changed
audit-guardian-removed = Guardian taken away

detail-family = Family
detail-contact = Contact of the family
detail-guardian = Guardian
detail-kinship = Kinship

error-member-in-family = This member belongs to another family: take them out of that one first.
error-family-of-persons = Only a person belongs to a family.
error-family-full = A family has { $max } members at most.
error-contact-under-age = The contact of a family is of age.
error-guardian-of-adult = Only a minor has a guardian.
error-guardian-needs-birth = Note the birth date on the record first: it says whether this member is under age.
error-too-many-guardians = A minor has { $max } guardians at most: take one away first.
error-guardian-of-oneself = Nobody is their own guardian.
error-guardian-already = This person is noted as a guardian already.
error-guardian-under-age = This person is under age and cannot be a guardian.
error-guardian-in-a-circle = This minor is noted as the guardian of that member: mend that record first.
error-guardian-dead = This person has died.
error-guardian-has-record = This guardian is a member: that is noted on their own record.
error-unknown-guardian = This guardian is not noted here any more.

## What families pay less

fee-family = Families
fee-family-hint = The members of one family, from the oldest number to the newest. Leave it empty where everybody pays alike.
fee-family-from = From which member on
fee-family-percent = Part that is due, in %
fee-family-most = At most per family and year, in dirhams
left-out-family = The family has reached its cap
run-spared = { PLURAL($count) ->
    [one] Belonging to a family spares { $count } member { $amount }.
   *[other] Belonging to a family spares { $count } members { $amount }.
}

detail-family_from = From the family’s member no.
detail-family_percent = Part due, in %
detail-family_most = Cap per family

error-family-from-out-of-range = Write a number from 2 to 20.
error-family-percent-out-of-range = Write a number from 0 to 99.
