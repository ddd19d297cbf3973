## Importing members, step by step

import-step-file = File
import-step-columns = Columns
import-step-check = Check
import-step-done = Report
import-past = Earlier files
import-none = No file yet
import-none-text = The files that you import and their reports will stay here.
import-when = Sent on
import-by = By
import-state = State
import-state-columns = Columns to be named
import-state-checking = Being checked
import-state-checked = To be confirmed
import-state-running = Being written
import-state-done = Done
import-state-undoing = Being undone
import-state-undone = Undone
import-state-failed = Broken off
import-columns-title = What does each column hold?
import-columns-lead = This is how we understood your file. Correct what is wrong: we shall remember it for your next file.
import-columns-act = Check the file
import-columns-change = Correct the columns
import-sheet = Sheet of the workbook
import-sheet-act = Open this sheet
import-take-nothing = Do not take
import-names-title = How names will be split
import-names-text = If given and family names are the wrong way round, choose the other order for the column “{ $column }”, then check again.
import-whole = Name in the file
import-given = Given name
import-family = Family name
import-existing = Members who are there already
import-existing-fill = Add to their record what it lacks
import-existing-replace = Replace what their record says by what the file says
import-existing-keep = Leave their record as it is
import-checking-title = We are reading your file
import-running-title = The members are being written
import-undoing-title = The import is being undone
import-undone-title = The import is undone
import-failed-title = This file could not be imported whole
import-progress = { $done } lines of { $all }
import-leave = You may leave this page: the work goes on, and the report stays here.
import-starting = The file has arrived, reading begins.
import-started = The writing has begun.
import-update = To be completed
import-updated = Completed
import-alike = { PLURAL($count) ->
    [one] { $count } person to be added bears a member’s name: look below before you confirm.
   *[other] { $count } people to be added bear a member’s name: look below before you confirm.
}
import-confirm-update-act = { PLURAL($count) ->
    [one] Complete { $count } record
   *[other] Complete { $count } records
}
import-wrong-stay = { PLURAL($count) ->
    [one] { $count } wrong line will not go in; you can download it, mend it and import it afterwards.
   *[other] { $count } wrong lines will not go in; you can download them, mend them and import them afterwards.
}
import-download = Download the lines to be mended (CSV)
import-kind = { PLURAL($count) ->
    [one] { $count } line
   *[other] { $count } lines
}
import-twins-update = Records that will be completed
import-twins-same = There already, nothing to change
import-twins-repeated = Written twice in the file
import-twins-alike = Same name as a member, will be added
import-twins-cut = Only the first lines of each kind are shown.
import-in-file = In the file
import-there = In the list of members
import-other-line = Line { $line } of the same file
import-differs = What differs
import-takes = { $there } → { $file }
import-stays = { $there } (file: { $file })
import-undo-title = Undo this import
import-undo-text = Until { $date } you can undo it all: members who were added are removed, and records that were completed become what they were. Those who were edited or convened, or have paid since, stay, and we name them.
import-undo-act = Undo the whole import
import-undo-started = The undoing has begun.
import-undone-count = Undone
import-kept = Stayed
import-kept-title = Members who stayed
import-kept-why = Why
import-kept-edited = Record edited since
import-kept-in_use = Has paid, was convened or is used elsewhere
import-field-nationality = Nationality
import-field-profession = Profession
import-field-other_phones = Other phones
import-field-other_emails = Other e-mail addresses
import-to-members = See the members
