## ما يطلب المنخرطون تغييره

own-rights-text = يحق لكم الاطلاع على كل ما تحفظه الجمعية عنكم، وتصحيحه، والتعرض على استعماله: الرسائل أو الصور أو ظهوركم في لوائح. تجيب الجمعية داخل عشرة أيام كاملة.
own-rights-access = طلب الاطلاع على معطياتي
own-rights-object = التعرض على استعمال

propose-title = طلب تغيير ملفي
propose-section = تغيير ملفي
propose-lead = غيروا ما تبدل أو صححوا الخطأ. يطلع المكتب على التغيير قبل تدوينه في ملفكم.
propose-message = كلمة إلى المكتب
propose-message-hint = مثلا: انتقلت إلى عنوان جديد.
propose-act = إرسال التغييرات إلى المكتب
propose-done = وصلت تغييراتكم المكتب. الجواب يظهر هنا.
propose-none = لم تطلبوا أي تغيير.
proposal-title = تغييرات يطلبها منخرط
proposal-state = الحالة
proposal-state-open = في انتظار المكتب
proposal-state-accepted = قبلت
proposal-state-refused = رفضت
proposal-state-replaced = حل محلها طلب أحدث
proposal-partly = قبل بعضها
proposal-changes = التغييرات
proposal-field = الخانة
proposal-before = في الملف
proposal-earlier = قبل الطلب
proposal-after = المطلوب
proposal-was = كانت عند الطلب:
proposal-not-taken = لم يقبل
proposal-who = المنخرط
proposal-made = أرسلت
proposal-meanwhile = تغير الملف بعد إرسال هذا الطلب. قارنوا قبل القرار: العمود «في الملف» هو ما فيه الآن.
proposal-decide = القرار
proposal-take = ما يقبل
proposal-reason = السبب
proposal-reason-hint = ضروري إن رفض شيء. يقرؤه المنخرط في فضائه.
proposal-accept = قبول ما وضعت عليه العلامة
proposal-refuse = رفض الكل
proposal-accepted = سُجل التغيير في الملف، وأُخبر المنخرط.
proposal-refused = رفض الطلب، ويقرأ المنخرط السبب في فضائه.
proposal-decided-by = اتخذ القرار
proposals-title = تغييرات مطلوبة
proposals-lead = ما يطلب المنخرطون تغييره في ملفاتهم. لا يدون شيء قبل قراركم.
proposals-waiting-tab = تنتظر القرار
proposals-decided-tab = اتخذ فيها القرار
proposals-none = لا شيء هنا.
proposals-waiting = { PLURAL($count) ->
    [zero] لا تغيير ينتظر
    [one] منخرط واحد يطلب تغيير ملفه
    [two] منخرطان يطلبان تغيير ملفيهما
    [few] { $count } منخرطين يطلبون تغيير ملفاتهم
    [many] { $count } منخرطا يطلبون تغيير ملفاتهم
   *[other] { $count } منخرط يطلبون تغيير ملفاتهم
}
permission-own-record-propose = طلب تغيير الملف الشخصي الخاص
mail-changes-proposed-subject = منخرط في { $association } يطلب تغيير ملفه
mail-changes-proposed-text = يطلب منخرط في { $association } تغييرات في ملفه وتنتظر قراركم:
mail-changes-answered-subject = أجابت { $association } عن تغييراتكم
mail-changes-answered-text = قرر المكتب في التغييرات التي طلبتموها في ملفكم:
audit-member-changes-proposed = طلب منخرط تغيير ملفه
audit-member-changes-accepted = قبول تغييرات طلبها منخرط
audit-member-changes-refused = رفض تغييرات طلبها منخرط
error-no-own-record = ولوجكم غير مرتبط بملف منخرط. اطلبوا ذلك من المكتب.
error-nothing-proposed = لم تغيروا شيئا. غيروا خانة واحدة على الأقل.
error-too-many-proposals = أرسلتم { $max } طلبا في يوم واحد. أعيدوا المحاولة غدا.
error-proposal-decided = اتخذ القرار في هذا الطلب من قبل، أو أرسل المنخرط طلبا أحدث.
error-proposal-fields = ضعوا علامة على تغيير واحد على الأقل، أو ارفضوا الكل.
