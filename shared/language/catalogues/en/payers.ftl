## Paid by somebody else, or for several members

payment-together-link = Paid by somebody else, or for several members
payment-together-title = Payment by somebody else or for several members
payment-together-lead = A parent for the children, an employer for the staff: one payment, one receipt, and each member is credited with their part.
payment-who-pays = Who pays
payment-who-pays-hint = Another member or somebody else. Leave it empty if the member pays.
payment-payer = Paid by
payment-payer-member = Number of the member who pays
payment-payer-other = Or name of whoever else pays
payment-payer-other-hint = A person, a company, a public body, an association.
payment-payer-identifier = Identifier of the payer
payment-payer-identifier-hint = For example a company’s ICE. It stands on the receipt.
payment-covered = Members it is for
payment-covered-hint = One line per member; lines left empty are ignored.
payment-covered-member = Number of the member, line { $line }
payment-covered-amount = Amount in dirhams, line { $line }
payment-covered-count = { PLURAL($count) ->
    [one] { $count } member
   *[other] { $count } members
}
payment-and-others = { PLURAL($count) ->
    [one] and { $count } other
   *[other] and { $count } others
}
payment-more-lines = Add lines
payment-sum = Total in dirhams
payment-sum-hint = Empty: the sum of the lines. Otherwise it must be equal to it.
refund-member = Whose advance
error-too-many-covered = Too many members: { $max } at most in one payment.
error-member-twice = This member is on another line already.
error-amount-differs = The total is not the sum of the lines, which is { $sum }. Correct one or the other.
error-payer-twice = Give either the number of a member or the name of somebody else.
error-payer-missing = Give the name of whoever this identifier belongs to.
error-advance-of-whom = This payment left an advance for several members: choose one.
detail-payer = Paid by
