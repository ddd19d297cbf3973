## Offices, rights and invitations

people-title = Offices and access
people-lead = Who has access to the association’s workspace, and in which office. Every change holds at once and is in the audit log.
people-invite = Invite somebody
people-roles = What each office may do
people-who = Person
people-office = Office
people-since = Since
people-last-seen = Last activity
people-act = Action
people-you = (you)
people-administrator = Gives offices
people-factor = Second factor
people-no-factor = No second factor
people-ended = Ended
people-not-seen = No open session
people-change = Change

office-year = Fiscal year { $year } only
office-project = One project only
office-group = One group only
office-until = until
office-limit-year = One fiscal year only
office-limit-year-hint = Leave empty for all years. An auditor needs one, and sees nothing of a year before its first entry.
office-limit-project = One project only
office-limit-group = One group only
office-limit-group-hint = Whatever the office, a seat limited to a group keeps only: { $rights }. Dues, books, exports and records stay closed to it.
office-limit-no-group = No limit: the whole association
office-last-day = Last day
office-last-day-hint = For example 31/12/2026. Leave empty if there is no end. An auditor needs one, a year away at most.

person-change = Change the office
person-change-hint = The new rights hold from the next page this person opens.
person-change-act = Save the office
person-change-done = The office of { $name } has changed.
person-end = End the access
person-end-text = This person will have no access to the association’s workspace any more. What they did stays recorded.
person-sure = Yes, I am sure
person-end-act = End this access
person-end-done = The access has ended, at once.

departure-title = Give up my office
departure-lead = Your office here: { $role }. If you give it up you will have no access to this association’s workspace any more.
departure-act = Give up my office
departure-done = You have given up your office.

invite-lead = We send a link to this address. Only an account with this confirmed address can accept.
invite-name = Full name
invite-email-hint = The address with which the invited person signs in, or will.
invite-language = Language of the message
invite-act = Send the invitation
invite-done = The invitation is on its way to { $email }.

invitations-title = Invitations
invitations-empty = No invitations yet. Invite the members of the board, so that each works with an account of their own.
invitations-sent = Sent
invitations-state = State
invitations-until = Valid until
invitations-older = Older invitations
invitations-renew = Send again
invitations-renew-done = A new link is on its way. The old one is void.
invitations-revoke = Take back
invitations-revoke-done = The invitation is taken back: its link is void.

invitation-state-waiting = Waiting
invitation-state-accepted = Accepted
invitation-state-declined = Declined
invitation-state-revoked = Taken back
invitation-state-expired = Expired

invitation-title = Invitation
invitation-by = From
invitation-accept = Accept the invitation
invitation-decline = Decline
invitation-accepted = Welcome to { $name }.
invitation-declined = The invitation is declined.
invitation-waiting = Invitations are waiting for you
invitation-sign-in = Sign in with the address that received this invitation to accept it.
invitation-register = No account yet? Open one with the same address: the invitation will wait among your associations.
invitation-not-yours = This invitation is for another address than that of your account.
invitation-signed-in-as = You are signed in as { $name }. Sign out and come in with the invited account, or ask for an invitation to your own address.
invitation-gone = This link has been used, taken back, or has expired.
invitation-gone-next = Ask the association for a new invitation.

roles-title = What each office may do
roles-lead = This table is the one the platform applies. You can add roles of your association’s own.
roles-own = Roles of your association’s own
roles-own-empty = No roles of your own yet. Make one when no office of the table fits.
roles-table = Offices and rights
roles-right = Right
roles-may = allowed
roles-make = Make a role
roles-make-act = Make the role
roles-made = The role is made.
roles-edit = Edit the role
roles-save = Save the role
roles-saved = The role is saved: it holds at once for everybody who has it.
roles-delete = Delete the role
roles-deleted = The role is deleted.
roles-name-ar = Name of the role in Arabic
roles-name-fr = Name of the role in French
roles-boxes = What this role may do
roles-boxes-hint = You cannot give a right that you lack. Whoever acts in an area sees it: the right to see comes by itself with any other right of the same area.
roles-implied = Rights added because others imply them: { $rights }.
roles-of-every-seat = (every seat)
roles-used = { PLURAL($count) ->
    [one] { $count } person has this role
   *[other] { $count } people have this role
}

permission-area-association = Association
permission-area-audit = Audit log
permission-area-roles = Offices
permission-area-consents = Access of the hub
permission-area-members = Members
permission-area-dues = Dues
permission-area-books = Books
permission-area-assemblies = Assemblies
permission-area-tokens = API tokens
permission-area-deliveries = Mailings
permission-area-record = Record of the association
permission-area-bank-accounts = Bank accounts
permission-area-standing = Suspending the workspace
permission-area-privacy = Personal data
permission-area-webhooks = Webhooks

audit-office-changed = Office changed
audit-seat-ended = Access ended
audit-seat-left = Office given up
audit-person-invited = Invited to an office
audit-invitation-renewed = Invitation sent again
audit-invitation-revoked = Invitation taken back
audit-invitation-accepted = Invitation accepted
audit-invitation-declined = Invitation declined
audit-role-made = Own role made
audit-role-edited = Own role edited
audit-role-deleted = Own role deleted

mail-invitation-subject = Invitation from { $association }: { $role }
mail-invitation-text = You are invited to join the workspace of { $association } on Nassij, as: { $role }.
mail-invitation-by = Invited by { $name }.
mail-invitation-year = This seat is limited to the year { $year }.
mail-invitation-group = This seat is limited to one group of the association: it sees its members only.
mail-invitation-project = This seat is limited to one project.
mail-invitation-until = Its last day: { $day }.
mail-invitation-open = To see the invitation and accept it, open this link:
mail-invitation-expiry = The link is valid until { $until } and works once.
mail-invitation-address = Sign in, or open an account, with this address: { $email }.
mail-invitation-ignore = If you do not know this association, do nothing: opening the link changes nothing.
