## Budgets

budgets-title = Budgets
budgets-lead = What is planned, what happens and what is left.
budget-title = Budget { $year }
budget-none = No budget was voted for this year. What happens is shown all the same.
budget-vote = Enter the voted budget
budget-vote-title = Voted budget { $year }
budget-from-before = Start from last year’s actual
budget-revise = Revise
budget-revise-title = Revision of the budget { $year }
budget-form-lead = A line per account (61312), post (613) or heading (61), by project where you like. Blank lines do not count. Every version is kept.
budget-voted = Voted budget
budget-revision = Revision { $number }
budget-versions = Versions of the budget
budget-voted-on = Day of the assembly
budget-revised-on = Day of the revision
budget-note = Remark
budget-line-account = Account, post or heading (line { $line })
budget-line-amount = Planned amount (line { $line })
budget-line-project = Project (line { $line })
budget-save = Save this version
budget-saved = The budget is saved.
budget-name = Name
budget-planned = Planned
budget-actual = Actual
budget-remaining = Left
budget-percent = %
budget-planned-result = Planned result
budget-actual-result = Result so far
budget-unplanned = Not planned
budget-over = Overspent
budget-pdf = Budget (PDF)
budget-xlsx = Budget (spreadsheet)

error-budget-account-class = A budget plans income (7…) and expense (6…), from two digits on.
error-budget-line-overlaps = Another line plans this account already: keep one of them.
error-budget-too-many-lines = At most { $max } lines.
error-budget-without-lines = Plan one amount at least.
error-budget-changed = Somebody else has just saved a version of this budget. Open it again to start from theirs.

audit-budget-voted = Voted budget saved
audit-budget-revised = Budget revised

detail-budget_version = Version
detail-budget_lines = Lines
detail-decided_on = Decided on

table-budget = Versions of budgets
table-budget-line = Lines of budgets
