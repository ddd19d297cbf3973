## جمعيات تحدث من ملف، من طرف القطب

bulk-title = إحداث جمعيات من ملف
bulk-lead = اختاروا ملف جمعياتكم. نقرؤه ونريكم ما سيحدث قبل أي تسجيل.
bulk-file-hint = جدول بصيغة XLSX أو ODS أو CSV، سطر لكل جمعية وسطر أول لأسماء الأعمدة. { $megabytes } ميغابايت على الأكثر.
bulk-columns-hint = الأعمدة: الاسم بالعربية، الاسم بالفرنسية، رمز الجماعة، تاريخ التأسيس، رقم الوصل وتاريخه، المجال، اسم الرئيس وبريده الإلكتروني. تصلح العناوين بالعربية أو بالفرنسية.
bulk-act = استيراد ملف
bulk-past = الملفات السابقة
bulk-none = لا يوجد أي ملف بعد
bulk-none-text = ستبقى هنا الملفات التي تستوردونها وتقاريرها.
bulk-file = الملف
bulk-when = أرسل في
bulk-by = من طرف
bulk-state = الحالة
bulk-state-checking = قيد الفحص
bulk-state-checked = في انتظار التأكيد
bulk-state-running = قيد الإحداث
bulk-state-done = انتهى
bulk-state-failed = غير مقروء
bulk-checking-title = نقرأ ملفكم
bulk-checked-title = ما سيحدثه هذا الملف
bulk-running-title = الجمعيات قيد الإحداث
bulk-done-title = أحدثت الجمعيات
bulk-failed-title = تعذر استيراد هذا الملف
bulk-leave = يمكنكم مغادرة هذه الصفحة: العمل مستمر، والتقرير يبقى هنا.
bulk-starting = وصل الملف وبدأت قراءته.
bulk-progress = { $done } من { $all } سطرا
bulk-rows = سطور الملف
bulk-create = للإحداث
bulk-created = أحدثت
bulk-existing = موجودة من قبل أو مكررة في الملف
bulk-duplicates = مكررة على ما يبدو
bulk-wrong = سطور فيها خطأ
bulk-invited = رؤساء مدعوون
bulk-invite = دعوة الرؤساء بالبريد الإلكتروني
bulk-invite-yes = { PLURAL($count) ->
    [zero] نعم، لا رئيس له بريد إلكتروني
    [one] نعم، رئيس واحد له بريد إلكتروني
    [two] نعم، رئيسان لهما بريد إلكتروني
    [few] نعم، { $count } رؤساء لهم بريد إلكتروني
    [many] نعم، { $count } رئيسا لهم بريد إلكتروني
   *[other] نعم، { $count } رئيس لهم بريد إلكتروني
}
bulk-invite-no = لا، ليس الآن
bulk-confirm-act = { PLURAL($count) ->
    [zero] لا جمعية للإحداث
    [one] إحداث جمعية واحدة
    [two] إحداث جمعيتين
    [few] إحداث { $count } جمعيات
    [many] إحداث { $count } جمعية
   *[other] إحداث { $count } جمعية
}
bulk-nothing = لا يحدث هذا الملف أي جمعية.
bulk-confirmed = بدأ الإحداث.
bulk-again = استيراد الملف نفسه مرة ثانية لا يكرر شيئا: ما هو موجود يُعرف.
bulk-twins-title = مكررة على ما يبدو
bulk-twins-text = تشبه هذه السطور جمعية أخرى إلى حد لا يسمح بإحداثها دون نظر. إن كانتا فعلا جمعيتين فأحدثوا الثانية يدويا.
bulk-in-file = في الملف
bulk-other = الأخرى
bulk-other-line = السطر { $line } من الملف نفسه
bulk-same = المشترك
bulk-same-receipt = رقم الوصل
bulk-same-name = الاسم والجماعة
bulk-receipt = الوصل { $number }
bulk-errors-title = سطور لا يمكن إدخالها
bulk-errors-text = صححوها وأعيدوا استيرادها: ما أحدث لن يحدث مرة ثانية.
bulk-kind = { PLURAL($count) ->
    [zero] لا سطر
    [one] سطر واحد
    [two] سطران
    [few] { $count } سطور
    [many] { $count } سطرا
   *[other] { $count } سطر
}
bulk-errors-cut = هناك سطور أخرى لم تعرض؛ تجدونها في الملف القابل للتحميل.
bulk-download = تحميل السطور الواجب تصحيحها (CSV)
bulk-field-name_ar = الاسم بالعربية
bulk-field-name_fr = الاسم بالفرنسية
bulk-field-commune = الجماعة
bulk-field-founded_on = تاريخ التأسيس
bulk-field-receipt_number = رقم الوصل
bulk-field-receipt_on = تاريخ الوصل
bulk-field-activities = المجال
bulk-field-president_name = اسم الرئيس
bulk-field-president_email = البريد الإلكتروني للرئيس

bulk-state-nothing = لا شيء للإحداث
bulk-state-expired = انتهت صلاحيته
bulk-expired = لم يعد الملف محفوظا: تُحذف الملفات بعد سبعة أيام. استوردوه من جديد.
