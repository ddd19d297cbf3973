## Members and import

members-title = Members
members-add = Add a member
members-add-act = Add the member
members-added = Member number { $number } is added.
members-dues = Dues
members-all = All
members-paid = Paid up
members-unpaid = Not paid up
members-empty = The register of members is empty
members-empty-text = Import your list from a file, or add members one by one.

member-name = Name
member-number = Member number
member-phone = Phone
member-phone-hint = For example 0612345678
member-email = E-mail address
member-email-hint = For sending notices.
member-address = Address
member-category = Category
member-sex = Sex

sex-female = Female
sex-male = Male

member-born-on = Date of birth
member-joined-on = Joined on
member-language = Language of mails
member-language-default = The association’s
member-language-hint = The language in which notices arrive.
member-given-ar = Given name in Arabic
member-family-ar = Family name in Arabic
member-given-fr = Given name in French
member-family-fr = Family name in French
member-one-name = The name in one of the two languages is enough.
member-record = Member’s record
member-state = Standing
member-dues-of = Dues of { $year }
member-paid = Paid
member-unpaid = Unpaid

import-title = Import members
import-lead = Choose the file of your list. We read it and show you what would be added before anything is saved.
import-file = File
import-file-hint = A CSV, XLSX (Excel) or ODS table, one line for each member and a first line with the columns’ names. { $megabytes } MB at most.
import-check-act = Check the file
import-nothing-yet = Nothing is saved yet.
import-check-title = What this file would add
import-report-title = Report of the import
import-other-file = Another file
import-rows = Lines in the file
import-create = To add
import-skip = Already there, or twice in the file
import-created = Added
import-errors = Lines with errors
import-nothing-to-add = This file adds no members.
import-without-email = { PLURAL($count) ->
    [one] { $count } of them has no e-mail address and will be reached by hand.
   *[other] { $count } of them have no e-mail address and will be reached by hand.
}
import-confirm-act = { PLURAL($count) ->
    [one] Add { $count } member
   *[other] Add { $count } members
}
import-done = { PLURAL($count) ->
    [one] { $count } member added.
   *[other] { $count } members added.
}
import-errors-title = Lines that cannot go in
import-errors-text = Correct them in the file and import it again: those already added will not be added twice.
import-errors-cut = There are more errors that are not shown.
import-line = Line
import-column = Column
import-value = Value
import-remedy = What to do
import-columns = How we read the columns
import-field = Taken for
import-example = Example
import-not-taken = Not taken
import-format = Encoding: { $encoding }. Separator: { $separator }
import-tab = tab
import-sample = The first members as they would be saved
import-field-given_ar = Given name in Arabic
import-field-family_ar = Family name in Arabic
import-field-given_fr = Given name in French
import-field-family_fr = Family name in French
import-field-full_ar = Full name in Arabic
import-field-full_fr = Full name in French
import-field-sex = Sex
import-field-born_on = Date of birth
import-field-phone = Phone
import-field-email = E-mail address
import-field-address = Address
import-field-category = Category
import-field-joined_on = Joined on
import-field-locale = Language of mails
import-field-full_ar_family_first = Full name in Arabic, family name first
import-field-full_fr_family_first = Full name in French, family name first
import-field-dues = Dues (checked, not taken)
