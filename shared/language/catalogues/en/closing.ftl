## Fiscal years, closing, size of the books

years-title = Fiscal years
years-lead = Each year bears the number of the year in which it ends. Several may be open at a time; they are closed in their order.
years-period = Period
years-state = State
years-closed = Closed
years-to-close = To be closed
years-running = Running
years-open = Open a year
years-open-lead = Civil years open by themselves. Open a year here if your statutes set other dates: twelve months after the one before, or a shorter first year.
years-starts-on = First day
years-ends-on = Last day
years-open-act = Open the year
years-opened = Year { $year } is open.

closing-title = Closing year { $year }
closing-surplus = Surplus of the year
closing-deficit = Deficit of the year
closing-checks = Before closing
closing-nothing-found = Nothing stands against closing
closing-finding-blocks = To be dealt with
closing-finding-remark = To be looked at
closing-look = Look
closing-blocked = The year can be closed when these points are dealt with.
closing-lead = After closing, nothing is recorded in this year any more. The next year begins with what it leaves, and the result waits for the assembly’s decision. Have the accounts checked first.
closing-act = Close the year
closing-done = Year { $year } is closed; the next one begins with what it leaves.
closing-closed-at = Closed at
closing-closed-by = By
closing-hash = Closing fingerprint
closing-hash-hint = Note it in the assembly’s minutes: if a single entry of the year changed, it would not be the same.
closing-opening-entry = The entry that opens the next year
closing-carry = Carry the result
closing-carry-lead = Once the assembly has decided to carry the result forward, note its decision: the entry takes the result to what is carried forward.
closing-decided-on = Date of the assembly’s decision
closing-reference = Reference of the decision
closing-reference-hint = For example: minutes of 15/03/2027, 4th resolution.
closing-carry-act = Carry the result forward
closing-carried = Result carried forward
closing-carried-entry = The entry that carries it
closing-carried-done = The result is carried forward.
entry-closing = This entry comes from the closing of a year

reopening-title = Reopen the year
reopening-lead = Only the president and the treasurer together reopen a year: one asks, the other confirms. All of it is in the audit log, and the entry that opens the next year gets its contrary.
reopening-not-last = A later year is closed: this one cannot be reopened any more.
reopening-reason-hint = For example: an invoice of December was forgotten.
reopening-ask-act = Ask to reopen
reopening-asked = It is asked; the other one has to confirm.
reopening-asked-by = Asked by
reopening-asked-at = Asked at
reopening-waits = Waits to be confirmed: { $role }
reopening-confirm-act = Confirm and reopen
reopening-withdraw-act = Withdraw
reopening-done = Year { $year } is open again. Remember to close it anew.
reopening-withdrawn = It is withdrawn.

finding-year-not-over = Year { $year } is not over.
finding-year-earlier-open = Year { $year }, the one before, is still open: close it first.
finding-cash-negative = Cash box { $account } is { $amount } MAD below nothing on { $date }: something that came in is missing, or a date is wrong.
finding-dues-differ = The members’ accounts and the books differ: { $owed } MAD owed by members, { $owed_in_books } MAD in the books; { $advances } MAD in advance, { $advances_in_books } MAD in the books.
finding-memo-mixed = An entry mixes memo accounts (class 0) with others: take it back and write it apart.
finding-grant-stale = What was carried over of the grant { $grant } is not what is left of it any more: take it back and carry it over again.
finding-drafts-open = { PLURAL($count) ->
    [one] One draft of this year or without date: post it or throw it away.
   *[other] { $count } drafts of this year or without date: post them or throw them away.
}
finding-bank-unmatched = { PLURAL($count) ->
    [one] One operation of the bank has no entry.
   *[other] { $count } operations of the bank have no entry.
}

book-size-title = Size of the books
book-size-lead = Choose what the association wants to keep. The entries are the same: nothing is written again for a larger size.
book-size-not-chosen = Not chosen yet
book-size-choose = What we keep
book-size-hint = You can go to a larger size later, but not back.
book-size-act = Choose
book-size-done = Your choice is saved.
book-size-simplified = Simplified
book-size-normal = Normal
book-size-super_simplified = Very simple
book-size-about-super_simplified = One book of what came in and went out, in plain words. The pages of accounting are in no menu; nothing is lost.
book-size-about-simplified = The book in plain words, and the journal, the trial balance and the accounts.
book-size-about-normal = All of accounting, with the statements of the normal model.

audit-year-shortened = Year ended earlier
audit-year-closed = Year closed
audit-year-result-carried = Result carried forward
audit-year-reopening-asked = Reopening of the year asked
audit-year-reopening-withdrawn = Reopening withdrawn
audit-year-reopened = Year reopened
audit-books-size-chosen = Size of the books chosen
detail-ends_on = End
detail-hash = Fingerprint
detail-asked_by = Asked by
detail-size = Size
permission-area-years = Fiscal years
permission-years-close = Opening and closing fiscal years, carrying their result
permission-years-reopen = Reopening a closed year, by two
table-year-closing = Closings of fiscal years

error-year-not-over = Year { $year } is not over: it is closed after its last day.
error-year-earlier-open = Close year { $year }, the one before, first.
error-closing-blocked = Points to be dealt with before closing: { $count }.
error-year-already-closed = Year { $year } is closed already.
error-year-not-closed = Year { $year } is not closed.
error-result-carried = The result of this year is carried already.
error-result-nothing = This year has neither a surplus nor a deficit: there is nothing to carry.
error-decided-too-early = The assembly decides on the result after the year’s end.
error-decided-in-closed-year = The year of this date is not open.
error-reopening-office = Only the president and the treasurer reopen a year.
error-reopening-asked = Reopening is asked already: it waits to be confirmed.
error-reopening-not-last = A later year is closed: year { $year } cannot be reopened any more.
error-reopening-not-asked = Nobody asked to reopen this year.
error-reopening-same-person = You asked to reopen it yourself: the other one has to confirm.
error-reopening-same-office = It was asked by this office already: the other one (president or treasurer) has to confirm.
error-year-ends-before = The year ends before it begins.
error-year-not-month-end = A year ends on the last day of a month.
error-year-too-long = A year has twelve months at most.
error-year-not-twelve-months = Only the first year can be shorter: this one has twelve months.
error-year-not-contiguous = The year begins on the day after the one before it ends.
error-year-overlaps = These dates touch a year that is open already. The first year can only end earlier, as long as no entry comes after.
error-size-downwards = Larger books do not become smaller: what was written would not fit into the smaller book any more.

receipts-title = Receipts and expenses
receipts-received = Received
receipts-spent = Spent
receipts-left = Left of the year
receipts-category = Category
