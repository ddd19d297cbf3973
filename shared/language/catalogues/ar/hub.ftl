## القطب

hub-title = لوحة المجال الترابي
hub-lead = مؤشرات متفق عليها، دون محتوى الجمعيات.
hub-search = اسم الجمعية
hub-association = الجمعية
hub-members = المنخرطون
hub-paid = أدوا الاشتراك
hub-last-assembly = آخر جمع عام
hub-last-entry = آخر قيد
hub-access = الولوج
hub-open = دخول الفضاء
hub-open-until = إلى غاية
hub-closed = مغلق
hub-never = لا شيء بعد
hub-unknown = غير معروف
hub-empty = لا جمعيات بعد
hub-empty-text = تظهر هنا كل جمعية تنشأ في جهتكم، بمؤشراتها.
hub-assembly-ahead = مستدعى ليوم
