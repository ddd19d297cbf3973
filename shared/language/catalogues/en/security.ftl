## One's account and what guards it

account-title = My account
account-lead = Your name, your language and what guards your account. One account for all your associations.
account-you = You
account-language = Language of pages and mails
account-save = Save
account-saved = Saved.
account-guard = Guarding the account
account-places = My associations and hubs
account-switch = My associations
account-history = What was done with this account
account-history-what = What
account-history-when = When
account-history-where = From where
account-unknown-device = Unknown device
account-change = Change
account-back = My account

account-act-signed-in = Signed in
account-act-password-changed = Password changed
account-act-password-reset = Password replaced by a mailed link
account-act-email-requested = Another e-mail address asked for
account-act-email-changed = E-mail address changed
account-act-email-undone = Earlier e-mail address put back
account-act-second-factor-on = Two-step verification turned on
account-act-second-factor-off = Two-step verification turned off
account-act-recovery-code-used = Recovery code used
account-act-recovery-codes-renewed = New recovery codes
account-act-sessions-ended = Sessions ended

password-title = Change the password
password-lead = A new password ends your other sessions, your API tokens and links mailed to you. This session stays open.
password-current = Current password
password-new = New password
password-act = Change the password
password-done = The password is changed. Other sessions are ended.
password-again = Your current password, so that we know it is you

forgotten-link = Forgot the password?
forgotten-title = New password
forgotten-lead = Write your e-mail address: we send a link there by which you choose a new password.
forgotten-act = Send the link
forgotten-sent-title = Look at your mail
forgotten-sent-text = If this address has an account, we sent a link to it. The link is valid for an hour and works once.
forgotten-sent-spam = Nothing there? Look in the spam folder, or ask again in ten minutes.
new-password-lead = After this you sign in again. All open sessions end; two-step verification stays as it is.
new-password-act = Save the new password
new-password-done = The new password is saved. Sign in with it.
new-password-again = Ask for a new link

email-title = Change the e-mail address
email-lead = We send a link to the new address. The current one stays valid until you confirm the new one, and is told of the change.
email-current = Current address
email-new = New address
email-act = Send the confirmation link
email-asked = A link was sent to { $email }. Open it to confirm the new address.
email-waiting = { $email } waits to be confirmed: open the link sent there.
new-email-title = Confirm the new address
new-email-lead = After this you sign in with this address.
new-email-act = Confirm the new address
new-email-done = Your e-mail address is changed.
earlier-email-title = Put the earlier address back
earlier-email-lead = Your account returns to this address and all sessions end. Choose a new password afterwards.
earlier-email-act = It was not me: put the address back
earlier-email-done = Your earlier address is back. Choose a new password now.

code-title = Two-step verification
code-lead = Open the authenticator app on your phone and write the code that it shows for Nassij.
code-label = Code of 6 digits
code-hint = No phone at hand? Write one of your recovery codes.
code-act = Continue
code-other = Sign in with another account

second-factor-title = Two-step verification
second-factor-on = On since { $date }
second-factor-off = Off
second-factor-open = Set up
second-factor-why = Your office needs two-step verification: the password, then a code from your phone. The password alone opens nothing any more.
second-factor-lead = After the password a code from your phone is asked for. It changes every 30 seconds.
second-factor-step-app = 1. Install an authenticator app (such as Aegis, FreeOTP or Google Authenticator).
second-factor-step-scan = 2. Scan this square with the app.
second-factor-qr = QR code for the authenticator app
second-factor-by-hand = Or type this key into the app:
second-factor-step-code = 3. Write the code that the app shows.
second-factor-act = Turn two-step verification on
second-factor-prove-lead = Two-step verification was turned on after this session began. Write the code of your app to use all your rights.
second-factor-proved = Verified: you have all your rights.
second-factor-required-title = One more step
second-factor-end-title = Turn two-step verification off
second-factor-end-lead = To change phones: turn it off, then on again. While it is off the rights of a president, treasurer or coordinator cannot be used.
second-factor-end-act = Turn off
second-factor-ended = Two-step verification is off.

recovery-title = Recovery codes
recovery-lead = Print them or copy them down, away from your phone: each stands in for the phone once. They are not shown again.
recovery-kept = I have kept them
recovery-left = { PLURAL($count) ->
    [one] { $count } recovery code is left.
   *[other] { $count } recovery codes are left.
}
recovery-renew = New recovery codes
recovery-renew-lead = They replace all earlier ones.
recovery-renew-act = Make new codes

sessions-title = Open sessions
sessions-lead = The devices on which you are signed in. If you do not know one, end its session and change the password.
sessions-device = Device
sessions-address = Approximate address
sessions-began = Signed in
sessions-used = Last used
sessions-act = Act
sessions-current = This device
sessions-end = End
sessions-end-others = End all other sessions
sessions-ended = The session has ended.
sessions-others-ended = All other sessions have ended.
sessions-count = { PLURAL($count) ->
    [one] { $count } open session
   *[other] { $count } open sessions
}

demo-title = Entering the demonstration
demo-lead = This account is for trying out only. The code changes every 30 seconds: reload the page.
demo-code = Verification code

mail-account-when = Date: { $at }
mail-account-when-where = Date: { $at }, from: { $device }
mail-password-reset-subject = A new Nassij password
mail-password-reset-text = Somebody, perhaps you, asked for a new password for your account. To choose it, open this link:
mail-password-reset-expiry = The link is valid for an hour and works once.
mail-password-reset-ignore = If it was not you, do nothing: your password stays as it is.
mail-password-changed-subject = Your password was changed
mail-password-changed-text = The password of your Nassij account was changed and other sessions have ended. If it was not you, choose a new one at once here:
mail-email-confirmation-subject = Confirm your new address
mail-email-confirmation-text = This address is to be used for a Nassij account. To confirm it, open this link:
mail-email-confirmation-ignore = If you did not ask for this, do nothing: no account will change.
mail-email-changed-subject = The address of your account was changed
mail-email-changed-text = Your Nassij account uses another address now and will not write to this one. If it was not you, take your account back by this link:
mail-email-changed-expiry = The link is valid for seven days.
mail-second-factor-on-subject = Two-step verification is on
mail-second-factor-on-text = Two-step verification of your Nassij account was turned on. If it was not you, change your password and tell the platform’s operator:
mail-second-factor-off-subject = Two-step verification is off
mail-second-factor-off-text = Two-step verification of your Nassij account was turned off. If it was not you, change your password at once:
mail-recovery-code-used-subject = A recovery code was used
mail-recovery-code-used-text = One of your recovery codes was used to enter your Nassij account. If it was not you, change your password at once:
mail-new-device-subject = Signed in from a new device
mail-new-device-text = Somebody signed in to your Nassij account from a device never used before. If it was not you, end that session and change your password:
account-email-waiting = to be confirmed by the mailed link
