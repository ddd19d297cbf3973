## ملفات منخرط

member-files-title = ملفات المنخرط
member-files-none = لا يوجد أي ملف حتى الآن.
member-files-law = لا يطلع على هذه الملفات إلا من يمسك البطاقات. لا تحتفظوا إلا بما تحتاج إليه الجمعية؛ والشهادة الطبية معطى حساس يُخضعه القانون 09-08 لإذن من اللجنة الوطنية (CNDP).
member-file-add = إضافة ملف
member-file-add-act = إضافة الملف
member-file-label = موضوعه
member-file-label-hint = مثلا: استمارة انخراط موقعة، إذن الوالدين.
member-file-hint = PDF أو صورة (JPEG أو PNG)، { $megabytes } ميغابايت على الأكثر.
member-file-kept = أضيف الملف.
member-file-remove = حذف
member-file-removed = حُذف الملف.
limits-member-files = ملفات المنخرطين

audit-member-file-kept = إضافة ملف منخرط
audit-member-file-removed = حذف ملف منخرط

detail-label = موضوعه

error-member-file-kind = أرسلوا ملف PDF أو صورة (JPEG أو PNG).
error-too-many-member-files = ملفات كثيرة لهذا المنخرط: { $max } على الأكثر. احذفوا واحدا أولا.
