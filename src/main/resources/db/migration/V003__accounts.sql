-- Who may sign in, and the refresh tokens they were given.

CREATE TABLE app_user (
  id integer GENERATED ALWAYS AS IDENTITY CONSTRAINT app_user_pkey PRIMARY KEY,
  username text NOT NULL,
  email text NOT NULL,
  first_name text NOT NULL DEFAULT '',
  last_name text NOT NULL DEFAULT '',
  role text NOT NULL
    CONSTRAINT app_user_role_check CHECK (role IN ('ADMIN', 'CASHIER', 'INVESTOR')),
  password_hash text NOT NULL,
  pin_hash text,
  is_active boolean NOT NULL DEFAULT true,
  date_joined timestamptz NOT NULL
);

CREATE UNIQUE INDEX app_user_username_key ON app_user (lower(username));
CREATE UNIQUE INDEX app_user_email_key ON app_user (lower(email));

CREATE TABLE refresh_token (
  hash bytea NOT NULL CONSTRAINT refresh_token_pkey PRIMARY KEY,
  family uuid NOT NULL,
  user_id integer NOT NULL CONSTRAINT refresh_token_user_id_fkey REFERENCES app_user,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
);

CREATE INDEX refresh_token_family_idx ON refresh_token (family);
CREATE INDEX refresh_token_user_id_idx ON refresh_token (user_id);
CREATE INDEX refresh_token_expires_at_idx ON refresh_token (expires_at);

COMMENT ON COLUMN refresh_token.hash IS 'SHA-256 of the token; the token itself is nowhere';
COMMENT ON COLUMN refresh_token.family IS
  'all that descend from one login: the second use of one revokes them together';
