## Voluntary contributions

contributions-title = Volunteering and gifts in kind
contributions-lead = What the association is given without money. It is noted beside the accounts: neither the cash nor the result changes.
contributions-empty = Nothing noted
contributions-empty-text = Volunteers’ hours and free loans show partners what the association really brings together.
contribution-time = Hours of volunteering
contribution-goods = Gifts and loans in kind
contribution-lead-time = The time that volunteers give, at the worth that you set for an hour.
contribution-lead-goods = A room, equipment or a service lent or given, at the worth that you would have paid.
contribution-label = What, and by whom?
contribution-label-hint = For example: tutoring in March, four volunteers.
contribution-hours = Number of hours
contribution-hours-hint = All together, for example 12.5.
contribution-rate = Worth of an hour in DH
contribution-rate-hint = For example the minimum wage of an hour.
contribution-amount = Worth in DH
contribution-amount-hint = What you would have paid.
contribution-worth = Worth
