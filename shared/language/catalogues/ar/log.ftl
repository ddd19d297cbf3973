## سجل العمليات: صفحته وملفاته والدليل على أن لا شيء تغير فيه

log-number = الرقم
log-role = بصفة
log-area = المجال
log-details = التفاصيل
log-from = المصدر
log-request = الطلب
log-hash = البصمة
log-masked = (معطيات شخصية لا يمكنكم الاطلاع عليها)
log-person = الشخص
log-person-hint = جزء من الاسم
log-all-areas = كل المجالات
log-from-day = من تاريخ
log-until-day = إلى تاريخ
log-filter = تصفية
log-filter-clear = عرض الكل
log-filtered-empty = لا نتيجة
log-filtered-empty-text = لا توجد عملية توافق هذه التصفية.
log-export-csv = تصدير إلى جدول
log-export-lines = تصدير مع الدليل
log-before = قبل
log-after = بعد
log-consent = بموافقة المكتب
log-by-token = برمز الواجهة البرمجية
log-times = { PLURAL($count) ->
    [zero] لا مرة
    [one] مرة واحدة
    [two] مرتان
    [few] { $count } مرات
    [many] { $count } مرة
   *[other] { $count } مرة
}
log-more = عرض

log-check = هل تغير شيء في السجل؟
log-check-lead = يحمل كل سطر ختما محسوبا منه ومن الختم الذي قبله. فمن غير سطرا أو حذفه أو بدل مكانه كسر كل الأختام التي تليه. وهنا يعاد حساب الأختام.
log-check-intact = السجل سليم
log-check-intact-text = أعيد حساب الأسطر من { $first } إلى { $last }، وكل سطر في مكانه كما كتب.
log-check-none = السجل ما زال فارغا.
log-check-broken = لقد تغير السجل
log-check-broken-text = أول كسر في السطر { $number }. أخبروا باقي أعضاء المكتب واحتفظوا بهذه الصفحة واطلبوا توضيحا من مسير المنصة.
log-check-up-to = تم التحقق إلى السطر
log-check-of = كتب في
log-check-hash = البصمة الختامية
log-check-note = دونوها
log-check-note-text = اطبعوا هذه الصفحة أو انسخوا البصمة الختامية في محضر اجتماعكم. فإذا أعاد أحد كتابة السجل كله لاحقا لم تعد بصمته هي التي دونتموها.
log-check-noted = بصمة دونتموها من قبل
log-check-noted-hint = 64 حرفا، أرقام وحروف من a إلى f
log-check-compare = مقارنة
log-check-stands = ما زالت قائمة: هي ختام السطر { $number }.
log-check-differs = لا يوجد سطر في هذا السجل بهذه البصمة. تحققوا مما كتبتم؛ فإن كان صحيحا فليس هذا هو السجل الذي كان لديكم.
log-check-long = تعيد هذه الصفحة حساب أحدث الأسطر. أما الفحص الليلي لمسير المنصة فيعيد حسابها كلها.

fault-changed = لم يعد السطر كما كتب.
fault-missing = السطر مفقود.
fault-added = أضيف سطر لم يعلن عنه قط.
fault-head = نهاية السجل ليست هي التي حفظت.

via-page = صفحة
via-token = واجهة برمجية
via-command = أمر من مسير المنصة
via-platform = تلقائيا

area-association = الجمعية
area-access = الولوج والمهام
area-members = المنخرطون
area-dues = الاشتراكات
area-assemblies = الجموع العامة
area-books = المحاسبة
area-refusals = المحاولات المرفوضة

errand-reads = اطلاع على: { $what }
errand-writes = محاولة كتابة في: { $what }

detail-amount = المبلغ
detail-receipt = الوصل المضاد
detail-electors = الناخبون
detail-notice_days = أيام الإخطار
detail-method = وسيلة الأداء
detail-member = المنخرط
detail-year = السنة
detail-reference = المرجع
detail-hub = القطب
detail-expires_at = إلى غاية
detail-revoked = سحب
detail-commune = الجماعة
detail-journal = اليومية
detail-number = الرقم
detail-total = المجموع
detail-created = المضافون
detail-skipped = المتجاوزون
detail-refused = المرفوضون
detail-rows = الأسطر
detail-items = نقط جدول الأعمال
detail-without_email = بدون بريد إلكتروني
detail-rule = الناخبون
detail-code = السبب
detail-times = عدد المرات
detail-consent = الموافقة
detail-before = قبل
detail-after = بعد
detail-role = المهمة
detail-permissions = الصلاحيات
detail-until = إلى غاية
detail-limit = محدود في
detail-custom_role = دور خاص
detail-name_ar = الاسم بالعربية
detail-name_fr = الاسم بالفرنسية
detail-office = المهمة

detail-about = الموضوع
detail-account = الحساب
detail-acronym = الاسم المختصر
detail-activities = مجالات العمل
detail-areas = الأجزاء المفتوحة
detail-authority = السلطة
detail-by = بسبب
detail-days = الأيام
detail-decision = القرار
detail-declared_on = تاريخ التصريح
detail-decree_bulletin = الجريدة الرسمية
detail-decree_number = رقم المرسوم
detail-decree_on = تاريخ المرسوم
detail-due_at = الأجل
detail-due_on = الأجل
detail-failing_since = متعثر منذ
detail-fiscal_id = رقم التعريف الضريبي
detail-founded_on = تاريخ التأسيس
detail-from = المصدر
detail-ice = التعريف الموحد للمقاولة
detail-invitation = الدعوة
detail-kinds = الأحداث
detail-late = متأخر
detail-mails_per_day = الرسائل الإلكترونية في اليوم
detail-main = الحساب الرئيسي
detail-members = المنخرطون
detail-met_on = تاريخ الإنجاز
detail-national_number = الرقم الوطني
detail-no_change_day = يوم التصريح السنوي
detail-on = التاريخ
detail-person = الشخص
detail-plan = الصيغة
detail-public_money = المال العام
detail-purposes = الأهداف
detail-receipt_number = رقم الوصل
detail-scope = النطاق
detail-seat_address = عنوان المقر
detail-sha256 = بصمة الملف
detail-standing = الوضعية
detail-storage = تخزين الملفات
detail-to = إلى

ended-by-new-password = كلمة سر جديدة
detail-kept = باقون
detail-undone = تم التراجع عنهم
detail-updated = تم إتمامها
