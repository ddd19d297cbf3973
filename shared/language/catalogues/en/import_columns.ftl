## What the columns of a file of members may hold

import-field-own_number = Member number
import-field-cnie = Identity card number (not taken)
import-bare = This file has no line of titles: we guessed what the columns hold from their values. Look at all of them before you go on.
import-bare-not = The first line has the titles
import-titled = The first line has the titles of the columns; it does not become a member.
import-titled-not = This file has no titles: its first line is a member already
import-nth-column = Column { $place }
import-cnie = Identity card numbers are not taken: collecting them requires an authorisation of the CNDP.
error-column-of-numbers = Numbers follow each other in this association: do not take this column, or first choose free numbers under “Numbers of members”.
error-import-too-long-for-one-call = One call takes { $max } lines at most: for a longer file use the import step by step (members/imports).
import-field-commune = Commune
import-field-status = Standing (active, suspended, resigned…)
import-field-groups = Group or commission
import-field-tags = Tags
import-field-note = Note
import-field-paid_before = Dues paid already, to be noted without a receipt
import-paid-before-hint = Dues “to be noted without a receipt” count as paid before Nassij: of the year in the column’s title, else of the current year. They give no receipt and do not enter the books, where that money is already. To give a receipt, record the payment by hand.
import-beside-hint = Groups, tags, note and dues are added to what members who are there already have; their standing changes only where the file replaces their record. Each year of dues may have its column.
import-inactive = { PLURAL($count) ->
    [one] { $count } of them is no active member.
   *[other] { $count } of them are no active members.
}
import-paid-before = { PLURAL($count) ->
    [one] { $count } year of dues will be noted as paid already, without a receipt: { $sum }.
   *[other] { $count } years of dues, counted for each member, will be noted as paid already, without receipts: { $sum }.
}
import-elsewhere = { PLURAL($count) ->
    [one] { $count } commune is not in the official list and stays in the address: { $names }.
   *[other] { $count } communes are not in the official list and stay in the addresses: { $names }.
}
error-import-status-unknown = Write: active, suspended, resigned, excluded, deceased or applicant.
error-import-unknown-group = This group does not exist yet: make it under “Groups and commissions”, or correct its name.
error-import-paid-in-part = This is less than that year’s dues: record the payment by hand.
error-column-of-payments = Noting dues as paid is for those who record payments: do not take this column.
detail-paid_before = Dues noted as paid already
