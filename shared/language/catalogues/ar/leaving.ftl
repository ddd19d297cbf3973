## أخذ البيانات وحذف الفضاء

copy-title = نسخة من فضاء الجمعية
copy-made = أُنجزت يوم { $when } بنسيج { $version }.
copy-how = كل ملف .jsonl جدول: سطر نصي لكل تسجيل بصيغة JSON، ويفتحه أي محرر نصوص. يبيّن manifest.json نوع كل عمود وبصمة SHA-256 لكل جدول. الملفات المرفقة في المجلد files.
copy-restore = لفتح الفضاء في منصة أخرى: الأمر nassij restore متبوعا بمسار هذه النسخة.
copy-what = المحتوى
copy-file = الملف
copy-rows = الأسطر
copy-files = المرفقات

table-association = الجمعية
table-seat = الأشخاص ومهامهم
table-indicator = الأرقام التي يعرفها القطب
table-audit-entry = سجل العمليات
table-consent = الولوج الممنوح للقطب
table-custom-role = أدوار خاصة بالجمعية
table-number-series = الترقيم
table-file = الملفات
table-storage = المساحة المستعملة
table-member = الأعضاء
table-member-word = فهرس البحث عن الأعضاء
table-import = استيراد الأعضاء
table-fee = واجبات الاشتراك السنوي
table-payment = الأداءات والوصولات
table-assembly = الجموع العامة
table-elector = الأعضاء المدعوون
table-statutes = قواعد النظام الأساسي
table-association-profile = ترويسة الوثائق
table-fiscal-year = السنوات المالية
table-entry = القيود المحاسبية
table-line = أسطر القيود
table-account-total = المجاميع حسب الحساب والشهر
table-campaign = المراسلات
table-delivery = رسائل كل مرسل إليه
table-audit-head = نهاية سجل العمليات
table-agreement = اتفاقيات المعالجة من الباطن المقبولة
table-rights-request = طلبات الأشخاص حول معطياتهم
table-record = بطاقة الجمعية
table-branch = الفروع
table-bank-account = الحسابات البنكية
table-cndp-number = أرقام اللجنة الوطنية لحماية المعطيات
table-statutes-version = صيغ النظام الأساسي
table-declaration = التصريحات لدى السلطة
table-deadline-met = الآجال القانونية المنجزة
table-limits = حدود الاستعمال
table-standing = حالة فتح الفضاء
table-webhook = عناوين الإشعارات
table-webhook-call = الإشعارات المرسلة
table-webhook-attempt = محاولات إرسال الإشعارات
table-webhook-queue = الإشعارات المنتظرة
table-api-token = رموز الولوج للبرامج
table-token = رموز الولوج المقيدة بالجمعية
table-invitation = الدعوات
table-export = النسخ المطلوبة
table-send-queue = الرسائل المنتظرة
table-request = أجوبة الطلبات المكررة
table-outbox = الأحداث المرسلة
table-dead-letter = الأحداث المتعثرة

leave-title = أخذ البيانات أو حذف الجمعية
leave-lead = كل ما كتبته الجمعية هنا ملك لها.
leave-copy = أخذ نسخة
leave-copy-text = ملف ZIP يضم الفضاء كله: الأعضاء والاشتراكات والمحاسبة والجموع العامة والرسائل والملفات وسجل العمليات. يمكن قراءته بدوننا، ويمكن فتحه من جديد في منصة نسيج أخرى.
leave-copy-act = إعداد نسخة
leave-copy-done = النسخة قيد الإعداد. يمكنكم مغادرة هذه الصفحة وستجدونها هنا.
leave-copies = النسخ
leave-asked = تاريخ الطلب
leave-state = الحالة
leave-file = الملف
leave-rows = { PLURAL($count) ->
    [zero] لا أسطر
    [one] سطر واحد
    [two] سطران
    [few] { $count } أسطر
    [many] { $count } سطرا
   *[other] { $count } سطر
}
leave-waiting = في الانتظار
leave-running = قيد الإعداد
leave-ready = جاهزة
leave-failed = تعذرت
leave-download = تنزيل
leave-until = إلى غاية { $date }
leave-delete = حذف الجمعية من هنا
leave-delete-text = بعد ثلاثين يوما يُمحى كل شيء في كل مكان: الأعضاء والحسابات والجموع العامة والرسائل والملفات وسجل العمليات، ولا تبقى إلا شهادة. وإلى ذلك الحين يعمل الفضاء كالمعتاد، ويمكن لأي مسيّر التراجع عن القرار.
leave-delete-after = أعدّوا نسخة أولا: بعد المحو لن يستطيع أحد استرجاع أي شيء. ويلزم القانون بالاحتفاظ بالوثائق المحاسبية عشر سنوات.
leave-name = اسم الجمعية
leave-name-hint = للتأكيد، اكتبوا اسم الجمعية:
leave-delete-act = الحذف بعد ثلاثين يوما
leave-delete-done = طُلب الحذف. أمامكم ثلاثون يوما للتراجع.
leave-ordered = الحذف مطلوب
leave-ordered-by = بطلب من
leave-ordered-at = بتاريخ
leave-due = المحو يوم
leave-stay-act = الإبقاء على الجمعية
leave-stay-done = تبقى الجمعية. لم يُمح أي شيء.
leave-banner = سيُمحى فضاء هذه الجمعية يوم { $date }.
leave-banner-link = الاطلاع أو الإلغاء

certificates-title = شهادات الحذف
certificates-lead = الجمعيات التي طلبتم حذفها.
certificates-empty = لا توجد شهادات
certificates-empty-text = عندما تُمحى جمعية طلبتم حذفها تجدون شهادتها هنا.
certificate-title = شهادة الحذف
certificate-lead = مُحيت كل بيانات هذه الجمعية من هذه المنصة.
certificate-name = الجمعية
certificate-receipt = رقم الوصل
certificate-erased = تاريخ المحو
certificate-association = بصمة المعرّف
certificate-digest = بصمة الأعداد
certificate-counts = الأسطر الممحوة
certificate-table = الجدول

mail-deletion-ordered-subject = سيُمحى فضاء { $association }
mail-deletion-ordered-text = طُلب حذف { $association }. سيُمحى كل شيء عند انقضاء مهلة الثلاثين يوما، ويمكن للرئيس أو لأحد نوابه قبل ذلك التراجع عن الحذف وإعداد نسخة. الصفحة الأولى للفضاء تبيّن كيف:
