## Data protection (law 09-08)

notice-title = Data protection: who, why, how long
notice-controller = { $association } decides on these data (the controller under law 09-08) and uses Nassij to process them.
notice-controller-platform = The operator of this platform decides on the data of accounts (the controller under law 09-08).
notice-account = Your name and e-mail address serve to open your account, to sign you in and to write to you about it. Only the operator and the boards of your associations see them. All fields are needed: without them there is no account. The data are kept as long as the account.
notice-members = These data serve to keep the members' list, to call for dues and to convene assemblies. The board sees them; the hub only with the board's consent. A name is needed; every other answer is optional, but without an address a member cannot be written to. They are kept during membership and five years after.
notice-dues = The payment serves to issue the receipt and to keep the accounts. The board and its auditors see it. All fields are needed but the reference; without them there is no receipt. It is kept ten years, as the law on accounts asks.
notice-founding = The association's data serve to open its workspace and to show it to the hub of its region by figures. All fields are needed. They are kept as long as the workspace.
notice-board = The name and the address serve to invite somebody and to show who holds which office. The board sees them. The address is needed to send the invitation. They are kept as long as the office and in the log of operations.
notice-requests = What you write serves to answer your request. The board sees it. All fields are needed to answer. It is kept five years as proof of the answer.
notice-rights = The person concerned may ask for access, for correction within ten days, and may object for legitimate reasons (articles 7 to 9).
notice-more = Full notice and how to ask

privacy-title = Data protection
privacy-lead = What { $association } does with personal data, and the rights of the people concerned (law 09-08).
privacy-cndp = CNDP declaration or authorisation
privacy-cndp-none = The association has recorded no CNDP number yet.
privacy-register = What is processed and why
privacy-register-csv = The register as a table (CSV)
privacy-what = Processing
privacy-purpose = Purpose
privacy-persons = People concerned
privacy-data = Data
privacy-recipients = Recipients
privacy-kept = Kept
privacy-security = Security measures
privacy-security-text = Each association's rows are kept apart by four independent walls. Passwords are kept as Argon2id digests, tokens as SHA-256 digests. Traffic is encrypted. Whoever changes or opens something is in the association's log of operations. Backups are taken daily.
privacy-processor = Processor
privacy-processor-text = The operator of the platform Nassij, by the agreement that the board accepted.
privacy-ask = Ask about my data

processing-members = Members
processing-members-purpose = Keeping the members' list
processing-members-persons = Members and former members; guardians of minors
processing-members-data = Names, sex, date of birth, phone, e-mail and postal address, category, dates of membership, language, family, photo where the person agreed, CNIE number where the CNDP authorised it; of a guardian name, kinship, phone and e-mail
processing-members-recipients = The board; a hub's coordinator while the board consents
processing-members-kept = Membership and five years after
processing-dues = Dues and receipts
processing-dues-purpose = Calling for dues, issuing receipts
processing-dues-persons = Members
processing-dues-data = Amount, date, method and reference of payments, receipt number
processing-dues-recipients = The board, auditors
processing-dues-kept = Ten years
processing-assemblies = General assemblies
processing-assemblies-purpose = Convening electors and proving that they were convened
processing-assemblies-persons = Electors
processing-assemblies-data = Names, address of the convocation, state of its delivery
processing-assemblies-recipients = The board; the mail server of the operator
processing-assemblies-kept = Ten years
processing-books = Accounts
processing-books-purpose = Keeping the books that the law asks for
processing-books-persons = Members who pay, third parties named in entries
processing-books-data = Label, amount, date and voucher of entries
processing-books-recipients = The board, auditors, authorities entitled by law
processing-books-kept = Ten years
processing-board = Board and accounts
processing-board-purpose = Signing in, offices and their rights
processing-board-persons = Board members, people invited
processing-board-data = Name, e-mail address, office, sessions with device and network
processing-board-recipients = The board, the operator
processing-board-kept = As long as the account; sessions 30 days
processing-requests = Requests about data
processing-requests-purpose = Answering within the ten days of the law
processing-requests-persons = Whoever asks
processing-requests-data = Name, address to answer to, request and answer
processing-requests-recipients = The board
processing-requests-kept = Five years
processing-log = Log of operations
processing-log-purpose = Proving who did what, finding misuse
processing-log-persons = Board members, coordinators
processing-log-data = Name, office, act, time
processing-log-recipients = The board
processing-log-kept = As long as the workspace

