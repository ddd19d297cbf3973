## Dues by age and by group

fee-ages = By age
fee-ages-hint = The age is that of the first day of the year of dues. From 0 to 17 for example; “to” empty: without end. A member without a birth date pays as the others of the category.
fee-age-line = Line { $number }
fee-age-from = From (years)
fee-age-to = To (years)
fee-age-amount = Amount
fee-groups = By group
fee-groups-hint = Empty: as all do; 0: nothing to pay.
fee-group = Members of “{ $group }”
fee-which-wins = Which amount holds? The most particular one: that of the group (of several groups, the lowest), else that of the age, else that of the category, else the general one.
fee-by = According to
fee-by-general = General amount
fee-by-category = Category
fee-by-age = Age: { $from } to { $to }
fee-by-age-on = Age: { $from } and over
fee-by-group = Group:
run-undated = { PLURAL($count) ->
    [one] { $count } member has no birth date: no amount by age holds there.
   *[other] { $count } members have no birth date: no amount by age holds for them.
}
error-fee-age-out-of-range = An age is in years, from 0 to 120.
error-fee-ages-overlap = These ages are in another line already: each age has one amount.
error-fee-ages-too-many = At most { $max } lines of ages.
detail-ages = By age
detail-group_fees = By group
