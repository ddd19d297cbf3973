## Permissions: the key is the permission's name

permission-association-view = See the home page and the association's record
permission-audit-view = See the audit log
permission-roles-view = See who holds which office
permission-roles-manage = Give and take offices
permission-consents-manage = Give and take the hub's access
permission-tokens-manage = Make and revoke API tokens
permission-members-view = See the members
permission-members-edit = Add and change members
permission-dues-view = See the dues
permission-dues-set-fee = Set the yearly fee
permission-dues-record = Record payments
permission-books-view = See the books
permission-books-post = Post entries
permission-assemblies-view = See the general assemblies
permission-assemblies-plan = Plan and convene assemblies
permission-deliveries-view = See who was convened, with addresses
