-- A new address takes effect when the link that was sent to it is followed; the old one is told before and after.
ALTER TABLE identity.ceremony DROP CONSTRAINT ceremony_purpose_check;
ALTER TABLE identity.ceremony ADD CONSTRAINT ceremony_purpose_check CHECK (purpose IN
  ('sign-in', 'passkey', 'passkey-registration', 'password-link', 'sign-in-link', 'email-change', 'email-asked', 'email-changed'));
-- Where the letter goes, if not to the person's present address.
ALTER TABLE identity.ceremony ADD COLUMN email text;
