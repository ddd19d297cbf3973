## Activity log: the key is the code of the act

audit-visited = Visit of the workspace
audit-refused = Refused attempt
audit-consent-given = Access given to the hub
audit-consent-revoked = Access of the hub revoked
audit-association-created = Association created
audit-entry-posted = Entry posted
audit-year-opened = Financial year opened
audit-member-added = Member added
audit-members-imported = Members imported
audit-fee-set = Dues set
audit-payment-recorded = Payment recorded
audit-statutes-set = Rules of the statutes changed
audit-assembly-planned = Assembly planned
audit-assembly-convened = Assembly convened
audit-import-uploaded = File of members checked
audit-members-added = Member added
audit-api-token-created = API token made
audit-api-token-revoked = API token revoked
audit-webhook-added = Webhook added
audit-webhook-removed = Webhook removed
audit-webhook-secret-changed = Webhook secret changed
audit-webhook-disabled = Webhook stopped after failures
audit-webhook-revived = Webhook started again
audit-agreement-accepted = Processor agreement accepted
audit-rights-requested = Request about personal data
audit-rights-answered = Request about personal data answered
