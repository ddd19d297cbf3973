## سجل العمليات: المفتاح هو رمز العملية

audit-visited = زيارة للفضاء
audit-refused = محاولة مرفوضة
audit-consent-given = منح الولوج للقطب
audit-consent-revoked = سحب الولوج من القطب
audit-association-created = إنشاء الجمعية
audit-entry-posted = تسجيل قيد
audit-year-opened = فتح السنة المحاسبية
audit-member-added = إضافة منخرط
audit-members-imported = استيراد منخرطين
audit-fee-set = تحديد واجب الاشتراك
audit-payment-recorded = تسجيل أداء
audit-statutes-set = تغيير قواعد النظام الأساسي
audit-assembly-planned = برمجة جمع عام
audit-assembly-convened = استدعاء جمع عام
audit-import-uploaded = فحص ملف منخرطين
audit-members-added = إضافة منخرط
audit-api-token-created = إنشاء رمز ولوج لبرنامج
audit-api-token-revoked = سحب رمز ولوج من برنامج
audit-webhook-added = إضافة عنوان إشعارات
audit-webhook-removed = حذف عنوان إشعارات
audit-webhook-secret-changed = تغيير سر عنوان إشعارات
audit-webhook-disabled = توقف عنوان إشعارات بعد فشل متواصل
audit-webhook-revived = استئناف عنوان إشعارات
audit-agreement-accepted = قبول اتفاقية المعالجة من الباطن
audit-rights-requested = طلب بشأن معطيات شخصية
audit-rights-answered = جواب عن طلب بشأن معطيات شخصية
