## Account

landing-title = Nassij: your whole association in one place
landing-lead = Members, dues, books and assemblies, in Arabic, French and English. Each association’s data is its own.
landing-register = Open an account
landing-members = Members and dues
landing-members-text = Import the list of members from a file and record their dues. Each payment has its numbered receipt, in Arabic and French.
landing-books = Books that keep themselves
landing-books-text = Each payment posts its entry in the journal, and the trial balance always balances.
landing-assemblies = The assembly by your statutes
landing-assemblies-text = Set the agenda and convene the electors: a mail to each in their language, and a list of those to reach by hand.
landing-hubs = Support without intrusion
landing-hubs-text = The regional competence hub sees agreed indicators only, and enters your workspace only with your consent and for a while.

account-email = E-mail address
account-password = Password
account-sign-in = Sign in
account-sign-out = Sign out
account-signed-out = You are signed out.
account-session-ended = Your session has ended. Sign in to return to the same page. Nothing was saved.

register-title = Open an account
register-lead = One account for all your associations.
register-name = Your full name
register-password-hint = At least 8 characters. A short sentence you remember is better than complicated signs.
register-act = Open the account
register-have-account = Already have an account?
register-sent-title = Look at your mail
register-sent-text = We sent you a link to confirm your address. Open it to finish.
register-sent-spam = Nothing there? Look in the spam folder, or register again with the same address.
register-sent-outbox = This installation keeps mails instead of sending them.

confirm-title = Confirm your e-mail address
confirm-lead = One more step and your account is open.
confirm-act = Confirm my address
confirm-again = Ask for a new link
confirm-done = Your address is confirmed. You can sign in now.

sign-in-title = Sign in
sign-in-no-account = No account yet?

outbox-title = Kept mails
outbox-open = Open the outbox
outbox-lead = No mail server is configured: mails stay here instead of being sent.
outbox-empty = No mails yet
outbox-empty-text = Confirmations and notices will appear here.
outbox-to = To
outbox-attachments = Attachments
