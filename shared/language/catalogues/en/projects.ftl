## Projects: what the lines of the books are for

axis-none = —
axis-project = Project
axis-grant = Grant or agreement
axis-grant-hint = If a grant pays for this: it will stand in the account of its use.
axis-code = Short code
axis-amount = Amount
axis-open = Open
axis-closed = Closed
axis-edit = Edit
axis-save = Save
axis-saved = Saved.
axis-income = Income
axis-expense = Expense
axis-result = Result
axis-all-years = All years

projects-title = Projects
projects-lead = Say for which project money comes and goes, and see its result.
projects-empty = No projects
projects-empty-text = Open a project, then choose it when you write down what happened or post an entry.
project-new = Open a project
project-add-act = Open the project
project-edit = Edit the project
project-name = Project
project-name-ar = Name in Arabic
project-name-fr = Name in French
project-code-hint = For example ALPHA or 2026-CARAVAN. Each project has its own.
project-dates = Dates
project-starts = Begins
project-ends = Ends
project-responsible = Responsible person
project-state = State
project-close = Close it: no more lines are for it
project-no-lines = Neither income nor expense
project-no-lines-text = Say of an operation that it is for this project: the result is worked out here.

allocation-title = Say for which project
allocation-lead = The entry does not change: only what it is for does, and the audit log keeps that.
allocation-line = Which lines?
allocation-all-lines = All lines
allocation-act = Save what it is for
allocation-done = What it is for is saved.
journal-of-axis = Only entries for this project or grant.

error-project-closed = The project { $project } is closed: choose another one, or reopen it.
error-grant-closed = The grant { $grant } is closed: choose another one, or reopen it.
error-grant-of-other-project = This grant pays for another project: choose that one, or leave the field empty.
error-outside-eligible-period = Expenses for this grant are allowed from { $from } to { $until }.
error-too-many-projects = At most { $max } projects.
error-ends-before-begin = The end cannot come before the beginning.

audit-entry-allocated = Entry said to be for a project
audit-project-added = Project opened
audit-project-changed = Project changed

detail-project = Project
detail-grant = Grant
detail-entry_line = Line
detail-responsible = Responsible person
detail-closed = Closed

table-project = Projects
table-line-allocation = What lines are for: projects and grants
