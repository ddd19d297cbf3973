## The hub

hub-title = Territory board
hub-lead = Agreed indicators, never the associations’ content.
hub-search = Name of the association
hub-association = Association
hub-members = Members
hub-paid = Paid up
hub-last-assembly = Last assembly
hub-last-entry = Last entry
hub-access = Access
hub-open = Open the workspace
hub-open-until = until
hub-closed = Closed
hub-never = Not yet
hub-unknown = Unknown
hub-empty = No associations yet
hub-empty-text = Each association created in your region will appear here with its indicators.
hub-assembly-ahead = Convened for
