## رموز الولوج للبرامج

tokens-title = رموز الولوج للبرامج
tokens-lead = يسمح الرمز لبرنامج بأن يقرأ معطيات جمعيتكم أو يسجل فيها باسم من أنشأه، في حدود ما تختارونه.
tokens-empty = لا رموز بعد
tokens-empty-text = أنشئوا رمزا لكل برنامج، لكي يمكن سحبه وحده.
tokens-make = إنشاء رمز
tokens-name = ما الغرض منه
tokens-name-hint = مثلا: موقع الجمعية.
tokens-days = ينتهي بعد
tokens-permissions = ما يسمح به
tokens-permissions-hint = اختاروا الأقل. لا يتجاوز الرمز أبدا صلاحياتكم، وينقص معها.
tokens-act = إنشاء الرمز
tokens-made = هذا رمزكم
tokens-made-once = انسخوه الآن: لن يظهر مرة أخرى. من يحمله يستطيع ما اخترتموه.
tokens-made-gone = أنشئ هذا الرمز من قبل ولم يعد ممكنا إظهاره. إذا ضاع فاسحبوه وأنشئوا غيره.
tokens-back = إلى لائحة الرموز
tokens-list = الرموز
tokens-made-by = أنشأه
tokens-expires = ينتهي في
tokens-used = آخر استعمال
tokens-unused = لم يستعمل بعد
tokens-state = الحالة
tokens-valid = صالح
tokens-expired = انتهت مدته
tokens-revoked = مسحوب
tokens-revoke = سحب الرمز
tokens-revoke-done = سُحب الرمز: توقف في الحين.
tokens-all-permissions = كل صلاحيات صاحبه (أنشأه مسير المنصة)

days-from-now = { PLURAL($days) ->
    [zero] اليوم
    [one] يوم واحد
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يوما
   *[other] { $days } يوم
}
