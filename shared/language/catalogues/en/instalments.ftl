## Payment in instalments

instalments-link = Agree on instalments
instalments-title = Payment in instalments
instalments-lead = What is still due is divided into instalments. Each ages, is reminded of and is paid at its own date; the books do not change.
instalments-open = Still due, to be divided
instalments-none = This member owes nothing.
instalments-count = Number of instalments
instalments-first = First due date
instalments-propose = Propose equal instalments
instalment-due-on = Due date of instalment { $part }
instalment-amount = Amount of instalment { $part } in dirhams
instalments-act = Record the instalments
instalments-done = { PLURAL($count) ->
    [one] Plan recorded: { $count } instalment.
   *[other] Plan recorded: { $count } instalments.
}
instalments-there = Instalments
instalments-made = Agreed on
instalments-ended = Plan ended
instalment-paid = Settled
instalments-end-title = End the plan
instalments-end-lead = What is still due is due again when it was before the plan.
instalments-end-reason = Reason
instalments-end-act = End the plan
instalments-end-done = Plan ended.
error-instalments-count = A plan has from 2 to { $max } instalments.
error-instalments-not-rising = Each due date comes after the one before.
error-instalments-too-long = The last due date is within three years.
error-instalments-sum = The instalments must come to exactly { $open }, what is still due.
error-instalments-agreed = This member has a plan already: end it first.
error-instalments-over = This plan is already ended or settled.
error-nothing-open = This member owes nothing.
audit-instalments-agreed = Instalments agreed
audit-instalments-ended = Instalments ended
detail-parts = Instalments
