-- Password mails that were asked for: what proves that somebody has read one.

CREATE TABLE password_reset (
  hash bytea NOT NULL CONSTRAINT password_reset_pkey PRIMARY KEY,
  user_id integer CONSTRAINT password_reset_user_id_fkey REFERENCES app_user,
  expires_at timestamptz NOT NULL
);

CREATE INDEX password_reset_user_id_idx ON password_reset (user_id);
CREATE INDEX password_reset_expires_at_idx ON password_reset (expires_at);

COMMENT ON COLUMN password_reset.hash IS 'SHA-256 of the token; the token itself is nowhere';
COMMENT ON COLUMN password_reset.user_id IS
  'null for an address that nobody has: it is written too, so that both take the same time';
