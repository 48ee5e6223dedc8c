-- Someone already known to have left left when that was first seen.
UPDATE crm.contact
SET left_on = p.left_on
FROM previous AS p
WHERE
    contact.contact_key = p.contact_key
    AND contact.status = 'left'
    AND p.status = 'left'
    AND p.left_on < coalesce(contact.left_on, DATE '9999-12-31')
