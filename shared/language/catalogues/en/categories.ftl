## Categories of members, numbers of members

categories-title = Categories of members
categories-lead = What your statutes allow each category. Who has no category votes and may be elected.
categories-none = No category so far.
category-add = Define a category
category-add-act = Define the category
category-edit = Change a category
category-edit-hint = Members of this category follow its new name. Convocations that were sent do not change.
category-save = Save the category
category-saved = The category is saved.
category-remove = Remove the category
category-removed = The category is removed.
category-name = Category
category-votes = Votes
category-stands = May be elected
category-may-vote = Its members vote at assemblies
category-may-stand = Its members may be elected
category-yes = Yes
category-no = No
category-undefined = To be defined
settings-categories-text = Who votes, who may be elected.
numbering-title = Numbers of members
numbering-next = Next number
numbering-pattern = Pattern
numbering-mark-number = Number
numbering-mark-zeros = Number with four digits
numbering-mark-year = Year of joining
numbering-example = Example
numbering-way = How they are given
numbering-gapless = One after the other, without a gap
numbering-free = As the board chooses: numbers of an old register can be kept
numbering-save = Save
numbering-saved = Numbers are written like this from now on.
settings-numbering-text = How they are written and given.
member-own-number = Number of the member
member-own-number-hint = Leave empty for the next one: { $next }.

audit-member-category-added = Category of members defined
audit-member-category-changed = Category of members changed
audit-member-category-removed = Category of members removed
audit-member-numbering-set = Rule of members’ numbers changed

detail-name = Name
detail-may_vote = Votes
detail-may_stand = May be elected
detail-pattern = Pattern
detail-free = Chosen freely

error-stand-without-vote = Who may be elected must vote as well.
error-category-in-use = Members are in this category: change theirs first.
error-too-many-categories = Too many categories: { $max } at most.
error-pattern-wrong = Write {"{n}"} once, with no digit and no {"{year}"} beside it.
error-number-not-free = Numbers follow each other in this association: leave this field empty.
error-number-taken = This number is a member’s already.
