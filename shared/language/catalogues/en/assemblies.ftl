## Assemblies and mailings

assemblies-title = General assemblies
assemblies-empty = No assemblies yet
assemblies-empty-text = Plan the assembly, set its agenda, then convene the electors.

assembly-plan = Plan an assembly
assembly-plan-title = Plan an ordinary general assembly
assembly-ordinary = Ordinary general assembly
assembly-title = Ordinary general assembly of { $date }
assembly-when = Date
assembly-day-and-time = { $day }, { $time }
assembly-place = Place
assembly-place-hint = The room and the address.
assembly-state = State
assembly-planned = Planned
assembly-planned-done = The assembly is planned. Check it, then convene the electors.
assembly-convened = Convened
assembly-date = Date of the assembly
assembly-notice-hint = { PLURAL($days) ->
    [one] Day/month/year. Notice: at least { $days } day.
   *[other] Day/month/year. Notice: at least { $days } days.
}
assembly-time = Time
assembly-time-hint = For example 18:30
assembly-agenda = Agenda
assembly-agenda-hint = One item per line.
assembly-usual-agenda =
    Activity report and its approval
    Financial report and its approval
    Discharge of the board
    Renewal of the board
    Other business
assembly-electors-are = Electors
assembly-letter = Letter of notice (PDF)

convene-title = Before convening
convene-electors = Electors
convene-by-mail = By e-mail
convene-by-hand = Without e-mail
convene-text = Convening freezes the list of electors; each with an address gets one mail in their language with the letter. This cannot be undone.
convene-nobody-paid = Nobody has paid this year’s dues: there are no electors.
convene-change-rule = Change the rule of electors
convene-act = { PLURAL($count) ->
    [one] Convene { $count } member
   *[other] Convene { $count } members
}
convene-done = { PLURAL($count) ->
    [one] { $count } member convened.
   *[other] { $count } members convened.
}

by-hand-title = To be reached by hand
by-hand-text = Electors without an e-mail address. Print the list and collect signatures.
by-hand-signature = Signature
by-hand-none = Nobody
by-hand-none-text = All electors have an e-mail address.

campaign-title = Sending of the notices
campaign-open = Follow the sending
campaign-running = Sending. You may leave this page.
campaign-finished = Sending is finished
campaign-progress = { $done } of { $all }
campaign-filter = Filter by state
campaign-all = All
campaign-nobody = Nobody in this state.
campaign-recipients = Recipients
campaign-state = State
campaign-changed = Last change

delivery-queued = Waiting
delivery-deferred = To be tried again
delivery-sent = Accepted by the server
delivery-bounced = Refused
delivery-failed = Failed
delivery-no_address = No address

assembly-plan-act = Plan the assembly

campaign-preparing = The mails are being prepared. They will appear here in a moment.
