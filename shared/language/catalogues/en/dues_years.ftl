## Years of dues

audit-dues-earned = Dues became income of the year
