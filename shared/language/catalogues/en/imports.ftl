## Associations made from a file, by a hub

bulk-title = Create associations from a file
bulk-lead = Choose the file of your associations. We read it and show you what would be created before anything is saved.
bulk-file-hint = An XLSX, ODS or CSV table, one line per association and a first line with the names of the columns. { $megabytes } MB at most.
bulk-columns-hint = Columns: name in Arabic, name in French, commune code, date of foundation, receipt number and date, field, president’s name and e-mail address. Headings in Arabic or French will do.
bulk-act = Import a file
bulk-past = Earlier files
bulk-none = No file yet
bulk-none-text = The files you import and their reports will stay here.
bulk-file = File
bulk-when = Sent on
bulk-by = By
bulk-state = State
bulk-state-checking = Being checked
bulk-state-checked = To be confirmed
bulk-state-running = Being created
bulk-state-done = Done
bulk-state-failed = Unreadable
bulk-checking-title = We are reading your file
bulk-checked-title = What this file would create
bulk-running-title = The associations are being created
bulk-done-title = The associations are created
bulk-failed-title = This file could not be imported
bulk-leave = You may leave this page: the work goes on, and the report stays here.
bulk-starting = The file has arrived, reading begins.
bulk-progress = { $done } lines of { $all }
bulk-rows = Lines in the file
bulk-create = To create
bulk-created = Created
bulk-existing = Already there, or the same line again
bulk-duplicates = Possible duplicates
bulk-wrong = Lines with errors
bulk-invited = Presidents invited
bulk-invite = Invite the presidents by e-mail
bulk-invite-yes = { PLURAL($count) ->
    [one] Yes, { $count } president has an e-mail address
   *[other] Yes, { $count } presidents have an e-mail address
}
bulk-invite-no = No, not now
bulk-confirm-act = { PLURAL($count) ->
    [one] Create { $count } association
   *[other] Create { $count } associations
}
bulk-nothing = This file creates no association.
bulk-confirmed = The creation has begun.
bulk-again = Importing the same file a second time makes no doubles: what is there is recognised.
bulk-twins-title = Possible duplicates
bulk-twins-text = These lines are too like another association to be created without a look. If they are two associations indeed, create the second by hand.
bulk-in-file = In the file
bulk-other = The other one
bulk-other-line = Line { $line } of the same file
bulk-same = In common
bulk-same-receipt = Receipt number
bulk-same-name = Name and commune
bulk-receipt = Receipt { $number }
bulk-errors-title = Lines that cannot go in
bulk-errors-text = Correct them and import them again: what is created already will not be created twice.
bulk-kind = { PLURAL($count) ->
    [one] { $count } line
   *[other] { $count } lines
}
bulk-errors-cut = More lines are not shown; they are in the file to download.
bulk-download = Download the lines to correct (CSV)
bulk-field-name_ar = Name in Arabic
bulk-field-name_fr = Name in French
bulk-field-commune = Commune
bulk-field-founded_on = Date of foundation
bulk-field-receipt_number = Receipt number
bulk-field-receipt_on = Receipt date
bulk-field-activities = Field
bulk-field-president_name = President’s name
bulk-field-president_email = President’s e-mail

bulk-state-nothing = Nothing to create
bulk-state-expired = Expired
bulk-expired = The file is no longer kept: files are deleted after seven days. Import it again.
