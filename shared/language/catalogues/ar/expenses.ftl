## طلبات استرجاع المصاريف

expenses-title = طلبات استرجاع المصاريف
expenses-lead = ما دفعه أشخاص لفائدة الجمعية. يوافق عليه شخص آخر ثم يرد المبلغ.
expenses-own = طلباتي لاسترجاع المصاريف
expenses-own-lead = ما دفعتموه لفائدة الجمعية ويجب أن يرد إليكم.
expenses-empty = لا طلب
expenses-empty-text = من دفع شيئا لفائدة الجمعية يطلب استرجاعه هنا مع الفاتورة أو الوصل.
expenses-waiting = { PLURAL($count) ->
    [zero] لا طلب ينتظر قراركم
    [one] طلب واحد لاسترجاع المصاريف ينتظر قراركم
    [two] طلبان لاسترجاع المصاريف ينتظران قراركم
    [few] { $count } طلبات لاسترجاع المصاريف تنتظر قراركم
    [many] { $count } طلبا لاسترجاع المصاريف ينتظر قراركم
   *[other] { $count } طلب لاسترجاع المصاريف ينتظر قراركم
}
expense-new = طلب استرجاع مصاريف
expense-new-lead = سينظر في طلبكم شخص آخر من المكتب.
expense-number = الطلب رقم { $number }
expense-claimant = صاحب الطلب
expense-what = ماذا دفعتم؟
expense-what-hint = مثلا: سيارة أجرة إلى الاجتماع بالعمالة.
expense-for = الموضوع
expense-spent-on = تاريخ الدفع
expense-amount = المبلغ بالدرهم
expense-occasion = نوع المصروف
expense-file = صورة الفاتورة أو الوصل أو ملفهما
expense-without-voucher = لا توجد وثيقة؟ بينوا السبب
expense-no-voucher = بلا وثيقة
expense-act = إرسال الطلب
expense-sent = أُرسل الطلب.
expense-state = الحالة
expense-state-submitted = ينتظر القرار
expense-state-approved = مقبول، ينتظر رد المبلغ
expense-state-refused = مرفوض
expense-state-paid = رُد المبلغ
expense-state-taken_back = ألغي القيد
expense-submitted-at = تاريخ الطلب
expense-decided-by = صاحب القرار
expense-refused-because = سبب الرفض
expense-entry = قيد الدين
expense-payment-entry = قيد رد المبلغ
expense-own-waits = هذا طلبكم: يقرر فيه شخص آخر.
expense-approve = الموافقة
expense-approve-on = تاريخ القيد
expense-approve-lead = يسجل المصروف ويصبح المبلغ دينا لصاحب الطلب.
expense-approved = قُبل الطلب.
expense-refuse = الرفض
expense-reason = لماذا ترفضونه؟
expense-reason-hint = يقرأ صاحب الطلب هذا السبب.
expense-refused = رُفض الطلب.
expense-pay = رد المبلغ
expense-place = من أين يأتي المال؟
expense-paid-on = تاريخ رد المبلغ
expense-paid = رُد المبلغ.
expense-entry-open = فتح القيد

permission-area-expenses = استرجاع المصاريف
permission-expenses-submit = طلب استرجاع المصاريف الخاصة
permission-expenses-decide = قبول مصاريف الآخرين أو رفضها

audit-books-expense-submitted = تقديم طلب استرجاع مصاريف
audit-books-expense-approved = قبول طلب استرجاع مصاريف
audit-books-expense-refused = رفض طلب استرجاع مصاريف
audit-books-expense-paid = رد مصاريف
error-expense-needs-voucher = أرفقوا الفاتورة أو الوصل، أو بينوا أسفله لماذا لا توجد وثيقة.
error-expense-own = لا أحد يقرر في طلبه: يجب أن ينظر فيه شخص آخر من المكتب.
error-expense-decided = سبق البت في هذا الطلب: أعيدوا تحميل الصفحة لرؤية القرار.
error-expense-not-approved = هذا الطلب غير مقبول: لا يمكن رد المبلغ.
error-expense-paid = سبق رد هذا المبلغ.
error-expense-paid-first = أديت هذه المصاريف: ألغوا قيد الأداء أولا.
