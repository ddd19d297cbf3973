## Lists of members as a whole: filters, files, acts on all who are in one

members-more-filters = More filters and columns
members-age-from = Aged from
members-age-to = Aged to
members-joined-from = Joined from
members-joined-to = Joined until
members-columns = Columns
members-columns-hint = Without a choice: number, phone, e-mail and dues.
member-has-with = Given
member-has-without = Missing
member-card = Card for the address book

member-column-number = Number
member-column-given_ar = Given name in Arabic
member-column-family_ar = Family name in Arabic
member-column-given_fr = Given name in French
member-column-family_fr = Family name in French
member-column-kind = Kind of member
member-column-status = Standing
member-column-category = Category
member-column-sex = Sex
member-column-born_on = Date of birth
member-column-age = Age
member-column-joined_on = Joined on
member-column-dues = Dues of the year
member-column-phone = Phone
member-column-other_phones = Other phones
member-column-email = E-mail address
member-column-other_emails = Other e-mail addresses
member-column-address = Address
member-column-commune = Commune
member-column-profession = Profession
member-column-nationality = Nationality

export-xlsx = Excel file
export-csv = CSV file
export-cards = Address book (vCard)

filters-title = Kept filters
filters-manage = Manage
filters-none = No filter is kept yet: narrow the list of members down, then keep the filter.
filter-keep = Keep this filter
filter-keep-act = Keep the filter
filter-kept = The filter is kept.
filter-name = Name of the filter
filter-name-hint = For example: unpaid without a phone
filter-shared = Seen by
filter-shared-yes = All who see the members, not only you
filter-for-all = All who see the members
filter-for-you = You alone
filter-forget = Forget
filter-forgotten = The filter is forgotten.

acts-title = Act on all of this list
acts-lead = The act is for all members of the list as it is narrowed now. You see first whom it changes.
acts-check = See whom it changes
acts-checked = Check before it is done
acts-found = Members in the list
acts-changed = Will be changed
acts-left-out = Left out: { $reason }
acts-sample = The first of them
acts-nobody = It would change nobody.
acts-confirm = { PLURAL($count) ->
    [one] Change { $count } member
   *[other] Change { $count } members
}
acts-done = { PLURAL($count) ->
    [one] { $count } member changed.
   *[other] { $count } members changed.
}
act-category = Set the category
act-tag = Add a tag
act-untag = Take a tag off
act-group = Add to a group
act-ungroup = Take out of a group
act-status = Change the status
act-category-hint = Left empty, they have none from now on.
act-no-category = none
act-left-in-office = sit on the board: change them one by one
act-left-already = so already
act-left-without = do not have it
act-left-tags-too-many = have twenty tags
act-left-status-unchanged = so already
act-left-choice-unknown = not for a legal person
act-left-date-before-birth = born later
act-left-date-before-joining = joined later

permission-members-export = Take lists of members away in files

audit-member-filter-saved = Filter of members kept
audit-member-filter-removed = Filter of members forgotten
audit-members-category-set = Category of several members set
audit-members-tagged = Tag given to several members
audit-members-untagged = Tag taken off several members
audit-members-grouped = Several members added to a group
audit-members-ungrouped = Several members taken out of a group
audit-members-status-set = Status of several members changed

detail-changed = Changed
detail-group = Group

error-age-unreadable = Write the age in whole years, for example 18.
error-range-reversed = The end comes before the beginning.
error-too-many-filters = Too many kept filters: { $max } at most.
error-filter-empty = Narrow the list down first.
error-category-too-long = A category has 60 characters at most.
error-one-tag = Write one tag.
error-unknown-group = Choose a group of this association.
error-too-many-members = Too many members at once: { $max } at most. Narrow the list down.
error-list-changed-meanwhile = The list or its members have changed meanwhile. Look at the new figures and confirm again.
error-act-changes-nobody = It would change nobody.
print-labels = Labels (PDF)
print-cards = Member cards (PDF)
error-too-many-labels = Too many at once: { $max } at most. Narrow the list down.
error-labels-for-nobody = There is nobody to be printed: labels need an address.
