## الجموع العامة والإرسال

assemblies-title = الجموع العامة
assemblies-empty = لا جمع عام بعد
assemblies-empty-text = برمجوا الجمع العام، حددوا جدول أعماله ثم استدعوا الناخبين.

assembly-plan = برمجة جمع عام
assembly-plan-title = برمجة جمع عام عادي
assembly-ordinary = الجمع العام العادي
assembly-title = الجمع العام العادي ليوم { $date }
assembly-when = التاريخ
assembly-day-and-time = { $day } على الساعة { $time }
assembly-place = المكان
assembly-place-hint = القاعة والعنوان.
assembly-state = الحالة
assembly-planned = مبرمج
assembly-planned-done = بُرمج الجمع العام. راجعوه ثم استدعوا الناخبين.
assembly-convened = تم الاستدعاء
assembly-date = تاريخ الجمع العام
assembly-notice-hint = { PLURAL($days) ->
    [zero] اليوم/الشهر/السنة.
    [one] اليوم/الشهر/السنة. أجل الاستدعاء يوم واحد على الأقل.
    [two] اليوم/الشهر/السنة. أجل الاستدعاء يومان على الأقل.
    [few] اليوم/الشهر/السنة. أجل الاستدعاء { $days } أيام على الأقل.
    [many] اليوم/الشهر/السنة. أجل الاستدعاء { $days } يوما على الأقل.
   *[other] اليوم/الشهر/السنة. أجل الاستدعاء { $days } يوم على الأقل.
}
assembly-time = الساعة
assembly-time-hint = مثلا 18:30
assembly-agenda = جدول الأعمال
assembly-agenda-hint = نقطة واحدة في كل سطر.
assembly-usual-agenda =
    تلاوة التقرير الأدبي والمصادقة عليه
    تلاوة التقرير المالي والمصادقة عليه
    إبراء ذمة المكتب
    تجديد المكتب
    مختلفات
assembly-electors-are = الناخبون
assembly-letter = رسالة الاستدعاء (PDF)

convene-title = قبل الاستدعاء
convene-electors = عدد الناخبين
convene-by-mail = بالبريد الإلكتروني
convene-by-hand = دون بريد إلكتروني
convene-text = عند الاستدعاء تجمد لائحة الناخبين، ويتوصل كل من له بريد إلكتروني برسالة واحدة بلغته مع رسالة الاستدعاء. لا يمكن التراجع عن ذلك.
convene-nobody-paid = لا أحد أدى اشتراك السنة: لا يوجد ناخبون.
convene-change-rule = تغيير قاعدة الناخبين
convene-act = { PLURAL($count) ->
    [zero] استدعاء الناخبين
    [one] استدعاء منخرط واحد
    [two] استدعاء منخرطَين
    [few] استدعاء { $count } منخرطين
    [many] استدعاء { $count } منخرطا
   *[other] استدعاء { $count } منخرط
}
convene-done = { PLURAL($count) ->
    [zero] لم يستدع أحد.
    [one] استدعي منخرط واحد.
    [two] استدعي منخرطان.
    [few] استدعي { $count } منخرطين.
    [many] استدعي { $count } منخرطا.
   *[other] استدعي { $count } منخرط.
}

by-hand-title = من يستدعى باليد
by-hand-text = ناخبون ليس لهم بريد إلكتروني. اطبعوا اللائحة واجمعوا التوقيعات.
by-hand-signature = التوقيع
by-hand-none = لا أحد
by-hand-none-text = لكل الناخبين بريد إلكتروني.

campaign-title = إرسال الاستدعاءات
campaign-open = تتبع الإرسال
campaign-running = الإرسال جار. يمكنكم مغادرة الصفحة.
campaign-finished = انتهى الإرسال
campaign-progress = { $done } من { $all }
campaign-filter = تصفية حسب الحالة
campaign-all = الكل
campaign-nobody = لا أحد في هذه الحالة.
campaign-recipients = المستدعون
campaign-state = الحالة
campaign-changed = آخر تغيير

delivery-queued = في الانتظار
delivery-deferred = ستعاد المحاولة
delivery-sent = سلمت لخادم البريد
delivery-bounced = مرفوضة
delivery-failed = تعذر الإرسال
delivery-no_address = دون بريد إلكتروني

assembly-plan-act = برمجة الجمع العام

campaign-preparing = يجري تحضير الرسائل. تظهر هنا بعد لحظات.
