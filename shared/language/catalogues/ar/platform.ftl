## فريق المنصة: الجمعيات والحدود

platform-title = تدبير المنصة
platform-lead = الأقطاب وحدود استعمال الجمعيات. ما تحتويه الجمعيات لا يُرى هنا.
platform-associations = الجمعيات وحدودها
platform-associations-text = ابحثوا عن جمعية باسمها وحددوا ما يمكنها استعماله.
platform-search = اسم الجمعية
platform-none-found = لا توجد جمعية في اسمها هذه الكلمات.
platform-no-association = لا توجد جمعية بعد
platform-no-association-text = ستظهر الجمعيات هنا بمجرد إحداثها.
platform-plan = الصيغة
platform-plan-told = { $plan }: { $members } منخرط، { $storage } للملفات، { $mails } رسالة إلكترونية في اليوم
platform-limits-of = حدود { $association }
platform-limits-lead = ما استُعمل من قبل يبقى ولو تجاوز الحد الجديد. يرى المكتب التغيير وسببه في سجل العمليات.
platform-storage = تخزين الملفات بالميغابايت
platform-figure-hint = اتركوا الخانة فارغة ليسري حد الصيغة.
platform-reason-hint = سيقرؤه مكتب الجمعية.
platform-limits-act = تحديد الحدود
platform-limits-done = سُجلت الحدود.

plan-standard = عادية
plan-large = كبيرة
limits-mails-today = الرسائل الإلكترونية اليوم

size-bytes = { $number } بايت
size-kilobytes = { $number } كيلوبايت
size-megabytes = { $number } ميغابايت
size-megabytes-and-tenths = { $number } ميغابايت
duration-milliseconds = { $number } ملي ثانية

error-limit-out-of-range = اكتبوا عددا بين 0 و10,000,000.
