## Books

books-account = Account
books-debit = Debit
books-credit = Credit
books-total = Total
books-export = Export (ledger)

shelf-money = Everyday money
shelf-projects = Projects, grants, budgets
shelf-reports = Reports
shelf-keeping = Years, closing, accounts

balance-title = Trial balance
balance-debit = Debit balance
balance-credit = Credit balance
balance-balanced = The books balance
balance-unbalanced = The books do not balance: tell us
balance-empty = No entries this year
balance-empty-text = The first payment you record will post its entry here.
balance-not-open = The books of { $year } are not open yet
balance-not-open-text = The books of a year open with its first entry. There is nothing in them to read so far.

journal-title = Journal
journal-of-account = Only entries of account { $account }.
journal-empty = No entries
journal-empty-text = Entries will appear here, numbered without gaps, each leading to its voucher.

entry-new = Write an entry
entry-lead = Debits and credits add up to the same. A posted entry never changes.
entry-posted-on = Date of the entry
entry-posted-at = Recorded at
entry-label = Label
entry-line = Line { $line }
entry-line-account = Account (line { $line })
entry-line-debit = Debit (line { $line })
entry-line-credit = Credit (line { $line })
entry-lines = Lines of the entry
entry-act = Post the entry
entry-done = Entry number { $number } is posted.
entry-title = Entry number { $number }
entry-number = Number
entry-receipt = The receipt behind this entry
entry-hash = Fingerprint
