-- Access tokens that end with the password they were given for.

-- No clock is asked: what a token was signed under is either the count of now or an older one.
ALTER TABLE app_user ADD COLUMN token_epoch integer NOT NULL DEFAULT 0;

COMMENT ON COLUMN app_user.token_epoch IS
  'goes up with each new password; access tokens signed under an earlier count are no good';
