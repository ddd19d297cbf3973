## The platform's staff: associations and limits

platform-title = Running the platform
platform-lead = The hubs, and the limits of associations. What associations contain is not seen here.
platform-associations = Associations and limits
platform-associations-text = Find an association by its name and set what it may use.
platform-search = Name of the association
platform-none-found = No association has these words in its name.
platform-no-association = No association
platform-no-association-text = They will be listed here as soon as one is created.
platform-plan = Plan
platform-plan-told = { $plan }: { $members } members, { $storage } of files, { $mails } mails a day
platform-limits-of = Limits of { $association }
platform-limits-lead = What is used already stays, even above a new limit. The board sees the change and its reason in its log.
platform-storage = File storage, in megabytes
platform-figure-hint = Leave it empty for the plan’s limit.
platform-reason-hint = The association’s board will read it.
platform-limits-act = Set the limits
platform-limits-done = The limits are saved.

plan-standard = Standard
plan-large = Large
limits-mails-today = Mails today

size-bytes = { $number } B
size-kilobytes = { $number } KB
size-megabytes = { $number } MB
size-megabytes-and-tenths = { $number } MB
duration-milliseconds = { $number } ms

error-limit-out-of-range = Write a number between 0 and 10,000,000.
