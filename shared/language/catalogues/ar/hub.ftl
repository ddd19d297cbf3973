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
hub-opened = مفتوح
hub-open-until = إلى غاية
hub-closed = مغلق
hub-never = لا شيء بعد
hub-unknown = غير معروف
hub-empty = لا جمعيات بعد
hub-empty-text = تظهر هنا كل جمعية تنشأ في جهتكم، بمؤشراتها.
hub-assembly-ahead = مستدعى ليوم
hub-pages = صفحات القطب
hub-below = الأقطاب الإقليمية
hub-total = الجمعيات
hub-open-to-us = فضاءات مفتوحة للقطب
hub-by-place = التوزيع الترابي
hub-place = المجال
hub-associations = الجمعيات
chart-as-table = عرض على شكل جدول
hub-any = الكل
hub-months = { PLURAL($months) ->
    [zero] أقل من شهر
    [one] شهر واحد
    [two] شهرين
    [few] { $months } أشهر
    [many] { $months } شهرا
   *[other] { $months } شهر
}
hub-province = العمالة أو الإقليم
hub-no-assembly = دون جمع عام منذ
hub-no-entry = دون قيد محاسبي منذ
hub-sort = الترتيب حسب
hub-sort-name = الاسم
hub-sort-newest = الأحدث
hub-sort-members = عدد المنخرطين
hub-sort-last_assembly = أقدم جمع عام
hub-sort-last_entry = أقدم قيد
hub-export = تنزيل اللائحة (CSV)
hub-ask = طلب الولوج

scope-read = قراءة
scope-write = قراءة وكتابة
opened-area-members = المنخرطون
opened-area-dues = الاشتراكات
opened-area-books = المحاسبة
opened-area-assemblies = الجموع العامة

asks-title = طلبات الولوج
asks-lead = يمكن لمكتب الجمعية أن يفتح فضاءه لقطبكم، لمدة محددة وفي الحدود التي يختارها.
asks-ask = طلب الولوج إلى فضاء جمعية
asks-act = إرسال الطلب إلى المكتب
asks-done = أحيل الطلب على المكتب.
asks-empty = لا طلبات
asks-empty-text = اختاروا جمعية من لوحة المجال الترابي واطلبوا الولوج من مكتبها.
asks-question = قطب يطلب الولوج إلى فضائكم
asks-asked-by = طلبه
asks-accept = قبول
asks-refuse = رفض
asks-accept-done = فُتح الولوج.
asks-refuse-done = رُفض الطلب.
asks-answered = الطلبات المجاب عنها
asks-waiting = في الانتظار
asks-accepted = مقبول
asks-refused = مرفوض

consents-hub-hint = لا يدخل إلا منسقو هذا القطب.
consents-scope = الصلاحيات
consents-areas = أجزاء الفضاء
consents-opened = المفتوح
home-hub-asks = يطلب { $hub } الولوج إلى فضائكم.
home-hub-answer = الإجابة
home-hub-open = فضاؤكم مفتوح أمام { $hub }، إلى غاية { $until }.
home-hub-close = الاطلاع على الولوج أو سحبه
coordinators-title = المنسقون
coordinators-lead = يتتبع المنسقون جمعيات المجال الترابي عبر المؤشرات. وما يقومون به مسجل في سجل القطب.
coordinators-empty = لا منسقين
coordinators-empty-text = يتولى القطب الأعلى التتبع في انتظار ذلك. ادعوا منسقا أول.
coordinators-name = الاسم
coordinators-role = المهمة
coordinators-since = منذ
coordinators-remove = إزالة
coordinators-removed = أزيل المنسق: توقف ولوجه في الحين.
coordinators-invited = الدعوات في الانتظار
coordinators-invited-by = الداعي
coordinators-take-back = سحب الدعوة
coordinators-taken-back = سُحبت الدعوة.
coordinators-invite = دعوة منسق
coordinators-chief = منسق رئيسي: يدعو المنسقين ويزيلهم
coordinators-invite-act = إرسال الدعوة
coordinators-invite-done = أُرسلت الدعوة، وهي صالحة لسبعة أيام.
hub-invitation-title = دعوة إلى تنسيق قطب
hub-invitation-text = دُعيتم إلى تنسيق { $hub }. اقبلوا الدعوة لتصبحوا من منسقيه.
hub-invitation-act = قبول الدعوة
hub-invitation-done = أنتم الآن من منسقي { $name }.
hubs-title = الأقطاب والمجالات الترابية
hubs-lead = يتتبع القطب الإقليمي جمعيات أقاليمه أو جماعاته، ويحتفظ القطب الجهوي بالباقي.
hubs-territory = المجال الترابي
hubs-create = إحداث قطب إقليمي
hubs-provinces = العمالات والأقاليم
hubs-name-ar = اسم القطب بالعربية
hubs-name-fr = اسم القطب بالفرنسية
hubs-act = إحداث القطب
hubs-done = أُحدث { $name } وألحقت به جمعياته.
hubs-change-territory = تغيير المجال الترابي
hubs-territory-lead = الجماعة مقدمة على إقليمها. كل مكان تابع لقطب واحد فقط.
hubs-communes = الجماعات، برموزها
hubs-communes-hint = رمز واحد في كل سطر.
hubs-codes = رموز جماعات الجهة
hubs-territory-act = حفظ المجال الترابي
hubs-territory-move = نعم، تغيير المجال ونقل الجمعيات
hubs-territory-done = حُفظ المجال الترابي، وانتقلت الجمعيات إلى قطبها في الحين.
hubs-all = كل الأقطاب
hubs-all-lead = شجرة الأقطاب ومجالاتها الترابية ومنسقوها.
hubs-level = المستوى
hubs-coordinators = { PLURAL($count) ->
    [zero] لا منسقين
    [one] منسق واحد
    [two] منسقان
    [few] { $count } منسقين
    [many] { $count } منسقا
   *[other] { $count } منسق
}
hub-level-national = وطني
hub-level-regional = جهوي
hub-level-provincial = إقليمي
hub-log-title = سجل القطب
hub-log-lead = ما قام به المنسقون، ومن دُعي أو أُزيل.
hub-log-at = التاريخ
hub-log-who = من
hub-log-did = العملية
hub-log-subject = الموضوع
hub-log-empty = لا شيء بعد
hub-log-empty-text = تظهر هنا الزيارات والملفات المنزلة والدعوات.
hub-did-visited = زيارة فضاء
hub-did-consent-given = فتح المكتب الولوج
hub-did-consent-revoked = سحب المكتب الولوج
hub-did-access-requested = طُلب الولوج
hub-did-access-refused = رفض المكتب الولوج
hub-did-territory-exported = تنزيل اللائحة (سطور)
hub-did-coordinator-invited = إرسال دعوة
hub-did-invitation-revoked = سحب دعوة
hub-did-coordinator-added = إضافة منسق
hub-did-coordinator-removed = إزالة منسق
hub-did-hub-created = إحداث قطب
hub-did-territory-set = تحديد المجال الترابي

