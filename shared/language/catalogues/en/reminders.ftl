## Reminders

reminders-title = Reminders
reminders-empty = No reminder written
reminders-empty-text = Each reminder appears here, once for each sum due and stage.
reminder-rules-link = When to remind?
reminder-rules-lead = In days. Empty: no reminder. One reminder for each sum due and stage.
reminder-rules-off = Automatic reminders are off.
reminder-rules-act = Save the rules
reminder-rules-done = Rules of reminders saved.
reminder-days-before = Days before the due date
reminder-days-first = First reminder, days after the due date
reminder-days-second = Second reminder, days after the due date
reminder-days-third = Third reminder, days after the due date
reminder-stage = Stage
reminder-stage-before = Before the due date
reminder-stage-first = First reminder
reminder-stage-second = Second reminder
reminder-stage-third = Third reminder
reminder-stage-hand = By hand
reminder-how = How
reminder-by-mail = By e-mail
reminder-to-call = No e-mail: call or write
reminder-by-hand = Remind those who are late
reminder-by-hand-lead = Each late member not reminded today gets one message with all that is owed.
reminder-mails-left = Mails possible today
reminder-nobody = Nobody to remind
reminder-nobody-text = Nobody is late, or all were reminded today.
reminder-by-hand-act = { PLURAL($count) ->
    [one] Remind { $count } member
   *[other] Remind { $count } members
}
reminder-done = { PLURAL($count) ->
    [one] { $count } member reminded.
   *[other] { $count } members reminded.
}
mail-dues-before-subject = { $association }: dues soon due
mail-dues-before-text = { $association } reminds you that the following is soon due:
mail-dues-late-subject = { $association }: dues still open
mail-dues-late-text = According to the records of { $association }, the following is still open:
mail-dues-line = { $kind } { $year }: { $amount }, due on { $date }
mail-dues-total = Total: { $amount }
mail-dues-paid-meanwhile = If you have paid in the meantime, ignore this message, and thank you.
error-reminders-nobody = Nobody to remind.
error-reminders-changed = The number of members to remind has changed since: { $members } now. Look again, then confirm.
error-days-not-rising = Each reminder must come after the one before.
audit-dues-reminders-set = Rules of reminders set
audit-dues-reminded = Reminders written
detail-letters = Letters
detail-by_mail = By e-mail
detail-days_before = Days before due
detail-days_first = Days to the first reminder
detail-days_second = Days to the second reminder
detail-days_third = Days to the third reminder
error-reminder-days-out-of-range = A number of days from 1 to { $max }.
