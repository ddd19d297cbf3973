## استيراد المنخرطين خطوة خطوة

import-step-file = الملف
import-step-columns = الأعمدة
import-step-check = المراقبة
import-step-done = التقرير
import-past = الملفات السابقة
import-none = لا ملف بعد
import-none-text = تبقى هنا الملفات التي تستوردونها وتقاريرها.
import-when = أرسل في
import-by = من طرف
import-state = الحالة
import-state-columns = أعمدته تنتظر التحديد
import-state-checking = تجري مراقبته
import-state-checked = ينتظر التأكيد
import-state-running = يجري تسجيله
import-state-done = تم
import-state-undoing = يجري التراجع عنه
import-state-undone = تم التراجع عنه
import-state-failed = توقف
import-columns-title = ماذا يوجد في كل عمود؟
import-columns-lead = هكذا فهمنا ملفكم. صححوا ما يلزم تصحيحه، وسنتذكره في ملفكم المقبل.
import-columns-act = مراقبة الملف
import-columns-change = تصحيح الأعمدة
import-sheet = ورقة المصنف
import-sheet-act = فتح هذه الورقة
import-take-nothing = لا يؤخذ
import-names-title = كيف ستقسم الأسماء
import-names-text = إذا انقلب الاسم الشخصي والنسب، فاختاروا الترتيب الآخر للعمود «{ $column }» ثم أعيدوا المراقبة.
import-whole = الاسم كما في الملف
import-given = الاسم الشخصي
import-family = الاسم العائلي
import-existing = المنخرطون الموجودون من قبل
import-existing-fill = إتمام ما ينقص في سجلهم
import-existing-replace = تعويض ما في سجلهم بما في الملف
import-existing-keep = ترك سجلهم كما هو
import-checking-title = نقرأ ملفكم
import-running-title = يجري تسجيل المنخرطين
import-undoing-title = يجري التراجع عن الاستيراد
import-undone-title = تم التراجع عن الاستيراد
import-failed-title = تعذر استيراد هذا الملف كاملا
import-progress = { $done } سطرا من { $all }
import-leave = يمكنكم مغادرة هذه الصفحة: العمل مستمر، والتقرير يبقى هنا.
import-starting = وصل الملف وبدأت قراءته.
import-started = بدأ التسجيل.
import-update = سيتم إتمامها
import-updated = تم إتمامها
import-alike = { PLURAL($count) ->
    [zero] لا أحد ممن سيضافون يحمل اسم منخرط موجود.
    [one] شخص واحد سيضاف يحمل اسم منخرط موجود: انظروا إليه أسفله قبل التأكيد.
    [two] شخصان سيضافان يحملان اسم منخرط موجود: انظروا إليهما أسفله قبل التأكيد.
    [few] { $count } أشخاص سيضافون يحملون اسم منخرط موجود: انظروا إليهم أسفله قبل التأكيد.
    [many] { $count } شخصا سيضافون يحملون اسم منخرط موجود: انظروا إليهم أسفله قبل التأكيد.
   *[other] { $count } شخص سيضافون يحملون اسم منخرط موجود: انظروا إليهم أسفله قبل التأكيد.
}
import-confirm-update-act = { PLURAL($count) ->
    [zero] لا سجل للإتمام
    [one] إتمام سجل واحد
    [two] إتمام سجلين
    [few] إتمام { $count } سجلات
    [many] إتمام { $count } سجلا
   *[other] إتمام { $count } سجل
}
import-wrong-stay = { PLURAL($count) ->
    [zero] لا سطر فيه خطأ.
    [one] سطر واحد فيه خطأ لن يدخل؛ يمكنكم تنزيله وتصحيحه ثم استيراده.
    [two] سطران فيهما خطأ لن يدخلا؛ يمكنكم تنزيلهما وتصحيحهما ثم استيرادهما.
    [few] { $count } أسطر فيها خطأ لن تدخل؛ يمكنكم تنزيلها وتصحيحها ثم استيرادها.
    [many] { $count } سطرا فيها خطأ لن تدخل؛ يمكنكم تنزيلها وتصحيحها ثم استيرادها.
   *[other] { $count } سطر فيها خطأ لن تدخل؛ يمكنكم تنزيلها وتصحيحها ثم استيرادها.
}
import-download = تنزيل الأسطر التي تنتظر التصحيح (CSV)
import-kind = { PLURAL($count) ->
    [zero] لا سطر
    [one] سطر واحد
    [two] سطران
    [few] { $count } أسطر
    [many] { $count } سطرا
   *[other] { $count } سطر
}
import-twins-update = سجلات سيتم إتمامها
import-twins-same = موجودون من قبل، ولا شيء يتغير
import-twins-repeated = مكتوبون مرتين في الملف
import-twins-alike = لهم اسم منخرط موجود، وسيضافون
import-twins-cut = تظهر الأسطر الأولى من كل صنف فقط.
import-in-file = في الملف
import-there = في لائحة المنخرطين
import-other-line = السطر { $line } من الملف نفسه
import-differs = أوجه الاختلاف
import-takes = { $there } ← { $file }
import-stays = { $there } (في الملف: { $file })
import-undo-title = التراجع عن هذا الاستيراد
import-undo-text = إلى غاية { $date } يمكنكم التراجع عن كل شيء: يحذف من أضيف، وتعود السجلات التي تم إتمامها إلى ما كانت عليه. أما من عدل سجله أو استدعي أو أدى واجبه بعد ذلك فيبقى، ونسميه لكم.
import-undo-act = التراجع عن الاستيراد كله
import-undo-started = بدأ التراجع.
import-undone-count = تم التراجع عنهم
import-kept = باقون
import-kept-title = منخرطون بقوا
import-kept-why = السبب
import-kept-edited = عدل سجله بعد ذلك
import-kept-in_use = أدى واجبه أو استدعي أو يستعمل في مكان آخر
import-field-nationality = الجنسية
import-field-profession = المهنة
import-field-other_phones = هواتف أخرى
import-field-other_emails = عناوين إلكترونية أخرى
import-to-members = الذهاب إلى المنخرطين
