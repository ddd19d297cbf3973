## من هم المنخرطون بالأرقام

statistics-title = إحصائيات
statistics-empty = لا ينتمي أحد إلى الجمعية بعد.
statistics-year = السنة { $from }
statistics-years = { $from } إلى { $to } سنة
statistics-years-on = { $from } سنة فأكثر
statistics-ages = الأعمار
statistics-age = السن
statistics-women = نساء
statistics-men = رجال
statistics-unsaid = غير محدد
statistics-unknown = غير معروف
statistics-categories = الفئات
statistics-no-category = بدون فئة
statistics-seniority = الأقدمية
statistics-since = منذ
statistics-months = الانخراط والمغادرة شهرا بشهر
statistics-month = الشهر
statistics-joined = انخرطوا
statistics-left = غادروا
