## The association

associations-title = My associations
associations-create = Create an association
associations-empty = Welcome
associations-empty-text = Create your association’s workspace in three steps. It is ready at once.
associations-hubs = My hubs
associations-visits = Workspaces open to you for a while

founding-title = Create an association
founding-step-names = Name
founding-step-seat = Seat and founding
founding-step-receipt = Receipt and check
founding-name-ar = Name of the association in Arabic
founding-name-ar-hint = As on the receipt of declaration.
founding-name-fr = Name of the association in French
founding-name-fr-hint = In Latin letters.
founding-commune = Commune
founding-commune-hint = Write a part of the name of the seat’s commune, in Arabic or French.
founding-commune-choose = Choose the commune
founding-commune-first = Search for the commune first.
founding-commune-none = No commune of that name in the official list.
founding-commune-more = There are more: write more of the name.
founding-date = Founding date
founding-check = Check the details
founding-receipt = Number of the receipt
founding-receipt-hint = The number of the provisional or final receipt given by the local authority.
founding-act = Create the association
founding-done = The workspace of { $name } is ready.

home-role = Your office: { $role }
home-setup = To begin
home-members = Members
home-paid = Paid up for { $year }
home-collected = Collected for { $year }
home-fee = Annual dues { $year }
home-next-assembly = Next assembly
home-open-assembly = Open the assembly

task-members = Import the list of members
task-fee = Set the annual dues of { $year }
task-payment = Record a first payment
task-assembly = Plan a general assembly

statutes-title = Rules of the statutes
statutes-lead = These rules apply when the general assembly is convened. Copy them as they stand in your statutes.
statutes-electors = The electors
statutes-notice = Notice, in days
statutes-notice-hint = The least number of days between the notice and the assembly.
statutes-act = Save the rules
statutes-done = The rules are saved.

elector-rule-all_active = All current members, whatever their category
elector-rule-paid_up = Current members whose dues of the year are paid

consents-title = The hub’s access to your workspace
consents-lead = The hub sees the contents of your workspace only with your consent, for a while. You choose what it sees. You may take it back at any time.
consents-give = Give access
consents-reason = Reason
consents-reason-hint = For example: help with the financial report.
consents-days = Days
consents-days-hint = From 1 to 30.
consents-act = Give the hub access
consents-done = Access is open until { $until }.
consents-list = Access given
consents-hub = Hub
consents-given-by = Given by
consents-expires = Ends
consents-state = State
consents-open = Open
consents-expired = Ended
consents-revoked = Revoked
consents-revoke = Revoke access
consents-revoke-done = Access is revoked: it stopped at once.

audit-title = Activity log
audit-lead = Who did what, and when. This log cannot be changed.
audit-what = Act
audit-subject = Subject
audit-who = Who
audit-when = When
audit-empty = Nothing yet
audit-empty-text = Each change in the association’s workspace will appear here.
