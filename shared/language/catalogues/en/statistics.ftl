## Who the members are, in figures

statistics-title = Statistics
statistics-empty = Nobody belongs to the association yet.
statistics-year = { $from } year
statistics-years = { $from } to { $to } years
statistics-years-on = { $from } years and more
statistics-ages = Ages
statistics-age = Age
statistics-women = Women
statistics-men = Men
statistics-unsaid = Not said
statistics-unknown = Not known
statistics-categories = Categories
statistics-no-category = Without a category
statistics-seniority = Since when they belong
statistics-since = Since
statistics-months = Joined and left, month by month
statistics-month = Month
statistics-joined = Joined
statistics-left = Left
