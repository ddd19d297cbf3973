## المحاسبة

books-account = الحساب
books-debit = مدين
books-credit = دائن
books-total = المجموع
books-export = تصدير (ledger)

shelf-money = المال كل يوم
shelf-projects = المشاريع والمنح والميزانيات
shelf-reports = التقارير
shelf-keeping = السنوات وإقفالها، والحسابات

balance-title = ميزان الحسابات
balance-debit = رصيد مدين
balance-credit = رصيد دائن
balance-balanced = الميزان متوازن
balance-unbalanced = الميزان غير متوازن: أخبرونا بذلك
balance-empty = لا قيود في هذه السنة
balance-empty-text = أول اشتراك تسجلونه يسجل قيده هنا.
balance-not-open = لم تفتح محاسبة سنة { $year } بعد
balance-not-open-text = تفتح محاسبة السنة مع أول قيد يسجل فيها. ليس فيها ما يقرأ إلى الآن.

journal-title = دفتر اليومية
journal-of-account = قيود الحساب { $account } فقط.
journal-empty = لا قيود
journal-empty-text = تظهر هنا القيود بأرقامها المتسلسلة، وكل قيد يقود إلى وثيقته.

entry-new = كتابة قيد
entry-lead = مجموع المدين يساوي مجموع الدائن. القيد المسجل لا يتغير.
entry-posted-on = تاريخ القيد
entry-posted-at = تاريخ التسجيل
entry-label = البيان
entry-line = السطر { $line }
entry-line-account = رقم الحساب (السطر { $line })
entry-line-debit = مدين (السطر { $line })
entry-line-credit = دائن (السطر { $line })
entry-lines = سطور القيد
entry-act = تسجيل القيد
entry-done = سُجل القيد رقم { $number }.
entry-title = القيد رقم { $number }
entry-number = رقم القيد
entry-receipt = الوصل الذي سجل هذا القيد
entry-hash = بصمة القيد
