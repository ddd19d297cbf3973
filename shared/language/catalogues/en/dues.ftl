## Dues

dues-title = Dues
dues-payments = Payments
dues-collected = Total collected

fee-set = Set the dues
fee-not-set = Not set
fee-title = Annual dues
fee-amount = Amount in dirhams
fee-amount-hint = For example 200 or 200,50. It can be changed while no payment of that year is recorded.
fee-act = Save the dues
fee-done = The annual dues of { $year } are set to { $amount }.

method-cash = Cash
method-transfer = Transfer
method-cheque = Cheque
method-card = Bank card
method-mobile = Mobile payment

payments-title = Payments
payments-none = No payments yet.
payments-empty = No payments this year
payments-empty-text = Each payment you record gives a numbered receipt and posts its entry in the books.

payment-record = Record a payment
payment-another = Record another payment
payment-member = Member
payment-member-number = Number of the member who pays
payment-member-hint = It is in the list of members; from a member’s record you can record the payment directly.
payment-year = Dues of the year
payment-amount = Amount
payment-amount-dh = Amount in dirhams
payment-method = Method
payment-reference = Number of the cheque or reference of the operation
payment-reference-hint = Cheque: its number is needed. Transfer, card, mobile: the reference of the operation, if there is one.
payment-cheque-number = Number of the cheque
payment-operation = Reference of the operation
payment-bank = Bank of the cheque
payment-drawer = Drawer of the cheque
payment-drawer-hint = When it is not the member.
payments-csv = Download the payments (CSV)
payment-paid-on = Paid on
payment-no-fee = The annual dues are not set yet.
payment-act = Record and issue the receipt
payment-done = Payment recorded, receipt { $receipt } issued.
payment-recorded-by = Recorded by
payment-recorded-at = Recorded at

receipt = Receipt
receipt-title = Receipt { $receipt }
receipt-number = Receipt number
receipt-pdf = Download the receipt (PDF)
receipt-proofs = Proofs
receipt-entry = The entry in the journal
receipt-check-link = The receipt’s check page (QR code)
receipt-check-title = Check of a receipt
receipt-genuine = This receipt is genuine: this association issued it on Nassij.
receipt-compare = Compare these details with the receipt in your hand.
receipt-unknown = We do not know this receipt. The code may be incomplete, or the receipt is not genuine.

cancel-payment = Cancel this payment
cancel-title = Cancel a payment
cancel-lead = The first receipt stays as it is; a counter-receipt with the next number is issued and the contrary entry is posted in the books. This cannot be undone.
cancel-reason = Reason of the cancellation
cancel-reason-hint = For example: recorded twice, or the money was given back. It stands on the counter-receipt.
cancel-method = How the money was given back
cancel-on = Date of the cancellation
cancel-act = Cancel and issue the counter-receipt
cancel-done = Payment cancelled, counter-receipt { $receipt } issued.
payment-cancelled = Cancelled
payment-cancelled-by = Cancelled by
counter-receipt = Counter-receipt
counter-receipt-pdf = Download the counter-receipt (PDF)
receipt-cancelled = This receipt was cancelled on { $date }: it no longer proves a payment.
error-cheque-in-hand = This cheque is still in hand: it is the cheque that goes back. Choose “Cheque”.
detail-bank = Bank
detail-drawer = Drawer
