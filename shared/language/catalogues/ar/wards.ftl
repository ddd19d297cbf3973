## الفضاء الشخصي: القاصرون والأسرة والصورة المقترحة

own-wards-text = أنتم تنوبون عنهم: بطاقاتهم وواجباتهم مفتوحة لكم هنا، ولكم أن تقترحوا تغييرات، إلى أن يبلغوا الثامنة عشرة.
own-ward-lead = ترون هذه البطاقة لأنكم تنوبون عن هذا المنخرط القاصر.
photo-propose = اقتراح صورة
photo-propose-none = لم تقترح أي صورة.
photo-propose-text = ينظر فيها المكتب قبل أن تظهر في البطاقة. ولكم أن تطلبوا سحبها في أي وقت.
photo-propose-agreed = أوافق على حفظ هذه الصورة وإظهارها في بطاقة المنخرط
photo-proposals = الصور المقترحة
photo-proposed = صورة مقترحة
photo-proposed-text = إذا قبلتموها حلت محل صورة البطاقة، وإذا رفضتموها محيت.
photo-proposed-reason = لازم عند الرفض: يقرؤه المنخرط.
photo-proposed-take = قبول الصورة
photo-proposed-refuse = رفض الصورة
proposal-by-guardian = مقترح لهذا القاصر من طرف
audit-member-photo-proposed = صورة اقترحها المنخرط
audit-member-photo-refused = رفض صورة مقترحة
