## وثائق الإثبات

voucher-file = صورة وثيقة الإثبات أو ملفها
voucher-file-hint = فاتورة أو وصل أو كشف: التقطوا صورة أو اختاروا ملفا (PDF أو JPEG)، { $megabytes } ميغابايت على الأكثر. يمحى مكان التقاط الصورة.
voucher-kept = إرفاق
voucher-reference = مرجع الوثيقة
voucher-kind = نوع الوثيقة
voucher-number = رقم الوثيقة
voucher-date = تاريخ الوثيقة
voucher-add = إضافة وثيقة
voucher-done = أضيفت الوثيقة.
voucher-mark = التصريح بأنها خاطئة
voucher-mark-reason = لماذا هذه الوثيقة خاطئة؟
voucher-marked = صُرح بأن الوثيقة خاطئة، وتبقى محفوظة.
voucher-wrong = وثيقة خاطئة
voucher-added = تاريخ الإضافة
voucher-added-by = أضافها
voucher-digest = بصمة الملف
voucher-without-file = وثيقة بلا ملف
voucher-there = وثيقة
vouchers-title = وثائق الإثبات
vouchers-none = بلا وثيقة
vouchers-count = { PLURAL($count) ->
    [zero] بلا وثيقة
    [one] وثيقة واحدة
    [two] وثيقتان
    [few] { $count } وثائق
    [many] { $count } وثيقة
   *[other] { $count } وثيقة
}
vouchers-stay = الوثيقة التي تضاف إلى قيد تبقى فيه بتاريخها واسم من أضافها. الوثيقة الخاطئة يصرح بها ولا تحذف.
vouchers-zip = وثائق السنة (ZIP)
vouchers-all-entries = كل القيود
vouchers-lacking = قيود بلا وثيقة

voucher-kind-invoice = فاتورة
voucher-kind-receipt = وصل أو تذكرة
voucher-kind-contract = عقد أو اتفاقية
voucher-kind-bank = كشف أو إشعار بنكي
voucher-kind-payroll = ورقة أو بيان الأجور
voucher-kind-decision = محضر أو مقرر
voucher-kind-other = وثيقة أخرى

limits-vouchers = وثائق المحاسبة

audit-entry-voucher-added = إضافة وثيقة إلى قيد
audit-entry-voucher-marked = التصريح بوثيقة خاطئة
error-voucher-file-kind = اختاروا صورة (JPEG أو PNG أو WebP) أو ملف PDF.
error-voucher-gone = الملف المرسل لم يعد متوفرا: اختاروه من جديد.
error-too-many-vouchers = للقيد عشر وثائق على الأكثر: اجمعوا الصفحات في ملف PDF واحد.
error-too-many-papers = هناك { $max } ملف ينتظر قيده: حاولوا غدا، أو سجلوا القيد بلا وثيقة وأضيفوها بعد ذلك.
error-voucher-marked = صُرح من قبل بأن هذه الوثيقة خاطئة.
