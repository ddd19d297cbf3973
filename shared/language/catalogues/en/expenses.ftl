## Expense claims

expenses-title = Expense claims
expenses-lead = What people have paid for the association. Somebody else approves, then the sum is paid back.
expenses-own = My expense claims
expenses-own-lead = What you paid for the association and are to be paid back.
expenses-empty = No expense claim
expenses-empty-text = Whoever paid something for the association claims it here, with the invoice or the receipt.
expenses-waiting = { PLURAL($count) ->
    [one] { $count } expense claim waits for your decision
   *[other] { $count } expense claims wait for your decision
}
expense-new = Claim an expense
expense-new-lead = Another person of the board will look at your claim.
expense-number = Claim number { $number }
expense-claimant = Claimed by
expense-what = What did you pay for?
expense-what-hint = For example: taxi to the meeting at the prefecture.
expense-for = Paid for
expense-spent-on = Paid on
expense-amount = Amount in DH
expense-occasion = Kind of expense
expense-file = Photo or PDF of the invoice or receipt
expense-without-voucher = No voucher? Say why
expense-no-voucher = No voucher
expense-act = Send the claim
expense-sent = The claim is sent.
expense-state = State
expense-state-submitted = To be decided
expense-state-approved = Approved, to be paid back
expense-state-refused = Refused
expense-state-paid = Paid back
expense-state-taken_back = Entry taken back
expense-submitted-at = Claimed on
expense-decided-by = Decided by
expense-refused-because = Why it was refused
expense-entry = The entry by which it is owed
expense-payment-entry = The entry by which it was paid back
expense-own-waits = This is your own claim: somebody else decides.
expense-approve = Approve
expense-approve-on = Date of the entry
expense-approve-lead = The expense is recorded and the sum is owed to the person.
expense-approved = The claim is approved.
expense-refuse = Refuse
expense-reason = Why refuse it?
expense-reason-hint = Whoever claims reads this.
expense-refused = The claim is refused.
expense-pay = Pay back
expense-place = Where does the money come from?
expense-paid-on = Paid back on
expense-paid = The sum is paid back.
expense-entry-open = Open the entry

permission-area-expenses = Expense claims
permission-expenses-submit = Claim one’s own expenses
permission-expenses-decide = Approve or refuse the expenses of others

audit-books-expense-submitted = Expense claimed
audit-books-expense-approved = Expense claim approved
audit-books-expense-refused = Expense claim refused
audit-books-expense-paid = Expense claim paid back
error-expense-needs-voucher = Attach the invoice or the receipt, or say below why there is none.
error-expense-own = Nobody decides on their own claim: another person of the board must look at it.
error-expense-decided = This claim is decided already: reload the page to see the decision.
error-expense-not-approved = This claim is not approved: it cannot be paid back.
error-expense-paid = This claim has been paid back already.
error-expense-paid-first = This claim was paid: take the payment's entry back first.
