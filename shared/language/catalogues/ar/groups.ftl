## المجموعات واللجان، الملاحظات والوسوم

groups-title = المجموعات واللجان
groups-empty-text = اجمعوا هنا أعضاء مجموعة أو لجنة؛ ويمكن ألا يرى المسؤول عنها سوى أعضائها.
group-add = إنشاء مجموعة
group-add-act = إنشاء المجموعة
group-edit = تعديل المجموعة
group-save = حفظ المجموعة
group-saved = حُفظت المجموعة.
group-remove = حذف المجموعة
group-removed = حُذفت المجموعة.
group-name = الاسم
group-name-ar = الاسم بالعربية
group-name-fr = الاسم بالفرنسية
group-kind = الطبيعة
group-kind-group = مجموعة
group-kind-commission = لجنة
group-empty = لا ينتمي إليها أحد بعد.
group-join = إضافة منخرط
group-join-act = الإضافة إلى المجموعة
group-joined = أصبح المنخرط ضمن المجموعة.
group-leave = سحب
group-left = لم يعد المنخرط ضمن المجموعة.
group-leads = المسؤولية
group-leads-yes = يسيّر المجموعة
group-leads-chip = مسؤول
group-manager = دعوة مسؤول
member-tag = وسم
member-tags = الوسوم
member-tags-hint = تفصل بينها فواصل.
member-tags-act = حفظ الوسوم
member-notes = الملاحظات
member-note = ملاحظة جديدة
member-note-hint = يراها كل من يرى هذه البطاقة، ويحق للشخص أن يطلب الاطلاع عليها.
member-note-act = إضافة الملاحظة
member-timeline = السجل الزمني
member-timeline-empty = لا شيء بعد.

permission-members-correct = تصحيح بطاقات المنخرطين وتدوين الملاحظات

audit-group-added = إنشاء مجموعة
audit-group-changed = تعديل مجموعة
audit-group-removed = حذف مجموعة
audit-group-joined = إضافة منخرط إلى مجموعة
audit-group-left = سحب منخرط من مجموعة
audit-member-tagged = تغيير وسوم منخرط
audit-member-noted = ملاحظة حول منخرط

detail-leads = يسيّر
detail-tags = الوسوم
detail-note = ملاحظة

error-group-in-use = ما زال في هذه المجموعة منخرطون: اسحبوهم أولا.
error-too-many-groups = مجموعات كثيرة: { $max } على الأكثر.
error-too-many-notes = ملاحظات كثيرة حول هذا المنخرط: { $max } على الأكثر.
error-tag-too-long = الوسم 40 حرفا على الأكثر.
error-tags-too-many = عشرون وسما على الأكثر لكل منخرط.
