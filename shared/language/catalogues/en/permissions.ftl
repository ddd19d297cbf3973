## Permissions: the key is the permission's name

permission-association-view = See the association’s page
permission-record-view = See the record, its papers and deadlines
permission-record-edit = Change the record and its papers
permission-bank-accounts-edit = Manage bank accounts
permission-standing-manage = Suspend, archive and reopen the workspace
permission-audit-view = See the audit log
permission-roles-view = See who holds which office
permission-roles-manage = Give and take offices, invite people, make roles
permission-consents-manage = Open the workspace to the hub and close it
permission-tokens-manage = Make and revoke API tokens
permission-members-view = See the members and their contacts
permission-members-edit = Add, change and import members
permission-dues-view = See dues and receipts
permission-dues-set-fee = Set the yearly fee
permission-dues-record = Record payments
permission-dues-cancel = Cancel payments by counter-receipt
permission-books-view = See the books and export them
permission-books-post = Post entries
permission-assemblies-view = See assemblies
permission-assemblies-plan = Plan and convene assemblies
permission-deliveries-view = See the register of who was convened, with addresses
permission-webhooks-manage = Tell programs what happens
permission-privacy-manage = Answer requests about personal data
permission-privacy-ask = Ask the association about one's own data
permission-association-take = Take a copy of the association along, and take back its deletion
permission-association-leave = Order the association to be deleted
