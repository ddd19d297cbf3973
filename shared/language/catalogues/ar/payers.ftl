## أداء من الغير أو عن عدة أعضاء

payment-together-link = أداه شخص آخر أو عن عدة أعضاء
payment-together-title = أداء من الغير أو عن عدة أعضاء
payment-together-lead = والد عن أبنائه أو مشغل عن أجرائه: أداء واحد ووصل واحد، ويحتسب لكل عضو نصيبه.
payment-who-pays = من يؤدي
payment-who-pays-hint = عضو آخر أو الغير. اتركوه فارغا إن كان العضو يؤدي بنفسه.
payment-payer = المؤدي
payment-payer-member = رقم العضو المؤدي
payment-payer-other = أو اسم الغير المؤدي
payment-payer-other-hint = شخص أو شركة أو إدارة أو جمعية.
payment-payer-identifier = معرف المؤدي
payment-payer-identifier-hint = مثلا التعريف الموحد للمقاولة. يظهر في الوصل.
payment-covered = الأعضاء المعنيون
payment-covered-hint = سطر لكل عضو، والأسطر الفارغة لا تحتسب.
payment-covered-member = رقم العضو، السطر { $line }
payment-covered-amount = المبلغ بالدرهم، السطر { $line }
payment-covered-count = { PLURAL($count) ->
    [zero] لا أحد
    [one] عضو واحد
    [two] عضوان
    [few] { $count } أعضاء
    [many] { $count } عضوا
   *[other] { $count } عضو
}
payment-and-others = { PLURAL($count) ->
    [zero] وحده
    [one] وعضو آخر
    [two] وعضوان آخران
    [few] و{ $count } آخرون
    [many] و{ $count } آخرين
   *[other] و{ $count } آخر
}
payment-more-lines = إضافة أسطر
payment-sum = المجموع بالدرهم
payment-sum-hint = فارغ: مجموع الأسطر، وإلا وجب أن يساويه.
refund-member = تسبيق أي عضو
error-too-many-covered = عدد الأعضاء كبير: { $max } على الأكثر في أداء واحد.
error-member-twice = هذا العضو مذكور في سطر آخر.
error-amount-differs = المجموع لا يطابق مجموع الأسطر وهو { $sum }. صححوا أحدهما.
error-payer-twice = أدخلوا إما رقم عضو وإما اسم الغير.
error-payer-missing = أدخلوا اسم صاحب هذا المعرف.
error-advance-of-whom = ترك هذا الأداء تسبيقا لعدة أعضاء: اختاروا أحدهم.
detail-payer = المؤدي
