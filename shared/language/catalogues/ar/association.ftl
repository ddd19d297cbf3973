## الجمعية

associations-title = جمعياتي
associations-create = إنشاء جمعية
associations-empty = مرحبا بكم
associations-empty-text = أنشئوا فضاء جمعيتكم في ثلاث خطوات. يكون جاهزا في الحين.
associations-hubs = أقطابي
associations-visits = فضاءات مفتوحة لكم مؤقتا

founding-title = إنشاء جمعية
founding-step-names = الاسم
founding-step-seat = المقر والتأسيس
founding-step-receipt = الوصل والمراجعة
founding-name-ar = اسم الجمعية بالعربية
founding-name-ar-hint = كما هو في الوصل.
founding-name-fr = اسم الجمعية بالفرنسية
founding-name-fr-hint = بالحروف اللاتينية.
founding-commune = الجماعة
founding-commune-hint = اكتبوا جزءا من اسم جماعة المقر، بالعربية أو الفرنسية.
founding-commune-choose = اختاروا الجماعة
founding-commune-first = ابحثوا أولا عن الجماعة.
founding-commune-none = لا جماعة بهذا الاسم في اللائحة الرسمية.
founding-commune-more = هناك جماعات أخرى: اكتبوا المزيد من الاسم.
founding-date = تاريخ التأسيس
founding-check = راجعوا المعطيات
founding-receipt = رقم الوصل
founding-receipt-hint = رقم الوصل المؤقت أو النهائي الذي سلمته السلطة الإدارية المحلية.
founding-act = إنشاء الجمعية
founding-done = فضاء { $name } جاهز.

home-role = صفتكم: { $role }
home-setup = لتبدؤوا
home-members = عدد المنخرطين
home-paid = أدوا اشتراك { $year }
home-collected = المحصل برسم { $year }
home-fee = واجب الاشتراك السنوي { $year }
home-next-assembly = الجمع العام المقبل
home-open-assembly = فتح الجمع العام

task-members = استيراد لائحة المنخرطين
task-fee = تحديد واجب الاشتراك السنوي { $year }
task-payment = تسجيل أول أداء
task-assembly = برمجة جمع عام

statutes-title = قواعد النظام الأساسي
statutes-lead = تطبق هذه القواعد على استدعاء الجمع العام. انقلوها كما هي في نظامكم الأساسي.
statutes-electors = الناخبون
statutes-notice = أجل الاستدعاء بالأيام
statutes-notice-hint = أقل عدد من الأيام بين الاستدعاء والجمع العام.
statutes-act = تسجيل القواعد
statutes-done = سُجلت القواعد.

elector-rule-all_active = جميع المنخرطين الحاليين، كيفما كان صنفهم
elector-rule-paid_up = المنخرطون الحاليون الذين أدوا اشتراك السنة الجارية

consents-title = ولوج القطب إلى فضائكم
consents-lead = لا يطلع القطب على محتوى فضائكم إلا بموافقتكم، ولمدة محددة. أنتم من يختار ما يراه. يمكنكم سحبها في أي وقت.
consents-give = منح الولوج
consents-reason = السبب
consents-reason-hint = مثلا: مواكبة في تحضير التقرير المالي.
consents-days = المدة بالأيام
consents-days-hint = من 1 إلى 30.
consents-act = منح الولوج للقطب
consents-done = مُنح الولوج إلى غاية { $until }.
consents-list = الولوجات الممنوحة
consents-hub = القطب
consents-given-by = منحه
consents-expires = ينتهي في
consents-state = الحالة
consents-open = مفتوح
consents-expired = انتهت مدته
consents-revoked = مسحوب
consents-revoke = سحب الولوج
consents-revoke-done = سُحب الولوج: توقف في الحين.

audit-title = سجل العمليات
audit-lead = من قام بماذا ومتى. لا يمكن تغيير هذا السجل.
audit-what = العملية
audit-subject = الموضوع
audit-who = من
audit-when = متى
audit-empty = لا عمليات بعد
audit-empty-text = كل تغيير في فضاء الجمعية يظهر هنا.
