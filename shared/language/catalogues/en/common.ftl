## Common to all pages

app-name = Nassij

layout-skip = Skip to the content
layout-language = Language
layout-navigation = Sections of the association
layout-foot = Nassij: each association’s own space, closed to the others.
layout-visitor = You are visiting this association’s workspace with its board’s consent. Everything you open is shown in its activity log.

nav-home = Home
nav-members = Members
nav-dues = Dues
nav-books = Books
nav-assemblies = Assemblies
nav-more = More

year = Year

form-optional = (optional)
form-unsaid = Not said
form-date-hint = Day/month/year, for example 05/03/2026
form-title-prefix = Error:
form-problem = Something needs correcting
form-not-saved = Nothing was saved. What you typed is still here.
form-maybe-saved = We do not know whether it was saved. Send it again: it will be saved only once.
form-continue = Continue
form-back = Go back

list-search = Search
list-search-act = Search
list-show-all = Show all
list-pages = Pages of the list
list-first = Start of the list
list-next = Next page
list-nothing = No results
list-nothing-text = Nothing matches this search. Try a part of the name, or remove the filter.

task-done = Done
task-to-do = To do

failure-id = Request number:
failure-to-associations = My associations
failure-to-start = Start page
failure-not-found = Page not found
failure-not-found-next = Check the address, or go back to your associations.
failure-forbidden = Not allowed
failure-forbidden-next = If you need this access, ask the association’s president for it.
failure-unavailable = Service unavailable
failure-unavailable-next = Wait a moment, then reload the page.
failure-too-many = Too many attempts
failure-too-many-next = Wait a minute, then try again.
failure-too-large = File too large
failure-too-large-next = Make what you send smaller, then try again.
failure-to-form = Back to the form
failure-invalid = Request refused
failure-invalid-next = Go back to the page before and try again.
failure-internal = Something went wrong
failure-internal-next = Try again in a moment. If it happens again, tell us the request number.

role-president = President
role-vice_president = Vice-president
role-secretary_general = Secretary general
role-deputy_secretary = Deputy secretary general
role-treasurer = Treasurer
role-deputy_treasurer = Deputy treasurer
role-adviser = Adviser
role-auditor = Auditor
role-member = Member
role-custom = Role of the association’s own
role-visitor = Hub coordinator (visit)
role-coordinator = Hub coordinator
role-chief_coordinator = Chief coordinator of the hub
role-overseer = Coordinator of the hub above
role-staff = Platform staff
role-signed_in = Signed-in user
role-anonymous = Visitor without an account
role-service = The platform

count-members = { PLURAL($count) ->
    [one] { $count } member
   *[other] { $count } members
}

failure-not-saved = Nothing was saved.
failure-maybe-saved = We do not know whether it was saved. Go back and send it again: it will be saved only once.
layout-visitor-terms = { $scope }: { $areas }. Until { $until }.
layout-visitor-back = Back to
layout-limited-group = Your seat is limited to one group: you see its members only.
layout-limited-project = Your seat is limited to one project: you see only what concerns it.
layout-limited-year = Your seat is limited to the year { $year }: you see only what concerns it.
seat-outside = The year { $year } is outside your seat
seat-outside-text = Your seat is limited: it does not reach the money of this year, which does not mean that there is none. If you need it, ask the president to widen your seat.
seat-own-year = Go to the year { $year }
layout-other-page = Another page of the workspace
failure-forbidden-hub = If you need this access, ask the hub’s chief coordinator or the platform’s staff for it.
