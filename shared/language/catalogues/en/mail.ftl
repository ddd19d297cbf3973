## Mails

mail-greeting = Hello { $name },
mail-greeting-nobody = Hello,
mail-platform = Nassij, the platform of associations
mail-automatic = This is an automatic message of the Nassij platform.

mail-confirm-subject = Confirm your e-mail address
mail-confirm-text = You opened an account on Nassij with this address. To confirm it, open this link:
mail-confirm-expiry = The link is valid for 24 hours and works once.
mail-confirm-ignore = If it was not you, do nothing: no account will be opened.

mail-known-subject = You already have a Nassij account
mail-known-text = Somebody, perhaps you, tried to open a Nassij account with this address. You already have one; sign in here:
mail-known-ignore = If it was not you, do nothing: your account has not changed.

mail-convocation-subject = Notice of the ordinary general assembly of { $association } on { $date }
mail-convocation-text = We have the honour to convene you to the ordinary general assembly of { $association }:
mail-convocation-when = Date: { $date }, { $time }
mail-convocation-where = Place: { $place }
mail-convocation-agenda = Agenda:
mail-convocation-attached = Attached are the letter of notice (in Arabic and French) and an invitation for your calendar.
mail-convocation-from = For { $association }
mail-convocation-by = { $name }
mail-convocation-event = Ordinary general assembly of { $association }
mail-convocation-title = Ordinary general assembly
mail-convocation-signatory = For the board
mail-coordinator-subject = Invitation to coordinate { $hub } on Nassij
mail-coordinator-text = You are invited to coordinate { $hub }, which supports the associations of its territory. To accept, sign in with this address and open this link:
mail-coordinator-expiry = The link is valid for 7 days and works once.
mail-coordinator-ignore = If you did not expect this invitation, do nothing.
