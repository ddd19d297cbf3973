## Fields that an association adds to its members' records

fields-title = Own fields
fields-lead = What your association keeps of its members besides: schooling, shirt size, driving licence…
fields-none = No own field yet.
fields-law = Before asking for sensitive data
fields-law-text = Law 09-08 (art. 12) asks for the CNDP’s prior authorisation for data on health, religion, political opinions, union membership or origin; an association is exempt only for its own members and within its purpose, and never for the number of the identity card (CNIE): make no field for that number. Ask only for what is needed: each field is named in the register of processing, which all members may read.
fields-retired = Retired fields
fields-retired-text = They are not asked any more. What records hold of them stays visible until you remove the field.
field-add = Add a field
field-add-act = Add the field
field-added = The field is added: records ask for it from now on.
field-edit = Edit a field
field-save = Save the field
field-saved = The field is saved.
field-label = Field
field-label-ar = Label in Arabic
field-label-fr = Label in French
field-label-en = Label in English
field-label-hint = One of the two labels, Arabic or French, is enough.
field-value = Value
field-kind = Kind
field-kind-hint = It does not change once a record holds a value.
field-kind-text = Text
field-kind-number = Number
field-kind-day = Date
field-kind-choice = Choice from a list
field-kind-yes_no = Yes or no
field-options-ar = Choices in Arabic
field-options-fr = Choices in French
field-options-hint = For a choice from a list: one per line.
field-options-fr-hint = The same line for the same choice. One language is enough.
field-options-kept = A choice that you take away is not offered any more; records that have it keep it.
field-use = Use
field-required = Required
field-required-yes = It must be given to save a record
field-listed = In the list
field-listed-yes = A column of the list of members shows it
field-order = Order
field-raise = Move up
field-moved = The order of the fields has changed.
field-held-by = { PLURAL($count) ->
    [one] Given in { $count } record
   *[other] Given in { $count } records
}
field-retire = Ask no more
field-retire-hint = What was given stays in the records, marked as retired.
field-retired = Retired
field-retired-done = The field is not asked any more. Nothing was erased.
field-resume = Ask again
field-resumed-done = The field is asked again.
field-remove = Remove the field
field-remove-text = { PLURAL($count) ->
    [one] The field goes with what { $count } record holds.
   *[other] The field goes with what { $count } records hold.
}
field-removed-done = The field is removed with its values.
settings-fields-text = What you keep of members besides.
privacy-own-fields = Fields added by the association: { $names }

audit-member-field-added = Own field added
audit-member-field-changed = Own field changed
audit-member-field-moved = Own field moved
audit-member-field-retired = Own field retired
audit-member-field-resumed = Own field asked again
audit-member-field-removed = Own field removed with its values

detail-label_ar = Label in Arabic
detail-label_fr = Label in French
detail-label_en = Label in English
detail-field_kind = Kind
detail-options = Choices
detail-required = Required
detail-listed = In the list
detail-fields = Own fields

error-number-unreadable = Write a number, such as 12 or 12.5.
error-number-too-long = The number is too long: twelve digits at most, and four after the point.
error-field-gone = This field is not asked any more: load the page again.
error-field-kind-used = Records hold values of this kind: it does not change any more. Retire this field and make another one.
error-field-in-use = Records hold this field: retire it first.
error-field-changed-meanwhile = Records were filled or emptied meanwhile: look at the number, then try again.
error-too-many-fields = Too many fields: { $max } at most are asked. Retire one first.
error-too-many-retired-fields = Too many fields, retired ones included: { $max } at most. Remove one that you retired.
error-options-too-few = Write two choices at least, one per line.
error-options-uneven = Both languages need as many lines.
error-options-twice = Two lines say the same.
error-option-too-long = A choice is too long: { $max } characters at most.
error-options-too-many = Too many choices: { $max } at most.