hub-founding-title = إنشاء جمعية
hub-founding-lead = يتوصل رئيسها بدعوة عبر البريد الإلكتروني، فيفتح الفضاء ويمنح باقي المسؤوليات. لا يلج القطب هذا الفضاء.
hub-founding-president = اسم الرئيس
hub-founding-email = عنوان الرئيس الإلكتروني
hub-founding-act = إنشاء ودعوة الرئيس
hub-founding-done = أُنشئت { $name } ودُعي رئيسها.
hub-did-association-created = إنشاء جمعية

hub-region = الجهة
hub-status = الوضعية القانونية
hub-activity = مجال النشاط
hub-standing = حالة الفضاء
hub-standing-active = فضاء مفتوح
hub-standing-suspended = فضاء موقوف
hub-standing-archived = فضاء مؤرشف
hub-last-board = آخر تجديد للمكتب
hub-last-sign-in = آخر حضور للمكتب
hub-no-board = مكتب لم يجدد منذ
hub-no-sign-in = مكتب غائب عن المنصة منذ
hub-sort-last_sign_in = أقدم حضور للمكتب
hub-without-assembly = دون جمع عام منذ سنة
hub-without-sign-in = مكتب غائب عن المنصة منذ ستة أشهر
hub-more-filters = معايير أخرى
hub-closed-by = أُوقف من طرف
hub-open-until-column = مفتوح للقطب إلى غاية
hub-suspend = توقيف الفضاء
hub-standing-see = حالة الفضاء
hub-suspend-title = توقيف فضاء جمعية
hub-suspend-lead = يبقى الفضاء الموقوف مقروءا بكامله لأهله، ولا يُكتب فيه شيء ولا يخرج منه بريد حتى تعيدوا فتحه. يرى المكتب من أوقفه والسبب.
hub-standing-title = حالة فضاء الجمعية
hub-standing-lead = ما أوقفه القطب يعيد القطب فتحه. وما أوقفه المكتب أو أرشفه يعيد المكتب فتحه.
hub-suspend-act = توقيف الفضاء
hub-reopen-act = إعادة فتح الفضاء
hub-did-association-suspended = توقيف فضاء جمعية
hub-did-association-reopened = إعادة فتح فضاء جمعية
hub-invitation-gone = هذه الدعوة مستعملة أو منتهية الصلاحية، أو هي موجهة إلى عنوان آخر. سجلوا الدخول بالعنوان الذي توصل بها، أو اطلبوا من القطب دعوة جديدة.
hub-board = المكتب
hub-board-there = آخر حضور:
hub-board-renewed = آخر تجديد:
hub-president-title = دعوة الرئيس
hub-president-lead = لم يلج أحد من المكتب إلى فضاء هذه الجمعية بعد. الدعوة الجديدة صالحة سبعة أيام، وتلغى كل دعوة سبقتها.
hub-president-act = دعوة الرئيس
hub-president-done = أُرسلت الدعوة إلى رئيس { $name }.
hub-below-regional = الأقطاب الجهوية
hub-did-president-invited = دعوة رئيس جمعية
