## Activity log: its page, its files, the proof that nothing was changed

log-number = No.
log-role = As
log-area = Area
log-details = Details
log-from = From
log-request = Request
log-hash = Hash
log-masked = (personal data that you may not see)
log-person = Person
log-person-hint = Part of the name
log-all-areas = All areas
log-from-day = From
log-until-day = Until
log-filter = Filter
log-filter-clear = Show all
log-filtered-empty = Nothing matches
log-filtered-empty-text = No act matches these filters.
log-export-csv = Export for a spreadsheet
log-export-lines = Export with proof
log-before = Before
log-after = After
log-consent = by the board’s consent
log-by-token = by an API token
log-times = { PLURAL($count) ->
    [one] once
   *[other] { $count } times
}
log-more = Show

log-check = Has anything been changed?
log-check-lead = Each entry carries a seal calculated from itself and from the seal before it. Whoever changes, removes or exchanges one breaks all that follow. Here the seals are calculated anew.
log-check-intact = The log is intact
log-check-intact-text = Entries { $first } to { $last } were calculated anew, and each stands where and as it was written.
log-check-none = The log is still empty.
log-check-broken = The log has been changed
log-check-broken-text = The first break is at entry { $number }. Tell the other members of the board, keep this page, and ask the platform’s operator for an explanation.
log-check-up-to = Verified up to entry
log-check-of = Written on
log-check-hash = Closing hash
log-check-note = Note it
log-check-note-text = Print this page or copy the closing hash into the minutes of your meeting. If somebody later wrote the whole log anew, its hash would no longer be the one that you noted.
log-check-noted = A hash that you noted earlier
log-check-noted-hint = 64 characters, digits and letters a to f
log-check-compare = Compare
log-check-stands = It still stands: it closes entry { $number }.
log-check-differs = No entry of this log has that hash. Check what you typed; if it is right, the log is not the one that you had.
log-check-long = The page calculates the newest entries. The operator’s nightly check calculates all of them.

fault-changed = The entry is no longer what was written.
fault-missing = The entry is gone.
fault-added = An entry was added that was never announced.
fault-head = The end of the log is not the one that was kept.

via-page = Page
via-token = API
via-command = Operator’s command
via-platform = By itself

area-association = Association
area-access = Access and offices
area-members = Members
area-dues = Dues
area-assemblies = Assemblies
area-books = Books
area-refusals = Refused attempts

errand-reads = Looked at: { $what }
errand-writes = Tried to write: { $what }

detail-amount = Amount
detail-electors = Electors
detail-notice_days = Days of notice
detail-method = Method
detail-member = Member
detail-year = Year
detail-reference = Reference
detail-hub = Hub
detail-expires_at = Until
detail-revoked = Revoked
detail-commune = Commune
detail-journal = Journal
detail-number = Number
detail-total = Total
detail-created = Added
detail-skipped = Skipped
detail-refused = Refused
detail-rows = Lines
detail-items = Agenda items
detail-without_email = Without e-mail
detail-rule = Electors
detail-code = Reason
detail-times = Times
detail-consent = Consent
detail-before = Before
detail-after = After
detail-role = Office
detail-permissions = Rights
detail-until = Until
detail-limit = Limited to
detail-custom_role = Own role
detail-name_ar = Name in Arabic
detail-name_fr = Name in French
detail-office = Office
