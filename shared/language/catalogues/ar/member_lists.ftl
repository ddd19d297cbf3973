## لوائح المنخرطين: التصفيات والملفات والعمليات على لائحة بأكملها

members-more-filters = تصفيات وأعمدة أخرى
members-age-from = السن من
members-age-to = السن إلى
members-joined-from = الانخراط ابتداء من
members-joined-to = الانخراط إلى غاية
members-columns = الأعمدة
members-columns-hint = من دون اختيار: الرقم والهاتف والبريد والاشتراك.
member-has-with = مسجل
member-has-without = ناقص
member-card = بطاقة لدفتر العناوين

member-column-number = الرقم
member-column-given_ar = الاسم الشخصي بالعربية
member-column-family_ar = الاسم العائلي بالعربية
member-column-given_fr = الاسم الشخصي بالفرنسية
member-column-family_fr = الاسم العائلي بالفرنسية
member-column-kind = صفة المنخرط
member-column-status = الوضعية
member-column-category = الفئة
member-column-sex = الجنس
member-column-born_on = تاريخ الازدياد
member-column-age = السن
member-column-joined_on = تاريخ الانخراط
member-column-dues = اشتراك السنة
member-column-phone = الهاتف
member-column-other_phones = هواتف أخرى
member-column-email = البريد الإلكتروني
member-column-other_emails = عناوين بريد أخرى
member-column-address = العنوان
member-column-commune = الجماعة
member-column-profession = المهنة
member-column-nationality = الجنسية

export-xlsx = ملف إكسل
export-csv = ملف CSV
export-cards = دفتر العناوين (vCard)

filters-title = التصفيات المحفوظة
filters-manage = تدبير
filters-none = لا توجد تصفية محفوظة بعد: احصروا لائحة المنخرطين ثم احفظوا التصفية.
filter-keep = حفظ هذه التصفية
filter-keep-act = حفظ التصفية
filter-kept = حُفظت التصفية.
filter-name = اسم التصفية
filter-name-hint = مثلا: غير مؤدين من دون هاتف
filter-shared = يراها
filter-shared-yes = كل من يرى المنخرطين، لا أنتم وحدكم
filter-for-all = كل من يرى المنخرطين
filter-for-you = أنتم وحدكم
filter-forget = حذف
filter-forgotten = حُذفت التصفية.

acts-title = عملية على هذه اللائحة كلها
acts-lead = تشمل العملية كل منخرطي اللائحة كما هي محصورة الآن. ترون أولا من ستغيرهم.
acts-check = من ستغيرهم
acts-checked = تحققوا قبل التنفيذ
acts-found = منخرطو اللائحة
acts-changed = سيتغيرون
acts-left-out = مستثنون: { $reason }
acts-sample = أوائلهم
acts-nobody = لن يتغير أحد.
acts-confirm = { PLURAL($count) ->
    [zero] لا أحد
    [one] تغيير منخرط واحد
    [two] تغيير منخرطين اثنين
    [few] تغيير { $count } منخرطين
    [many] تغيير { $count } منخرطا
   *[other] تغيير { $count } منخرط
}
acts-done = { PLURAL($count) ->
    [zero] لم يتغير أحد.
    [one] تغير منخرط واحد.
    [two] تغير منخرطان اثنان.
    [few] تغير { $count } منخرطين.
    [many] تغير { $count } منخرطا.
   *[other] تغير { $count } منخرط.
}
act-category = تحديد الفئة
act-tag = إضافة وسم
act-untag = سحب وسم
act-group = إضافة إلى مجموعة
act-ungroup = سحب من مجموعة
act-status = تغيير الوضعية
act-category-hint = إذا تُركت فارغة فلن تكون لهم فئة.
act-no-category = بدون
act-left-in-office = أعضاء في المكتب: يُغيرون واحدا واحدا
act-left-already = هم كذلك
act-left-without = ليس لهم
act-left-tags-too-many = لهم عشرون وسما
act-left-status-unchanged = هم كذلك
act-left-choice-unknown = لا تنطبق على شخص معنوي
act-left-date-before-birth = ازدادوا بعد هذا التاريخ
act-left-date-before-joining = انخرطوا بعد هذا التاريخ

permission-members-export = أخذ لوائح المنخرطين في ملفات

audit-member-filter-saved = حفظ تصفية للمنخرطين
audit-member-filter-removed = حذف تصفية للمنخرطين
audit-members-category-set = تحديد فئة عدة منخرطين
audit-members-tagged = إضافة وسم لعدة منخرطين
audit-members-untagged = سحب وسم من عدة منخرطين
audit-members-grouped = إضافة عدة منخرطين إلى مجموعة
audit-members-ungrouped = سحب عدة منخرطين من مجموعة
audit-members-status-set = تغيير وضعية عدة منخرطين

detail-changed = تغيروا
detail-group = المجموعة

error-age-unreadable = اكتبوا السن بالسنوات، مثلا 18.
error-range-reversed = النهاية قبل البداية.
error-too-many-filters = تصفيات محفوظة كثيرة: { $max } على الأكثر.
error-filter-empty = احصروا اللائحة أولا.
error-category-too-long = الفئة 60 حرفا على الأكثر.
error-one-tag = اكتبوا وسما واحدا.
error-unknown-group = اختاروا مجموعة من هذه الجمعية.
error-too-many-members = منخرطون كثيرون دفعة واحدة: { $max } على الأكثر. احصروا اللائحة.
error-list-changed-meanwhile = تغيرت اللائحة أو منخرطوها في هذه الأثناء. انظروا إلى الأرقام الجديدة وأكدوا من جديد.
error-act-changes-nobody = لن يتغير أحد.
print-labels = ملصقات العناوين (PDF)
print-cards = بطاقات المنخرطين (PDF)
error-too-many-labels = عدد كبير دفعة واحدة: { $max } على الأكثر. احصروا اللائحة.
error-labels-for-nobody = لا أحد يُطبع: يتطلب الملصق عنوانا.