agreement-title = Processor agreement
agreement-lead = The association is the controller of its people's data; the operator of Nassij processes them for it. Law 09-08 asks for this agreement between the two.
agreement-version = Version { $version }
agreement-accept = On behalf of the association, I accept the processor agreement.
agreement-read = Read the agreement
agreement-act = Accept the agreement
agreement-accepted = Accepted by { $name }, version { $version }
agreement-done = The agreement is accepted.
agreement-waiting = Your association has not accepted the processor agreement yet. Law 09-08 asks for it before data of people are processed.
agreement-sub-processors = Sub-processors
agreement-sub-processors-none = None: the operator does everything itself.
agreement-1 = Roles and purpose
agreement-1-text = The association decides which data of which people are processed and why. The operator processes them only to provide Nassij and only on the association's instructions, which it gives by using Nassij or in writing. An instruction against the law is refused and the association told.
agreement-2 = Data and people
agreement-2-text = The data are those of the register of processing: members, payments, convocations, accounts, board, requests, log of operations. The association enters no more than it needs, and no number of an identity card without authorisation of the CNDP.
agreement-3 = Confidentiality
agreement-3-text = The operator's staff are bound to secrecy and do not look at an association's content. A hub sees figures; it sees content only while the board consents, and each visit is in the association's log. The data are never sold, nor used for advertising or for the operator's own ends.
agreement-4 = Security
agreement-4-text = The operator keeps associations apart from each other, encrypts traffic, keeps passwords as digests only, logs each change and takes daily backups. It tells the association of a breach without delay, with what it knows and what it has done.
agreement-5 = Sub-processors
agreement-5-text = Those whom the operator employs are listed below and bound by the same duties. A new one is announced thirty days before; the association may object and leave with its data.
agreement-6 = Help
agreement-6-text = The operator gives the association the means to answer people's requests within ten days, to correct and to export. Declarations and requests for authorisation to the CNDP are the association's; the operator gives the facts they need.
agreement-7 = Place
agreement-7-text = The data stay on the servers of the operator. They leave Morocco only if the association agreed and the law allows it (articles 43 and 44).
agreement-8 = End
agreement-8-text = The association may take all its data with it at any time. When it closes its workspace, everything is deleted after thirty days and the deletion certified. What the law obliges to keep, the association keeps in its export.

requests-title = Requests about data
requests-lead = Law 09-08 gives people ten full days: access, correction, objection, erasure. Requests that came by word or letter are written down here too.
requests-empty = No requests
requests-empty-text = When a member asks about their data, the request appears here with its last day.
requests-open = To be answered
requests-answered = Answered
requests-person = Who asks
requests-kind = Request
requests-message = What is asked
requests-received = Received on
requests-due = Answer by
requests-overdue = Late
requests-contact = Where to answer
requests-contact-hint = E-mail, phone or postal address.
requests-record = Write down a request
requests-record-act = Write it down
requests-recorded = The request is written down. Answer it by { $date }.
requests-answer = Answer
requests-answer-hint = What was done, or why it is refused. The person reads it.
requests-decision = Decision
requests-grant = Done as asked
requests-refuse = Refused, with the reason
requests-answer-act = Send the answer
requests-answer-done = The answer is recorded.
requests-answered-by = Answered by
requests-waiting = { PLURAL($count) ->
    [one] { $count } request about data waits for an answer
   *[other] { $count } requests about data wait for an answer
}
requests-late = { PLURAL($count) ->
    [one] { $count } of them is late
   *[other] { $count } of them are late
}
rights-kind-access = Access: which data do you hold on me?
rights-kind-rectification = Correction of wrong data
rights-kind-objection = Objection to a use
rights-kind-erasure = Erasure
rights-state-open = Open
rights-state-granted = Done
rights-state-refused = Refused

own-data-title = My data in this association
own-data-lead = Ask the association which data it holds on you, or for their correction or erasure. It has ten full days to answer.
own-data-ask = Ask
own-data-act = Send the request
own-data-done = Your request is sent. The answer is due by { $date }.
own-data-list = My requests
own-data-none = You have asked nothing yet.

account-data-title = My data
account-data-lead = All that this platform holds on your account, as a file that programs can read: account, offices, sessions and tokens without their secrets, what the log says of you, mails sent to you.
account-data-act = Download my data
account-data-members = What associations keep on you in their members' lists is not in it: ask each association.

mail-webhook-stopped-subject = A webhook of { $association } was stopped
mail-webhook-stopped-text = A webhook of { $association } has failed for five days. It is called no more until you start it again:
mail-rights-requested-subject = A request about personal data reached { $association }
mail-rights-requested-text = Somebody asks { $association } about their personal data. The law gives ten full days for the answer:
mail-rights-answered-subject = { $association } answered your request
mail-rights-answered-text = There is an answer to your request about your personal data:

settings-data = People's data
settings-privacy-text = Which data are processed and why, with the register as a table.
