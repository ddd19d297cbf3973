## Vouchers

voucher-file = Photo or PDF of the voucher
voucher-file-hint = Invoice, receipt, statement: take a photo or choose a file (PDF, JPEG, PNG), { $megabytes } MB at most. Where the photo was taken is erased.
voucher-kept = Attach
voucher-reference = Reference of the voucher
voucher-kind = Kind of voucher
voucher-number = Number of the voucher
voucher-date = Date of the voucher
voucher-add = Add a voucher
voucher-done = The voucher is added.
voucher-mark = Mark as wrong
voucher-mark-reason = Why is this voucher wrong?
voucher-marked = The voucher is marked as wrong; it stays on file.
voucher-wrong = Wrong voucher
voucher-added = Added on
voucher-added-by = Added by
voucher-digest = Digest of the file
voucher-without-file = Voucher without a file
voucher-there = Voucher
vouchers-title = Vouchers
vouchers-none = No voucher
vouchers-count = { PLURAL($count) ->
    [one] { $count } voucher
   *[other] { $count } vouchers
}
vouchers-stay = A voucher that was added to an entry stays there, with the date and the name of who added it. A wrong one is marked, not erased.
vouchers-zip = Vouchers of the year (ZIP)
vouchers-all-entries = All entries
vouchers-lacking = Entries without a voucher

voucher-kind-invoice = Invoice
voucher-kind-receipt = Receipt or ticket
voucher-kind-contract = Contract or agreement
voucher-kind-bank = Statement or notice of the bank
voucher-kind-payroll = Payslip or payroll
voucher-kind-decision = Minutes or decision
voucher-kind-other = Other voucher

limits-vouchers = Vouchers of the books

audit-entry-voucher-added = Voucher added to an entry
audit-entry-voucher-marked = Voucher marked as wrong
error-voucher-file-kind = Choose a photo (JPEG, PNG, WebP) or a PDF.
error-voucher-gone = The file that was sent is no longer available: choose it again.
error-too-many-vouchers = An entry has ten vouchers at most: put the pages together in one PDF.
error-too-many-papers = { $max } files are already waiting for their entry: try again tomorrow, or record the entry without a voucher and add it afterwards.
error-voucher-marked = This voucher is already marked as wrong.
