## مسودات القيود

drafts-title = المسودات
drafts-lead = ما بدأتموه ولم يسجل بعد. المسودة لا تغير شيئا في الحسابات.
drafts-empty = لا مسودة
drafts-empty-text = يمكن الاحتفاظ بالعملية كمسودة ولو كانت غير تامة، وإتمامها لاحقا.
drafts-waiting = { PLURAL($count) ->
    [zero] لا مسودة تنتظر
    [one] مسودة واحدة تنتظر إتمامها
    [two] مسودتان تنتظران إتمامهما
    [few] { $count } مسودات تنتظر إتمامها
    [many] { $count } مسودة تنتظر إتمامها
   *[other] { $count } مسودة تنتظر إتمامها
}
draft-changed = آخر تعديل
draft-keep = الاحتفاظ كمسودة
draft-kept = حُفظت المسودة.
draft-remove = حذف المسودة
draft-remove-sure = نعم، احذفوا هذه المسودة والملفات المرفقة
draft-removed = حُذفت المسودة.
draft-was-posted = سُجلت هذه المسودة من قبل: هي القيد { $number }.

audit-books-draft-removed = حذف مسودة قيد
error-draft-posted = سُجلت هذه المسودة من قبل: هي القيد { $number }.
error-draft-changed = عُدلت هذه المسودة في هذه الأثناء: افتحوها من جديد من لائحة المسودات ثم أعيدوا تعديلكم.
error-draft-too-large = هذه المسودة طويلة جدا: وزعوها على عدة قيود.
error-too-many-drafts = هناك { $max } مسودة: سجلوا بعضها أو احذفوه أولا.
error-draft-of-nothing = المسودة عملية بكلمات بسيطة أو قيد بالحسابات، واحدة منهما.
