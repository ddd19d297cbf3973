## رسائل التذكير

reminders-title = رسائل التذكير
reminders-empty = لم تكتب أي رسالة تذكير
reminders-empty-text = تظهر هنا كل رسالة تذكير، مرة واحدة لكل واجب ومرحلة.
reminder-rules-link = متى نذكر؟
reminder-rules-lead = بالأيام. الخانة الفارغة: لا تذكير. لكل واجب رسالة واحدة في كل مرحلة.
reminder-rules-off = التذكير التلقائي غير مفعل.
reminder-rules-act = حفظ القواعد
reminder-rules-done = حفظت قواعد التذكير.
reminder-days-before = أيام قبل الأجل
reminder-days-first = التذكير الأول، أيام بعد الأجل
reminder-days-second = التذكير الثاني، أيام بعد الأجل
reminder-days-third = التذكير الثالث، أيام بعد الأجل
reminder-stage = المرحلة
reminder-stage-before = قبل الأجل
reminder-stage-first = التذكير الأول
reminder-stage-second = التذكير الثاني
reminder-stage-third = التذكير الثالث
reminder-stage-hand = تذكير باليد
reminder-how = الوسيلة
reminder-by-mail = بالبريد الإلكتروني
reminder-to-call = بدون بريد: بالهاتف أو ورقيا
reminder-by-hand = تذكير المتأخرين الآن
reminder-by-hand-lead = كل من تجاوز الأجل ولم يذكر اليوم يتلقى رسالة واحدة بكل ما عليه.
reminder-mails-left = رسائل ممكنة اليوم
reminder-nobody = لا أحد يذكر الآن
reminder-nobody-text = لا متأخر، أو ذكر الجميع اليوم.
reminder-by-hand-act = { PLURAL($count) ->
    [zero] تذكير
    [one] تذكير منخرط واحد
    [two] تذكير منخرطَين
    [few] تذكير { $count } منخرطين
    [many] تذكير { $count } منخرطا
   *[other] تذكير { $count } منخرط
}
reminder-done = { PLURAL($count) ->
    [zero] لم يذكر أحد.
    [one] ذكر منخرط واحد.
    [two] ذكر منخرطان.
    [few] ذكر { $count } منخرطين.
    [many] ذكر { $count } منخرطا.
   *[other] ذكر { $count } منخرط.
}
mail-dues-before-subject = { $association }: واجبات يقترب أجلها
mail-dues-before-text = تذكركم { $association } بأن أجل أداء ما يلي يقترب:
mail-dues-late-subject = { $association }: واجبات لم تؤد بعد
mail-dues-late-text = حسب سجلات { $association }، ما زال ما يلي في ذمتكم:
mail-dues-line = { $kind } { $year }: { $amount }، آخر أجل { $date }
mail-dues-total = المجموع: { $amount }
mail-dues-paid-meanwhile = إن كنتم قد أديتم في هذه الأثناء فلا تعيروا هذه الرسالة اهتماما، وشكرا لكم.
error-reminders-nobody = لا أحد يذكر الآن.
error-reminders-changed = تغير عدد من يذكرون منذ أن نظرتم: { $members } الآن. راجعوا ثم أكدوا.
error-days-not-rising = يجب أن يأتي كل تذكير بعد الذي قبله.
audit-dues-reminders-set = تحديد قواعد التذكير
audit-dues-reminded = تذكير بالواجبات
detail-letters = الرسائل
detail-by_mail = بالبريد الإلكتروني
detail-days_before = أيام قبل الأجل
detail-days_first = أيام قبل التذكير الأول
detail-days_second = أيام قبل التذكير الثاني
detail-days_third = أيام قبل التذكير الثالث
error-reminder-days-out-of-range = عدد أيام من 1 إلى { $max }.
