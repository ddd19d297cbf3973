## الميزانيات

budgets-title = الميزانيات
budgets-lead = ما هو مقرر وما أنجز وما بقي.
budget-title = ميزانية { $year }
budget-none = لم تسجل ميزانية مصادق عليها لهذه السنة. ويعرض ما أنجز مع ذلك.
budget-vote = تسجيل الميزانية المصادق عليها
budget-vote-title = الميزانية المصادق عليها لسنة { $year }
budget-from-before = الانطلاق من منجزات السنة الماضية
budget-revise = تعديل
budget-revise-title = تعديل ميزانية { $year }
budget-form-lead = سطر لكل حساب (61312) أو بند (613) أو باب (61)، وحسب المشروع عند الحاجة. لا تحسب السطور الفارغة. وتحفظ كل صيغة.
budget-voted = الميزانية المصادق عليها
budget-revision = التعديل رقم { $number }
budget-versions = صيغ الميزانية
budget-voted-on = تاريخ الجمع العام
budget-revised-on = تاريخ التعديل
budget-note = ملاحظة
budget-line-account = الحساب أو البند أو الباب (السطر { $line })
budget-line-amount = المبلغ المقرر (السطر { $line })
budget-line-project = المشروع (السطر { $line })
budget-save = حفظ هذه الصيغة
budget-saved = تم حفظ الميزانية.
budget-name = البيان
budget-planned = المقرر
budget-actual = المنجز
budget-remaining = الباقي
budget-percent = %
budget-planned-result = النتيجة المقررة
budget-actual-result = النتيجة إلى اليوم
budget-unplanned = غير مقرر
budget-over = تجاوز
budget-pdf = الميزانية (PDF)
budget-xlsx = الميزانية (جدول)

error-budget-account-class = تقرر الميزانية العائدات (7…) والتكاليف (6…) ابتداء من رقمين.
error-budget-line-overlaps = يقرر سطر آخر هذا الحساب: احتفظوا بأحدهما.
error-budget-too-many-lines = الحد الأقصى للسطور هو { $max }.
error-budget-without-lines = قرروا مبلغا واحدا على الأقل.
error-budget-changed = حفظ شخص آخر صيغة من هذه الميزانية قبل قليل. افتحوها من جديد لتنطلقوا من صيغته.

audit-budget-voted = تسجيل ميزانية مصادق عليها
audit-budget-revised = تعديل ميزانية

detail-budget_version = الصيغة
detail-budget_lines = السطور
detail-decided_on = تاريخ القرار

table-budget = صيغ الميزانيات
table-budget-line = سطور الميزانيات
