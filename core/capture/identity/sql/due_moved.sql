-- effect: clusters of contacts whose account is another now are due as well
INSERT INTO due
SELECT DISTINCT member.cluster_key
FROM ops.cluster_member AS member
JOIN contact_moved ON contact_moved.row_key = member.member_key
WHERE member.entity = 'contact' AND member.cluster_key NOT IN (SELECT cluster_key FROM due)
