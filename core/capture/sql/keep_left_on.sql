-- Someone seen active before left when this export was taken, unless it says when; someone already known
-- to have left left when that was first seen. Who was never seen active left at a time nobody knows.
UPDATE crm.contact
SET left_on = CASE
    WHEN p.status = 'left' THEN least(contact.left_on, p.left_on)
    ELSE coalesce(contact.left_on, $exported_on)
END
FROM previous AS p
WHERE contact.contact_key = p.contact_key AND contact.status = 'left'
