-- Mails that are waiting to be sent, written in the transaction that they are about.

CREATE TABLE mail_outbox (
  id uuid NOT NULL DEFAULT uuidv7() CONSTRAINT mail_outbox_pkey PRIMARY KEY,
  recipient text NOT NULL,
  subject text NOT NULL,
  text text NOT NULL,
  html text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  next_attempt_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0
    CONSTRAINT mail_outbox_attempts_check CHECK (attempts >= 0),
  CONSTRAINT mail_outbox_expires_at_check CHECK (expires_at > created_at)
);

CREATE INDEX mail_outbox_next_attempt_at_idx ON mail_outbox (next_attempt_at);
CREATE INDEX mail_outbox_expires_at_idx ON mail_outbox (expires_at);

COMMENT ON TABLE mail_outbox IS
  'Mails may hold secrets, such as the link of a new password: a row is deleted as soon as its mail'
  ' is sent or has expired.';
COMMENT ON COLUMN mail_outbox.expires_at IS 'after that nobody needs the mail';
COMMENT ON COLUMN mail_outbox.next_attempt_at IS
  'while a node is sending the mail: when another one may take it to be lost';
